"""Commands that look and say what they find: arguments, printing and exit codes. They write nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from builder.course_argument import course_folder
from builder.diagnostics import Diagnostic, counted, did_you_mean
from builder.exits import day, exit_code, print_results, sound_course
from builder.options import EDITIONS, FORMER, PROBLEMS, QUIET, STRICT, TODAY, VERBOSE, Failing
from builder.printing import Listing, print_problems, summary
from builder.terminal import Talk, told

if TYPE_CHECKING:
    from builder.checks.calendar import SignOffStage


@click.command()
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
        judged = judge_buildable(course_folder(course), Occasion(day(today), stage), editions)
        step("Everything is checked")
    if shown == "coverage" and judged.read is not None:
        from builder.house.matrix import coverage_table

        click.echo("\n".join([*coverage_table(judged.read), ""]), err=listing != "text")
    print_problems(judged.problems, listing)
    if listing == "text" and talk != "quiet":
        click.echo(summary(judged.problems) or "No problems found.")
    sys.exit(exit_code(judged.problems, failing))


@click.command()
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
    sys.exit(exit_code(problems, failing))


@click.command()
@click.argument("course", required=False, type=click.Path(path_type=Path))
@click.option("--stale", "which", flag_value="stale", help="Only those out of date; exit 1 if there are any.")
@click.option("--unverified", "which", flag_value="unverified", help="What only a person can check, and nobody has.")
@PROBLEMS
@TODAY
def sources(course: Path | None, which: str | None, listing: Listing, today: datetime | None) -> NoReturn:
    """List every fact of COURSE with its source, its grade, and what uses it."""
    from builder.sources import asked_for

    found = asked_for(sound_course(course, listing), which, day(today))
    print_results([*found.lines, f"{found.number} listed."], listing)
    sys.exit(1 if which == "stale" and found.number else 0)


@click.command()
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
