"""Whether a module has been checked by those who have to check it, in the words that it has now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from builder.model.blocks.data import Chart
from builder.model.blocks.story import AnimationBlock, DecisionBlock, FlowchartBlock, ScenarioBlock
from builder.model.course import Course, Module
from builder.model.house import SignOff
from builder.model.tokens import filled

#: Enough to tell two versions of a module apart, and short enough to be copied from a printed sheet.
_DIGITS = 16


def content_fingerprint(course: Course, module: Module) -> str:
    """Return the fingerprint of all that *module* says and of what is right: it changes with any word of it.

    Facts count by their words, so that a fact that changes makes the module a draft again. Dates of checks do not
    count.
    """
    shown = set(_shared_parts(module))
    shown |= {course.decisions[name][0].id for name in shown if name in course.decisions}
    shown |= {figure.id for figure in course.figures if figure.key in shown}
    said = (
        "\x1f".join((*passage.ids, *map(str, passage.keys), filled(passage.text, course.fact_names)))
        for passage in course.passages
        if passage.module is module or (passage.module is None and passage.ids and passage.ids[0] in shown)
    )
    asked = (*(question for page in module.pages for question in page.questions), *module.bank)
    keys = (question.model_dump_json(exclude={"rationale"}) for question in asked)
    verdicts = (
        "\x1f".join((name, *(option.verdict for option in decision.options)))
        for name, (_, decision) in course.decisions.items()
        if name in shown
    )
    return sha256("\x1e".join((*said, *keys, *verdicts)).encode()).hexdigest()[:_DIGITS]


def _shared_parts(module: Module) -> Iterator[str]:
    for page in module.pages:
        for block in page.blocks:
            match block:
                case ScenarioBlock():
                    yield block.scenario
                case DecisionBlock():
                    yield block.decision
                case AnimationBlock():
                    yield block.animation
                case FlowchartBlock():
                    yield block.flowchart
                case Chart():
                    yield block.figure


def roles_for(course: Course, module: Module) -> tuple[str, ...]:
    """Return who has to check *module*; nobody, in a course whose house rules ask for no sign-off."""
    rules = course.house.release
    return (*rules.reviewers, *rules.also.get(module.id, ())) if rules else ()


def signoffs_of(course: Course, module: Module) -> Sequence[SignOff]:
    """Return the sign-offs of *module* that hold: made for the words that it has now, with every comment closed."""
    mine = [signoff for signoff in course.signoffs.modules if signoff.module == module.id]
    if not mine:
        return ()
    now = content_fingerprint(course, module)
    return [signoff for signoff in mine if signoff.content == now and signoff.comments_closed]


def missing_roles(course: Course, module: Module) -> tuple[str, ...]:
    """Return who has yet to sign *module* off, in the order of the house rules."""
    there = {signoff.role for signoff in signoffs_of(course, module)}
    return tuple(role for role in roles_for(course, module) if role not in there)
