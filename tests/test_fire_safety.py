"""A second course, about something else, and nothing in it has come from the first: the tool knows no course."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from builder.build import build
from builder.source.load import load
from builder.words import forms_of, original
from tests.pseudo_languages import FIRE_SAFETY
from tests.test_languages import said_in

ROOT = Path(__file__).parents[1]
#: What only a course about keeping children safe would say.
FOREIGN = re.compile(r"safeguarding|\bchild\b|children|\bfamil|\b999\b|\bLADO\b|NSPCC|local procedure", re.IGNORECASE)
#: The same where programs are, which have children of their own.
FOREIGN_IN_CODE = re.compile(r"safeguarding lead|call 999|worried about a child|keep a child", re.IGNORECASE)

#: In the tool's own source, where elements have children too.
FOREIGN_IN_PROSE = re.compile(
    r"safeguarding lead|call 999|worried about|\b(?:the|one|every|real) child\b|child's|the same children",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, zipfile.ZipFile]]:
    """Every package of the course by its file name without ending."""
    report = build(FIRE_SAFETY, formats=[], modules=[], output=tmp_path_factory.mktemp("packages"))
    assert report.problems == ()
    with ExitStack() as files:
        yield {package.path.stem: files.enter_context(zipfile.ZipFile(package.path)) for package in report.packages}


def files_of(packages: Mapping[str, zipfile.ZipFile]) -> Iterator[tuple[str, bytes]]:
    for package, archive in packages.items():
        for name in archive.namelist():
            yield f"{package}/{name}", archive.read(name)


def sentences_of_the_first_course() -> set[str]:
    """Return what the first course says, in sentences of four words or more that are not the tool's own."""
    first, second = load(ROOT / "course_src").course, load(FIRE_SAFETY).course
    assert first and second
    ours = [form for sentence in original().values() for form in forms_of(sentence)]
    own = {sentence for text in (*ours, *(p.text for p in second.passages)) for sentence in _sentences(text)}
    return {sentence for passage in first.passages for sentence in _sentences(passage.text)} - own


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.?!:;])\s+|\n", re.sub(r"[*_]", "", text)):
        if len(sentence.split()) >= 4:
            yield " ".join(sentence.split())


def test_nothing_that_people_read_is_about_another_course(packages: Mapping[str, zipfile.ZipFile]) -> None:
    found = {name: FOREIGN.findall(said_in(name, content)) for name, content in files_of(packages)}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_file_holds_a_sentence_of_the_first_course(packages: Mapping[str, zipfile.ZipFile]) -> None:
    sentences = sentences_of_the_first_course()
    assert "Do not write any real child's or family's name." in sentences
    found = {}
    for name, content in files_of(packages):
        text = " ".join([content.decode(errors="replace"), said_in(name, content)])
        text = re.sub(r"\s+", " ", text)
        found[name] = [sentence for sentence in sentences if sentence in text] + FOREIGN_IN_CODE.findall(text)
    assert {name: words for name, words in found.items() if words} == {}


def test_the_tool_itself_speaks_of_no_course() -> None:
    folders = ("builder", "player/src", "scorm_templates")
    every = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    #: Examples of components, and what is generated from all this, are not what the tool says.
    said = [
        path
        for path in every
        if path.suffix in (".py", ".ts", ".j2", ".json", ".typ", ".scss", ".css")
        and not {"generated", "schemas"} & set(path.parts)
        and not path.name.endswith(".test.ts")
    ]
    found = {
        path.relative_to(ROOT).as_posix(): FOREIGN_IN_PROSE.findall(path.read_text(encoding="utf-8")) for path in said
    }
    assert {name: words for name, words in found.items() if words} == {}
