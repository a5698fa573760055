"""Programs that ask for problems read problems: nothing else stands on standard output, whatever a command comes to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.release.making import MadeRelease
from builder.report.making import MadeReport

BASE = Path(__file__).parent / "samples" / "_base"
#: What each command that lists problems is given where all is well.
FINE = {
    "build": ["course", "--format", "web"],
    "check": ["course", "--coverage"],
    "compare": ["package.zip", "package.zip"],
    "compare --json": ["package.zip", "package.zip", "--json"],
    "edition import": ["table.csv", "--course", "course"],
    "edition new": ["anyborough", "--name", "Anyborough", "--course", "course"],
    "release": ["course", "--output", "out"],
    "released": ["course"],
    "report": ["book.csv", "--statements", "no.json"],
    "review": ["course"],
    "session": ["course", "--minutes", "60"],
    "sources": ["course"],
    "verify": ["package.zip"],
}


def listing_commands(group: click.Group, name: str = "") -> Iterator[str]:
    for own, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from listing_commands(command, f"{own} ")
        elif any("--problems" in option.opts for option in command.params):
            yield name + own


def coursepack(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, a package of it, and a table of editions."""
    folder = tmp_path_factory.mktemp("laid-out")
    shutil.copytree(BASE, folder / "course")
    assert (
        coursepack("build", str(folder / "course"), "--format", "xapi", "--output", str(folder / "dist")).exit_code == 0
    )
    (package,) = (folder / "dist").glob("*.zip")
    package.rename(folder / "package.zip")
    (folder / "table.csv").write_text("id,name\nanyborough,Anyborough\n")
    return folder


def test_every_command_that_lists_problems_is_tried() -> None:
    assert {*listing_commands(main)} == FINE.keys() - {"compare --json"}


@pytest.mark.parametrize("command", FINE)
def test_without_a_problem_programs_read_an_empty_list_and_nothing_else(
    laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    # What these two make has tests of its own, and takes long.
    monkeypatch.setattr("builder.release.making.make_release", lambda *_: MadeRelease((), 3))
    monkeypatch.setattr("builder.report.making.make_report", lambda *_, **__: MadeReport((), (Path("report.html"),)))
    monkeypatch.setattr("builder.session.write_session", lambda *_, **__: (Path("slides.pptx"),))
    words = [*command.removesuffix(" --json").split(), *FINE[command]]
    for listing in ("text", "json", "sarif", "github"):
        folder = tmp_path / listing
        shutil.copytree(laid_out, folder)
        monkeypatch.chdir(folder)
        done = coursepack(*words, "--problems", listing)
        assert done.exit_code == 0, done.output
        if listing == "json":
            assert json.loads(done.stdout)["problems"] == []
        elif listing == "sarif":
            assert json.loads(done.stdout)["runs"][0]["results"] == []
        elif listing == "github":
            assert done.stdout == ""
        else:
            results = done.stdout
            continue
        # The results are not lost, where a command has any.
        assert results.startswith(done.stderr)
