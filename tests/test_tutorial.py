"""What documents tell beginners to type is typed, in an empty folder, and what they say comes of it comes of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from tools.docs import BESIDE, DOCS, examples

#: A file to write, or a block without a language (commands), or one of text (what is answered).
STEP = re.compile(r"(?:Write into `([^`]+)`:\n\n)?^ *(`{3,4})(\w*)\n(.*?)^ *\2$", re.MULTILINE | re.DOTALL)


def steps(document: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a reader of *document* does, in order: the file to write, the language of the block, its text."""
    for found in STEP.finditer((DOCS / document).read_text(encoding="utf-8")):
        yield found[1] or "", found[3], found[4]


def without_sizes(text: str) -> str:
    """Return *text* without what changes whenever the player does."""
    return re.sub(r"[\d.,]+(?= kB| files)|(?<=worst case )\d+", "…", text)


def typed(line: str) -> tuple[int, str]:
    program, *arguments = shlex.split(line)
    assert program == "coursepack"
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout


def test_the_tutorial_ends_in_a_course_and_says_what_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, answered, done = 0, "", 0
    for file, language, text in steps("tutorial.md"):
        if file:
            Path(file).parent.mkdir(exist_ok=True)
            Path(file).write_text(text, encoding="utf-8")
        elif language == "text":
            assert without_sizes(answered.rstrip("\n")) == without_sizes(text.rstrip("\n"))
            assert code == ("error" in text)
            done += 1
        elif not language:
            code, answered = typed(text.strip())
    assert done >= 8
    assert {file.name for file in Path("dist").glob("*.zip")} == {
        "fire-safety-first-module-scorm12.zip",
        "fire-safety-first-module-web.zip",
    }


def test_every_document_is_in_the_list_of_documents() -> None:
    listed = set(re.findall(r"\]\(([^)]+)\)", (DOCS / "index.md").read_text(encoding="utf-8")))
    there = {file.name for file in DOCS.glob("*.md")} - {"index.md"}
    assert there | {"../CONTRIBUTING.md", "../CHANGELOG.md", "decisions", "upload/README.md"} == listed
    assert set(BESIDE) <= {file.name for file in DOCS.parent.glob("*.md")}


def test_every_block_can_be_tried_beside_its_source(tmp_path: Path) -> None:
    examples(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for kind in re.findall(r"^## `(.+)`$", (DOCS / "blocks.md").read_text(encoding="utf-8"), re.MULTILINE):
        assert f'id="B-{kind}"' in page


def test_nothing_stands_before_the_first_command_of_the_readme_that_fills_a_screen() -> None:
    before = (DOCS.parent / "README.md").read_text(encoding="utf-8").partition("\n```\n")[0]
    assert "![" not in before
    assert len(before.splitlines()) <= 24


def test_words_of_the_glossary_stand_in_order_and_each_once() -> None:
    words = re.findall(r"^\| (?!word |-)([^|]+) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(words) > 25
    assert words == sorted(dict.fromkeys(words), key=str.casefold)
