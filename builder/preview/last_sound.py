"""What was last read of a course, in the place of what cannot be read: its author is in the middle of a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from builder.diagnostics import Diagnostic, Severity
from builder.model.course import Course, Module, Page

_Part = TypeVar("_Part", Module, Page)


def with_last(read: Course, last: Course | None, problems: Sequence[Diagnostic]) -> Course:
    """Return *read* with those modules and pages of *last* that are missing in it because of an error in their files.

    What is gone without an error was taken away, and stays so.
    """
    broken = {problem.where.path for problem in problems if problem.severity is Severity.ERROR}
    before = {module.id: module.pages for module in last.contents} if last else {}
    modules = tuple(
        module.model_copy(update={"pages": _kept(module.pages, before.get(module.id, ()), broken)})
        for module in read.contents
    )
    return read.model_copy(update={"contents": _kept(modules, last.contents if last else (), broken)})


def _kept(now: Sequence[_Part], last: Sequence[_Part], broken: Collection[str]) -> tuple[_Part, ...]:
    """Return *now* with each of *last* whose file is *broken*, at its place, unless its file or its id is there."""
    there = {name for part in now for name in (part.where.path, part.id)}
    kept = list(now)
    for place, part in enumerate(last):
        if part.where.path in broken and there.isdisjoint((part.where.path, part.id)):
            kept.insert(place, part)
    return tuple(kept)
