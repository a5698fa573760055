"""Every fact of a course with its source, its grade, its dates, and what uses it: ``coursepack sources``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from builder.checks.calendar import is_stale
from builder.model.course import Course
from builder.model.shared import GuidanceFact
from builder.model.uses import uses_of_facts


@dataclass(frozen=True)
class SourceEntry:
    """One fact or figure, as it is listed. A figure has no grade and no dates: it is history and does not change."""

    id: str
    key: str
    text: str
    source: str
    url: str
    grade: str
    status: str
    #: How far it was read: ``live``, ``official``, ``part`` or ``secondary``; nothing for what is no fact.
    read: str
    checked_on: str
    next_check: str
    #: Ids of the pages, questions, scenarios and glossary terms that use it.
    used_by: tuple[str, ...]
    #: What a person has still to do, in words; empty if nothing.
    open_points: tuple[str, ...]
    stale: bool


def source_entries(course: Course, today: date) -> tuple[SourceEntry, ...]:
    """Return every fact of ``guidance.yaml`` and every figure of ``figures.yaml``, in the order of the files."""
    uses = uses_of_facts(course)
    facts = (
        SourceEntry(
            id=fact.id, key=fact.key, text=fact.claim, source=fact.edition or fact.source, url=fact.url,
            grade=fact.confidence, status=fact.status, read=fact.read,
            checked_on=fact.checked_on, next_check=fact.next_check,
            used_by=uses.get(fact.key, ()), open_points=tuple(_open_points(fact)), stale=is_stale(fact, today),
        )
        for fact in course.guidance
    )  # fmt: skip
    figures = (
        SourceEntry(
            id=figure.id, key=figure.key, text=figure.text, source=figure.source, url="", grade="", status="figure",
            read="", checked_on="", next_check="", used_by=uses.get(figure.key, ()), open_points=(), stale=False,
        )
        for figure in course.figures
    )  # fmt: skip
    contacts = (
        SourceEntry(
            id=contact.id, key="", text=contact.name, source="support.yaml", url="", grade="", status="contact",
            read="", checked_on=contact.checked_on or "", next_check="", used_by=(), stale=False,
            open_points=() if contact.number else ("no number: check it at its owner's",),
        )
        for contact in course.support
    )  # fmt: skip
    return (*facts, *figures, *contacts)


def _open_points(fact: GuidanceFact) -> Iterator[str]:
    if fact.read != "live":
        yield f"read: {fact.read}: open its source"
    if fact.confidence != "A":
        yield f"graded {fact.confidence}: check it at its source"
    if fact.status in ("prospective", "watch"):
        yield f"{fact.status}: watch for a change"
    if not fact.url:
        yield "no url"


def listed(entries: Sequence[SourceEntry]) -> Iterator[str]:
    """Yield the lines in which *entries* are printed."""
    for entry in entries:
        dates = f", seen {entry.checked_on}, next check {entry.next_check}" if entry.next_check else ""
        name = f"{entry.id} {entry.key}".strip()
        yield f"{name}: {entry.status}{', grade ' + entry.grade if entry.grade else ''}{dates}"
        yield f"  {' '.join(entry.text.split())}"
        yield f"  source: {' '.join(entry.source.split())}{' ' + entry.url if entry.url else ''}"
        if entry.status != "contact":
            yield f"  used by: {', '.join(entry.used_by) or 'nothing'}"
        if entry.stale:
            yield "  STALE: seen more than a year ago, or past its next check"
        for point in entry.open_points:
            yield f"  open: {point}"


class Found(NamedTuple):
    """What was asked for: its lines, and how much of it there is."""

    lines: Sequence[str]
    number: int


def asked_for(course: Course, which: str | None, today: date) -> Found:
    """Return *which* of the facts of *course* are asked for: the ``stale``, the ``unverified``, or all.

    What is unverified stands in ``unverified.yaml``. A course without it has facts that are open.
    """
    if which == "unverified" and course.unverified:
        points = [f"{point.id}: {' '.join(point.what.split())}" for point in course.unverified if point.is_open]
        return Found(points, len(points))
    entries = source_entries(course, today)
    if which == "stale":
        entries = tuple(entry for entry in entries if entry.stale)
    elif which == "unverified":
        entries = tuple(entry for entry in entries if entry.open_points)
    return Found(list(listed(entries)), len(entries))
