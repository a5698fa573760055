"""The command ``coursepack compare``: printing and exit codes. No logic."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from builder.exits import print_results, refuse
from builder.options import PROBLEMS
from builder.printing import Listing


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@PROBLEMS
@click.option("--json", "shape", flag_value="json", default="text", help="Print what was found for a program.")
def compare(old: Path, new: Path, listing: Listing, shape: str) -> NoReturn:
    """Say what replacing the package OLD by NEW does to its learners; or those in two folders.

    Exit code 0: safe to replace; 1: something is to be redone, is a new activity, or cannot be compared; 2: one of the
    two cannot be read at all.
    """
    # Not at the top: no other command reads two packages.
    from builder.compare.advice import compare as compared

    found = compared(old, new)
    if found.problems:
        refuse(found.problems, listing)
    beside: Listing = listing
    if shape == "json":
        pairs = [asdict(pair) | {"advice": pair.advice.name.lower()} for pair in found.pairs]
        told = {"advice": found.advice.name.lower(), "packages": pairs, "note": found.note}
        if listing == "json":
            # Who reads both reads them from one object.
            told, beside = {**told, "problems": []}, "text"
        lines = [json.dumps(told, indent=2, ensure_ascii=False)]
    else:
        lines = ["\n  - ".join([f"{pair.name}: {pair.sentence}", *pair.notes]) for pair in found.pairs]
        lines.append(" ".join(filter(None, (f"All together: {found.advice.words}.", found.note))))
    print_results(lines, beside)
    sys.exit(min(found.advice, 1))
