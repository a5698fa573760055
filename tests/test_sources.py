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

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def course() -> Course:
    read = load(ROOT / "course_src").course
    assert read
    return read


def entry(course: Course, key: str) -> SourceEntry:
    return next(e for e in source_entries(course, date(2026, 11, 21)) if e.key == key)


def test_every_fact_figure_and_contact_is_listed_once(course: Course) -> None:
    entries = source_entries(course, date(2026, 11, 21))
    expected = [part.id for part in (*course.guidance, *course.figures, *course.support)]
    assert [e.id for e in entries] == expected


def test_a_fact_names_the_pages_and_questions_that_use_it(course: Course) -> None:
    used = entry(course, "rapid_review").used_by
    assert "L4-04" in used
    assert any("-Q" in name for name in used)


def test_a_chart_counts_as_a_use(course: Course) -> None:
    assert "INT-05" in entry(course, "features").used_by


def test_what_is_graded_below_a_is_open(course: Course) -> None:
    below = {fact.key for fact in course.guidance if fact.confidence != "A"}
    graded = {e.key for e in source_entries(course, date(2026, 11, 21)) if any("graded" in p for p in e.open_points)}
    assert graded == below != set()


def coursepack(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


def test_stale_facts_end_with_1() -> None:
    code, output = coursepack("sources", str(ROOT / "course_src"), "--stale", "--today", "2028-01-01")
    assert code == 1
    assert "STALE" in output


def test_without_stale_facts_the_list_is_empty_and_ends_with_0() -> None:
    arguments = ("sources", str(ROOT / "course_src"), "--stale", "--today", "2026-11-22")
    assert coursepack(*arguments) == (0, "0 listed.\n")


def test_unverified_lists_only_what_a_person_has_to_check() -> None:
    code, output = coursepack("sources", str(ROOT / "course_src"), "--unverified", "--today", "2026-11-22")
    assert code == 0
    assert output.count("  open:") >= output.count("  used by:") > 0


def test_a_course_with_errors_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("id: [\n")
    assert coursepack("sources", str(tmp_path))[0] == 1
