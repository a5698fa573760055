"""Every input of the corpus is told as it should be, and what passes the check passes the build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.build import build
from builder.diagnostics import has_errors
from builder.unmade import judge_buildable
from tests.corpus.courses import INPUTS as OF_SOURCES
from tests.corpus.courses import Input
from tests.corpus.documents import documents

INPUTS = [*documents(), *OF_SOURCES]
ROOT = Path(__file__).parents[2]
#: Problems that an input brings along, beside the one that it is about.
ASIDE = {"unused-media", "stray-file"}
Told = Sequence[tuple[str, str, int]]


def assert_told(given: Input, told: Told, exit_code: int) -> None:
    expected = [(given.code, given.file)] if given.code else []
    found = [(code, file) for code, file, _ in told if code not in ASIDE]
    assert found[:1] == expected or expected[0] in found, given.name
    assert not given.line or (given.code, given.file, given.line) in told, given.name
    assert exit_code == (given.exit_code if given.code else 0), given.name


def test_the_names_of_inputs_are_their_own() -> None:
    assert len({given.name for given in INPUTS}) == len(INPUTS) >= 250


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.name.encode("ascii", "backslashreplace").decode())
def test_an_input_is_told_with_its_code_file_line_and_exit_code(given: Input, tmp_path: Path) -> None:
    given.lay_out(tmp_path / "course")
    problems = judge_buildable(tmp_path / "course").problems
    here = (tmp_path / "course").as_posix() + "/"
    told = [(problem.code, problem.where.path.removeprefix(here), problem.where.line) for problem in problems]
    assert all(problem.hint for problem in problems), "a problem comes without a cure"
    assert_told(given, told, int(has_errors(problems)))


@pytest.mark.parametrize(
    "given", INPUTS[::10], ids=lambda given: given.name.encode("ascii", "backslashreplace").decode()
)
def test_every_tenth_input_is_told_by_the_command(given: Input, tmp_path: Path) -> None:
    given.lay_out(tmp_path / "course")
    done = subprocess.run(
        [sys.executable, "-m", "builder", "check", "course", "--problems", "json"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    problems = json.loads(done.stdout)["problems"]
    told = [(problem["code"], problem["file"].removeprefix("course/"), problem["line"]) for problem in problems]
    assert_told(given, told, done.returncode)


PASSING = [given for given in INPUTS if not given.code or not given.exit_code]


@pytest.mark.parametrize(
    "given", PASSING[::3], ids=lambda given: given.name.encode("ascii", "backslashreplace").decode()
)
def test_what_passes_the_check_passes_the_build(given: Input, tmp_path: Path) -> None:
    given.lay_out(tmp_path / "course")
    report = build(tmp_path / "course", formats=["scorm12"], modules=["two"], output=tmp_path / "dist")
    assert (report.exit_code, len(report.packages)) == (0, 1), report.problems
