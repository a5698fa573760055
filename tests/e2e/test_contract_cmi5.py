"""cmi5 packages in a real browser, in an LMS as strict as CATAPULT, which may have to refuse nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.formats.statements import profile
from builder.preview.cmi5_lms import Cmi5Lms
from builder.preview.promises import Promises
from builder.source.load import load
from tests.e2e.judges import judge_statements
from tests.e2e.launches import ACTOR, launch_cmi5, lms_of, open_cmi5, open_page, saved, until
from tests.e2e.learner import bank_of
from tests.e2e.server import World

ROOT = Path(__file__).parent.parent.parent
PACKAGE = "played-one-cmi5"
COURSE = "played-cmi5"


@pytest.fixture(scope="module")
def packages(played: Mapping[str, Path]) -> Mapping[str, Path]:
    """The small course: a standard is the same in every course."""
    return played


def verbs_of(lms: Cmi5Lms) -> list[str]:
    """The verbs of all statements in the order of their arrival."""
    return [str(statement["verb"]["display"]["en"]) for statement in lms.lrs.statements]


def test_a_module_is_started_left_resumed_failed_retried_and_passed(
    context: BrowserContext, world: World, address: str
) -> None:
    lms = lms_of(world, PACKAGE)
    bank = bank_of(world, PACKAGE)

    # Half-way, and the window is closed: the LMS will note that the session was abandoned.
    first = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    assert first.tab.url == f"{address}/package/{PACKAGE}/index.html#M1-01"
    for _ in range(2):
        first.practise()
        first.go_on()
    left_at = first.current
    saved(first)
    first.view.wait_for_function("() => !document.querySelector('#save').textContent.includes('Saving')")
    first.tab.close()
    lms.sessions[0].is_abandoned = True

    # Resumed there; a check that is not passed, left, and one that is passed another day.
    second = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    assert second.current == left_at
    second.read_all()
    draw = second.data["check"]["draw"]
    failed = second.take_quiz(bank=bank, wrong=draw - 1)
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    second.leave()
    until(lambda: lms.sessions[1].verbs == ["initialized", "failed", "terminated"], second.tab)

    back = f"{address}/package/{PACKAGE}/licences.html"
    third = open_cmi5(context, address, world=world, package=PACKAGE, returnURL=back).connected()
    third.open_page(third.data["pages"][-1]["id"])
    again = third.take_quiz(bank=bank, wrong=draw - 1)
    passed = third.take_quiz(bank=bank, wrong=0)
    expect(third.view.locator(".panel")).to_contain_text("You passed")
    expect(third.view.locator(".check__sent")).to_contain_text("has been sent")
    third.view.get_by_role("button", name="Save and leave").click()
    third.tab.wait_for_url(back)
    assert lms.sessions[2].verbs == ["initialized", "completed", "passed", "terminated"]

    assert lms.refusals == []
    statements = lms.lrs.statements
    assert judge_statements(statements) == []
    assert all(statement["actor"] == ACTOR for statement in statements)
    [result] = [statement["result"] for statement in statements if statement["verb"]["display"]["en"] == "passed"]
    assert result["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    answered = [s for s in statements if s["verb"]["display"]["en"] == "answered"]
    done = first.practice_sent + second.practice_sent + [(q["id"], ok) for q, ok in failed + again + passed]
    assert [(s["object"]["id"].rpartition("/")[2], s["result"]["success"]) for s in answered] == done
    assert first.complaints + second.complaints + third.complaints == []

    course = load(ROOT / "tests" / "contract" / "course").course
    assert course is not None
    promises = Promises(profile(course, course.contents[0], standard="cmi5")["statements"])
    assert [breach for statement in statements for breach in promises.breaches(statement)] == []


@pytest.mark.parametrize("mode", ["Review", "Browse"])
def test_whoever_looks_again_leaves_nothing_but_a_beginning_and_an_end(
    mode: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = open_cmi5(context, address, world=world, package=PACKAGE, mode=mode)
    expect(learner.view.locator("#save")).to_contain_text("nothing is recorded")
    learner.practise()
    learner.go_on()
    learner.view.get_by_role("button", name="Leave", exact=True).click()
    expect(learner.view.get_by_text("You can now close this course")).to_be_visible()
    lms = lms_of(world, PACKAGE)
    until(lambda: verbs_of(lms) == ["initialized", "terminated"], learner.tab)
    assert (lms.lrs.documents, lms.refusals, learner.complaints) == ({}, [], [])


def test_the_units_of_the_whole_course_are_played_in_their_folders(
    context: BrowserContext, world: World, address: str
) -> None:
    one = open_cmi5(context, address, world=world, package=COURSE, folder="one/").connected()
    one.go_on()
    saved(one).leave()
    two = open_cmi5(context, address, world=world, package=COURSE, folder="two/", masteryScore=None).connected()
    two.view.wait_for_function("() => document.querySelector('#save').textContent.startsWith('Saved')")
    two.leave()
    ends = {"one/": ["initialized", "terminated"], "two/": ["initialized", "completed", "terminated"]}
    until(lambda: all(lms_of(world, COURSE, unit).verbs() == verbs for unit, verbs in ends.items()), two.tab)
    for folder in ("one/", "two/"):
        assert lms_of(world, COURSE, folder).refusals == []
    assert one.complaints + two.complaints == []


def test_a_state_of_another_learner_or_another_module_is_not_taken_for_this_ones(
    context: BrowserContext, world: World, address: str
) -> None:
    lms = lms_of(world, PACKAGE)
    key = json.dumps([lms.activity, lms.actor, "suspendData", lms.registration], sort_keys=True)
    theirs = {"bookmark": "M1-03", "state": "", "totalSeconds": 900, "reported": {"completed": True, "score": 100}}
    for foreign in ({"learner": "0"}, {"module": "https://example.org/courses/other/one"}):
        lms.lrs.documents[key] = json.dumps(theirs | foreign).encode()
        learner = open_cmi5(context, address, world=world, package=PACKAGE).connected()
        assert learner.current == "M1-01"
        learner.tab.close()


def test_an_lms_that_says_too_little_is_enough(context: BrowserContext, world: World, address: str) -> None:
    """As the Open edX XBlock's launch data: no mastery score, no moveOn, no return address."""
    url, session = launch_cmi5(world, address, package=PACKAGE)
    session.launch_data = {name: session.launch_data[name] for name in ("contextTemplate", "launchMode")}
    learner = open_page(context, url, address).connected()
    learner.read_all()
    learner.take_quiz(bank=bank_of(world, PACKAGE), wrong=1)
    expect(learner.view.locator(".panel")).to_contain_text("You passed")
    learner.leave()
    until(lambda: session.verbs == ["initialized", "completed", "passed", "terminated"], learner.tab)
    assert lms_of(world, PACKAGE).refusals == []
