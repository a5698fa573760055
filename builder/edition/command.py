"""The command ``coursepack edition``: what it asks, printing and exit codes. No logic."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.course_argument import course_folder
from builder.diagnostics import has_errors
from builder.edition.fields import FIELDS, LOGO, Told
from builder.exits import print_results, refuse, sound_course, writing
from builder.new.command import COURSE, somebody_is_there
from builder.options import PROBLEMS, without_slash
from builder.printing import Listing, print_problems

if TYPE_CHECKING:
    from builder.edition.draft import Draft, WrittenEditions

#: Unlike that of the commands that read editions, this folder may be made.
_EDITIONS = click.option(
    "--editions", type=click.Path(path_type=Path), help="The folder of editions. Without: editions/ in the course."
)


def _each_field(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* an option for each thing that an edition may say."""
    for field in reversed((*FIELDS, LOGO)):
        command = click.option(field.option, help=f"{field.question}.")(command)
    return command


@click.group()
def edition() -> None:
    """Write editions: what a partnership fills in of a course. Nothing is ever written over."""


@edition.command("new")
@click.argument("id", metavar="ID", callback=without_slash)
@click.option("--name", help="The partnership, as it calls itself. Without it you are asked.")
@click.option("--contact", "contacts", multiple=True, metavar="ID=VALUE", help="A contact of local.yaml (repeatable).")
@click.option("--checked-on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the contacts were tried.")
@_each_field
@COURSE
@_EDITIONS
@PROBLEMS
def new_edition(
    id: str,
    name: str | None,
    contacts: Sequence[str],
    checked_on: datetime | None,
    course: Path | None,
    editions: Path | None,
    listing: Listing,
    **given: str | None,
) -> None:
    """Write the edition ID: asks for its name, each contact, and what else it may say, unless options say them."""
    from builder.edition.asking import SOME_DAY, TYPED, asked_contacts, asked_day, asked_for_more, asked_name, tried_on
    from builder.edition.draft import Draft, DraftContact, errors_so_far, refused_ids, write_editions

    root = course_folder(course)
    found = sound_course(root, listing)
    folder = editions or root / "editions"
    asking = not contacts and somebody_is_there()
    values = dict(map(_pair, contacts))
    if not somebody_is_there() and name is None:
        raise click.UsageError("say --name: nobody is here to be asked")
    if not somebody_is_there() and contacts and checked_on is None:
        raise click.UsageError("say --checked-on: the day on which somebody tried these contacts")
    day = Told(checked_on.date().isoformat(), TYPED, "--checked-on") if checked_on else SOME_DAY
    draft = Draft(
        Told(id, TYPED, "ID"),
        # As long as it has no name, its id is one.
        Told(name or id, TYPED, "--name"),
        {key: DraftContact(Told(value, TYPED, f"--contact {key}"), day) for key, value in values.items()},
        {field.name: Told(text, TYPED, field.option) for field in FIELDS if (text := given.get(field.name))},
        Told(logo, TYPED, LOGO.option) if (logo := given.get(LOGO.name)) else None,
    )
    with writing(folder):
        # Nobody is asked for more where what is said already cannot be.
        if refused := refused_ids([draft.id], folder) or [problem for _, problem in errors_so_far(found, draft)]:
            refuse(refused, listing)
        draft = draft if name else asked_name(found, draft)
        draft = asked_contacts(found, draft) if asking else draft
        if draft.contacts:
            draft = tried_on(draft, day) if checked_on else asked_day(found, draft)
        draft = asked_for_more(found, draft) if asking else draft
    again = _again(draft, course, editions) if asking else ""
    _report(lambda: write_editions(found, [draft], folder), folder, listing, again)


@edition.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@COURSE
@_EDITIONS
@PROBLEMS
def import_editions(table: Path, course: Path | None, editions: Path | None, listing: Listing) -> None:
    """Write an edition for each row of TABLE, a sheet saved as CSV: all of them, or none if a cell is wrong."""
    from builder.edition.draft import WrittenEditions, write_editions
    from builder.edition.table import read_table

    root = course_folder(course)
    found = sound_course(root, listing)
    folder = editions or root / "editions"

    def imported() -> WrittenEditions:
        drafts, problems = read_table(table, found)
        if has_errors(problems):
            return WrittenEditions(problems=tuple(problems))
        return write_editions(found, drafts, folder)

    _report(imported, folder, listing)


def _pair(contact: str) -> tuple[str, str]:
    key, sign, value = contact.partition("=")
    if not sign or not value.strip():
        raise click.UsageError(f"--contact {contact!r}: write it as front_door=VALUE")
    return key.strip(), value.strip()


def _again(draft: Draft, course: Path | None, editions: Path | None) -> str:
    """Return the command that says of *draft* what a person answered, so that nothing has to be typed again."""
    words = ["coursepack", "edition", "new", draft.id.text, "--name", draft.name.text]
    for key, contact in draft.contacts.items():
        words += ["--contact", f"{key}={contact.value.text}"]
    words += [word for contact in draft.contacts.values() for word in ("--checked-on", contact.checked_on.text)][:2]
    for told in (*draft.fields.values(), *filter(None, [draft.logo])):
        words += [told.called, told.text]
    for option, folder in (("--course", course), ("--editions", editions)):
        words += [option, str(folder)] if folder else []
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _report(write: Callable[[], WrittenEditions], folder: Path, listing: Listing, again: str = "") -> None:
    """Print the files that *write* writes into *folder*, or what is wrong; and end with the exit code that it means.

    With what is wrong stands *again*, the command by which to say all of it once more.
    """
    try:
        written = write()
    except OSError as problem:
        raise click.UsageError(f"{problem.filename or folder}: {problem.strerror}") from problem
    if has_errors(written.problems):
        if again:
            click.echo(f"Nothing is written. What you answered, to be mended and run again:\n  {again}\n", err=True)
        refuse(written.problems, listing)
    if listing == "text":
        print_problems(written.problems, listing)
    print_results(written.files, listing, written.problems)
