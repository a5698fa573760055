"""Files that somebody names to a command may be pipes: nobody waits for whoever writes into one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.corpus.courses import SMALL


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "{pipe}"],
        ["compare", "{pipe}", "{pipe}"],
        ["edition", "import", "{pipe}", "--course", str(SMALL), "--editions", "{out}"],
        ["review", str(SMALL), "--since", "{pipe}", "--output", "{out}"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_pipe_in_the_place_of_a_file_is_refused_in_words(arguments: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = [argument.format(pipe=tmp_path / "pipe", out=tmp_path / "out") for argument in arguments]
    result = CliRunner().invoke(main, told)
    assert (result.exit_code, "Is not a file" in result.output) == (2, True), result.output
    assert not (tmp_path / "out").exists()
