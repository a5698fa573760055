"""What a program finds that only counts words, and when that says something."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic
from builder.house.course import HouseCourse
from builder.house.word_cues import CueShare, cue_shares, cue_table, word_sides
from builder.judge import judge
from tests.test_samples import check, lay_out


def question(bank: str, number: int, right: str, *others: str) -> str:
    wrong = "".join(f"    - text: {other}\n      feedback: No.\n" for other in others)
    return (
        f"- id: {bank}-Q{number:02}\n  kind: choice\n  principle: P1\n  outcome: {bank}.o1\n  page: {bank}-01\n"
        f"  stem: Case {number}. What do you do?\n  rationale: One thing.\n  options:\n{wrong}"
        f"    - text: {right}\n      right: true\n      feedback: So.\n"
    )


def laid_out(folder: Path, first: list[str], second: list[str]) -> Path:
    """Lay out a course of two modules that have these questions, under a rule that warns over 55 and fails over 60."""
    lay_out("word-cues", folder)
    (folder / "first" / "questions" / "bank.yaml").write_text("".join(first))
    (folder / "second" / "questions" / "bank.yaml").write_text("".join(second))
    return folder


def cues(folder: Path) -> list[Diagnostic]:
    return [problem for problem in check(folder) if problem.code == "word-cues"]


def house_course(folder: Path) -> HouseCourse:
    read = judge(folder).read
    assert isinstance(read, HouseCourse)
    return read


def shares(folder: Path) -> list[CueShare]:
    return list(cue_shares(house_course(folder)))


def alike(bank: str, count: int) -> list[str]:
    return [question(bank, n, f"Ring today {n}.", f"Wait and see {n}.", f"Trust them {n}.") for n in range(count)]


def swapped(bank: str, count: int, first: int = 0) -> list[str]:
    return [
        question(bank, n, f"Wait and see {n}.", f"Ring today {n}.", f"Trust them {n}.")
        for n in range(first, first + count)
    ]


def test_words_that_stand_on_one_side_find_every_right_option(tmp_path: Path) -> None:
    course = laid_out(tmp_path / "c", alike("M1", 15), alike("M2", 60))
    assert [(share.asked, share.trained_on, share.per_cent) for share in shares(course)] == [
        (15, 60, 100),
        (60, 15, 100),
    ]


def test_words_that_were_never_met_find_as_many_as_a_guess(tmp_path: Path) -> None:
    new = [question("M1", n, f"Aaa{n}.", f"Bbb{n}.", f"Ccc{n}.") for n in range(15)]
    assert shares(laid_out(tmp_path / "c", new, alike("M2", 60)))[0].per_cent == pytest.approx(100 / 3)


def test_a_bank_is_not_trained_on_itself(tmp_path: Path) -> None:
    assert shares(laid_out(tmp_path / "c", swapped("M1", 15), alike("M2", 60)))[0].found == 0


@pytest.mark.parametrize(("given_away", "severity"), [(8, None), (9, "warning"), (10, "error")])
def test_over_55_per_cent_warns_and_over_60_fails(tmp_path: Path, given_away: int, severity: str | None) -> None:
    bank = alike("M1", given_away) + swapped("M1", 16 - given_away, given_away)
    problems = cues(laid_out(tmp_path / "c", bank, alike("M2", 60)))
    assert [problem.severity for problem in problems] == ([severity] if severity else [])


@pytest.mark.parametrize(("asked", "trained_on", "judged"), [(15, 60, 1), (14, 60, 0), (15, 59, 0)])
def test_few_questions_are_printed_and_not_judged(tmp_path: Path, asked: int, trained_on: int, judged: int) -> None:
    folder = laid_out(tmp_path / "c", alike("M1", asked), alike("M2", trained_on))
    assert len([problem for problem in cues(folder) if "M1" in problem.message]) == judged
    table = "\n".join(cue_table(house_course(folder)))
    assert f"{asked:>7}{asked:>7.1f}   100%" in table


def test_the_table_shows_each_word_with_the_options_that_have_it(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "c", alike("M1", 15), swapped("M2", 60))
    sides = word_sides(house_course(folder))
    assert (sides["today"], sides["wait"], sides["trust"]) == ((15, 60), (60, 15), (0, 75))
