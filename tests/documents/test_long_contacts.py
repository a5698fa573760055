"""A card keeps contacts of any length on its paper: they are broken, or stand on its next part, or there is no card."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builder.build import build
from builder.checks.calendar import Occasion
from builder.model.course import Course
from builder.render.documents import DocumentOverflow, document_files
from builder.unmade import judge_buildable
from tests.documents.pages import offering
from tests.documents.reading import letter_sizes, reader

WIDE = Path(__file__).parents[1] / "wide_course"
#: What of a word fits into a line of a card's part, in letters of 9 points.
LINE = 60


def card(course: Course, *values: str) -> bytes:
    """Return the card with *values* for its contacts, as an edition would fill them in."""
    local = tuple(
        contact.model_copy(update={"value": value}) for contact, value in zip(course.local, values, strict=True)
    )
    (file,) = document_files(
        course.model_copy(update={"local": local}), offering(course.contents[1], "pocket-card.pdf")
    )
    assert isinstance(file.content, bytes)
    return file.content


@pytest.mark.parametrize(
    "value",
    [
        "designated-officer.for.allegations@safeguarding-partnership-of-longborough-and-vale.example",
        "designatedofficerandallegationsmanagementservice@safeguardingpartnershipoflongborough.example",
        "https://www.longborough.example/professionals/escalation-and-resolution/policy-and-procedure?version=4",
        "m" * 90,
        "_" * 90,
    ],
    ids=["signs", "no signs", "web address", "letters", "lines"],
)
def test_a_long_word_is_broken_and_no_letter_of_it_is_lost(course: Course, value: str) -> None:
    pdf = reader(card(course, value, "Ask at the hives"))
    text = pdf.pages[0].extract_text()
    assert max(len(word) for line in text.splitlines() for word in line.split()) <= LINE
    assert re.sub(r"\s", "", text).count(value.removeprefix("https://www.")) == 2
    assert min(letter_sizes(pdf, 0)) >= 9


def test_contacts_that_are_too_many_lines_for_their_part_stand_on_the_next_one(course: Course) -> None:
    many = "Ring the bell at the gate, and wait until somebody comes. " * 3
    pdf = reader(card(course, many, many))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert text.count("Ring the bell at the gate") == 12
    assert min(letter_sizes(pdf, 0)) >= 9
    with pytest.raises(DocumentOverflow, match="do not fit"):
        card(course, many * 5, many * 5)


def test_a_contact_that_is_too_long_is_named_in_the_file_of_its_edition_by_build_and_check(tmp_path: Path) -> None:
    editions = tmp_path / "editions"
    (editions / "one").mkdir(parents=True)
    long = "Ring the bell. " * 90
    contacts = f"  ladder: {{ value: Ask, checked_on: 2026-11-20 }}\n  neighbour:\n    value: {long}\n"
    (editions / "one" / "edition.yaml").write_text(
        f"name: One\ncontacts:\n{contacts}    checked_on: 2026-11-20\n", "utf-8"
    )
    report = build(WIDE, formats=["web"], modules=[], output=tmp_path / "out", of=["one"], editions=editions)
    (problem,) = (each for each in report.problems if each.code == "document-too-long")
    assert (Path(problem.where.path).name, problem.where.line) == ("edition.yaml", 5)
    assert "the longest contact" in problem.hint
    checked = judge_buildable(WIDE, Occasion(date(2026, 11, 21), "draft"), editions)
    assert problem in checked.problems
