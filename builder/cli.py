"""The command ``coursepack``: arguments, printing and exit codes. No logic.

Exit codes: 0 fine; 1 the course or package has errors; 2 wrong usage, or input that cannot be read at all.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from builder.compare.command import compare
from builder.course_argument import course_folder
from builder.diagnostics import UNREADABLE, Diagnostic, counted, did_you_mean, has_errors
from builder.doctor import doctor
from builder.edition.command import edition
from builder.lrs.command import lrs_check
from builder.new.command import new, schema
from builder.options import EDITIONS, FORMER, PROBLEMS, QUIET, STRICT, TODAY, VERBOSE, Failing
from builder.preview.command import preview
from builder.printing import Listing, print_problems, summary
from builder.release.command import release
from builder.report.command import report
from builder.terminal import VERSION, Talk, told

if TYPE_CHECKING:
    from builder.checks.calendar import SignOffStage
    from builder.model.course import Course

#: Objects between two garbage collections. Python's own 700 cost a fifth of `check`, and a course makes no cycles.
GC_THRESHOLD = 1_000_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@VERSION
def main() -> None:
    """Compile a course written in Markdown and YAML into SCORM and xAPI packages."""
    gc.set_threshold(GC_THRESHOLD)
    # Else Python goes through the whole course once more at its end: a tenth of a build.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A name or a text that the terminal cannot show is no reason to stop.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@PROBLEMS
@FORMER
@click.option("--release", "stage", flag_value="release", default="draft", help="Hold it to what a release needs.")
@click.option("--coverage", "shown", flag_value="coverage", default="problems", help="Show what covers what, too.")
@EDITIONS
@STRICT
@TODAY
@QUIET
@VERBOSE
def check(
    course: Path | None,
    listing: Listing,
    stage: SignOffStage,
    shown: str,
    editions: Path | None,
    failing: Failing,
    today: datetime | None,
    talk: Talk,
) -> NoReturn:
    """List every problem of COURSE (the folder course_src, or this folder) and its editions. Changes nothing."""
    from builder.checks.calendar import Occasion
    from builder.unmade import judge_buildable

    with told(talk) as step:
        step("Reading and checking the course")
        judged = judge_buildable(course_folder(course), Occasion(_day(today), stage), editions)
        step("Everything is checked")
    if shown == "coverage" and judged.read is not None:
        from builder.house.matrix import coverage_table

        click.echo("\n".join([*coverage_table(judged.read), ""]))
    print_problems(judged.problems, listing)
    if listing == "text" and talk != "quiet":
        click.echo(summary(judged.problems) or "No problems found.")
    sys.exit(_exit_code(judged.problems, failing))


@main.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="A format, such as scorm12, or moodle for a course to restore (repeatable). Without: every format.",
)
@click.option("--module", "modules", multiple=True, help="A module's folder (repeatable). Without: every module.")
@click.option("--edition", "of", multiple=True, help="An edition's folder, or all (repeatable). Without: no edition.")
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


@main.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@PROBLEMS
@FORMER
@STRICT
@QUIET
def verify(packages: Sequence[str], listing: Listing, failing: Failing, talk: Talk) -> NoReturn:
    """Read each PACKAGE, a finished zip of any tool or a folder of them, and judge it. Changes nothing."""
    from builder.verify.named import inspect_named, packages_named
    from builder.verify.verdicts import Verdicts

    paths = packages_named(packages)
    problems: list[Diagnostic] = []
    verdicts = Verdicts()
    for path in paths:
        verdict = inspect_named(path, verdicts)
        problems += verdict.problems
        if listing == "text":
            print_problems(verdict.problems, listing)
        if listing == "text" and talk != "quiet":
            click.echo(verdict.sentence(path.as_posix() if len(paths) > 1 else ""))
    if listing != "text":
        print_problems(problems, listing)
    elif len(paths) > 1 and talk != "quiet":
        click.echo(f"{counted(len(paths), 'package')}: {summary(problems) or 'no problems'}.")
    sys.exit(_exit_code(problems, failing))


@main.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--stale", "which", flag_value="stale", help="Only those out of date; exit 1 if there are any.")
@click.option("--unverified", "which", flag_value="unverified", help="What only a person can check, and nobody has.")
@PROBLEMS
@TODAY
def sources(course: Path | None, which: str | None, listing: Listing, today: datetime | None) -> NoReturn:
    """List every fact of COURSE with its source, its grade, and what uses it."""
    from builder.sources import asked_for

    found = asked_for(_sound_course(course, listing), which, _day(today))
    click.echo("\n".join([*found.lines, f"{found.number} listed."]))
    sys.exit(1 if which == "stale" and found.number else 0)


@main.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--output", default="dist/review", type=click.Path(path_type=Path), help="The folder (dist/review).")
@click.option("--since", type=click.Path(path_type=Path), help="review.json of an earlier review: show what changed.")
@PROBLEMS
@TODAY
def review(course: Path | None, output: Path, since: Path | None, listing: Listing, today: datetime | None) -> None:
    """Write COURSE for a reviewer without our tools: one HTML page, a CSV of the questions, and review.json."""
    from builder.review import UnreadableSnapshot, write_review

    with _writing(output, UnreadableSnapshot):
        written = write_review(_sound_course(course, listing, "shown"), output=output, since=since, today=_day(today))
    click.echo("\n".join(map(str, written)))


@main.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--retire", multiple=True, help="An id that was released and is gone for good (repeatable).")
@PROBLEMS
def released(course: Path | None, retire: Sequence[str], listing: Listing) -> None:
    """Write released.json: what of COURSE is out. Later builds keep to it, so that no learner's record is lost."""
    from builder.released import NAME, NeverReleased, broken, record, retired

    folder = course_folder(course)
    with _writing(folder / NAME, NeverReleased):
        found = retired(_sound_course(folder, listing), retire)
        if problems := broken(found):
            _refuse(problems, listing)
        (folder / NAME).write_text(record(found), encoding="utf-8", newline="\n")
    click.echo(folder / NAME)


for command in (compare, doctor, edition, lrs_check, new, preview, release, report, schema):
    main.add_command(command)


@main.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--minutes", type=int, required=True, help="How long the session is: one of its own lengths.")
@click.option("--output", default="dist/session", type=click.Path(path_type=Path), help="The folder (dist/session).")
@PROBLEMS
def session(course: Path | None, minutes: int, output: Path, listing: Listing) -> None:
    """Write what a trainer needs to lead the session of COURSE: slides with notes, a guide, and papers to print."""
    from builder.session import NoSession, SessionProblems, write_session

    try:
        with _writing(output, NoSession):
            written = write_session(course_folder(course), minutes=minutes, output=output)
    except SessionProblems as found:
        _refuse(found.problems, listing)
    click.echo("\n".join(map(str, written)))


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the problem CODE means, with an example and the cure; without CODE, list them all."""
    from builder.rules import rules

    known = rules()
    if code and code not in known:
        hint = did_you_mean(code, known, "coursepack explain lists them all")
        raise click.UsageError(f"there is no problem {code!r}; {hint}")
    listed = "\n".join(f"{rule.code:28}{rule.title}" for rule in known.values())
    click.echo(f"{code}\n\n{known[code].text}" if code else listed)


@contextmanager
def _writing(output: Path, unfit: type[Exception]) -> Iterator[None]:
    """Say in words that what was asked for is *unfit*, or why *output* cannot be written; and end with exit code 2."""
    try:
        yield
    except unfit as problem:
        raise click.UsageError(str(problem)) from problem
    except OSError as problem:
        raise click.UsageError(f"{problem.filename or output} cannot be written: {problem.strerror}") from problem


def _sound_course(given: Path | None, listing: Listing, held: Literal["left out", "shown"] = "left out") -> Course:
    """Return the course, with what is *held* or without; or print why it cannot be read and end with exit code 1."""
    from builder.judge import judge

    judged = judge(course_folder(given))
    if judged.course is None or judged.read is None:
        _refuse(judged.problems, listing)
    return judged.read if held == "shown" else judged.course


def _refuse(problems: Sequence[Diagnostic], listing: Listing) -> NoReturn:
    """Print *problems*, for people beside what they asked for, and for programs in its place; and end."""
    print_problems(problems, listing, sys.stderr if listing == "text" else sys.stdout)
    sys.exit(_exit_code(problems))


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


def _exit_code(problems: Sequence[Diagnostic], failing: Failing = "errors") -> int:
    if any(problem.code == UNREADABLE for problem in problems):
        return 2
    return 1 if has_errors(problems) or (problems and failing == "warnings") else 0
