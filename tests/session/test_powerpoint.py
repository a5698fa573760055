"""The slides as PowerPoint reads them: titles, reading order, notes, descriptions, language; the same bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.model.course import Course
from builder.session.content import Content, Picture, ShownSlide, SlideTable
from tests.session.reading import languages_of, texts_of, words_of


@pytest.fixture(scope="module")
def deck(written: Path) -> Any:
    return Presentation(str(written / "slides.pptx"))


def test_every_slide_has_its_title_and_everything_on_it_in_reading_order(deck: Any, slides: list[ShownSlide]) -> None:
    assert len(deck.slides) == len(slides)
    for shown, slide in zip(slides, deck.slides, strict=True):
        assert slide.shapes.title.text == shown.title
        said = [text for item in shown.items if not isinstance(item, Picture) for text in words_of(item)]
        pictures = [text for item in shown.items if isinstance(item, Picture) for text in words_of(item)]
        mark = [shown.mark] if shown.mark else []
        assert texts_of(slide) == [shown.title, *mark, *said, *pictures, *shown.small]


def test_every_slide_has_the_notes_of_the_session_and_says_of_which_some_are_shown(
    deck: Any, slides: list[ShownSlide]
) -> None:
    for shown, slide in zip(slides, deck.slides, strict=True):
        said = slide.notes_slide.notes_text_frame.text
        assert said == "\n".join([*([shown.mark] if shown.mark else []), *shown.notes])
        assert said


def test_a_slide_about_a_principle_is_marked_in_a_length_that_shows_some_and_in_no_other(course: Course) -> None:
    (session,) = course.sessions
    principles = {number for number, slide, _ in session.slides if slide.principle}
    for length in session.lengths:
        marked = {slide.number for slide in Content(course, session, length).slides() if slide.mark}
        assert marked == (principles if length.pick else set())


def test_every_text_says_its_language_and_every_table_and_picture_says_what_it_is(deck: Any, course: Course) -> None:
    described = 0
    for slide in deck.slides:
        assert languages_of(slide._element) | languages_of(slide.notes_slide._element) == {course.language}
        for shape in slide.shapes:
            if getattr(shape, "has_table", False):
                assert shape.table.first_row, "its headings are headings"
            if getattr(shape, "has_table", False) or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
                described += 1
    assert described > 3


def test_the_bars_of_a_chart_are_decoration_beside_a_table_that_says_all_of_it(
    deck: Any, slides: list[ShownSlide]
) -> None:
    (number, table) = next((s.number, i) for s in slides for i in s.items if isinstance(i, SlideTable) and i.shares)
    slide = deck.slides[number - 1]
    bars = [shape for shape in slide.shapes if shape._element.xpath('.//*[local-name()="decorative"]')]
    assert [bar.width > 0 for bar in bars] == [True] * len(table.rows)
    widths = [bar.width for bar in bars]
    assert widths == sorted(widths, reverse=True), "from the largest to the smallest"
    assert [share / table.shares[0] for share in table.shares] == pytest.approx(
        [w / widths[0] for w in widths], rel=0.01
    )


def test_nobody_sees_a_shadow_or_an_empty_box(deck: Any) -> None:
    for slide in deck.slides:
        assert not slide._element.findall(f".//{qn('p:style')}")
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders if shape.placeholder_format.idx < 2)


def test_the_file_says_what_it_is_and_knows_no_clock(deck: Any, written: Path, course: Course) -> None:
    about = deck.core_properties
    assert (about.title, about.author, about.language) == (course.sessions[0].title, course.title, course.language)
    with zipfile.ZipFile(written / "slides.pptx") as archive:
        entries = archive.infolist()
        assert entries[0].filename == "[Content_Types].xml"
        assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert b"Calibri" not in b"".join(archive.read(entry) for entry in entries if "theme1" in entry.filename)
