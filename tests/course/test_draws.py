"""What every try at a check of the course holds, by the player's own draw, over many seeds."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from builder.judge import judge
from builder.model.course import Course
from builder.render.module import quiz_of
from builder.render.questions import bank_questions
from tools.node import find_node

ROOT = Path(__file__).parents[2]
#: ``DRAW_SEEDS=10000`` is for a change of the banks or of the draw.
SEEDS = int(os.environ.get("DRAW_SEEDS", "400"))
LEVELS = ("L1", "L2", "L3", "L4")

Draws = dict[str, Any]


@pytest.fixture(scope="module")
def course() -> Course:
    read = judge(ROOT / "course_src").course
    assert read
    return read


@pytest.fixture(scope="module")
def draws(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Draws:
    folder = tmp_path_factory.mktemp("draws")
    script, told = folder / "draws.mjs", folder / "banks.json"
    banks = {}
    for module in course.contents:
        bank = bank_questions(course, module, fill=str)
        check = quiz_of(course, module, bank)
        assert check
        banks[module.id] = {
            "check": check.model_dump(by_alias=True),
            "questions": [question.model_dump(by_alias=True) for question in bank],
        }
    told.write_text(json.dumps(banks), encoding="utf-8")
    node = find_node()
    bundle = ["exec", "--no", "--", "esbuild", "tests/course/draws.ts", "--bundle", "--platform=node", "--format=esm"]
    made = node.run_npm([*bundle, "--log-level=error", f"--outfile={script}"], folder=ROOT)
    assert made.returncode == 0, made.stdout + made.stderr
    call = shlex.join(["node", str(script), str(told), str(SEEDS)])
    ran = node.run_npm(["exec", "--no", "--call", call], folder=ROOT)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def test_every_try_is_as_long_as_its_module_says_and_asks_nothing_twice(course: Course, draws: Draws) -> None:
    for module in course.contents:
        assert module.check
        sizes = {(one["drawn"], one["different"]) for one in draws[module.id]["tries"]}
        assert sizes == {(module.check.draw, module.check.draw)}, module.id


def test_no_try_holds_both_of_a_pair(draws: Draws) -> None:
    assert {one["pairs"] for made in draws.values() for one in made["tries"]} == {0}


@pytest.mark.parametrize("level", LEVELS)
def test_every_try_asks_about_each_of_the_five_dangers_once(draws: Draws, level: str) -> None:
    assert {(one["critical"], one["dangers"]) for one in draws[level]["tries"]} == {(5, 5)}


@pytest.mark.parametrize("level", LEVELS)
def test_a_wrong_answer_on_a_danger_is_followed_by_a_fresh_question_on_the_same(draws: Draws, level: str) -> None:
    assert {(one["sameDangers"], one["freshOnes"]) for one in draws[level]["tries"]} == {(5, 5)}


def test_every_try_at_level_1_asks_about_all_ten_principles(draws: Draws) -> None:
    assert {one["principles"] for one in draws["L1"]["tries"]} == {10}


def test_case_sets_and_parts_are_as_many_as_the_modules_say(course: Course, draws: Draws) -> None:
    for module in course.contents:
        assert module.check
        assert {one["sets"] for one in draws[module.id]["tries"]} == {module.check.cases}
        assert module.check.parts == () or min(one["parts"] for one in draws[module.id]["tries"]) >= 0


def test_every_question_of_every_bank_can_be_drawn_and_there_are_as_many_as_agreed(
    course: Course, draws: Draws
) -> None:
    agreed = {"INT": 15, "L1": 30, "L2": 45, "L3": 60, "L4": 60}
    for module in course.contents:
        assert {question.id for question in module.bank} - set(draws[module.id]["came"]) == set(), module.id
        assert len(draws[module.id]["came"]) >= agreed[module.id], module.id


def test_the_dangers_of_level_4_ask_about_the_system(course: Course) -> None:
    dangers = [question for question in course.contents[-1].bank if question.critical]
    assert {question.kind_of for question in dangers} == {"system"}
