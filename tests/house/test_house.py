"""A course that has agreed on nothing of its own has nothing to do with house rules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_samples import lay_out

#: Runs a command as users do, and prints which modules of the house it has loaded.
PROGRAM = """
import sys
from builder.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print([name for name in sys.modules if name.startswith("builder.house")])
"""


def loaded_for(sample: str, folder: Path, command: str, *arguments: str) -> str:
    """Return what of the house is loaded when *command* has run on the course of *sample*."""
    lay_out(sample, folder / "course")
    words = [sys.executable, "-c", PROGRAM, command, str(folder / "course"), *arguments]
    done = subprocess.run(words, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("check", ["--release", "--today", "2026-11-21"]),
        ("build", ["--output", "{folder}/dist"]),
        ("review", ["--output", "{folder}/review"]),
        ("sources", []),
    ],
)
def test_a_course_without_house_rules_does_not_load_the_house(
    tmp_path: Path, command: str, arguments: list[str]
) -> None:
    filled = [argument.format(folder=tmp_path) for argument in arguments]
    assert loaded_for("_base", tmp_path, command, *filled) == "[]"


def test_a_course_with_house_rules_does(tmp_path: Path) -> None:
    assert "builder.house.wording" in loaded_for("unused-reason", tmp_path, "check")
