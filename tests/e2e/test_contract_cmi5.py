"""cmi5 packages in a real browser, in an LMS as strict as CATAPULT, which may have to refuse nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.source.load import load
from tests.contract.promises import Promises
from tests.e2e.cmi5_lms import Cmi5Lms
from tests.e2e.conftest import ROOT
from tests.e2e.judges import judge_statements
from tests.e2e.launches import ACTOR, launch_cmi5, lms_of, open_cmi5, open_page, saved
from tests.e2e.learner import bank_of
from tests.e2e.server import World

PACKAGE = "ten-principles-introduction-cmi5"
COURSE = "ten-principles-cmi5"


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
    assert first.tab.url == f"{address}/package/{PACKAGE}/index.html#INT-01"
    first.practise()
    first.go_on()
    first.go_on()
    left_at = first.current
    saved(first)
    first.tab.wait_for_timeout(2_000)
    first.tab.close()
    lms.sessions[0].is_abandoned = True

    # Resumed there; a check that is not passed, left, and one that is passed another day.
    second = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    assert second.current == left_at
    second.read_all()
    draw = second.data["check"]["draw"]
    failed = second.take_check(bank=bank, wrong=draw - 1)
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    second.leave()
    assert lms.sessions[1].verbs == ["initialized", "failed", "terminated"]

    third = open_cmi5(context, address, world=world, package=PACKAGE, returnURL=f"{address}/facts/cmi5").connected()
    third.open_page(third.data["pages"][-1]["id"])
    third.take_check(bank=bank, wrong=draw - 1)
    passed = third.take_check(bank=bank, wrong=0)
    expect(third.view.locator(".panel")).to_contain_text("You passed")
    expect(third.view.locator(".check__sent")).to_contain_text("has been sent")
    third.view.get_by_role("button", name="Save and leave").click()
    third.tab.wait_for_url(f"{address}/facts/cmi5")
    assert lms.sessions[2].verbs == ["initialized", "completed", "passed", "terminated"]

    # Looked at again: nothing is recorded but that it was.
    fourth = open_cmi5(context, address, world=world, package=PACKAGE, mode="Review")
    expect(fourth.view.locator("#save")).to_contain_text("nothing is recorded")
    fourth.go_on()
    fourth.view.get_by_role("button", name="Leave", exact=True).click()
    expect(fourth.view.get_by_text("You can now close this course")).to_be_visible()
    fourth.tab.wait_for_timeout(1_000)
    assert lms.sessions[3].verbs == ["initialized", "terminated"]

    assert lms.refusals == []
    statements = lms.lrs.statements
    assert judge_statements(statements) == []
    assert all(statement["actor"] == ACTOR for statement in statements)
    [result] = [statement["result"] for statement in statements if statement["verb"]["display"]["en"] == "passed"]
    assert result["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    answered = [s for s in statements if s["verb"]["display"]["en"] == "answered"]
    done = first.practised + second.practised + third.practised
    assert [s["object"]["id"].rpartition("/")[2] for s in answered][: len(done)] == [question for question, _ in done]
    assert len(answered) == len(done) + len(failed) * 2 + len(passed)
    assert first.complaints + second.complaints + third.complaints + fourth.complaints == []

    course = load(ROOT / "course_src").course
    assert course is not None
    promises = Promises(course, course.contents[0], standard="cmi5")
    assert [breach for statement in statements for breach in promises.breaches(statement)] == []


def test_a_unit_of_the_whole_course_is_played_in_its_folder(
    context: BrowserContext, world: World, address: str
) -> None:
    learner = open_cmi5(context, address, world=world, package=COURSE, folder="introduction/").connected()
    learner.go_on()
    saved(learner).leave()
    lms = lms_of(world, COURSE)
    assert (verbs_of(lms), lms.refusals) == (["initialized", "experienced", "terminated"], [])
    assert learner.complaints == []


def test_a_page_that_is_loaded_again_goes_on_with_its_session(
    context: BrowserContext, world: World, address: str
) -> None:
    """F65, in the page that used the token."""
    learner = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    learner.go_on()
    here = learner.current
    saved(learner)
    learner.tab.reload()
    learner.connected()
    expect(learner.view.locator(f"#{here}")).to_be_visible()
    learner.go_on()
    saved(learner).leave()
    lms = lms_of(world, PACKAGE)
    assert lms.sessions[0].verbs == ["initialized", "terminated"]
    assert lms.refusals == []


def test_a_launch_that_was_used_says_to_open_the_course_again(
    context: BrowserContext, world: World, address: str
) -> None:
    """F65, in another page."""
    url, _ = launch_cmi5(world, address, package=PACKAGE)
    open_page(context, url, address).connected().tab.close()
    learner = open_page(context, url, address)
    expect(learner.view.locator("#notice")).to_contain_text("open it again from your learning system")
    learner.go_on()
    assert verbs_of(lms_of(world, PACKAGE)) == ["initialized"]


def test_a_session_that_the_lms_has_ended_is_said_to_be_closed(
    context: BrowserContext, world: World, address: str
) -> None:
    """F66: 403 after the session was abandoned, and 401 for a token that is no longer known."""
    learner = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    lms_of(world, PACKAGE).sessions[0].is_abandoned = True
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Closed by your learning system", timeout=20_000)
    learner.go_on()

    other = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    lms_of(world, PACKAGE).lrs.failing = 401
    other.go_on()
    expect(other.view.locator("#save")).to_contain_text("signed you out", timeout=20_000)


def test_the_mastery_score_of_the_lms_counts_and_move_on_may_be_missing(
    context: BrowserContext, world: World, address: str
) -> None:
    """F72."""
    url, session = launch_cmi5(world, address, package=PACKAGE, masteryScore=1)
    del session.launch_data["moveOn"]
    learner = open_page(context, url, address).connected()
    learner.read_all()
    learner.take_check(bank=bank_of(world, PACKAGE), wrong=1)
    expect(learner.view.locator(".panel")).to_contain_text("Not passed yet")
    learner.leave()
    assert session.verbs == ["initialized", "failed", "terminated"]
    assert lms_of(world, PACKAGE).refusals == []


BAD_LAUNCHES: dict[str, tuple[dict[str, str | None], str]] = {
    "nothing": (dict.fromkeys(("endpoint", "fetch", "actor", "registration", "activityId")), ""),
    "no endpoint": ({"endpoint": None}, "where to record"),
    "no fetch": ({"fetch": None}, "permission"),
    "an actor without an account": ({"actor": json.dumps({"mbox": "mailto:sam@example.org"})}, "who you are"),
    "an actor that is no JSON": ({"actor": "Sam"}, "who you are"),
    "no registration": ({"registration": None}, "enrolment"),
    "no activity": ({"activityId": None}, "which course"),
    "a fetch that answers with a web page": ({"fetch": "/lms/player.html"}, "did not let you in"),
}


@pytest.mark.parametrize("name", BAD_LAUNCHES)
def test_a_launch_that_cannot_be_used_opens_says_why_and_records_nothing(
    name: str, context: BrowserContext, world: World, address: str
) -> None:
    from urllib.parse import parse_qs, quote, urlencode, urlsplit

    change, words = BAD_LAUNCHES[name]
    url, _ = launch_cmi5(world, address, package=PACKAGE)
    parts = urlsplit(url)
    query: dict[str, Any] = {key: values[0] for key, values in parse_qs(parts.query).items()} | change
    if str(query.get("fetch", "")).startswith("/"):
        query["fetch"] = address + query["fetch"]
    kept = {key: value for key, value in query.items() if value is not None}
    learner = open_page(context, parts._replace(query=urlencode(kept, quote_via=quote)).geturl(), address)
    expect(learner.view.locator("#save")).to_contain_text("Not connected")
    if words:
        expect(learner.view.locator("#notice")).to_contain_text(words)
    learner.go_on()
    lms = lms_of(world, PACKAGE)
    assert (verbs_of(lms), lms.lrs.documents) == ([], {})
    assert not re.search(r"actor=|fetch=", learner.tab.url)


def test_a_state_of_another_learner_is_not_taken_for_this_ones(
    context: BrowserContext, world: World, address: str
) -> None:
    first = open_cmi5(context, address, world=world, package=PACKAGE).connected()
    first.go_on()
    first.go_on()
    saved(first).leave()
    lms = lms_of(world, PACKAGE)
    key = next(iter(lms.lrs.documents))
    document = json.loads(lms.lrs.documents[key])
    lms.lrs.documents[key] = json.dumps(document | {"learner": "0"}).encode()
    context.clear_cookies()
    fresh = context.browser.new_context() if context.browser else context
    second = open_cmi5(fresh, address, world=world, package=PACKAGE).connected()
    assert second.current == second.data["pages"][0]["id"]
    fresh.close()
