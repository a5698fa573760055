"""Files that somebody names to a command may be pipes: nobody waits for whoever writes into one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.build import build
from builder.cli import main
from tests.corpus.courses import SMALL


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code book of a course."""
    folder = tmp_path_factory.mktemp("built")
    build(SMALL, formats=["web"], modules=["two"], output=folder)
    return folder / "small-code-book.csv"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "{pipe}"],
        ["compare", "{pipe}", "{pipe}"],
        ["edition", "import", "{pipe}", "--course", str(SMALL), "--editions", "{out}"],
        ["review", str(SMALL), "--since", "{pipe}", "--output", "{out}"],
        ["report", "{pipe}", "--statements", "{pipe}", "--output", "{out}"],
        ["report", "{book}", "--statements", "{pipe}", "--output", "{out}"],
        ["report", "{book}", "--moodle", "{pipe}", "--output", "{out}"],
        ["report", "{book}", "--statements", "/dev/zero", "--output", "{out}"],
        ["release", str(SMALL), "--draft", "--results", "{pipe}", "--output", "{out}"],
    ],
    ids=lambda arguments: " ".join(arguments[:4]).replace(str(SMALL), ""),
)
def test_a_pipe_in_the_place_of_a_file_is_refused_in_words(arguments: list[str], book: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    places = {"pipe": tmp_path / "pipe", "out": tmp_path / "out", "book": book}
    told = [argument.format(**places) for argument in arguments]
    result = CliRunner().invoke(main, told)
    assert (result.exit_code, "is not a file" in result.output.lower()) == (2, True), result.output
    assert not (tmp_path / "out").exists()
