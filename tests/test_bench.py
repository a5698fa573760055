"""What the benchmark measures is what it says it measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.budgets import BUILD_SECONDS, INTERACTION, Kind, Measurement
from bench.made_courses import write_course, write_editions
from bench.many_modules import multiply_course
from bench.packages import facts_of
from bench.processes import cheapest_of, cost_of
from bench.scripts import own_scripts
from builder.build import build
from builder.diagnostics import has_errors
from builder.judge import judge

COURSE = Path(__file__).resolve().parents[1] / "course_src"
COMPONENTS = COURSE.parent / "scorm_templates" / "components"


def test_a_multiplied_course_has_every_module_that_often_and_is_a_course_without_errors(tmp_path: Path) -> None:
    multiply_course(COURSE, tmp_path / "twice", copies=2)
    once, twice = judge(COURSE), judge(tmp_path / "twice")
    assert once.course and twice.course
    assert len(twice.course.contents) == 2 * len(once.course.contents)
    assert not has_errors(twice.problems)
    pages = [page.id for module in twice.course.contents for page in module.pages]
    assert len(pages) == len(set(pages)) == 2 * sum(len(module.pages) for module in once.course.contents)


def test_a_process_costs_at_least_what_it_does() -> None:
    cost = cheapest_of(1, {"holds 50 MB": ["-c", "held = bytearray(50_000_000)"]})["holds 50 MB"]
    assert cost.peak_bytes > 50_000_000
    assert cost.seconds > 0


def test_a_process_finds_the_byte_code_that_an_earlier_one_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert cost_of(["-c", "import sys; sys.exit(sys.dont_write_bytecode)"]).cpu_seconds > 0


def test_a_package_of_a_whole_course_is_measured_by_its_heaviest_page(tmp_path: Path) -> None:
    course = COURSE.parent / "tests" / "small_course"
    built = build(course, formats=["cmi5"], modules=[], output=tmp_path / "dist")
    facts = [facts_of(package.path) for package in built.packages]
    *of_modules, whole = sorted(facts, key=lambda fact: fact.modules)
    assert whole.modules == len(of_modules) == 2
    assert whole.first_page_raw == max(fact.first_page_raw for fact in of_modules)


def test_the_scripts_of_interactions_are_those_of_every_block_that_has_one_of_its_own() -> None:
    measured = {name.split("/")[0].removesuffix(".js") for name in own_scripts()}
    assert measured == {entry.parent.name for entry in COMPONENTS.glob("*/entry.ts")}
    assert max(own_scripts().values()) <= INTERACTION.most * 1024


def test_a_measurement_equal_to_its_budget_is_within_it() -> None:
    assert Measurement(BUILD_SECONDS, BUILD_SECONDS.most).within
    assert not Measurement(BUILD_SECONDS, BUILD_SECONDS.most + 0.01).within
    assert BUILD_SECONDS.kind is Kind.CLOCK


def test_made_courses_and_editions_have_no_errors_and_are_as_many_as_were_asked_for(tmp_path: Path) -> None:
    write_course(tmp_path / "plain", modules=3)
    plain = judge(tmp_path / "plain")
    assert plain.problems == ()
    assert plain.course and len(plain.course.contents) == 3
    course = COURSE.parent / "tests" / "samples" / "_base"
    write_editions(tmp_path / "editions", contacts=["front_door"], count=2)
    report = build(
        course, formats=["web"], modules=[], output=tmp_path / "dist", of=["all"], editions=tmp_path / "editions"
    )
    assert (report.problems, len(report.packages)) == ((), 2)
