"""Rules for editions: what a partnership fills in fits the course, and takes nothing away from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.checks import contacts, head, words
from builder.checks.calendar import DUE_DAYS, Occasion, age_in_days
from builder.checks.head import is_day
from builder.checks.parts import unknown
from builder.diagnostics import Diagnostic, counted, error, warning
from builder.model.course import Course
from builder.model.edition import Edition
from builder.model.kinds import LearnerText
from builder.model.walk import walk_part


def edition_contact(course: Course, edition: Edition) -> Iterator[Diagnostic]:
    """An edition fills in a contact that the course does not ask for.

    Why: it would be shown nowhere, and the partnership would think that learners have it.

    Example: `contacts: {frontdoor: ...}` in `edition.yaml`, where the id in `local.yaml` is `front_door`.

    Instead: use an id of `local.yaml`.
    """
    known = {contact.id for contact in course.local}
    for name in edition.contacts:
        if name not in known:
            where = course.place(edition, "contacts", name)
            yield unknown("edition-contact", where, what="local contact", name=name, known=known)


def edition_pass_mark(course: Course, edition: Edition) -> Iterator[Diagnostic]:
    """An edition asks for less in the check than the course does.

    Why: whoever has passed has passed the same course everywhere. A partnership may ask for more.

    Example: `pass_mark: 70` in `edition.yaml`, and `pass_mark: 80` in `course.yaml`.

    Instead: leave the line out, or write a number that is not lower.
    """
    least = course.edition_of.pass_mark if course.edition_of else course.pass_mark
    if edition.pass_mark is not None and edition.pass_mark < least:
        message = f"the pass mark of the course is {least}, and an edition cannot lower it to {edition.pass_mark}"
        where = course.place(edition, "pass_mark")
        yield error("edition-pass-mark", where, message, f"leave it out, or write {least} or more")


def edition_contact_old(course: Course, edition: Edition, occasion: Occasion) -> Iterator[Diagnostic]:
    """A contact of an edition was tried more than 90 days ago. After 183 days, a release is stopped.

    Why: teams move and numbers change, and whoever rings one needs an answer now.

    Example: `checked_on: 2026-05-01` in November.

    Instead: ring the number or open the address, mend it if it has changed, and write the date of today.
    """
    for name, contact in edition.contacts.items():
        age = age_in_days(contact, occasion.today) if is_day(contact.checked_on) else 0
        if age > FRESH_DAYS:
            where = course.place(contact, "checked_on")
            make = error if occasion.stage == "release" and age > DUE_DAYS else warning
            message = f"the contact {name} was tried {counted(age, 'day')} ago"
            yield make("edition-contact-old", where, message, "try it again, and write the date of today")


def edition_placeholder(course: Course, edition: Edition, occasion: Occasion) -> Iterator[Diagnostic]:
    """An edition holds words that stand for something still to come. A release is stopped by them.

    Why: learners would read them as if they were meant, and ring a number of noughts.

    Example: `value: TBC`, `value: "00000 000000"`, `name: "[Name of the partnership]"`

    Instead: write what is meant, or leave the contact out: then the course's own words stand there.
    """
    for entry in walk_part(edition, LearnerText):
        if found := _PLACEHOLDER.search(entry.text):
            make = error if occasion.stage == "release" else warning
            message = f"{found[0]!r} stands for something that is missing"
            yield make("edition-placeholder", course.place_of(entry), message, "write what is meant, or leave it out")


#: What people write until they know: words for it, brackets to fill in, and numbers that are nobody's.
_PLACEHOLDER = re.compile(
    r"\b(?:TB[ACD]|TODO|FIXME|XX+|lorem ipsum|to be (?:confirmed|announced|added))\b|\[[^\]]+\]|<[^>]+>|\?\?+|"
    r"(?<!\d)(?<!\d )0[0 ]{5,}\b|(?<!\d)0?1234 ?56\d*|\bexample\.(?:org|com|net)\b",
    re.IGNORECASE,
)
#: Warned of after so many days; a release is stopped after ``DUE_DAYS``.
FRESH_DAYS = 90
#: The rules of this file, in the order of the documentation; the last ones look at the calendar.
EDITION_CHECKS: tuple[Callable[[Course, Edition], Iterator[Diagnostic]], ...] = (edition_contact, edition_pass_mark)
EDITION_CALENDAR_CHECKS: tuple[Callable[[Course, Edition, Occasion], Iterator[Diagnostic]], ...] = (
    edition_contact_old,
    edition_placeholder,
)
#: Rules for any course that are asked again about a course in an edition: what it fills in is all that they can say.
CHECKS_OF_SLOTS: tuple[Callable[[Course], Iterator[Diagnostic]], ...] = (
    head.tracking_clash, head.endpoint_form, head.open_endpoint, head.impossible_date,
    words.unknown_word, words.fixed_word, words.word_places, contacts.contact_address,
)  # fmt: skip
