"""Rules for those who can help: whoever presses a number or an address must reach them, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.links import is_web_address
from builder.diagnostics import Diagnostic, error, warning
from builder.model.course import Course
from builder.model.node import Node
from builder.model.phone import dialled

#: What its writer took for a number alone.
_LIKE_NUMBER = re.compile(r"[+(]*[0-9][0-9 ()./+-]{4,}")
#: What its writer took for an address, and no link can be made of.
_NO_LINK = ("http:", "www.", "javascript:", "data:", "file:", "ftp:")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def unchecked_number(course: Course) -> Iterator[Diagnostic]:
    """A telephone number without the date on which somebody checked it.

    Why: a number that has changed sends a person in need to nobody. A number is shown only with its date.

    Example: `number: 0800 1111` with no `checked_on`.

    Instead: call the number or look it up at its owner's, then write `checked_on: 2026-11-21`. Until then leave
    `number: ""`.
    """
    for contact in course.support:
        if contact.checked_on is None:
            for key in ("number", "text"):
                if getattr(contact, key):
                    message = f"nobody has said when the number of {contact.name} was checked"
                    hint = "add checked_on: with the date"
                    yield error("unchecked-number", course.place(contact, key), message, hint)


def number_form(course: Course) -> Iterator[Diagnostic]:
    """A telephone number is something else than one number.

    Why: it becomes a link. Telephones turn letters into digits and join two numbers to one, so that whoever presses it
    rings a stranger.

    Example: `number: 0800 1111 or text 88247`, `number: +44 (0)20 7946 0000`; in `local.yaml` or an edition
    `value: (01632) 960-001`

    Instead: `number: 0800 1111` alone, in digits and spaces, with a `+` in front if it is international. A second
    number is a second entry. A number for messages goes under `text:`, hours go under `hours:`.
    """
    hint = "write one number, in digits and spaces, and give another one an entry of its own"
    for contact in course.support:
        if contact.number and not dialled(contact.number):
            yield error("number-form", course.place(contact, "number"), _no_number(contact.number), hint)
        if contact.text and not dialled(contact.text.number):
            yield error("number-form", course.place(contact.text, "number"), _no_number(contact.text.number), hint)
    for local in course.local:
        if _LIKE_NUMBER.fullmatch(local.value) and not dialled(local.value):
            yield error("number-form", course.place(local, "value"), _no_number(local.value), hint)


def _no_number(written: str) -> str:
    return f"{written!r} is not one telephone number"


def contact_address(course: Course) -> Iterator[Diagnostic]:
    """An address that learners can press is not a safe web address, or is no address for mail.

    Why: over `http:` anybody on the way can see who looks for help, and change what they read. Mail without an `@`
    reaches nobody.

    Example: `url: http://www.example.org`, `url: www.example.org`, `email: help at example.org`

    Instead: `url: https://www.example.org`, `email: help@example.org`
    """
    for contact in course.support:
        if contact.email and not _MAIL.fullmatch(contact.email):
            message = f"{contact.email!r} is not an address for mail"
            yield error("contact-address", course.place(contact, "email"), message, "write it as name@example.org")
        if contact.url and not is_web_address(contact.url):
            yield _unsafe(course, contact, "url", contact.url)
    for local in course.local:
        if local.fallback_url and not is_web_address(local.fallback_url):
            yield _unsafe(course, local, "fallback_url", local.fallback_url)
        value = local.value.strip().lower()
        # With words behind it, an address is no link.
        if value.startswith(_NO_LINK) or (re.fullmatch(r"https:\S*", value) and not is_web_address(value)):
            yield _unsafe(course, local, "value", local.value)


def _unsafe(course: Course, part: Node, key: str, address: str) -> Diagnostic:
    hint = "write the whole address, with https:// in front"
    return error("contact-address", course.place(part, key), f"{address!r} is not an address with https://", hint)


def nothing_to_offer(course: Course) -> Iterator[Diagnostic]:
    """Somebody who can help has neither a number nor an address, nor anything to say.

    Why: it is left out of the pages, as a name alone helps nobody.

    Example: `name: Childline` and `number: ""`.

    Instead: fill in `number:`, `text:`, `email:`, `url:` or `say:`, or take the entry out.
    """
    for contact in course.support:
        if not contact.is_reachable:
            message = f"{contact.name} has no number, no address and nothing to say"
            yield warning("nothing-to-offer", contact.where, message, "fill one in, or take the entry out")
