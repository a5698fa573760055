"""Rules for what a course may leave out, and its house rules ask for (``required`` in ``lint.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Diagnostic, counted, error
from builder.house.course import HouseCourse
from builder.model.minutes import computed
from builder.model.node import Node


def missing_detail(course: HouseCourse) -> Iterator[Diagnostic]:
    """A course, a module or a scenario says nothing under a key that the house rules ask for.

    Why: no package needs it, but those who made the course have promised it to learners, employers or reviewers.

    Example: `required: {module: [audience]}` in `lint.yaml`, and a `module.yaml` without `audience:`.

    Instead: write it; or take it out of `required:`.
    """
    asked = course.house.required
    parts: list[tuple[str, Node, Sequence[str]]] = [
        ("the course", course, asked.course),
        *((f"the module {module.id}", module, asked.module) for module in course.contents),
        *((f"the scenario {scenario.id}", scenario, asked.scenario) for scenario in course.scenarios),
    ]
    for what, part, keys in parts:
        yield from _missing("missing-detail", what, part, keys)


def bank_detail(course: HouseCourse) -> Iterator[Diagnostic]:
    """A question in the bank lacks its principle, outcome, page or rationale, and the house rules ask for it.

    Why: a try is drawn evenly over the principles, a learner who was wrong is led to the page to read again, and the
    next author needs to know what the question is for.

    Example: `required: {question: [principle, outcome, page, rationale]}` in `lint.yaml`, and a question moved from a
    page into the bank as it was.

    Instead: add `principle:`, `outcome:`, `page:` and `rationale:`.
    """
    for module in course.contents:
        for question in module.bank:
            yield from _missing(
                "bank-detail", f"the question {question.id!r}", question, course.house.required.question
            )


def minutes_off(course: HouseCourse) -> Iterator[Diagnostic]:
    """The minutes that a module gives are far from what its words and tasks take.

    Why: learners plan by this number, and employers count it. 200 words are read in a minute; a task takes one, a
    decision half of one, a film as long as it is, and each question of the check a minute.

    Example: `minutes_off_by: 20` in `lint.yaml`, and `minutes: 35` where 57 are computed.

    Instead: take `minutes:` out, and it is computed; or make the module as long as it says.
    """
    allowed = course.house.minutes_off_by
    for module in course.contents if allowed else ():
        exact = sum(computed(course, module, page) for page in module.pages)
        if module.minutes and allowed and abs(module.minutes - exact) * 100 > allowed * exact:
            message = f"{module.id} says {counted(module.minutes, 'minute')}, and its words and tasks take {exact:.0f}"
            yield error("minutes-off", course.place(module, "minutes"), message, "take it out, and it is computed")


def _missing(code: str, what: str, part: Node, keys: Sequence[str]) -> Iterator[Diagnostic]:
    missing = [key for key in keys if not getattr(part, key)]
    if missing:
        hint = f"add {', '.join(key + ':' for key in missing)}"
        yield error(code, part.where, f"{what} has no {' and no '.join(missing)}", hint)
