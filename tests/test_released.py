"""What was released is remembered: the writer of ``released.json``, and that builds keep to it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.judge import judge
from builder.model.course import Course
from builder.released import NeverReleased, broken, record, retired

SAMPLE = Path(__file__).parent / "samples" / "_base"
PAGE = """---
id: {id}
title: {id}
minutes: 1
core: false
---

Text.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sound course, once released."""
    made = tmp_path / "course"
    shutil.copytree(SAMPLE, made)
    release(made)
    return made


def read(folder: Path) -> Course:
    course = judge(folder).read
    assert course is not None
    return course


def release(folder: Path, *retire: str) -> dict[str, Any]:
    course = retired(read(folder), retire)
    assert broken(course) == ()
    text = record(course)
    (folder / "released.json").write_text(text, encoding="utf-8")
    modules: dict[str, Any] = json.loads(text)["modules"]
    return modules


def test_releasing_twice_writes_the_same(folder: Path) -> None:
    before = (folder / "released.json").read_text("utf-8")
    release(folder)
    assert (folder / "released.json").read_text("utf-8") == before


def test_a_released_course_is_clean(folder: Path) -> None:
    assert not [problem for problem in judge(folder).problems if problem.code.startswith("released")]


def test_what_is_out_keeps_its_number_whoever_would_have_it_by_nature(folder: Path) -> None:
    file = folder / "released.json"
    modules = json.loads(file.read_text("utf-8"))["modules"]
    mine = modules["M1"]["pages"]["M1-02"]
    # Somebody else was out under it first.
    changed = file.read_text("utf-8").replace(f'"M1-02": {mine}', f'"M1-02": {mine + 16}, "M1-00": {mine}')
    file.write_text(changed, encoding="utf-8")
    assert read(folder).numbers["M1", "M1-02"] == mine + 16


def test_a_number_that_is_out_of_use_is_given_to_nobody(folder: Path) -> None:
    (folder / "first" / "03-new.md").write_text(PAGE.format(id="M1-03"), encoding="utf-8")
    natural = read(folder).numbers["M1", "M1-03"]
    file = folder / "released.json"
    file.write_text(file.read_text("utf-8").replace('"reserved": []', f'"reserved": [{natural}]'), encoding="utf-8")
    assert read(folder).numbers["M1", "M1-03"] >> 4 == (natural >> 4) + 1


def test_what_is_retired_is_named_and_its_number_stays_taken(folder: Path) -> None:
    new = folder / "first" / "03-new.md"
    new.write_text(PAGE.format(id="M1-03"), encoding="utf-8")
    number = release(folder)["M1"]["pages"]["M1-03"]
    new.unlink()
    assert [problem.code for problem in broken(read(folder))] == ["released-id-gone"]
    after = release(folder, "M1-03")["M1"]
    assert (after["retired"], after["reserved"], after["pages"]["M1-03"]) == (["M1-03"], [], number)
    new.write_text(PAGE.format(id="M1-03"), encoding="utf-8")
    assert {problem.code for problem in broken(read(folder))} == {"released-id-reused"}


def test_a_question_with_another_option_gets_another_number_and_the_old_one_stays_taken(folder: Path) -> None:
    bank = folder / "first" / "questions" / "bank.yaml"
    old = read(folder).numbers["M1", "M1-Q01", "a", "b"]
    more = "    - text: A friend.\n      feedback: No.\n  rationale"
    bank.write_text(bank.read_text("utf-8").replace("  rationale", more, 1), encoding="utf-8")
    after = release(folder)["M1"]
    assert after["questions"]["M1-Q01"]["number"] == read(folder).numbers["M1", "M1-Q01", "a", "b", "c"] != old
    assert after["reserved"] == [old]


def test_a_corrected_text_is_no_swap(folder: Path) -> None:
    bank = folder / "first" / "questions" / "bank.yaml"
    bank.write_text(bank.read_text("utf-8").replace("text: Nobody.", "text: Nobody at all."), encoding="utf-8")
    assert broken(read(folder)) == ()


def test_what_was_never_released_cannot_be_retired(folder: Path) -> None:
    with pytest.raises(NeverReleased, match="'M1-011' was never released; did you mean 'M1-01"):
        retired(read(folder), ["M1-011"])


@pytest.mark.parametrize("number", [-1, 0, 1 << 24, 10**30, "1"])
def test_a_number_that_no_saved_state_can_hold_is_an_error_before_any_build(folder: Path, number: object) -> None:
    held = json.loads((folder / "released.json").read_text("utf-8"))
    for module in held["modules"].values():
        module["pages"] = dict.fromkeys(module["pages"], number)
        module["reserved"] = [number]
        for question in module["questions"].values():
            question["number"] = number
    (folder / "released.json").write_text(json.dumps(held), encoding="utf-8")
    assert {problem.code for problem in judge(folder).problems} <= {"out-of-range", "wrong-type"} != set()


def test_nothing_is_remembered_of_a_course_with_an_error(folder: Path) -> None:
    before = (folder / "released.json").read_text("utf-8")
    (folder / "first" / "03-more.md").write_text(PAGE.format(id="M1-03") + "\n[It](page:M1-55)\n", encoding="utf-8")
    said = CliRunner().invoke(main, ["released", str(folder)])
    assert said.exit_code == 1
    assert "unknown-page" in said.stderr
    assert (folder / "released.json").read_text("utf-8") == before
