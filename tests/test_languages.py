"""A course in a language of its own: built, and not one English word of the tool is left in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from builder.build import build
from builder.review.document import review_html
from builder.review.snapshot import Change, ChangeKind
from builder.source.load import load
from tests.pseudo_languages import DIRECTIONS, course, language, left_in_english, text_of

__all__ = ["course", "language"]


@pytest.fixture(scope="module")
def packages(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, zipfile.ZipFile]]:
    """Every package of the course by its file name without ending."""
    report = build(course, formats=[], modules=[], output=tmp_path_factory.mktemp("packages"))
    assert report.exit_code == 0, "\n".join(map(str, report.problems))
    with ExitStack() as files:
        yield {package.path.stem: files.enter_context(zipfile.ZipFile(package.path)) for package in report.packages}


def said_in(name: str, content: bytes) -> str:
    """Return what a file of a package says to people; nothing if it says nothing."""
    if name.endswith((".html", ".svg", ".xml")):
        return text_of(content)
    if name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(content))
        described = [str(value) for value in (reader.metadata or {}).values()]
        return "\n".join([*described, *(page.extract_text() for page in reader.pages)])
    return content.decode() if name.endswith("read-me.txt") else ""


def test_no_file_of_a_package_says_a_word_in_english(course: Path, packages: Mapping[str, zipfile.ZipFile]) -> None:
    left = {
        f"{package}/{name}": found
        for package, archive in packages.items()
        for name in archive.namelist()
        if (found := left_in_english(said_in(name, archive.read(name)), course))
    }
    assert left == {}


def test_every_page_says_in_which_direction_it_runs(language: str, packages: Mapping[str, zipfile.ZipFile]) -> None:
    pages = [
        html.fromstring(archive.read(name))
        for archive in packages.values()
        for name in archive.namelist()
        if name.endswith(".html")
    ]
    assert {(page.get("lang"), page.get("dir")) for page in pages} == {(language, DIRECTIONS[language])}


def test_what_reviewers_read_has_no_word_in_english(course: Path, language: str) -> None:
    read = load(course).course
    assert read
    kinds: tuple[ChangeKind, ...] = ("added", "removed", "changed")
    page = review_html(read, [Change(kind, "F-look", ()) for kind in kinds], today=date(2026, 11, 21))
    root = html.fromstring(page)
    assert (root.get("lang"), root.get("dir")) == (language, DIRECTIONS[language])
    assert left_in_english(text_of(page.encode()), course) == []
