"""SCORM 2004 packages in a real browser, in emulated LMSs of four kinds, none of which may have to refuse a call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.verify import verify
from tests.e2e.launches import open_scorm2004, saved
from tests.e2e.learner import bank_of
from tests.e2e.records import Record2004
from tests.e2e.server import World

PACKAGE = "played-one-scorm2004"


@pytest.fixture(scope="module")
def packages(played: Mapping[str, Path]) -> Mapping[str, Path]:
    """The small course: a standard is the same in every course."""
    return played


def record_of(world: World) -> Record2004:
    return cast(Record2004, world.record("sam", PACKAGE))


def interactions_of(values: dict[str, str]) -> list[dict[str, str]]:
    """The interactions that the LMS holds, in order."""
    found: dict[int, dict[str, str]] = {}
    for element, value in values.items():
        if match := re.match(r"cmi\.interactions\.(\d+)\.(.+)", element):
            found.setdefault(int(match[1]), {})[match[2]] = value
    return [found[index] for index in sorted(found)]


@pytest.mark.parametrize("profile", ["strict2004", "scorm-again", "saba-dual", "xframe"])
def test_a_module_is_started_left_resumed_failed_retried_and_passed(
    profile: str, context: BrowserContext, world: World, address: str
) -> None:
    record = record_of(world)
    bank = bank_of(world, PACKAGE)

    # Half-way, and the window is closed.
    first = open_scorm2004(context, address, package=PACKAGE, profile=profile).connected()
    for _ in range(2):
        first.practise()
        first.go_on()
    left_at = first.current
    saved(first, profile).stored()
    assert first.violations() == []
    first.tab.close()
    assert record.values["cmi.completion_status"] == "incomplete"
    assert record.values["cmi.exit"] == "suspend"
    assert record.finishes == 0

    # Resumed there; a check that is not passed, and one that is.
    second = open_scorm2004(context, address, package=PACKAGE, profile=profile).connected()
    assert second.current == left_at
    second.read_all()
    draw = second.data["check"]["draw"]
    failed = second.take_quiz(bank=bank, wrong=draw - 1)
    expect(second.view.locator(".panel")).to_contain_text("Not passed yet")
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    second.stored()
    assert record.values["cmi.completion_status"] == "incomplete"
    assert record.values.get("cmi.success_status", "unknown") == "unknown"
    assert float(record.values["cmi.score.scaled"]) == pytest.approx(sum(ok for _, ok in failed) / draw, abs=0.0001)
    passed = second.take_quiz(bank=bank, wrong=0)
    expect(second.view.locator(".panel")).to_contain_text("You passed")
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    second.leave()
    assert second.violations() == []

    # What the LMS holds is what the learner did.
    values = record.values
    assert record.finishes == 1
    assert (values["cmi.completion_status"], values["cmi.success_status"]) == ("completed", "passed")
    assert [values[f"cmi.score.{part}"] for part in ("scaled", "raw", "min", "max")] == ["1", "100", "0", "100"]
    assert values["cmi.progress_measure"] == "1"
    assert values["cmi.exit"] == "suspend"
    assert record.total_seconds > 0
    done = first.practice_sent + second.practice_sent + [(question["id"], ok) for question, ok in failed + passed]
    assert [(each["id"], each["result"]) for each in interactions_of(values)] == [
        (re.sub(r"[-.]", "_", question), "correct" if ok else "incorrect") for question, ok in done
    ]
    principles = {question["principle"] for question, _ in passed if question["principle"]}
    objectives = {value for element, value in values.items() if re.fullmatch(r"cmi\.objectives\.\d+\.id", element)}
    assert objectives >= principles
    assert first.complaints + second.complaints == []


def test_the_pass_mark_of_the_lms_counts(context: BrowserContext, world: World, address: str) -> None:
    record_of(world).scaled_passing_score = "1.0"
    learner = open_scorm2004(context, address, package=PACKAGE).connected()
    learner.read_all()
    learner.take_quiz(bank=bank_of(world, PACKAGE), wrong=1)
    expect(learner.view.locator(".panel")).to_contain_text("Not passed yet")
    learner.leave()
    assert record_of(world).values["cmi.completion_status"] == "incomplete"
    assert learner.violations() == []


def test_the_third_edition_is_sound_and_plays_as_the_fourth_does(
    context: BrowserContext, world: World, address: str, played: Mapping[str, Path]
) -> None:
    package = "played-two-scorm2004-3rd"
    assert verify(played[package]) == ()
    learner = open_scorm2004(context, address, package=package).connected()
    saved(learner).leave()
    record = world.record("sam", package)
    assert record.values["cmi.completion_status"] == "completed"
    assert learner.violations() == []
    assert learner.complaints == []
