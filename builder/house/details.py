"""Rules for what a course may leave out, and its house rules ask for (``required`` in ``lint.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Diagnostic, error
from builder.house.course import HouseCourse
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


def _missing(code: str, what: str, part: Node, keys: Sequence[str]) -> Iterator[Diagnostic]:
    missing = [key for key in keys if not getattr(part, key)]
    if missing:
        hint = f"add {', '.join(key + ':' for key in missing)}"
        yield error(code, part.where, f"{what} has no {' and no '.join(missing)}", hint)
