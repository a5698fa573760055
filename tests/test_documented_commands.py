"""Whatever command a document shows is one: it is understood, and what needs neither a server nor an extra is run.

What ``docs/start-here.md`` and ``docs/tutorial.md`` say is done step by step in tests of their own.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from builder.build import build
from builder.cli import main
from builder.new import new_course

ROOT = Path(__file__).parents[1]
#: All but the rules, whose examples are of mistakes.
DOCUMENTS = sorted({ROOT / "README.md", *(ROOT / "docs").rglob("*.md")} - {ROOT / "docs" / "rules.md"})
CODE = re.compile(r"^ *(`{3,4})\w*\n(.*?)^ *\1$|(?<!`)`([^`\n]+)`(?!`)", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r"^ *(?:coursepack|\.venv/bin/python -m builder) (?=.* |--)")
#: What is not one command but the form of many.
FORM = re.compile(r"\[|\.\.\.| [A-Z_]{2,}(?: |$)|COMMAND")
#: Walked through in tests/test_tutorial.py and tests/course/test_start_here.py: each step needs those before it.
STEP_BY_STEP = {"docs/start-here.md", "docs/tutorial.md"}
#: Ask a person, last until they are stopped, need a store, an extra, or what only one course has.
UNDERSTOOD_ALONE = re.compile(r"^(?:edition new|preview|release |report .*--(?:lrs|moodle)|session|released --retire)")


def commands() -> Iterator[tuple[str, str]]:
    """Yield every command that a document shows, without the program's name, with the document."""
    for document in DOCUMENTS:
        for found in CODE.finditer(document.read_text(encoding="utf-8")):
            for line in (found[2] or found[3]).splitlines():
                if PROGRAM.match(line) and not FORM.search(line):
                    yield document.relative_to(ROOT).as_posix(), PROGRAM.sub("", line)


def understood(arguments: list[str]) -> None:
    """Read *arguments* as the program does; click raises what is wrong with them."""
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    if not isinstance(command, click.Group):
        command.make_context(command.name, arguments, parent=context.parent)


def test_every_command_that_a_document_shows_is_understood() -> None:
    shown = list(commands())
    assert len(shown) > 40
    for document, line in shown:
        try:
            understood(shlex.split(line, comments=True))
        except click.ClickException as wrong:
            pytest.fail(f"{document}: coursepack {line}: {wrong.format_message()}")


def lay_out(folder: Path) -> None:
    """Write into *folder* whatever commands of the documents name."""
    shutil.copytree(ROOT / "tests" / "small_course", folder / "course_src")
    new_course(folder / "fire-safety", "Fire safety")
    edition = folder / "course_src" / "editions" / "anyborough"
    edition.mkdir(parents=True)
    (edition / "edition.yaml").write_text("name: Anyborough Partnership\n", encoding="utf-8")
    (folder / "partnerships.csv").write_text("id,name\nother,Other Partnership\n", encoding="utf-8")
    built = build(folder / "course_src", formats=["xapi"], modules=["one"], output=folder / "dist").packages
    build(folder / "course_src", formats=["moodle"], modules=[], output=folder / "all")
    (moodle,) = (folder / "all").glob("*.mbz")
    for name in ("old", "new", "course", "other", "some-package", "FILE"):
        shutil.copyfile(built[0].path, folder / f"{name}.zip")
        shutil.copyfile(moodle, folder / f"{name}.mbz")
    for name in ("old", "new", "release-1"):
        shutil.copytree(folder / "dist", folder / name)
    (folder / "dist" / "small-code-book.csv").rename(folder / "ten-principles-code-book.csv")
    with zipfile.ZipFile(built[0].path) as archive:
        promised = json.loads(archive.read("statements.json"))["statements"]
    (folder / "export.json").write_text(json.dumps([each["example"] for each in promised]), encoding="utf-8")
    CliRunner().invoke(main, ["review", str(folder / "course_src"), "--output", str(folder)])


def test_what_needs_neither_a_server_nor_an_extra_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path)
    done = set()
    for line, document in {line: document for document, line in commands()}.items():
        if document in STEP_BY_STEP or UNDERSTOOD_ALONE.match(line) or line.startswith("new "):
            continue
        result = CliRunner().invoke(main, shlex.split(line, comments=True))
        assert result.exit_code in (0, 1), f"{document}: coursepack {line}: {result.output}"
        assert result.exception is None or isinstance(result.exception, SystemExit), f"{document}: coursepack {line}"
        done.add(line.split()[0])
    assert done >= {"build", "check", "compare", "report", "review", "schema", "sources", "verify"}
