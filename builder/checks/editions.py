"""Rules for editions: what a partnership fills in fits the course, and takes nothing away from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from builder.checks import contacts, head, words
from builder.checks.calendar import DUE_DAYS, Occasion, age_in_days
from builder.checks.head import is_day
from builder.checks.parts import unknown
from builder.diagnostics import Diagnostic, counted, error, warning
from builder.model.colours import AWAY, BLACK, CONTROL, FOCUS, GROUNDS, TEXT, Scheme, contrast, hardest, mended
from builder.model.course import Course
from builder.model.edition import Edition
from builder.model.kinds import LearnerText
from builder.model.shared import OwnWords
from builder.model.walk import walk_part
from builder.source.logo import MAX_LOGO_BYTES
from builder.source.pictures import KINDS


class _Use(NamedTuple):
    """How a colour is used: the grounds beside which it is seen, the least contrast, and what makes for more."""

    how: str
    grounds: Sequence[str]
    least: float
    towards: str


_BAR = _Use("beside the mark of the keyboard,", (FOCUS,), CONTROL, BLACK)


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


def edition_colour(course: Course, edition: Edition) -> Iterator[Diagnostic]:
    """A colour of an edition is hard to see where it is used, on light pages or on dark ones.

    Why: links that cannot be read are no links (WCAG 2.2, 1.4.3: text has a contrast of 4.5 to 1 at least), and a bar
    as yellow as the mark of the keyboard hides where that is (1.4.11: 3 to 1 for controls).

    Example: `brand: {light: "#f0a500", dark: "#ffc14d"}`: orange links on a light page.

    Instead: take the colour that the message names, or another that is darker on light pages and lighter on dark ones.
    """
    for scheme in SCHEMES:
        links = _Use(f"as text on a {scheme} page, beside", GROUNDS[scheme], TEXT, AWAY[scheme])
        for colour, use in ((edition.colours.brand, links), (edition.colours.masthead, _BAR)):
            if colour is None:
                continue
            value = getattr(colour, scheme)
            ground = hardest(value, use.grounds)
            if (found := contrast(value, ground)) < use.least:
                message = f"{value} has a contrast of {found:.1f} to 1 {use.how} {ground}; it takes {use.least:g}"
                hint = f'"{mended(value, use.grounds, use.least, use.towards)}" has enough'
                yield error("edition-colour", course.place(colour, scheme), message, hint)


def edition_logo(course: Course, edition: Edition) -> Iterator[Diagnostic]:
    """The logo of an edition is too large, is no picture, or is broken.

    Why: it travels in every package of the edition, and stands at the foot of every page. Of a PNG or JPEG only what is
    shown goes into packages: no notes of a camera, no animation, nothing that stands behind the picture.

    Example: `logo.png` of 20 MB, as a printer wants it; a photograph renamed to `logo.svg`; half a download.

    Instead: save it 600 pixels wide as PNG, or as "plain SVG".
    """
    logo = edition.logo
    if logo is None:
        return
    width, height = logo.size or (0, 0)
    meant = KINDS[logo.path.rpartition(".")[2]]
    if logo.length > MAX_LOGO_BYTES:
        message = f"has {logo.length:,} bytes; the limit is {MAX_LOGO_BYTES:,}"
    elif logo.holds != meant or (meant != "svg" and not logo.size):
        message = f"its name says {meant.upper()}, and it is {logo.holds.upper() or 'something else'}"
    elif width * height > MAX_LOGO_PIXELS:
        message = f"has {width:,} by {height:,} pixels; the limit is {MAX_LOGO_PIXELS:,} in all"
    elif meant != "svg" and not logo.shown:
        message = "is broken: it ends before the picture does, or has lost bytes on its way"
    else:
        return
    yield error("edition-logo", logo.where, message, "save it 600 pixels wide as PNG, or as plain SVG")


def edition_switch(course: Course, edition: Edition) -> Iterator[Diagnostic]:
    """An edition does without something that the course does not let it do without.

    Why: the course may speak of it, or rest on it.

    Example: `switched_off: [certificate]` in `edition.yaml`, and no `may_switch_off: [certificate]` in `course.yaml`.

    Instead: take it out, or ask those who write the course.
    """
    for place, switch in enumerate(edition.switched_off):
        if switch not in course.may_switch_off:
            where = course.place(edition, "switched_off", place)
            allowed = ", ".join(course.may_switch_off)
            hint = f"an edition may do without: {allowed}" if allowed else "take it out"
            yield error("edition-switch", where, f"no edition of this course can do without its {switch}", hint)


def edition_token(course: Course, edition: Edition) -> Iterator[Diagnostic]:
    """The words of an edition hold a token.

    Why: they stand on certificates and in manifests too, where nothing is filled in, and learners would read the signs.

    Example: `issuer: "{{l:front_door}}"`

    Instead: write the words.
    """
    for entry in walk_part(edition, LearnerText):
        # What stands in the place of a sentence has braces of its own: ``word-places``.
        if "{{" in entry.text and not isinstance(entry.part, OwnWords):
            yield error("edition-token", course.place_of(entry), "an edition cannot hold a token", "write the words")


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

    Example: `value: TBC`, `value: "00000 000000"`, `name: "[Name of the partnership]"`, and a number that Ofcom keeps
    for films, such as 01632 960123

    Instead: write what is meant, or leave the contact out: then the course's own words stand there.
    """
    for entry in walk_part(edition, LearnerText):
        if found := _PLACEHOLDER.search(entry.text):
            make = error if occasion.stage == "release" else warning
            is_drama = found["drama"] is not None
            why = "is a number kept for films and plays" if is_drama else "stands for something that is missing"
            message = f"{found[0].strip()!r} {why}"
            yield make("edition-placeholder", course.place_of(entry), message, "write what is meant, or leave it out")


#: The beginnings of the numbers that Ofcom keeps for films and plays ("Numbers for use in TV and radio drama").
_DRAMA = ("01632960", "07700900", "08081570", "03069990", "02079460", "01134960", "01144960", "01154960", "01164960",
          "01174960", "01184960", "01214960", "01314960", "01414960", "01514960", "01614960", "01914980")  # fmt: skip
#: What people write until they know: words for it, brackets to fill in, and numbers that are nobody's.
_PLACEHOLDER = re.compile(
    rf"(?P<drama>(?<!\d)(?:{'|'.join(' ?'.join(start) for start in _DRAMA)})[ \d]*)|"
    r"\b(?:TB[ACD]|TODO|FIXME|XX+|lorem ipsum|to be (?:confirmed|announced|added))\b|\[[^\]]+\]|<[^>]+>|\?\?+|"
    r"(?<!\d)(?<!\d )0[0 ]{5,}\b|(?<!\d)0?1234 ?56\d*|\bexample\.(?:org|com|net)\b",
    re.IGNORECASE,
)
#: A screen of a phone, nine times over.
MAX_LOGO_PIXELS = 4_000_000
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
#: Warned of after so many days; a release is stopped after ``DUE_DAYS``.
FRESH_DAYS = 90
#: The rules of this file, in the order of the documentation; the last ones look at the calendar.
EDITION_CHECKS: tuple[Callable[[Course, Edition], Iterator[Diagnostic]], ...] = (
    edition_contact, edition_pass_mark, edition_colour, edition_logo, edition_switch, edition_token,
)  # fmt: skip
EDITION_CALENDAR_CHECKS: tuple[Callable[[Course, Edition, Occasion], Iterator[Diagnostic]], ...] = (
    edition_contact_old,
    edition_placeholder,
)
#: Rules for any course that are asked again about a course in an edition: what it fills in is all that they can say.
CHECKS_OF_SLOTS: tuple[Callable[[Course], Iterator[Diagnostic]], ...] = (
    head.tracking_clash, head.endpoint_form, head.open_endpoint, head.impossible_date,
    words.unknown_word, words.fixed_word, words.word_places, words.markdown_in_plain,
    contacts.number_form, contacts.contact_address,
)  # fmt: skip
