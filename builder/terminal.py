"""What is said beside the results of a command: what it is doing, what it came to, and which coursepack it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal

import click

from builder import __version__
from builder.diagnostics import counted

if TYPE_CHECKING:
    from builder.model.course import Course, Module

#: How much a command says: problems alone, results, or each step with its time as well.
Talk = Literal["quiet", "normal", "verbose"]
#: Is told what is done next.
Progress = Callable[[str], None]
_CLONE = Path(__file__).parents[1]
#: Written as a wheel is built (``tools/hatch_build.py``).
_NOTED = _CLONE / "scorm_templates" / "generated" / "commit.txt"


def silent(_: str) -> None:
    """Say nothing of a step."""


@contextmanager
def told(talk: Talk) -> Iterator[Progress]:
    """Yield what says on standard error what is done next.

    To a person at a terminal, that is one line that goes away in the end; with *talk* ``verbose`` it is a line for each
    step, with the seconds since the start. Nobody else is told.
    """
    started = monotonic()
    if talk == "verbose":
        yield lambda step: click.echo(f"{monotonic() - started:7.2f} s  {step}", err=True)
    elif talk == "normal" and sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb":
        try:
            yield lambda step: click.echo(f"\r\x1b[K{step[:70]}…", err=True, nl=False)
        finally:
            click.echo("\r\x1b[K", err=True, nl=False)
    else:
        yield silent


def size_of(course: Course, modules: Sequence[Module], heaviest: int) -> str:
    """Return in words what there is to learn in *modules* of *course*, and the bytes of the *heaviest* package."""
    from builder.model.minutes import minutes_of

    pages = sum(len(module.pages) for module in modules)
    minutes = sum(minutes_of(course, module).module for module in modules)
    questions = sum(len(module.bank) for module in modules)
    parts = [(len(modules), "module"), (pages, "page"), (minutes, "minute"), (questions, "question")]
    size = ", ".join(counted(number, noun) for number, noun in parts)
    return f"{size}; the heaviest package has {heaviest / 1000:,.0f} kB."


def version() -> str:
    """Return the version, with the commit from which this coursepack comes where that is known."""
    commit = _commit_of_clone()
    if not commit and _NOTED.exists():
        commit = _NOTED.read_text(encoding="utf-8").strip()
    return f"{__version__} ({commit})" if commit else __version__


def _commit_of_clone() -> str:
    """Return the commit, short, with a + where files were changed since; nothing without git, or outside a clone."""
    if not (_CLONE / ".git").exists():
        return ""
    command = ("git", "-C", str(_CLONE), "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*")
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _say_the_version(context: click.Context, _: click.Parameter, asked: object) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"coursepack, version {version()}")
        context.exit()


VERSION = click.option(
    "-V",
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_the_version,
    help="Say the version, and the commit where it is known.",
)
