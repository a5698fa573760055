"""Warnings that stand for a written reason (``reasons`` in ``lint.yaml``)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from builder.diagnostics import Diagnostic, Location, Severity, warning
from builder.house.course import HouseCourse

#: The place at which a part starts, and its id.
_Start = tuple[int, int, str]


def unused_reason(course: HouseCourse, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A reason in `lint.yaml` for a warning that does not come up.

    Why: a reason that outlives its warning would hide the next one.

    Example: a reason for `claimed-cause` at a page that was mended since.

    Instead: take the reason out.
    """
    starts = _starts(course)
    there = {(problem.code, name) for problem in problems for name in _ids_at(starts, problem.where)}
    for reason in course.house.reasons:
        # A negative stem is an error that a reason lifts, so nothing of it comes up.
        if reason.code != "negative-stem" and (reason.code, reason.at) not in there:
            message = f"there is no {reason.code!r} at {reason.at}"
            yield warning("unused-reason", reason.where, message, "take the reason out")


def without_reason(course: HouseCourse, problems: Collection[Diagnostic]) -> list[Diagnostic]:
    """Return *problems* without the warnings that have a written reason."""
    reasons = {(reason.code, reason.at) for reason in course.house.reasons}
    starts = _starts(course)
    return [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR
        or not any((problem.code, name) in reasons for name in _ids_at(starts, problem.where))
    ]


def _ids_at(starts: Mapping[str, list[_Start]], where: Location) -> tuple[str, ...]:
    """Return the ids to which a place belongs: the last part that starts before it, and the first of its file."""
    there = starts.get(where.path, [])
    number = bisect_right(there, (where.line, where.column, "\uffff"))
    return (there[number - 1][2], there[0][2]) if number else ()


def _starts(course: HouseCourse) -> Mapping[str, list[_Start]]:
    """Return where each part with an id starts, by file."""
    starts: dict[str, list[_Start]] = defaultdict(list)
    for own in (own for owns in course.ids.values() for own in owns if own.has_own_name):
        starts[own.part.where.path].append((own.part.where.line, own.part.where.column, own.text))
    return {path: sorted(found) for path, found in starts.items()}
