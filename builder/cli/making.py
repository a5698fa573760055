"""Commands that write files about a course: arguments, printing and exit codes. No logic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from builder.course_argument import course_folder
from builder.diagnostics import did_you_mean, has_errors
from builder.exits import course_without_errors, day, print_results, refuse, writing
from builder.in_place import write_files
from builder.options import EDITIONS, IN_EDITIONS, PROBLEMS, QUIET, TODAY, VERBOSE, without_slash
from builder.printing import Listing, print_problems, summary
from builder.terminal import Talk, told


@click.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="A format, such as scorm12, or moodle for a course to restore (repeatable). Without: every format.",
)
@click.option(
    "--module",
    "modules",
    multiple=True,
    callback=without_slash,
    help="A module's folder (repeatable). Without: every module.",
)
@IN_EDITIONS
@EDITIONS
@click.option("--output", default="dist", type=click.Path(path_type=Path), help="Where to put the packages (dist).")
@PROBLEMS
@QUIET
@VERBOSE
def build(
    course: Path | None,
    formats: Sequence[str],
    modules: Sequence[str],
    of: Sequence[str],
    editions: Path | None,
    output: Path,
    listing: Listing,
    talk: Talk,
) -> NoReturn:
    """Build packages from COURSE (the folder course_src, or this folder)."""
    from builder.build import build as build_packages
    from builder.formats import EDITIONS, FORMATS, moodle
    from builder.tracking import load_tracking

    known = [*FORMATS, *EDITIONS, moodle.NAME]
    for name in formats:
        if name not in known:
            hint = did_you_mean(name, known, f"there are: {', '.join(known)}")
            raise click.UsageError(f"there is no format {name!r}; {hint}")
    if moodle.NAME in formats and modules:
        raise click.UsageError("--format moodle is the whole course; leave --module out")
    folder = course_folder(course)
    with told(talk) as step:
        built = build_packages(
            folder, formats=formats, modules=modules, output=output, of=of, editions=editions, step=step
        )
    print_problems(built.problems, listing)
    if listing != "text" or talk == "quiet":
        sys.exit(built.exit_code)
    for package in built.packages:
        state = f"worst case {package.worst_case:,} of {load_tracking().state.limit:,}"
        click.echo(f"{package.path}  {package.size / 1000:,.1f} kB  saved state: {state}")
    for file in built.beside:
        click.echo(file)
    for file in built.gone:
        click.echo(f"{file} is of no module of this course. If its module is gone, delete it.", err=True)
    if built.size:
        click.echo(built.size)
    if built.problems:
        click.echo(summary(built.problems))
    if built.drafts:
        click.echo(f"Drafts, not signed off: {', '.join(built.drafts)}. `coursepack check` says what a release needs.")
    sys.exit(built.exit_code)


@click.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--output", default="dist/review", type=click.Path(path_type=Path), help="The folder (dist/review).")
@click.option("--since", type=click.Path(path_type=Path), help="review.json of an earlier review: show what changed.")
@PROBLEMS
@TODAY
def review(course: Path | None, output: Path, since: Path | None, listing: Listing, today: datetime | None) -> None:
    """Write COURSE for a reviewer without our tools: one HTML page, a CSV of the questions, and review.json."""
    from builder.review import UnreadableSnapshot, write_review
    from builder.source.load import is_among_sources

    folder = course_folder(course)
    if is_among_sources(output, folder):
        raise click.UsageError(f"{output} stands among the sources of the course; choose an --output outside it")
    read = course_without_errors(folder, listing)
    with writing(output, UnreadableSnapshot):
        written = write_review(read, output=output, since=since, today=day(today))
    print_results(written, listing)


@click.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--retire", multiple=True, help="An id that was released and is gone for good (repeatable).")
@PROBLEMS
def released(course: Path | None, retire: Sequence[str], listing: Listing) -> None:
    """Write released.json: what of COURSE is out. Later builds keep to it, so that no learner's record is lost."""
    from builder.judge import judge
    from builder.released import NAME, NeverReleased, broken, record, retired, unreleased

    folder = course_folder(course)
    judged = judge(folder)
    if judged.course is None:
        refuse(judged.problems, listing)
    with writing(folder / NAME, NeverReleased):
        found = retired(judged.course, retire)
        problems = (*unreleased(judged.problems), *broken(found))
        if has_errors(problems):
            refuse(problems, listing)
        written = write_files({folder / NAME: record(found)})
    print_results(written, listing)


@click.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--minutes", type=int, required=True, help="How long the session is: one of its own lengths.")
@click.option("--output", default="dist/session", type=click.Path(path_type=Path), help="The folder (dist/session).")
@PROBLEMS
def session(course: Path | None, minutes: int, output: Path, listing: Listing) -> None:
    """Write what a trainer needs to lead the session of COURSE: slides with notes, a guide, and papers to print."""
    from builder.session import NoSession, SessionProblems, write_session

    try:
        with writing(output, NoSession):
            written = write_session(course_folder(course), minutes=minutes, output=output)
    except SessionProblems as found:
        refuse(found.problems, listing)
    print_results(written, listing)
