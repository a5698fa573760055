"""Letters and languages that documents do not have, or take in their own way."""

from __future__ import annotations

import pytest

from builder.documents.pdf import UnprintableLetter
from builder.model.course import Course
from builder.render.documents import document_files
from tests.documents.pages import offering
from tests.documents.reading import reader


@pytest.mark.parametrize("letter", ["\N{TELEPHONE RECEIVER}", "\N{CJK UNIFIED IDEOGRAPH-6F22}", "\U0010fffd"])
def test_a_letter_that_documents_do_not_have_is_named(course: Course, letter: str) -> None:
    (chart,) = course.flowcharts
    course = course.model_copy(update={"flowcharts": (chart.model_copy(update={"title": f"Ring {letter}"}),)})
    course.__dict__.pop("documents", None)
    with pytest.raises(UnprintableLetter, match=f"Ring {letter} has"):
        document_files(course, offering(course.contents[1], "serious-incident.pdf"))


@pytest.mark.parametrize("language", ["en", "en-001", "en-Latn-GB", "en-GB-oed", "en-fonipa"])
def test_a_document_is_in_any_language_that_has_a_tag(course: Course, language: str) -> None:
    course = course.model_copy(update={"language": language})
    (file,) = document_files(course, offering(course.contents[1], "pocket-card.pdf"))
    assert isinstance(file.content, bytes)
    assert reader(file.content).root_object["/Lang"] in (language, "en", "en-GB")
