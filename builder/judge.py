"""A course folder to a course and all its problems, also those against its house rules if it has some.

``builder.house`` is imported only for a course that has house rules: no other needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.checks import CHECKS_BY_EXTENT
from builder.checks.calendar import CALENDAR_CHECKS, Occasion
from builder.diagnostics import Diagnostic, Findings, few_looks
from builder.model.course import Course
from builder.source.load import Loaded, load


@dataclass(frozen=True)
class Judged:
    """A course, and every problem of it in the order of their places."""

    #: What could be read of it: nothing without a sound ``course.yaml``.
    read: Course | None
    #: The course, if there was no error in reading it.
    course: Course | None
    problems: tuple[Diagnostic, ...]


def judge(root: Path, occasion: Occasion | None = None) -> Judged:
    """Return the course in the folder *root* with its problems: those of reading it, and those that rules find.

    On an *occasion*, what the calendar and a release ask for is added. Rules that need more of the course than could be
    read are left for the next run: what they said might not be true.
    """
    with few_looks():
        return _judged(root, occasion)


def _judged(root: Path, occasion: Occasion | None) -> Judged:
    loaded = load(root)
    found = {*loaded.problems, *Findings(_problems(loaded)).all()}
    if loaded.house:
        from builder.house import under_house_rules

        loaded, found = under_house_rules(loaded, found, occasion)
    if occasion and loaded.course:
        found.update(problem for check in CALENDAR_CHECKS for problem in check(loaded.course, occasion))
    return Judged(loaded.read, loaded.course, tuple(sorted(found)))


def _problems(loaded: Loaded) -> Iterator[Diagnostic]:
    if loaded.read is None:
        return
    for extent, checks in CHECKS_BY_EXTENT.items():
        if extent <= loaded.extent:
            yield from (problem for check in checks for problem in check(loaded.read))
