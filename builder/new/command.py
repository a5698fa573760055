"""The command ``coursepack new``: what it asks, printing and exit codes. No logic."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from builder.course_argument import course_folder
from builder.exits import writing
from builder.in_place import write_files
from builder.options import without_slash

_Judged = TypeVar("_Judged")
#: The kinds of question that a bank holds.
KINDS = ("choice", "order", "sort", "match", "hotspot")
COURSE = click.option(
    "--course", type=click.Path(path_type=Path), help="The course's folder (the folder course_src, or this folder)."
)


def title_option(what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option ``--title`` for a new *what*, which is asked for where a person sits at the terminal."""
    return click.option("--title", help=f"The title of the {what}. Without it you are asked.")


@click.group()
def new() -> None:
    """Write the start of a course, module, page, question or scenario, to be written on.

    It builds as it is. Nothing is ever written over.
    """


@new.command("course")
@click.argument("folder", type=click.Path(path_type=Path))
@title_option("course")
def new_course(folder: Path, title: str | None) -> None:
    """Write a course of one page and a check into FOLDER, which is new or empty."""
    from builder import new as starts

    asked = _words(title, "What is the course called?", _title_of(folder.resolve().name))
    _write(lambda: starts.new_course(folder, asked), folder)


@new.command("module")
@click.argument("folder", callback=without_slash)
@title_option("module")
@COURSE
def new_module(folder: str, title: str | None, course: Path | None) -> None:
    """Write a module into FOLDER of the course, and list it in course.yaml."""
    from builder import new as starts

    root = course_folder(course)
    asked = _words(title, "What is the module called?", _title_of(folder))
    _write(lambda: starts.new_module(root, folder, asked), root)


@new.command("page")
@click.argument("module", callback=without_slash)
@title_option("page")
@COURSE
def new_page(module: str, title: str | None, course: Path | None) -> None:
    """Write a page at the end of MODULE, a folder of the course, before its check."""
    from builder import new as starts

    root = course_folder(course)
    asked = _words(title, "What is the page called?", "A new page")
    _write(lambda: starts.new_page(root, module, asked), root)


@new.command("question")
@click.argument("module", callback=without_slash)
@click.option("--kind", type=click.Choice(KINDS), default="choice", show_default=True, help="How it is answered.")
@COURSE
def new_question(module: str, kind: str, course: Path | None) -> None:
    """Write a question into the bank of MODULE, a folder of the course."""
    from builder import new as starts

    root = course_folder(course)
    _write(lambda: starts.new_question(root, module, kind), root)


@new.command("scenario")
@click.argument("module", callback=without_slash)
@click.option("--name", help="Whom the story is about. Without it you are asked.")
@COURSE
def new_scenario(module: str, name: str | None, course: Path | None) -> None:
    """Write a story with a decision, and a page of MODULE, a folder of the course, that tells it."""
    from builder import new as starts

    root = course_folder(course)
    asked = _words(name, "Whom is the story about?", "Somebody")
    _write(lambda: starts.new_scenario(root, module, asked), root)


@new.command("editor")
@click.argument("course", required=False, type=click.Path(path_type=Path))
def new_editor(course: Path | None) -> None:
    """Write settings of Visual Studio Code into COURSE: schemas, snippets, and the check as a task."""
    from builder import new as starts

    root = course_folder(course)
    _write(lambda: starts.new_editor(root), root)


@click.command()
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for them.")
def schema(output: Path) -> None:
    """Write JSON Schemas of the course's files, with which editors check YAML as you type."""
    from builder.house.course import HOUSE_SCHEMAS
    from builder.source.json_schema import json_schemas

    schemas = json_schemas(HOUSE_SCHEMAS)
    # Not around the printing: a terminal that is full or gone is no fault of the files.
    with writing(output):
        files = write_files({output / name: json.dumps(held, indent=2) + "\n" for name, held in schemas.items()})
    click.echo("\n".join(map(str, files)))


def somebody_is_there() -> bool:
    """Say whether a person can answer."""
    return sys.stdin.isatty()


def answered(question: str, otherwise: str | None, judge: Callable[[str], _Judged]) -> _Judged:
    """Return what *judge* makes of a person's answer to *question*, or of *otherwise* where only Enter is pressed.

    It is asked again as long as *judge* raises click.UsageError.
    """
    try:
        return click.prompt(question, default=otherwise, show_default=bool(otherwise), err=True, value_proc=judge)
    except click.Abort as end:
        # Ctrl+D: the line with the question is still open.
        click.echo(err=True)
        raise click.UsageError("there was no answer, so nothing is written; options can say it as well") from end


def _words(given: str | None, question: str, otherwise: str) -> str:
    """Return what was *given*, or else the answer to *question*; *otherwise* where nobody is there to answer."""
    return given or (answered(question, otherwise, str) if somebody_is_there() else otherwise)


def _title_of(folder: str) -> str:
    return re.sub(r"[-_\s]+", " ", folder).strip().capitalize() or "A new course"


def _write(start: Callable[[], tuple[Path, ...]], course: Path) -> None:
    """Print the files that *start* writes, and what to do next with *course*."""
    # Not at the top: no other command needs the texts of a start.
    from builder.new.start import CannotStart

    with writing(course, CannotStart):
        files = start()
    for file in files:
        click.echo(file)
    named = f'"{course}"' if " " in str(course) else course
    click.echo(f"Next: coursepack check {named}", err=True)
