"""Rules that look at the calendar.

They are no part of a build: the same source gives the same packages whatever the day. ``coursepack check`` runs them,
as warnings; with ``--release`` what must be true of a release is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from builder.checks.head import is_day
from builder.diagnostics import Diagnostic, counted, error, warning
from builder.model.course import Course
from builder.model.edition import EditionContact
from builder.model.kinds import Day
from builder.model.shared import GuidanceFact
from builder.model.walk import walk, walk_part

SignOffStage = Literal["draft", "release"]

#: Services that lead permanent addresses on to where their owner wants them.
_SERVICES = frozenset({"w3id.org", "purl.org", "www.w3id.org"})
#: A fact is to be looked at again after half a year, and is out of date after a year.
DUE_DAYS, STALE_DAYS = 183, 365
#: The keys of days on which something was done, and how far away such a day may be.
_DONE, _AWAY = frozenset({"checked_on", "read_on", "reviewed", "iri_registered"}), timedelta(31)


@dataclass(frozen=True)
class Occasion:
    """The day on which a course is judged, and what for."""

    today: date
    stage: SignOffStage = "draft"


def age_in_days(part: GuidanceFact | EditionContact, today: date) -> int:
    """Return how many days ago a fact or a contact was checked."""
    return (today - date.fromisoformat(part.checked_on)).days


def is_stale(fact: GuidanceFact, today: date) -> bool:
    """Say whether *fact* can no longer be taught: checked over a year ago, or past the day of its next check."""
    return age_in_days(fact, today) > STALE_DAYS or date.fromisoformat(fact.next_check) < today


def stale_fact(course: Course, occasion: Occasion) -> Iterator[Diagnostic]:
    """A fact of law or guidance was checked more than 183 days ago, or its next check is past.

    Why: law and guidance change, most often in September, in March and in April. After 365 days, or once `next_check`
    has passed, a release is stopped.

    Example: `checked_on: 2026-01-10` in November.

    Instead: look the fact up at its source, mend it if it has changed, and write the date of today.
    """
    for fact in course.guidance:
        age = age_in_days(fact, occasion.today)
        if is_stale(fact, occasion.today) or age > DUE_DAYS:
            late = date.fromisoformat(fact.next_check) < occasion.today
            message = f"{fact.key} was checked {counted(age, 'day')} ago" + (
                f", and its next check was due on {fact.next_check}" if late else ""
            )
            make = error if occasion.stage == "release" and is_stale(fact, occasion.today) else warning
            yield make("stale-fact", course.place(fact, "checked_on"), message, "check it at its source")


def unregistered_iri(course: Course, occasion: Occasion) -> Iterator[Diagnostic]:
    """The root of the xAPI ids stands under a service for permanent addresses, and nobody says that it is registered.

    Why: records hang on these ids for ever. Until it is registered, somebody else can have the name, and whoever looks
    an id up finds nothing. It is said before a release.

    Example: `iri: https://w3id.org/coursepack/ten-principles`, and no `iri_registered:`.

    Instead: register its first part (for w3id.org with a pull request to github.com/perma-id/w3id.org), and write the
    day on which that was done: `iri_registered: 2026-12-01` in `course.yaml`. The `iri` itself stays.
    """
    service = course.iri.partition("://")[2].partition("/")[0]
    if occasion.stage == "release" and service in _SERVICES and course.iri_registered is None:
        message = f"{course.iri} may not be registered with {service}"
        yield warning(
            "unregistered-iri", course.place(course, "iri"), message, "register it, and write iri_registered:"
        )


def future_date(course: Course, occasion: Occasion) -> Iterator[Diagnostic]:
    """Something was checked, read or reviewed on a day that is more than a month away.

    Why: learners are told the day, and what was checked in 2062 would never be due again. A month is for clocks that go
    wrong, and for drafts.

    Example: `checked_on: 2062-11-21`

    Instead: `checked_on: 2026-11-21`
    """
    # Of a course in an edition, what that fills in is all that is new.
    for day in walk_part(course.edition, Day) if course.edition else walk(course, Day):
        if day.field in _DONE and is_day(day.text) and date.fromisoformat(day.text) > occasion.today + _AWAY:
            make = error if occasion.stage == "release" else warning
            yield make("future-date", course.place_of(day), f"{day.text} is still to come", "mend the date")


#: Every rule of this file.
CALENDAR_CHECKS: tuple[Callable[[Course, Occasion], Iterator[Diagnostic]], ...] = (
    stale_fact,
    unregistered_iri,
    future_date,
)
