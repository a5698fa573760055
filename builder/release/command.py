"""The command ``coursepack release``: printing and exit codes. No logic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from builder.course_argument import course_folder
from builder.exits import day, writing
from builder.options import EDITIONS, IN_EDITIONS, PROBLEMS, TODAY
from builder.printing import Listing, print_problems

if TYPE_CHECKING:
    from builder.checks.calendar import SignOffStage
    from builder.release.making import RehearsalWish

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("course", required=False, type=_FOLDER)
@click.option("--output", required=True, type=_FOLDER, help="A new folder for the release.")
@click.option("--draft", "stage", flag_value="draft", default="release", help="Though it is not signed off.")
@IN_EDITIONS
@EDITIONS
@click.option("--since", type=_FOLDER, help="The folder of the last release: say what changed since then.")
@click.option("--results", type=_FOLDER, help="JUnit XML of the tests of this very coursepack, for the evidence.")
@click.option("--rehearse", "rehearsal", flag_value="played", default="none", help="Play each module in a browser.")
@PROBLEMS
@TODAY
def release(
    course: Path | None,
    output: Path,
    stage: SignOffStage,
    of: Sequence[str],
    editions: Path | None,
    since: Path | None,
    results: Path | None,
    rehearsal: RehearsalWish,
    listing: Listing,
    today: datetime | None,
) -> NoReturn:
    """Write a release of COURSE: packages, checksums, a bill of materials, what changed, guides and evidence."""
    from builder.checks.calendar import Occasion
    from builder.release.making import NoRelease, Wanted, make_release

    wanted = Wanted(Occasion(day(today), stage), of, editions, since, results, rehearsal)
    with writing(output, NoRelease):
        made = make_release(course_folder(course), output, wanted)
    print_problems(made.problems, listing, sys.stderr if listing == "text" else sys.stdout)
    if not made.exit_code:
        click.echo(f"{output}: {made.packages} packages, with evidence for each.", err=listing != "text")
    sys.exit(made.exit_code)
