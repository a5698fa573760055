"""Every ending of every case of this course, met in a browser; and what its cases promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.model.blocks.story import CaseBlock, DecisionBlock
from builder.model.cases import END, BranchingCase, CaseOption
from builder.model.course import Course, Module
from builder.render.cases import cases_in

#: Where each case stands, as ``docs/second-edition.md`` lists them.
PLACES = {
    "S02-case": "L1", "S08-case": "L2", "S01-case": "L3", "S04-case": "L3", "S06-case": "L3", "S09-case": "L4",
}  # fmt: skip
HEADINGS = {"best": "Best step", "partial": "Helps, but not enough", "unsafe": "This could leave {} at risk"}
#: Takes the options *ways* one after the other, and tells what each was called, and what stands at the end.
WALK = """async ([id, ways]) => {
  const block = document.querySelector(`[data-component=case][data-id="${id}"]`);
  const press = (name) => [...block.querySelectorAll("button")].find((one) => one.textContent === name).click();
  const again = block.querySelector(".case__play");
  if (again) press("Start again");
  else press("Decide for yourself");
  while (!block.querySelector(".case__play form")) await new Promise(requestAnimationFrame);
  const called = ways.map((text) => {
    [...block.querySelectorAll("label")].find((one) => one.textContent === text).click();
    press("This is what I do");
    const title = block.querySelector(".feedback__title").textContent;
    press("Go on");
    return title;
  });
  const [ending, voice] = ["h3", "blockquote"].map((name) => block.querySelector(name).textContent);
  return { called, ending, voice };
}"""


def ways_of(case: BranchingCase) -> Mapping[str, Sequence[CaseOption]]:
    """Return a shortest way to each ending of *case*, by the ending's id."""
    found: dict[str, Sequence[CaseOption]] = {}
    waiting: list[tuple[str, Sequence[CaseOption]]] = [(case.start, ())]
    for name, taken in waiting:
        if name == END:
            ending = case.ending({mark for option in taken for mark in option.gives})
            assert ending
            found.setdefault(ending.id, taken)
        else:
            waiting += [(option.next, (*taken, option)) for option in case.by_id[name].options]
    return found


def unsafe_way(case: BranchingCase) -> Iterator[CaseOption]:
    """Yield the unsafe option of each step, from the first to the end."""
    name = case.start
    while name != END:
        option = next(option for option in case.by_id[name].options if option.verdict == "unsafe")
        yield option
        name = option.next


def modules_with_cases(course: Course) -> list[Module]:
    return [module for module in course.contents if cases_in(course, module)]


def test_every_case_stands_at_its_level_and_has_all_three_verdicts_at_each_step(course: Course) -> None:
    placed = {case.id: module.id for module in course.contents for _, case in cases_in(course, module)}
    assert placed == PLACES
    for _, case in course.branching_cases.values():
        for node in case.nodes:
            assert sorted(option.verdict for option in node.options) == ["best", "partial", "unsafe"]


def test_no_decision_stands_below_the_case_of_its_story_which_tells_an_ending(course: Course) -> None:
    for page in (page for module in course.contents for page in module.pages):
        told: set[str] = set()
        for block in page.blocks:
            if isinstance(block, CaseBlock):
                told.add(course.branching_cases[block.case][0].id)
            elif isinstance(block, DecisionBlock):
                assert course.decisions[block.decision][0].id not in told, block.decision


@pytest.mark.parametrize("level", sorted(set(PLACES.values())))
def test_every_ending_of_every_case_is_met_in_a_browser_the_unsafe_way_too(
    course: Course, context: BrowserContext, reading: str, level: str
) -> None:
    module = next(module for module in modules_with_cases(course) if module.id == level)
    tab = context.new_page()
    tab.goto(f"{reading}/package/{module.slug}/index.html")
    expect(tab.locator("[data-component=case] button").first).to_be_attached()
    for scenario, case in cases_in(course, module):
        ways = ways_of(case)
        assert set(ways) == {ending.id for ending in case.endings}
        for way in (*ways.values(), tuple(unsafe_way(case))):
            met = tab.evaluate(WALK, [case.id, [option.text for option in way]])
            ending = case.ending({mark for option in way for mark in option.gives})
            assert ending
            assert met["called"] == [HEADINGS[option.verdict].format(scenario.name) for option in way]
            assert (met["ending"], met["voice"]) == (ending.title, case.debrief)
