"""The corpus of zips: each gets its codes, its place and its exit code, and none ends in a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.build import build
from builder.diagnostics import has_errors
from builder.verify import inspect
from tests.corpus import zips, zips_cmi5, zips_hostile, zips_scorm, zips_tincan
from tests.corpus.zip_case import Bases, Case
from tests.verify.conftest import SMALL_COURSE, files_of

CASES = (*zips.CASES, *zips_tincan.CASES, *zips_cmi5.CASES, *zips_scorm.CASES, *zips_hostile.CASES)
COMMAND = [sys.executable, "-m", "builder", "verify", "--problems", "json"]


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    """The packages of the small course's first module, by format."""
    report = build(SMALL_COURSE, formats=[], modules=["one"], output=tmp_path_factory.mktemp("bases"))
    assert report.problems == ()
    return {package.path.stem.removeprefix("small-one-"): files_of(package.path) for package in report.packages}


def told(case: Case, problems: list[Mapping[str, object]]) -> None:
    """Compare what was said of a case with what has to be said."""
    said = [problem for problem in problems if problem["code"] != "foreign-package"]
    assert {problem["code"] for problem in said} == case.codes
    # One cause is one message.
    assert len(said) <= len(case.codes) + case.more
    assert all(problem["consequence"] for problem in said)
    if case.at:
        file, _, line = case.at.partition(":")
        errors = [problem for problem in said if problem["severity"] == "error"] or said
        assert any(
            str(problem["file"]).endswith(f"!{file}") and (not line or problem["line"] == int(line))
            for problem in errors
        ), errors


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_zip_gets_its_verdict(case: Case, bases: Bases, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(case.make(bases))
    problems = inspect(path, shown="x.zip").problems
    assert [problem for problem in problems if not problem.hint and problem.code != "foreign-package"] == []
    assert has_errors(problems) == bool(case.exit_code)
    rows = [
        {
            "code": p.code,
            "severity": p.severity,
            "consequence": p.consequence,
            "file": p.where.path,
            "line": p.where.line,
        }
        for p in problems
    ]
    told(case, rows)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES[::10], ids=str)
def test_every_tenth_gets_it_from_the_command(case: Case, bases: Bases, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(case.make(bases))
    done = subprocess.run([*COMMAND, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (case.exit_code, "")
    told(case, json.loads(done.stdout)["problems"])


def test_there_are_as_many_as_is_said() -> None:
    assert len(CASES) >= 250
    assert len({case.name for case in CASES}) == len(CASES)
