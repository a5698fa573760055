"""The list of facts: what each is worth, how old it is, and what uses it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.model.course import Course
from builder.source.load import load
from builder.sources import SourceEntry, source_entries
from tests.test_samples import lay_out

#: A second fact, graded below A; what uses both, and the figure.
SECOND = """- id: G-02
  key: later
  claim: You can ask again.
  strength: must
  status: in_force
  source: An Act.
  confidence: B
  checked_on: 2026-11-21
  next_check: 2027-03-31
"""
CHART = "::: chart known\n:::\n"
BARS = "  bars:\n    - {label: Known, value: 50}\n    - {label: Not known, value: 50}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of which a page uses a fact and a chart, and a question uses the other fact."""
    lay_out("_base", tmp_path)
    for name, text in (("guidance.yaml", SECOND), ("figures.yaml", BARS), ("first/01-start.md", f"\n{CHART}")):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(text)
    facts = tmp_path / "guidance.yaml"
    facts.write_text(
        facts.read_text().replace("source: The Act.\n", "source: The Act.\n  url: https://example.org/act\n")
    )
    bank = tmp_path / "first" / "questions" / "bank.yaml"
    bank.write_text(bank.read_text().replace("Somebody has to know.", '"Somebody has to know. {{g:later}}"'))
    return tmp_path


@pytest.fixture
def course(folder: Path) -> Course:
    loaded = load(folder)
    assert loaded.course, loaded.problems
    return loaded.course


def entry(course: Course, key: str) -> SourceEntry:
    return next(e for e in source_entries(course, date(2026, 11, 21)) if e.key == key)


def test_every_fact_figure_and_contact_is_listed_once(course: Course) -> None:
    entries = source_entries(course, date(2026, 11, 21))
    expected = [part.id for part in (*course.guidance, *course.figures, *course.support)]
    assert [e.id for e in entries] == expected


def test_a_fact_names_the_pages_and_questions_that_use_it(course: Course) -> None:
    assert entry(course, "consent").used_by == ("M1-01",)
    assert entry(course, "later").used_by == ("M1-Q01",)


def test_a_chart_counts_as_a_use(course: Course) -> None:
    assert entry(course, "known").used_by == ("M1-01",)


def test_what_is_graded_below_a_is_open(course: Course) -> None:
    below = {fact.key for fact in course.guidance if fact.confidence != "A"}
    graded = {e.key for e in source_entries(course, date(2026, 11, 21)) if any("graded" in p for p in e.open_points)}
    assert graded == below != set()


def coursepack(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


def test_stale_facts_end_with_1(folder: Path) -> None:
    code, output = coursepack("sources", str(folder), "--stale", "--today", "2028-01-01")
    assert code == 1
    assert "STALE" in output


def test_without_stale_facts_the_list_is_empty_and_ends_with_0(folder: Path) -> None:
    arguments = ("sources", str(folder), "--stale", "--today", "2026-11-22")
    assert coursepack(*arguments) == (0, "0 listed.\n")


def test_unverified_lists_only_what_a_person_has_to_check(folder: Path) -> None:
    code, output = coursepack("sources", str(folder), "--unverified", "--today", "2026-11-22")
    assert code == 0
    assert "later" in output
    assert output.count("  open:") >= output.count("  used by:") > 0


def test_a_course_that_keeps_a_list_of_what_only_a_person_can_check_shows_what_is_open_of_it(folder: Path) -> None:
    (folder / "unverified.yaml").write_text(
        "- {id: E1, what: Whether the Act still says so.}\n"
        "- {id: E2, what: Whether the number answers., checked_by: R1, checked_on: 2026-11-20}\n"
    )
    arguments = ("sources", str(folder), "--unverified", "--today", "2026-11-22")
    assert coursepack(*arguments) == (0, "E1: Whether the Act still says so.\n1 listed.\n")


def test_a_course_with_errors_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("id: [\n")
    assert coursepack("sources", str(tmp_path))[0] == 1
