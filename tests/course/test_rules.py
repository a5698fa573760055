"""The course of this repository against its own house rules, and against the documents that it comes from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builder.checks.calendar import Occasion
from builder.diagnostics import Diagnostic
from builder.house.course import HouseCourse
from builder.house.matrix import coverage_table
from builder.house.release import RELEASE_CHECKS
from builder.house.rhythm import MOST_WORDS, has_a_pause, longest_run
from builder.judge import judge
from builder.source.load import load
from builder.source.svg import read_svg
from tools.copy_check import copied

ROOT = Path(__file__).parents[2]
DRAWINGS = sorted((ROOT / "course_src" / "animations").rglob("*.svg"))
SEEDS = ROOT.parent / "shared" / "seeds"
#: Claims that a certificate, or anything else in a package, must not make.
CLAIMS = re.compile(r"(?<!\bnot[ -])\b(?:accredited|Ofsted-approved|compliant with (?:KCSIE|the law))\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def course() -> HouseCourse:
    read = judge(ROOT / "course_src").course
    assert isinstance(read, HouseCourse)
    return read


def test_the_course_keeps_every_rule_of_its_house() -> None:
    assert judge(ROOT / "course_src").problems == ()


def test_the_course_loads_without_a_problem_and_has_every_module_that_it_names() -> None:
    loaded = load(ROOT / "course_src")
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.course is not None
    assert [module.slug for module in loaded.course.contents] == list(loaded.course.modules)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_drawing_of_the_course_holds_nothing_that_is_refused(file: Path) -> None:
    found: list[Diagnostic] = []
    assert read_svg(file.read_text(encoding="utf-8"), "cast.svg", found.append) is not None
    assert found == []


def test_the_list_of_blocked_names_is_sorted_so_that_its_order_says_nothing(course: HouseCourse) -> None:
    assert course.house.names
    listed = course.house.names.blocked.split()
    assert listed == sorted(set(listed))
    assert len(listed) >= 40


def test_a_draft_lacks_only_what_people_have_to_add() -> None:
    open_points = {name.__name__.replace("_", "-") for name in RELEASE_CHECKS} - {"lapsed-signoff"}
    problems = judge(ROOT / "course_src", Occasion(date(2026, 11, 21))).problems
    assert {problem.code for problem in problems} <= open_points


def test_every_house_rule_is_switched_on(course: HouseCourse) -> None:
    house = course.house
    switches = {name for name in type(house).model_fields if name not in ("where", "easy_terms")}
    assert {name for name in switches if not getattr(house, name)} == set()
    asked = house.required
    assert all(getattr(asked, name) for name in type(asked).model_fields if name != "where")
    assert {rules.module for rules in house.modules} == {module.id for module in course.contents}


def test_every_principle_and_scenario_stands_at_every_level(course: HouseCourse) -> None:
    rows = [line.split() for line in coverage_table(course)]
    for number in range(1, 11):
        principle, scenario = (
            next(r for r in rows if r[:1] == [f"P{number}"]),
            next(r for r in rows if r[:1] == [f"S{number:02}"]),
        )
        assert "." not in principle[-5:]
        assert "." not in scenario[-4:]


def test_a_reader_has_something_to_look_at_or_to_do_at_least_every_400_words(course: HouseCourse) -> None:
    runs = {module.id: longest_run(course, module) for module in course.contents}
    assert {name: run for name, run in runs.items() if run is None or run.words > MOST_WORDS} == {}
    assert all(has_a_pause(page) for module in course.contents for page in module.pages)


def test_no_run_of_eight_words_is_shared_with_a_source(course: HouseCourse) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the documents that the course comes from are not here")
    assert list(copied(course, (file.read_text(encoding="utf-8") for file in SEEDS.glob("*.txt")))) == []


def test_a_shared_run_of_words_would_be_found(course: HouseCourse) -> None:
    story = course.scenarios[0].before
    assert list(copied(course, [story.upper()]))
    assert not list(copied(course, [course.credit, *(principle.title for principle in course.principles)]))


def test_no_template_claims_what_the_course_is_not() -> None:
    files = [*(ROOT / "scorm_templates").rglob("*.j2"), *(ROOT / "scorm_templates" / "words").glob("*.json")]
    files += [path for path in (ROOT / "player" / "src").rglob("*.ts") if not path.name.endswith(".test.ts")]
    assert [path for path in files if CLAIMS.search(path.read_text(encoding="utf-8"))] == []
