"""What a person is asked about a new edition: each answer is judged when it is given, and asked for again if need be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import click

from builder.diagnostics import Location
from builder.edition.draft import Draft, DraftContact, errors_so_far
from builder.edition.fields import FIELDS, LOGO, Told
from builder.model.course import Course
from builder.new.command import answered

#: Where what is typed stands, in messages.
TYPED = Location("what you have written")
#: Takes what was typed into a draft; returns that, and the words that it has become.
_Take = Callable[[str], tuple[Draft, Told]]


def asked_name(course: Course, draft: Draft) -> Draft:
    """Return *draft* with the name that the partnership has for itself."""

    def take(typed: str) -> tuple[Draft, Told]:
        name = Told(typed, TYPED, "--name")
        return replace(draft, name=name), name

    return _asked(course, draft, "What is the partnership called?", take, None)


def asked_contacts(course: Course, draft: Draft) -> Draft:
    """Return *draft* with each contact of *course* that is answered; on which day it was tried, nobody has said yet."""
    click.echo("A number, an https:// address, an e-mail address or words. Enter leaves one out.", err=True)
    for contact in course.local:

        def take(typed: str, key: str = contact.id) -> tuple[Draft, Told]:
            value = Told(typed, TYPED, f"--contact {key}")
            contacts = {**draft.contacts, key: DraftContact(value, Told("", TYPED))}
            return replace(draft, contacts=contacts), value

        draft = _asked(course, draft, contact.label, take)
    return draft


def asked_day(course: Course, draft: Draft) -> Draft:
    """Return *draft* with the day on which somebody tried its contacts."""

    def take(typed: str) -> tuple[Draft, Told]:
        day = Told(typed, TYPED, "--checked-on")
        return tried_on(draft, day), day

    return _asked(course, draft, "On which day did somebody try them, as 2026-11-20?", take, None)


def tried_on(draft: Draft, day: Told) -> Draft:
    """Return *draft* with all its contacts tried on *day*."""
    return replace(draft, contacts={key: replace(one, checked_on=day) for key, one in draft.contacts.items()})


def asked_for_more(course: Course, draft: Draft) -> Draft:
    """Return *draft* with whatever else an edition of *course* may say and is answered, where it was not told yet."""
    click.echo("What follows may stay as it is in the course. Enter leaves it so.", err=True)
    open_ones = [field for field in FIELDS if field.name not in draft.fields]
    for field in (field for field in open_ones if course.may_switch_off or field.name != "switched_off"):

        def take(typed: str, name: str = field.name, option: str = field.option) -> tuple[Draft, Told]:
            told = Told(typed, TYPED, option)
            return replace(draft, fields={**draft.fields, name: told}), told

        draft = _asked(course, draft, field.question, take)
    if draft.logo:
        return draft

    def take_logo(typed: str) -> tuple[Draft, Told]:
        logo = Told(typed, TYPED, LOGO.option)
        return replace(draft, logo=logo), logo

    return _asked(course, draft, LOGO.question, take_logo)


def _asked(course: Course, draft: Draft, question: str, take: _Take, otherwise: str | None = "") -> Draft:
    """Return *draft* with a sound answer to *question*, or as it is where Enter may leave that out."""

    def judged(typed: str) -> Draft:
        if not typed.strip() and otherwise is not None:
            return draft
        taken, told = take(typed.strip())
        for about, problem in errors_so_far(course, taken):
            if about is told:
                raise click.UsageError(f"{problem.message.removeprefix(f'{told.called}: ')}; {problem.hint}")
        return taken

    return answered(question, otherwise, judged)
