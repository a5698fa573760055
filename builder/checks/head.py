"""Rules for ``course.yaml`` and for single values in the shared files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from builder.diagnostics import Diagnostic, error, warning
from builder.model.course import Course
from builder.model.kinds import Day
from builder.model.walk import walk, walk_part

_IRI = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?:/[A-Za-z0-9._~-]+)*")
_ENDPOINT = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%-]+)*/?", re.IGNORECASE)
_ONLINE = re.compile(r"(?=.{1,100}$)https://[a-z0-9.-]+\.[a-z]{2,}(?:/[A-Za-z0-9._~%?=&#-]*)*")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){0,3}(?:-[0-9A-Za-z.]+)?")
#: The shape of a BCP 47 tag as far as courses need it: a language, and perhaps script, region or variant.
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def iri_form(course: Course) -> Iterator[Diagnostic]:
    """The course's `iri` is not a complete web address, or it has a part that cannot be built upon.

    Why: every xAPI id of the course starts with it (xAPI 1.0.3, Data 2.4.4.1: an activity id is an absolute IRI), and
    an LRS files learners' records under these ids for ever.

    Example: `iri: coursepack/ten-principles/`

    Instead: `iri: https://w3id.org/coursepack/ten-principles`, without a slash, a `?` or a `#` at the end.
    """
    if not _IRI.fullmatch(course.iri):
        hint = "the form is: https://example.org/courses/my-course"
        yield error("iri-form", course.place(course, "iri"), f"{course.iri!r} cannot be the root of the xAPI ids", hint)


def version_form(course: Course) -> Iterator[Diagnostic]:
    """The course's `version` is not numbers joined by dots.

    Why: LMSs compare versions, and people who report a fault read it to you.

    Example: `version: final (2)`

    Instead: `version: 2026.11.0`
    """
    if not _VERSION.fullmatch(course.version):
        where = course.place(course, "version")
        yield error("version-form", where, f"{course.version!r} is not a version", "the form is: 2026.11.0")


def language_form(course: Course) -> Iterator[Diagnostic]:
    """The course's `language` is not a language tag.

    Why: screen readers choose their voice by it, and the manifests of all standards allow only tags (BCP 47).

    Example: `language: English`

    Instead: `language: en-GB`
    """
    if not LANGUAGE_TAG.fullmatch(course.language) or course.language.endswith("-UK"):
        where = course.place(course, "language")
        hint = "the form is: en-GB, where GB is the United Kingdom; cy or ur"
        yield error("language-form", where, f"{course.language!r} is not a language tag", hint)


def tracking_clash(course: Course) -> Iterator[Diagnostic]:
    """Two settings of `tracking` take each other's effect away.

    Why: with a mastery score in the manifest Moodle writes its own *passed* over whatever a lesson says, and a school
    that waits for *completed* would wait for ever.

    Example: `completed: true` and `mastery_score: true`

    Instead: take `mastery_score` out. The lesson knows its own pass mark.
    """
    if course.tracking.completed and course.tracking.mastery_score:
        where = course.place(course, "tracking", "completed")
        yield error("tracking-clash", where, "mastery_score undoes completed in Moodle", "take mastery_score out")


def online_form(course: Course) -> Iterator[Diagnostic]:
    """The `online` of `course.yaml` is not an address that a card can show.

    Why: people type it, or scan it from a code of two centimetres: it has to be a whole and safe address, of up to 100
    letters.

    Example: `online: www.example.org/course`

    Instead: `online: https://www.example.org/course`
    """
    if course.online and not _ONLINE.fullmatch(course.online):
        where, hint = course.place(course, "online"), "the form is: https://www.example.org/course"
        yield error("online-form", where, f"{course.online!r} is not an address to type or scan", hint)


def endpoint_form(course: Course) -> Iterator[Diagnostic]:
    """An entry of `endpoints` under `tracking` is not an address that a page's policy can hold.

    Why: the entries stand in the policy of every page (`connect-src`), in which a blank, a comma or a semicolon would
    begin something else, and what is not a whole address would allow nothing.

    Example: `endpoints: [lrs.example.org]`

    Instead: `endpoints: ["https://lrs.example.org/xapi/"]`
    """
    for number, address in enumerate(course.tracking.endpoints):
        if not _ENDPOINT.fullmatch(address):
            where = course.place(course, "tracking", "endpoints", number)
            hint = "the form is: https://lrs.example.org/xapi/"
            yield error("endpoint-form", where, f"{address!r} is not the address of an endpoint", hint)


def open_endpoint(course: Course) -> Iterator[Diagnostic]:
    """An entry of `endpoints` under `tracking` begins with `http:`.

    Why: everybody on the way can read what is sent, the key too, and change it. Browsers let no page at https talk to
    such an address, so it works only in an LMS that is at an `http:` address itself.

    Example: `endpoints: ["http://lrs.example.org/xapi/"]`

    Instead: give the store a certificate, and write `https:`.
    """
    for number, address in enumerate(course.tracking.endpoints):
        if address.lower().startswith("http:"):
            where = course.place(course, "tracking", "endpoints", number)
            yield warning("open-endpoint", where, f"{address} is reached without encryption", "use https:")


def impossible_date(course: Course) -> Iterator[Diagnostic]:
    """A date that no calendar has.

    Why: learners and auditors read these dates as promises that somebody looked at the text on that day.

    Example: `checked_on: 2026-02-30`

    Instead: write the day on which it was checked.
    """
    # Of a course in an edition, what that fills in is all that is new.
    for day in walk_part(course.edition, Day) if course.edition else walk(course, Day):
        if not is_day(day.text):
            yield error("impossible-date", course.place_of(day), f"there is no day {day.text}", "mend the date")


def is_day(day: str) -> bool:
    """Say whether a calendar has *day*, which is written as ``YYYY-MM-DD``."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
