"""The calendar and the release: what is said on which day, and when a sign-off holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.checks.calendar import Occasion, SignOffStage
from builder.diagnostics import Severity
from builder.judge import judge
from builder.model.course import Course
from builder.model.fingerprint import content_fingerprint
from tests.test_samples import lay_out


def said(folder: Path, day: str, stage: SignOffStage = "draft") -> dict[str, Severity]:
    problems = judge(folder, Occasion(date.fromisoformat(day), stage)).problems
    return {problem.code: problem.severity for problem in problems}


@pytest.mark.parametrize(
    ("day", "stage", "expected"),
    [
        ("2027-03-31", "release", {}),
        ("2027-04-01", "draft", {"stale-fact": Severity.WARNING}),
        ("2027-04-01", "release", {"stale-fact": Severity.ERROR}),
    ],
)
def test_a_fact_is_out_of_date_on_the_day_after_its_next_check(
    tmp_path: Path, day: str, stage: SignOffStage, expected: dict[str, Severity]
) -> None:
    lay_out("_base", tmp_path)
    assert said(tmp_path, day, stage) == expected


@pytest.mark.parametrize(
    ("checked_on", "stage", "expected"),
    [
        ("2026-05-22", "release", {}),
        ("2026-05-21", "release", {"stale-fact": Severity.WARNING}),
        ("2025-11-21", "release", {"stale-fact": Severity.WARNING}),
        ("2025-11-20", "release", {"stale-fact": Severity.ERROR}),
        ("2025-11-20", "draft", {"stale-fact": Severity.WARNING}),
    ],
)
def test_a_fact_is_due_after_183_days_and_out_of_date_after_365(
    tmp_path: Path, checked_on: str, stage: SignOffStage, expected: dict[str, Severity]
) -> None:
    lay_out("_base", tmp_path)
    file = tmp_path / "guidance.yaml"
    file.write_text(file.read_text().replace("checked_on: 2026-11-21", f"checked_on: {checked_on}"))
    assert said(tmp_path, "2026-11-21", stage) == expected


def test_a_build_looks_at_no_calendar(tmp_path: Path) -> None:
    lay_out("stale-fact-at-release", tmp_path)
    assert judge(tmp_path).problems == ()


def signed(folder: Path) -> Course:
    course = judge(folder).course
    assert course
    return course


def test_a_changed_word_makes_a_module_a_draft_again(tmp_path: Path) -> None:
    lay_out("unreviewed-questions", tmp_path)
    course = signed(tmp_path)
    assert not course.is_draft(course.contents[0])
    page = tmp_path / "first" / "01-start.md"
    page.write_text(page.read_text().replace("Tell your", "Ask your"))
    changed = signed(tmp_path)
    assert changed.signatures(changed.contents[0]) == {"practitioner": []}
    assert changed.is_draft(changed.contents[0])
    assert "lapsed-signoff" in said(tmp_path, "2026-11-21")


@pytest.mark.parametrize(
    ("file", "old", "new", "is_the_same"),
    [
        ("guidance.yaml", "without consent", "with no consent", False),
        ("scenarios/S01-lumi.yaml", "Lumi waits longer.", "Lumi waits on.", False),
        ("first/questions/bank.yaml", "feedback: Yes.", "feedback: Right.", False),
        ("guidance.yaml", "checked_on: 2026-11-21", "checked_on: 2026-11-22", True),
        ("first/01-start.md", "reviewed: 2026-11-21", "reviewed: 2026-11-22", True),
        ("local.yaml", "Worried about a child", "Worried", True),
    ],
)
def test_a_signoff_is_about_what_the_module_says(
    tmp_path: Path, file: str, old: str, new: str, *, is_the_same: bool
) -> None:
    lay_out("_base", tmp_path)
    before = signed(tmp_path)
    path = tmp_path / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    after = signed(tmp_path)
    now = content_fingerprint(after, after.contents[0])
    assert (now == content_fingerprint(before, before.contents[0])) is is_the_same


def test_moving_the_right_answer_changes_what_is_signed_off(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    before = signed(tmp_path)
    path = tmp_path / "first/questions/bank.yaml"
    text = path.read_text().replace("      right: true\n", "")
    path.write_text(text.replace("text: Nobody.\n", "text: Nobody.\n      right: true\n"))
    after = signed(tmp_path)
    assert content_fingerprint(after, after.contents[0]) != content_fingerprint(before, before.contents[0])
