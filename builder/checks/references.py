"""Rules for ids that point at something: it must be there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.parts import blocks_in, of_lost_story, unknown, unknown_names, with_other_pages
from builder.diagnostics import Diagnostic
from builder.model.blocks.private import Poll
from builder.model.course import Course


def unknown_principle(course: Course) -> Iterator[Diagnostic]:
    """A principle that is not in `principles.yaml`.

    Why: results are shown by principle, so learners would get a result for something that has no name.

    Example: `principles: [P11]` where there are ten.

    Instead: use an id of `principles.yaml`.
    """
    yield from unknown_names(course, "principle", "principle")


def unknown_scenario(course: Course) -> Iterator[Diagnostic]:
    """A scenario that is not in `scenarios/`.

    Why: the page would have a hole where the story should be.

    Example: `::: scenario S11` where there are ten.

    Instead: use the `id` that stands inside the scenario's file.
    """
    yield from unknown_names(course, "scenario", "scenario")


def unknown_outcome(course: Course) -> Iterator[Diagnostic]:
    """An outcome that is not in the `module.yaml` of the same module.

    Why: outcomes say what a module is for. A page or question that serves an unknown one serves none.

    Example: `outcome: L1.o7` in a module with four outcomes.

    Instead: use an id from `outcomes:` in this module's `module.yaml`.
    """
    yield from unknown_names(course, "outcome", "outcome")


def unknown_page(course: Course) -> Iterator[Diagnostic]:
    """A page that is not there, or that belongs to another module where only one of the same module will do.

    Why: a link would lead nowhere, and a question would send learners to a page which their package does not have. A
    link may name a page of another module: learners then read where that is.

    Example: `[the five steps](page:L2-50)` where Level 2 has twenty pages; `page: L2-05` in a question of Level 1.

    Instead: write the id of a page that is there; in a question, of one in the same module.
    """
    yield from unknown_names(course, "page", "page of {module} with the id")


def unknown_term(course: Course) -> Iterator[Diagnostic]:
    """A link to a word that is not in `glossary.yaml`.

    Why: the link would lead nowhere.

    Example: `[LADO](term:ladoo)`

    Instead: use an id of `glossary.yaml`, or add the word there.
    """
    yield from unknown_names(course, "term", "word in the glossary with the id")


def unknown_guidance(course: Course) -> Iterator[Diagnostic]:
    """A question that rests on guidance which is not in `guidance.yaml`.

    Why: when a fact changes, the questions that rest on it are found by this key.

    Example: `guidance: [rapid-review]` where the key is `rapid_review`.

    Instead: use a `key` of `guidance.yaml`.
    """
    yield from unknown_names(course, "guidance", "guidance with the key")


def unknown_figure(course: Course) -> Iterator[Diagnostic]:
    """A chart of a figure that is not in `figures.yaml`.

    Why: there is nothing to draw.

    Example: `::: chart feature` where the key is `features`.

    Instead: use a `key` of `figures.yaml`.
    """
    yield from unknown_names(course, "figure", "figure with the key")


def unknown_decision(course: Course) -> Iterator[Diagnostic]:
    """A decision point that is in no scenario's file.

    Why: the page would have a hole where learners should choose.

    Example: `::: decision S02-D` where the scenario's last one is `S02-C`.

    Instead: use an id from `decisions:` in a scenario's file.
    """
    yield from unknown_names(course, "decision", "decision point", untold=of_lost_story(course))


def unknown_support(course: Course) -> Iterator[Diagnostic]:
    """A scenario, a card or a slide names somebody who can help and is not in `support.yaml`.

    Why: there is no number to show beside the story, or to print.

    Example: `support: [samaritan]` where the id is `samaritans`.

    Instead: use an `id` of `support.yaml`.
    """
    yield from unknown_names(course, "support", "contact")


def unknown_role(course: Course) -> Iterator[Diagnostic]:
    """A poll or a panel names a role that is not in `course.yaml`.

    Why: nobody has it, and the panel would open for nobody.

    Example: `roles: [governor]` where `roles:` in `course.yaml` has `leader`.

    Instead: use one of `roles:` in `course.yaml`, or add it there.
    """
    yield from unknown_names(course, "role", "role")


def unknown_animation(course: Course) -> Iterator[Diagnostic]:
    """An animation that is not in `animations/`.

    Why: the page would have a hole in it.

    Example: `::: animation A3` where there are two.

    Instead: use the `id` that stands inside the animation's file.
    """
    yield from unknown_names(course, "animation", "animation")


def unknown_case(course: Course) -> Iterator[Diagnostic]:
    """A question of a case set whose story is not in the `module.yaml` of the same module.

    Why: learners would be asked about a story that they cannot read.

    Example: `case: L3-case-C` where `cases:` has A and B.

    Instead: use an id from `cases:` in this module's `module.yaml`, or add the story there.
    """
    yield from unknown_names(course, "case", "case")


def unknown_level(course: Course) -> Iterator[Diagnostic]:
    """A module id under `levels:` that no module has.

    Why: the line would never be shown to anybody.

    Example: `levels: {L5: ...}` in `principles.yaml` where the last module is `L4`.

    Instead: use the `id` of a module, as it stands in its `module.yaml`.
    """
    yield from unknown_names(course, "level", "module with the id", of="module")


def unknown_poll(course: Course) -> Iterator[Diagnostic]:
    """A poll that shows an earlier answer again, and there is no such poll earlier in the module.

    Why: there is no answer to show. Answers are kept in the learner's own browser, for as long as the module is open.

    Example: `again: L1-01-pol` where the poll's id is `L1-01-poll`.

    Instead: use the `id` of a poll that stands earlier in the same module.
    """
    doubtful = with_other_pages(course)
    for module in course.contents:
        earlier: list[str] = []
        if any(not (poll.id or poll.again) for poll in blocks_in(module, Poll)):
            # It may be the one that lacks its id.
            continue
        for poll in blocks_in(module, Poll):
            if poll.id:
                earlier.append(poll.id)
            if poll.again and poll.again not in earlier and module.id not in doubtful:
                where = course.place(poll, "again")
                yield unknown("unknown-poll", where, what="earlier poll", name=poll.again, known=earlier)


def unknown_folder(course: Course) -> Iterator[Diagnostic]:
    """A module that another one requires is not in `course.yaml`.

    Why: a learning system would be told to wait for something that never comes, and nobody could open the module.

    Example: `requires: [intro]` where the folder is called `introduction`.

    Instead: write the folder as it stands under `modules:` in `course.yaml`.
    """
    yield from unknown_names(course, "folder", "module in the folder")
