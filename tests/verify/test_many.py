"""``coursepack verify`` takes files, folders and patterns, and lists what it found for people and machines."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.verify.named import packages_named


@pytest.fixture(autouse=True)
def here(built: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sound packages, one of them in a folder, and a zip that is none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dist" / "deep").mkdir(parents=True)
    shutil.copy(built["small-one-xapi.zip"], tmp_path / "dist" / "a.zip")
    shutil.copy(built["small-one-scorm12.zip"], tmp_path / "dist" / "deep" / "b.ZIP")
    (tmp_path / "bad.zip").write_text("no zip")
    return tmp_path


def verified(*words: str) -> Result:
    return CliRunner().invoke(main, ["verify", *words])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["dist"], ["dist/a.zip", "dist/deep/b.ZIP"]),
        (["dist/a.zip", "dist/deep/b.ZIP"], ["dist/a.zip", "dist/deep/b.ZIP"]),
        (["dist/a.zip", "dist", "dist/*.zip"], ["dist/a.zip", "dist/deep/b.ZIP"]),
        (["**/*.ZIP", "dist/?.zip"], ["dist/deep/b.ZIP", "dist/a.zip"]),
    ],
)
def test_files_folders_and_patterns_name_packages_each_once(words: list[str], names: list[str]) -> None:
    result = verified(*words)
    *lines, last = result.output.splitlines()
    assert [line.partition(":")[0] for line in lines] == names
    assert all(line.endswith(": no problems") for line in lines)
    assert (last, result.exit_code) == ("2 packages: no problems.", 0)


def test_one_bad_package_among_others_is_found_and_the_others_are_judged() -> None:
    result = verified("bad.zip", "dist")
    assert result.exit_code == 1
    assert "bad.zip: 1 error\n" in result.output
    assert "every LMS refuses it" in result.output
    assert re.search(r"^dist/a\.zip: xAPI \(Tin Can\), \d+ files: no problems$", result.output, re.MULTILINE)
    assert result.output.endswith("3 packages: 1 error.\n")


@pytest.mark.parametrize("word", ["gone.zip", "*.zap", "dist/deep/c"])
def test_what_names_nothing_ends_with_2_and_the_others_are_judged(word: str) -> None:
    result = verified(word, "dist/a.zip")
    assert result.exit_code == 2
    assert re.search(r"^dist/a\.zip: xAPI \(Tin Can\), \d+ files: no problems$", result.output, re.MULTILINE)


def test_nobody_waits_for_a_pipe(here: Path) -> None:
    os.mkfifo(here / "pipe.zip")
    result = verified("pipe.zip")
    assert (result.exit_code, "Is not a file" in result.output) == (2, True)


def test_json_says_what_comes_of_a_problem() -> None:
    (problem,) = json.loads(verified("bad.zip", "dist", "--problems", "json").output)["problems"]
    assert (problem["file"], problem["consequence"]) == ("bad.zip", "every LMS refuses it")


def test_a_name_with_a_bracket_is_that_file(here: Path) -> None:
    shutil.copy(here / "dist" / "a.zip", here / "a[1].zip")
    assert verified("a[1].zip").exit_code == 0


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    for name in ("a[1].zip", "a1.zip", "a2.zip"):
        (tmp_path / name).write_bytes(b"")
    assert packages_named([str(tmp_path / "a[1].zip")]) == [tmp_path / "a[1].zip"]
    assert packages_named([str(tmp_path / "a[2].zip")]) == [tmp_path / "a2.zip"]
