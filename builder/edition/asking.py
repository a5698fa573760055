"""What a person is asked about a new edition: each answer is judged when it is given, and asked for again if wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import click

from builder.diagnostics import Location
from builder.edition.draft import Draft, DraftContact, errors_so_far
from builder.edition.fields import FIELDS, LOGO, Told
from builder.model.course import Course
from builder.new.command import answered

#: Where what is typed stands, in messages.
TYPED = Location("what you have written")
#: Stands for the day of a check until somebody has said it, so that all else can be judged.
SOME_DAY = Told("2000-01-01", TYPED)


def asked_name(course: Course, draft: Draft) -> Draft:
    """Return *draft* with the name that the partnership has for itself."""

    def named(draft: Draft, name: Told) -> Draft:
        return replace(draft, name=name)

    return _asked(course, draft, "What is the partnership called?", "--name", named, None)


def asked_contacts(course: Course, draft: Draft) -> Draft:
    """Return *draft* with each contact of *course* that is answered; on which day it was tried, nobody has said yet."""
    click.echo("A number, an https:// address, an e-mail address or words. Enter leaves one out.", err=True)
    for contact in course.local:
        draft = _asked(course, draft, contact.label, f"--contact {contact.id}", partial(_with_contact, contact.id))
    return draft


def asked_day(course: Course, draft: Draft) -> Draft:
    """Return *draft* with the day on which somebody tried its contacts."""
    question = "On which day did somebody try them, as 2026-11-20?"
    return _asked(course, draft, question, "--checked-on", tried_on, None)


def tried_on(draft: Draft, day: Told) -> Draft:
    """Return *draft* with all its contacts tried on *day*."""
    return replace(draft, contacts={key: replace(one, checked_on=day) for key, one in draft.contacts.items()})


def asked_for_more(course: Course, draft: Draft) -> Draft:
    """Return *draft* with whatever else an edition of *course* may say and is answered, where it was not told yet."""
    click.echo("What follows may stay as it is in the course. Enter leaves it so.", err=True)
    for field in (field for field in FIELDS if field.name not in draft.fields):
        if course.may_switch_off or field.name != "switched_off":
            draft = _asked(course, draft, field.question, field.option, partial(_with_field, field.name))

    def with_logo(draft: Draft, logo: Told) -> Draft:
        return replace(draft, logo=logo)

    return draft if draft.logo else _asked(course, draft, LOGO.question, LOGO.option, with_logo)


def _with_contact(key: str, draft: Draft, value: Told) -> Draft:
    return replace(draft, contacts={**draft.contacts, key: DraftContact(value, SOME_DAY)})


def _with_field(name: str, draft: Draft, told: Told) -> Draft:
    return replace(draft, fields={**draft.fields, name: told})


def _asked(
    course: Course,
    draft: Draft,
    question: str,
    called: str,
    put: Callable[[Draft, Told], Draft],
    otherwise: str | None = "",
) -> Draft:
    """Return what *put* makes of *draft* and a sound answer to *question*, which *called* could have said as well.

    Where there is an answer *otherwise*, Enter leaves *draft* as it is.
    """

    def judged(typed: str) -> Draft:
        told = Told(typed.strip(), TYPED, called)
        if not told.text and otherwise is not None:
            return draft
        taken = put(draft, told)
        for about, problem in errors_so_far(course, taken):
            if about is told:
                raise click.UsageError(f"{problem.message.removeprefix(f'{called}: ')}; {problem.hint}")
        return taken

    return answered(question, otherwise, judged)
