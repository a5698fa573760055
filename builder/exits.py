"""How commands end: with the course they asked for, or with its problems, a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from builder.course_argument import course_folder
from builder.diagnostics import UNREADABLE, Diagnostic, has_errors
from builder.options import Failing
from builder.printing import Listing, print_problems

if TYPE_CHECKING:
    from builder.model.course import Course


@contextmanager
def writing(output: Path, *unfit: type[Exception]) -> Iterator[None]:
    """Say in words that what was asked for is *unfit*, or why *output* cannot be written; and end with exit code 2."""
    try:
        yield
    except unfit as problem:
        raise click.UsageError(str(problem)) from problem
    except OSError as problem:
        raise click.UsageError(f"{problem.filename or output} cannot be written: {problem.strerror}") from problem


def sound_course(given: Path | None, listing: Listing) -> Course:
    """Return the course as it goes out; or print why it cannot be read and end with exit code 1."""
    from builder.judge import judge

    judged = judge(course_folder(given))
    if judged.course is None:
        refuse(judged.problems, listing)
    return judged.course


def course_without_errors(given: Path | None, listing: Listing) -> Course:
    """Return the course with what is held; or print its errors and end with exit code 1."""
    from builder.judge import judge

    judged = judge(course_folder(given))
    if judged.read is None or has_errors(judged.problems):
        refuse(judged.problems, listing)
    return judged.read


def refuse(problems: Sequence[Diagnostic], listing: Listing) -> NoReturn:
    """Print *problems*, for people beside what they asked for, and for programs in its place; and end."""
    print_problems(problems, listing, sys.stderr if listing == "text" else sys.stdout)
    sys.exit(max(exit_code(problems), 1))


def print_results(lines: Iterable[object], listing: Listing, problems: Sequence[Diagnostic] = ()) -> None:
    """Print *lines*, which were asked for, each on its own.

    Programs that read *problems* have these alone on standard output, also where there are none; the lines go beside.
    """
    if listing != "text":
        print_problems(problems, listing)
    for line in lines:
        click.echo(line, err=listing != "text")


def day(given: datetime | None) -> date:
    """Return the day that was *given*, or today."""
    return given.date() if given else date.today()


def exit_code(problems: Sequence[Diagnostic], failing: Failing = "errors") -> int:
    """Return 2 for what cannot be read at all, 1 for errors, or for warnings where these are *failing*, and else 0."""
    if any(problem.code == UNREADABLE for problem in problems):
        return 2
    return 1 if has_errors(problems) or (problems and failing == "warnings") else 0
