"""Options of the command line that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click


def without_slash(_: click.Context, __: click.Parameter, given: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Return the name of a folder, or several, without the slash that a shell puts behind it."""
    return (given.rstrip("/\\") or given) if isinstance(given, str) else tuple(name.rstrip("/\\") for name in given)


LISTINGS = click.Choice(["text", "json", "github", "sarif"])
PROBLEMS = click.option("--problems", "listing", type=LISTINGS, default="text", help="How to list the problems.")


def _say_the_new_name(context: click.Context, _: click.Parameter, listing: str | None) -> None:
    """Take ``--format`` for ``--problems``, as it was called before it could be mistaken for a package's format."""
    if listing:
        click.echo("--format is the format of a package; say --problems for how problems are listed.", err=True)
        context.default_map = {"listing": listing}


FORMER = click.option(
    "--format", type=LISTINGS, callback=_say_the_new_name, is_eager=True, expose_value=False, hidden=True
)
#: For tests, and for looking ahead: what will be due next spring?
TODAY = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Judge dates as on this day (today).")
#: For a partnership that holds only its own edition.
EDITIONS = click.option(
    "--editions",
    type=click.Path(path_type=Path, exists=True),
    help="The folder of editions. Without: editions/ in the course.",
)
IN_EDITIONS = click.option(
    "--edition",
    "of",
    multiple=True,
    callback=without_slash,
    help="An edition's folder, or all (repeatable). Without: no edition.",
)
Failing = Literal["errors", "warnings"]
STRICT = click.option("--strict", "failing", flag_value="warnings", default="errors", help="Fail on warnings, too.")
QUIET = click.option("-q", "--quiet", "talk", flag_value="quiet", default="normal", help="Print nothing but problems.")
VERBOSE = click.option("-v", "--verbose", "talk", flag_value="verbose", help="Say what is done, and when.")
