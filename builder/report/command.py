"""The command ``coursepack report``: printing and exit codes. No logic."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from builder.exits import writing
from builder.options import PROBLEMS
from builder.printing import Listing, print_problems

#: Seconds: a store may have to look for a while.
_PATIENCE = 60.0
_FILES = click.Path(path_type=Path)


@click.command()
@click.argument("code_book", type=_FILES)
@click.option("--statements", multiple=True, type=_FILES, help="A file of xAPI statements in JSON (repeatable).")
@click.option("--moodle", multiple=True, type=_FILES, help="Moodle's Interactions report, as text (repeatable).")
@click.option("--pass-mark", type=click.IntRange(1, 100), help="Who has this score in Moodle's report has passed.")
@click.option("--lrs", "store", flag_value="lrs", default="none", help="Ask the store that lrs-check would try.")
@click.option("--output", default="dist/report", type=_FILES, help="The folder (dist/report).")
@PROBLEMS
def report(
    code_book: Path,
    statements: Sequence[Path],
    moodle: Sequence[Path],
    pass_mark: int | None,
    store: str,
    output: Path,
    listing: Listing,
) -> NoReturn:
    """Write how a course is learned, without names: CODE_BOOK is the .csv that stands beside its packages.

    At least one of --statements, --moodle and --lrs says where to look.
    """
    # Not at the top: no other command reads statements.
    from builder.lrs.account import AccountError, account_of
    from builder.lrs.client import Client
    from builder.report.making import Sources, make_report

    if not (statements or moodle or store == "lrs"):
        raise click.UsageError("say where to look: --statements FILE, --moodle FILE or --lrs")
    with writing(output, AccountError):
        client = Client(account_of(os.environ), patience=_PATIENCE) if store == "lrs" else None
        made = make_report(code_book, Sources(statements, moodle, client), output, pass_mark=pass_mark)
    print_problems(made.problems, listing, sys.stderr if listing == "text" else sys.stdout)
    for file in made.written:
        click.echo(file, err=listing != "text")
    sys.exit(made.exit_code)
