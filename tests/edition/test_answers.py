"""What a person answers about a new edition is judged when it is given, and nothing that was answered is lost."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.edition import command

BASE = Path(__file__).parents[1] / "samples" / "_base"
FILE = Path("editions/anyborough/edition.yaml")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course at whose terminal a person sits, and where we are."""
    shutil.copytree(BASE, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    monkeypatch.setattr(command, "somebody_is_there", lambda: True)
    return Path()


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["edition", *words], input=typed)


def test_a_person_is_asked_for_everything_and_enter_leaves_it_out(course: Path) -> None:
    answers = ["Anyborough Partnership", "Ask at the office", "2026-11-20", "The Board", "", "12", *[""] * 9]
    result = run("new", "anyborough", "--pass-mark", "90", typed="\n".join(answers))
    assert result.exit_code == 0, result.output
    assert "Worried about a child" in result.output
    assert "Pass mark" not in result.output
    assert "What to do without" not in result.output
    assert FILE.read_text("utf-8") == (
        'name: "Anyborough Partnership"\npass_mark: 90\ncertificate:\n  issuer: "The Board"\n  refresh_months: 12\n'
        'contacts:\n  front_door:\n    value: "Ask at the office"\n    checked_on: "2026-11-20"\n'
    )


def test_a_wrong_answer_is_asked_for_again_at_once(course: Path) -> None:
    wrong_and_right = {
        "What is the partnership called?": ["{{l:front_door}}", "O'Hara's Partnership"],
        "Worried about a child": ["javascript:alert(1)", "Ask at the office"],
        "On which day": ["soon", "2026-02-30", "2026-11-20"],
        "Pass mark": ["70", "85%", "90"],
        # A name of digits is a name.
        "Who gives out": ["42"],
        "Who signs": [""],
        "After how many months": ["0", "12"],
        "Colour of links and buttons on light": ["purple", ""],
        "Colour of links and buttons on dark": [""],
        "bar at the top of light": [""],
        "bar at the top of dark": [""],
        "File with the logo": ["nope.svg", ""],
    }
    typed = "".join(f"{answer}\n" for answers in wrong_and_right.values() for answer in answers)
    result = run("new", "anyborough", typed=typed)
    assert (result.exit_code, FILE.exists()) == (0, True), result.output
    asked = [result.stderr.count(question) for question in wrong_and_right]
    assert asked == [len(answers) for answers in wrong_and_right.values()]
    assert result.stderr.count("Error: ") == sum(asked) - len(asked)
    said = FILE.read_text("utf-8")
    assert said.startswith("name: \"O'Hara's Partnership\"\npass_mark: 90\n")
    assert 'issuer: "42"' in said


@pytest.mark.parametrize(
    "words", [["../other"], ["anyborough", "--pass-mark", "70"], ["anyborough", "--logo", "nope.svg"]]
)
def test_who_has_said_something_wrong_already_is_asked_for_nothing(course: Path, words: Sequence[str]) -> None:
    result = run("new", *words)
    assert (result.exit_code, result.output.count("?"), Path("editions").exists()) == (1, 0, False), result.output


def test_what_was_answered_is_not_lost_where_answers_do_not_go_together(course: Path) -> None:
    answers = ["O'Hara's Partnership", "Ask at the office", "2026-11-20", "90", "", "A. Reed", *[""] * 10]
    result = run("new", "anyborough", typed="\n".join(answers))
    assert (result.exit_code, Path("editions").exists()) == (1, False), result.output
    again = next(line for line in result.output.splitlines() if line.startswith("  coursepack edition "))
    assert run(*shlex.split(again)[2:], "--issuer", "The Board").exit_code == 0
    said = FILE.read_text("utf-8")
    assert said.startswith("name: \"O'Hara's Partnership\"\npass_mark: 90\n")


@pytest.mark.parametrize("answers", [[], ["Anyborough"], ["Anyborough", "Ask at the office"]])
def test_who_ends_the_answers_is_told_that_nothing_is_written(course: Path, answers: Sequence[str]) -> None:
    ended = run("new", "anyborough", typed="".join(f"{answer}\n" for answer in answers))
    assert (ended.exit_code, Path("editions").exists()) == (2, False)
    assert "there was no answer, so nothing is written" in ended.stderr
    assert "Aborted" not in ended.output
