"""The code book: whatever an LMS can show of an answer stands in it in words, and nothing says what is right."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from lxml import html

from builder.build import build
from builder.formats.code_book import coded_questions, write_code_book
from builder.model.course import Course
from builder.model.questions import options_of
from builder.render.module import render_module
from builder.source.load import load

ROOT = Path(__file__).parent.parent.parent
#: A feedback of a word or two, such as "Yes.", stands everywhere.
A_WORD_OR_TWO = 2


@pytest.fixture(scope="module", params=["wide_course", "contract/course"])
def course(request: pytest.FixtureRequest) -> Course:
    loaded = load(ROOT / "tests" / request.param).course
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def page(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    write_code_book(course, lambda name: (folder / name).open("wb"))
    return folder / f"{course.id}-code-book.html"


@pytest.fixture(scope="module")
def table(page: Path) -> list[dict[str, str]]:
    return read(page.with_suffix(".csv").read_text(encoding="utf-8"))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_id_and_every_option_that_a_package_can_send_stands_in_it(
    course: Course, table: Sequence[Mapping[str, str]]
) -> None:
    rows = {(row["Id"], row["Code in SCORM 2004, xAPI and cmi5"], row["Text"].lstrip("'")) for row in table}
    for module in course.contents:
        content = render_module(course, module)
        asked = [*content.taught, *content.bank.questions]
        for question in asked:
            sent = {(question.tracking_id, option.id, option.text.lstrip("'")) for option in question.options}
            labels = {(question.tracking_id, str(n), text.lstrip("'")) for n, text in enumerate(question.labels, 1)}
            assert rows >= (sent if question.kind == "order" else sent | labels)


def test_nothing_in_it_says_what_is_right_or_why(course: Course, page: Path) -> None:
    told = "".join(file.read_text(encoding="utf-8") for file in page.parent.iterdir())
    for module in course.contents:
        for question in module.bank:
            why = [question.rationale, *(option.feedback for option in options_of(question))]
            assert [text for text in why if len(text.split()) > A_WORD_OR_TWO and text in told] == []


def test_items_of_an_order_do_not_stand_in_their_order(course: Course) -> None:
    for question, _, _, codes in coded_questions(course):
        if question.kind == "order":
            assert [code.text for code in codes] == sorted(code.text for code in codes)


def test_the_page_and_the_table_hold_the_same(page: Path, table: Sequence[Mapping[str, str]]) -> None:
    cells = html.fromstring(page.read_text(encoding="utf-8")).xpath("//td")
    shown = [cell.text_content() for cell in cells]
    rows = [[row[key].lstrip("'") for key in list(row)[5:8]] for row in table]
    assert [text.lstrip("'") for text in shown] == [cell for row in rows for cell in row]


def test_it_is_written_beside_the_packages_whatever_was_chosen(tmp_path: Path) -> None:
    report = build(ROOT / "tests" / "contract" / "course", formats=["web"], modules=["two"], output=tmp_path)
    assert report.exit_code == 0
    assert {path.name for path in report.beside} == {"played-code-book.html", "played-code-book.csv"}
    assert all(path.is_file() for path in report.beside)
    written = (tmp_path / "played-code-book.csv").read_text(encoding="utf-8")
    course = load(ROOT / "tests" / "contract" / "course").course
    assert course is not None
    assert {module.id for module in course.contents if module.bank} <= {row["Module"] for row in read(written)}
