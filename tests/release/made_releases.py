"""Releases as tests make them, and what evidence says of all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from builder.cli import main
from builder.render.templates import asset

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "small_course"
SAID = json.loads(asset("release/evidence.json"))


def release(course: Path, output: Path, *more: str) -> Result:
    given = ["release", str(course), "--output", str(output), "--today", "2026-11-29", *more]
    result = CliRunner().invoke(main, given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
