"""Branching cases in a package: what the player is told, and what is there to read without it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml import html

from builder.model.cases import END, BranchingCase
from builder.model.course import Course, Module
from builder.render.bundle import Bundle
from builder.render.cases import READABLE, SCRIPT, case_files
from builder.render.module import LAUNCH, render_module
from builder.source.load import load

TESTS = Path(__file__).parents[1]
VECTOR = TESTS / "vectors" / "cases.json"


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(TESTS / "wide_course").course
    assert loaded
    return loaded


@pytest.fixture(scope="module")
def module(course: Course) -> Module:
    return next(module for module in course.contents if module.slug == "spring")


@pytest.fixture(scope="module")
def case(course: Course) -> BranchingCase:
    return course.branching_cases["S01-case"][1]


def ways(case: BranchingCase, most: int) -> Iterator[tuple[list[int], str, set[str]]]:
    """Yield every way of at most *most* steps: the options chosen, the node to which they lead, and the marks."""
    waiting: list[tuple[list[int], str, set[str]]] = [([], case.start, set())]
    for steps, name, marks in waiting:
        yield steps, name, marks
        for number, option in enumerate(case.by_id[name].options if name != END and len(steps) < most else ()):
            waiting.append(([*steps, number], option.next, marks | {*option.gives}))


def told(course: Course, module: Module) -> dict[str, bytes]:
    return {str(file.path): bytes(file.content) for file in case_files(course, module, str) if file.content}  # type: ignore[arg-type]


def test_the_vector_is_what_the_player_is_told_and_what_follows_each_way(
    course: Course, module: Module, case: BranchingCase, *, update_goldens: bool
) -> None:
    made = {
        "case": json.loads(told(course, module)["case-S01-case.json"]),
        "ways": [
            {
                "steps": steps,
                "node": None if name == END else name,
                "ending": _title(case, marks) if name == END else None,
            }
            for steps, name, marks in ways(case, 4)
        ],
    }
    if update_goldens:
        VECTOR.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    assert made == json.loads(VECTOR.read_text(encoding="utf-8"))


def _title(case: BranchingCase, marks: set[str]) -> str | None:
    ending = case.ending(marks)
    return ending and ending.title


def test_a_module_without_a_case_has_nothing_of_one(course: Course) -> None:
    module = next(module for module in course.contents if module.slug == "autumn")
    files = {file.path for file in render_module(course, module).files(Bundle("web", b""))}
    assert not {READABLE, SCRIPT, "case-S01-case.json"} & files


def test_a_case_can_be_read_without_javascript_its_first_step_on_the_page_and_the_rest_beside_it(
    course: Course, module: Module, case: BranchingCase
) -> None:
    files = {file.path: file.content for file in render_module(course, module).files(Bundle("web", b""))}
    (block,) = html.fromstring(files[LAUNCH]).xpath("//*[@data-component='case']")
    first = case.by_id[case.start]
    assert all(text in block.text_content() for text in (case.intro, first.known, *_words(first.options)))
    assert case.nodes[1].known not in block.text_content()
    (link,) = block.xpath(".//a")
    page = html.fromstring(files[READABLE])
    (section,) = page.xpath(f"//*[@id='{link.get('href').removeprefix(f'{READABLE}#')}']")
    everything = [text for node in case.nodes for text in (node.clock, node.known, node.ask, *_words(node.options))]
    everything += [text for option in case.options for text in (option.feedback, option.then)]
    everything += [text for ending in case.endings for text in (ending.title, ending.text)]
    assert [text for text in (*everything, case.debrief) if text not in section.text_content()] == []
    targets = {link.get("href") for link in section.xpath(".//a")}
    assert [target for target in targets if not page.xpath(f"//*[@id='{target.removeprefix('#')}']")] == []


def test_a_reader_is_told_which_choices_lead_to_each_ending(course: Course, module: Module) -> None:
    files = {file.path: file.content for file in render_module(course, module).files(Bundle("web", b""))}
    text = " ".join(html.fromstring(files[READABLE]).text_content().split())
    assert (
        "Rain falls on an empty lawn. It is yours if you chose all of these: at step 1: Fetch the veil. at step 2: "
        "Ring, and wait. It is yours if you chose none of these: at step 1: Thump the lid. or at step 2: Push the gate."
    ) in text
    assert "Letters wait at the depot now. It is yours if no other one is." in text


def _words(options: Sequence[object]) -> list[str]:
    return [str(option.text) for option in options]  # type: ignore[attr-defined]
