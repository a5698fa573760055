"""Rules for how stories are told: what is held back, and that a decision comes before what followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.diagnostics import Diagnostic, error
from builder.model.blocks.story import CaseBlock, DecisionBlock, ScenarioBlock
from builder.model.cases import BranchingCase
from builder.model.course import Course, Module, Page
from builder.model.going_out import held_names
from builder.model.shared import Decision


def held_part_used(course: Course) -> Iterator[Diagnostic]:
    """A link, or a field that names one thing, leads to a part that is `held:`.

    Why: builds leave held parts out, with the blocks that show them and with their ids in lists. What leads to one
    from a sentence, or is nothing without it, would lead nowhere.

    Example: `[Marlo](page:L2-16)` on a page that is not held, where `L2-16` is; a question with `scenario: S11`.

    Instead: hold the part that leads there as well, take the link out, or lift what is held.
    """
    gone = held_names(course)
    for what, pointers in course.going_out.pointers.items() if gone else ():
        for pointer in pointers:
            if (what, pointer.text) in gone:
                message = f"the {what} {pointer.text!r} is held, and this leads to it"
                yield error("held-part-used", course.place_of(pointer), message, "hold this as well, or take it out")


def ending_before_decision(course: Course) -> Iterator[Diagnostic]:
    """A module tells how a story goes on, and asks afterwards what to do in it.

    Why: who knows the ending does not decide, but guesses what the author wants to hear. On a page that asks, the voice
    and the learning come after the decision, too.

    Example: `::: scenario S01` with `show: [after]`, and `::: decision S01-A` below it or on a later page.

    Instead: `show: [before]`, then the decision, then `show: [after, voice, learning]`.
    """
    stories = {scenario.id: scenario.__dict__ for scenario in course.scenarios}
    for module in course.contents:
        asked = list(_asked(course, module))
        for number, (page, block) in enumerate(_blocks(module)):
            if not isinstance(block, ScenarioBlock):
                continue
            later = [asks for asks in asked if asks.place > number and asks.story == block.scenario]
            on_this_page = [asks for asks in later if asks.block in page.blocks]
            tells = ("after", "voice", "learning") if on_this_page else ("after",)
            told = [part for part in block.show if part in tells and stories.get(block.scenario, {}).get(part)]
            if later and told:
                first = (on_this_page or later)[0]
                message = f"{', '.join(told)} of {block.scenario} stand before {first.point.id}"
                hint = f"move ::: {first.block.kind} {first.point.id} up"
                yield error("ending-before-decision", block.where, message, hint)


def decision_elsewhere(course: Course) -> Iterator[Diagnostic]:
    """A module asks at a decision point, or shows a branching case, whose `levels` do not name it.

    Why: each level has its own seat in a story. Learners who come back would be asked what they were asked before.

    Example: `levels: [L1]` in `scenarios/`, and `::: decision S02-A` on a page of `L2`.

    Instead: a decision point of this level; or add the module to its `levels:`.
    """
    modules = {module.id for module in course.contents}
    for module in course.contents:
        for asks in _asked(course, module):
            if module.id not in asks.point.levels and modules.issuperset(asks.point.levels):
                message = f"{asks.point.id} is for {', '.join(asks.point.levels)}, and stands in {module.id}"
                hint = f"take another one, or add {module.id} to its levels:"
                yield error("decision-elsewhere", asks.block.where, message, hint)


def _blocks(module: Module) -> Iterator[tuple[Page, object]]:
    return ((page, block) for page in module.pages for block in page.blocks)


class _Asks(NamedTuple):
    """A block that asks what to do in a story: its place in the module, the id of the story, and what it asks."""

    place: int
    block: DecisionBlock | CaseBlock
    story: str
    point: Decision | BranchingCase


def _asked(course: Course, module: Module) -> Iterator[_Asks]:
    for place, (_, block) in enumerate(_blocks(module)):
        if isinstance(block, DecisionBlock) and block.decision in course.decisions:
            story, decision = course.decisions[block.decision]
            yield _Asks(place, block, story.id, decision)
        elif isinstance(block, CaseBlock) and block.case in course.branching_cases:
            story, case = course.branching_cases[block.case]
            yield _Asks(place, block, story.id, case)
