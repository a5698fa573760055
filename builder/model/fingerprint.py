"""The fingerprint of what a module says: whoever signs a module off signs this."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from builder.model.blocks.data import Chart
from builder.model.blocks.story import AnimationBlock, DecisionBlock, FlowchartBlock, ScenarioBlock
from builder.model.course import Course, Module
from builder.model.prose import filled

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
        "\x1f".join((*passage.ids, *map(str, passage.keys), filled(passage.text, course.fact_words)))
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
