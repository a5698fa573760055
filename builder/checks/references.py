"""Rules for ids that point at something: it must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from builder.checks.parts import (
    Word,
    blocks_in,
    every_block,
    links_by_module,
    pages_of,
    questions_in,
    questions_of,
    unknown,
)
from builder.diagnostics import Diagnostic
from builder.model.blocks.data import Chart, Principles
from builder.model.blocks.private import Poll
from builder.model.blocks.story import AnimationBlock, DecisionBlock, ScenarioBlock
from builder.model.course import Course, Reference
from builder.model.node import Node


def _missing(course: Course, code: str, what: str, uses: Iterable[Word], known: Iterable[str]) -> Iterator[Diagnostic]:
    names: Collection[str] = set(known)
    for use in uses:
        if use.text not in names:
            yield unknown(code, use.where(course), what=what, name=use.text, known=names)


def _listed(parts: Iterable[Node], key: str) -> Iterator[Word]:
    for part in parts:
        for number, name in enumerate(getattr(part, key)):
            yield Word(name, part, (key, number))


def _given(parts: Iterable[Node], key: str) -> Iterator[Word]:
    for part in parts:
        name = getattr(part, key)
        if name is not None:
            yield Word(name, part, (key,))


def unknown_principle(course: Course) -> Iterator[Diagnostic]:
    """A principle that is not in `principles.yaml`.

    Why: results are shown by principle, so learners would get a result for something that has no name.

    Example: `principles: [P11]` where there are ten.

    Instead: use an id of `principles.yaml`.
    """
    uses = [
        *_listed(pages_of(course), "principles"),
        *_listed(every_block(course, Principles), "only"),
        *_given(questions_of(course), "principle"),
        *_given(course.scenarios, "primary"),
        *_listed(course.scenarios, "secondary"),
    ]
    yield from _missing(course, "unknown-principle", "principle", uses, (part.id for part in course.principles))


def unknown_scenario(course: Course) -> Iterator[Diagnostic]:
    """A scenario that is not in `scenarios/`.

    Why: the page would have a hole where the story should be.

    Example: `::: scenario S11` where there are ten.

    Instead: use the `id` that stands inside the scenario's file.
    """
    uses = [
        *_listed(pages_of(course), "scenarios"),
        *_given(every_block(course, ScenarioBlock), "scenario"),
        *_given(questions_of(course), "scenario"),
    ]
    yield from _missing(course, "unknown-scenario", "scenario", uses, (part.id for part in course.scenarios))


def unknown_outcome(course: Course) -> Iterator[Diagnostic]:
    """An outcome that is not in the `module.yaml` of the same module.

    Why: outcomes say what a module is for. A page or question that serves an unknown one serves none.

    Example: `outcome: L1.o7` in a module with four outcomes.

    Instead: use an id from `outcomes:` in this module's `module.yaml`.
    """
    for module in course.contents:
        uses = [*_listed(module.pages, "outcomes"), *_given(questions_in(module), "outcome")]
        yield from _missing(course, "unknown-outcome", "outcome", uses, (part.id for part in module.outcomes))


def unknown_page(course: Course) -> Iterator[Diagnostic]:
    """A page that is not in the same module.

    Why: each module is a package of its own, which a learner may have without the others. A link can only lead to a
    page in the same package.

    Example: `[the five steps](page:L2-05)` on a page of Level 1.

    Instead: link to a page of this module, or name the other page in words.
    """
    links = links_by_module(course)
    for module in course.contents:
        uses = [*_given(questions_in(module), "page"), *_links("page:", links[module.slug])]
        what = f"page of {module.id} with the id"
        yield from _missing(course, "unknown-page", what, uses, (page.id for page in module.pages))


def unknown_term(course: Course) -> Iterator[Diagnostic]:
    """A link to a word that is not in `glossary.yaml`.

    Why: the link would lead nowhere.

    Example: `[LADO](term:ladoo)`

    Instead: use an id of `glossary.yaml`, or add the word there.
    """
    uses = _links("term:", course.references)
    what = "word in the glossary with the id"
    yield from _missing(course, "unknown-term", what, uses, (term.id for term in course.glossary))


def _links(scheme: str, links: Iterable[Reference]) -> Iterator[Word]:
    for link in links:
        if link.target.startswith(scheme):
            yield Word(link.target.removeprefix(scheme), link)


def unknown_guidance(course: Course) -> Iterator[Diagnostic]:
    """A question that rests on guidance which is not in `guidance.yaml`.

    Why: when a fact changes, the questions that rest on it are found by this key.

    Example: `guidance: [rapid-review]` where the key is `rapid_review`.

    Instead: use a `key` of `guidance.yaml`.
    """
    uses = _listed(questions_of(course), "guidance")
    yield from _missing(
        course, "unknown-guidance", "guidance with the key", uses, (fact.key for fact in course.guidance)
    )


def unknown_figure(course: Course) -> Iterator[Diagnostic]:
    """A chart of a figure that is not in `figures.yaml`.

    Why: there is nothing to draw.

    Example: `::: chart feature` where the key is `features`.

    Instead: use a `key` of `figures.yaml`.
    """
    uses = _given(every_block(course, Chart), "figure")
    yield from _missing(course, "unknown-figure", "figure with the key", uses, (part.key for part in course.figures))


def unknown_decision(course: Course) -> Iterator[Diagnostic]:
    """A decision point that is in no scenario's file.

    Why: the page would have a hole where learners should choose.

    Example: `::: decision S02-D` where the scenario's last one is `S02-C`.

    Instead: use an id from `decisions:` in a scenario's file.
    """
    uses = _given(every_block(course, DecisionBlock), "decision")
    yield from _missing(course, "unknown-decision", "decision point", uses, course.decisions)


def unknown_animation(course: Course) -> Iterator[Diagnostic]:
    """An animation that is not in `animations/`.

    Why: the page would have a hole in it.

    Example: `::: animation A3` where there are two.

    Instead: use the `id` that stands inside the animation's file.
    """
    uses = _given(every_block(course, AnimationBlock), "animation")
    yield from _missing(course, "unknown-animation", "animation", uses, (part.id for part in course.animations))


def unknown_case(course: Course) -> Iterator[Diagnostic]:
    """A question of a case set whose story is not in the `module.yaml` of the same module.

    Why: learners would be asked about a story that they cannot read.

    Example: `case: L3-case-C` where `cases:` has A and B.

    Instead: use an id from `cases:` in this module's `module.yaml`, or add the story there.
    """
    for module in course.contents:
        uses = _given(questions_in(module), "case")
        yield from _missing(course, "unknown-case", "case", uses, (case.id for case in module.cases))


def unknown_level(course: Course) -> Iterator[Diagnostic]:
    """A module id under `levels:` that no module has.

    Why: the line would never be shown to anybody.

    Example: `levels: {L5: ...}` in `principles.yaml` where the last module is `L4`.

    Instead: use the `id` of a module, as it stands in its `module.yaml`.
    """
    uses = [
        *(Word(level, part, ("levels", level)) for part in course.principles for level in part.levels),
        *_listed((decision for _, decision in course.decisions.values()), "levels"),
    ]
    yield from _missing(course, "unknown-level", "module with the id", uses, (part.id for part in course.contents))


def unknown_poll(course: Course) -> Iterator[Diagnostic]:
    """A poll that shows an earlier answer again, and there is no such poll earlier in the module.

    Why: there is no answer to show. Answers are kept in the learner's own browser, for as long as the module is open.

    Example: `again: L1-01-pol` where the poll's id is `L1-01-poll`.

    Instead: use the `id` of a poll that stands earlier in the same module.
    """
    for module in course.contents:
        earlier: list[str] = []
        for poll in blocks_in(module, Poll):
            if poll.id:
                earlier.append(poll.id)
            yield from _missing(course, "unknown-poll", "earlier poll", _given([poll], "again"), earlier)
