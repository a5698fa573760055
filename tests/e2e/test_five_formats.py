"""One learner, told five times: what five LMSs and devices hold of them afterwards, side by side.

``tests/contract/contract.test.ts`` compares many more learners, and their time to a second, on a virtual clock. Here
whole packages are played, in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.preview.lrs import Lrs
from tests.e2e.launches import lms_of, open_cmi5, open_page, open_scorm2004
from tests.e2e.learner import Learner, bank_of, open_scorm12, open_xapi
from tests.e2e.records import seconds_in
from tests.e2e.server import World

MODULE = "played-one"


@pytest.fixture(scope="module")
def packages(played: Mapping[str, Path]) -> Mapping[str, Path]:
    """The small course, which has every kind of question."""
    return played


@dataclass
class Record:
    """What is held of a learner, in words that all standards share; None where a format keeps no such thing."""

    complete: bool
    score: float | None
    seconds: float | None
    answers: list[tuple[str, bool]] | None


def interactions(values: dict[str, str], right: str) -> list[tuple[str, bool]]:
    """The answers that a SCORM LMS holds."""
    count = len([name for name in values if re.fullmatch(r"cmi\.interactions\.\d+\.id", name)])
    entries = [(values[f"cmi.interactions.{n}.id"], values[f"cmi.interactions.{n}.result"]) for n in range(count)]
    return [(name, result == right) for name, result in entries]


def scorm12(world: World) -> Record:
    record = world.record("sam", f"{MODULE}-scorm12")
    values = record.values
    return Record(
        complete=values["cmi.core.lesson_status"] == "passed",
        score=float(values["cmi.core.score.raw"]),
        seconds=record.total_seconds,
        answers=interactions(values, "correct"),
    )


def scorm2004(world: World) -> Record:
    record = world.record("sam", f"{MODULE}-scorm2004")
    values = record.values
    return Record(
        complete=(values["cmi.completion_status"], values["cmi.success_status"]) == ("completed", "passed"),
        score=float(values["cmi.score.scaled"]) * 100,
        seconds=record.total_seconds,
        answers=interactions(values, "correct"),
    )


def in_statements(lrs: Lrs) -> Record:
    by_verb: dict[str, list[dict[str, Any]]] = {}
    for statement in lrs.statements:
        by_verb.setdefault(statement["verb"]["display"]["en"], []).append(statement)
    [passed] = by_verb["passed"]
    answered = [(s["object"]["id"].rpartition("/")[2], s["result"]["success"]) for s in by_verb["answered"]]
    return Record(
        complete="completed" in by_verb,
        score=passed["result"]["score"]["raw"],
        seconds=seconds_in(passed["result"]["duration"]),
        answers=[(re.sub(r"[-.]", "_", name), ok) for name, ok in answered],
    )


def play(open_module: Callable[[], Learner], bank: dict[str, Any], *, is_tracked: bool = True) -> tuple[Learner, float]:
    """Leave half-way, come back, fail, pass, leave; return the learner at the end, and the seconds it took at most."""
    began = monotonic()
    first = open_module()
    for _ in range(2):
        first.practise()
        first.go_on()
    left_at = first.current
    if is_tracked:
        first.view.wait_for_function("() => /^Saved/.test(document.querySelector('#save').textContent)")
    first.tab.close()

    second = open_module() if is_tracked else open_module().welcomed()
    expect(second.view.locator(".page[data-current]")).to_have_attribute("id", left_at)
    second.read_all()
    second.take_quiz(bank=bank, wrong=4)
    expect(second.view.locator(".panel")).to_contain_text("Not passed yet")
    second.take_quiz(bank=bank, wrong=0)
    expect(second.view.locator(".panel")).to_contain_text("You passed")
    if is_tracked:
        second.leave()
    assert first.complaints + second.complaints == []
    return second, monotonic() - began


def test_the_records_of_one_learner_agree_in_five_formats(context: BrowserContext, world: World, address: str) -> None:
    def play_in(name: str, open_module: Callable[[], Learner], *, is_tracked: bool = True) -> float:
        learner, seconds = play(open_module, bank_of(world, f"{MODULE}-{name}"), is_tracked=is_tracked)
        if name.startswith("scorm"):
            assert learner.violations() == []
        learner.tab.close()
        return seconds

    package = {name: f"{MODULE}-{name}" for name in ("scorm12", "scorm2004", "xapi", "cmi5", "web")}
    at_most = {
        "scorm12": play_in("scorm12", lambda: open_scorm12(context, address, package=package["scorm12"]).connected()),
        "scorm2004": play_in(
            "scorm2004", lambda: open_scorm2004(context, address, package=package["scorm2004"]).connected()
        ),
        "xapi": play_in("xapi", lambda: open_xapi(context, address, world=world, package=package["xapi"]).connected()),
        "cmi5": play_in("cmi5", lambda: open_cmi5(context, address, world=world, package=package["cmi5"]).connected()),
    }
    web = f"{address}/package/{package['web']}/index.html"
    play_in("web", lambda: open_page(context, web, address), is_tracked=False)

    lms = lms_of(world, package["cmi5"])
    records = {
        "scorm12": scorm12(world),
        "scorm2004": scorm2004(world),
        "xapi": in_statements(world.lrs),
        "cmi5": in_statements(lms.lrs),
    }
    assert {name: (record.complete, record.score) for name, record in records.items()} == dict.fromkeys(
        records, (True, 100)
    )
    # What is drawn for a check, and in which order, is chance: each try has every question of this bank once.
    sorted_answers = {name: sorted(record.answers or []) for name, record in records.items()}
    assert list(sorted_answers.values()) == [sorted_answers["scorm12"]] * len(records)
    assert len(sorted_answers["scorm12"]) == 2 + 4 + 4
    for name, record in records.items():
        assert record.seconds is not None
        assert 0 < record.seconds <= at_most[name], name
    again = open_page(context, web, address)
    expect(again.view.locator(".page[data-current]")).to_contain_text("You have completed this module")
    assert lms.refusals == []
