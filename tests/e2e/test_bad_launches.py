"""Launches that cannot be used: the course opens, says what is wrong in plain words, and records nothing false."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.preview.lrs import Lrs, StoreAnswer
from tests.e2e.launches import launch_cmi5, launched_with, lms_of, open_page, until
from tests.e2e.learner import ACTOR, Learner, launch_xapi
from tests.e2e.server import World

XAPI = "played-one-xapi"
CMI5 = "played-one-cmi5"

Change = Mapping[str, str | None]


@pytest.fixture(scope="module")
def packages(played: Mapping[str, Path]) -> Mapping[str, Path]:
    """The small course: a launch is the same in every course."""
    return played


def expect_readable(learner: Learner, words: str) -> None:
    """The course says *words*, and can be read and answered all the same."""
    expect(learner.view.locator("#save")).to_contain_text("Not connected to a learning system")
    if words:
        expect(learner.view.locator("#notice")).to_contain_text(words)
        expect(learner.view.locator("#notice")).to_contain_text("You can read everything")
    else:
        expect(learner.view.locator("#notice")).to_be_hidden()
    learner.practise()
    learner.go_on()
    assert not any(name in learner.tab.url for name in ("actor=", "auth=", "fetch=", "registration="))


NOBODY = "who you are"
BAD_XAPI: dict[str, tuple[Change, str]] = {
    "nothing": (dict.fromkeys(("endpoint", "auth", "actor", "registration", "activity_id")), ""),
    "no endpoint": ({"endpoint": None}, "where to record"),
    "an endpoint that is no address": ({"endpoint": "lrs"}, "where to record"),
    "an endpoint that would run": ({"endpoint": "javascript:alert(1)"}, "where to record"),
    "no permission": ({"auth": None}, "permission"),
    "no actor": ({"actor": None}, NOBODY),
    "an actor that is no JSON": ({"actor": "Sam"}, NOBODY),
    "an actor without an identifier": ({"actor": json.dumps({"name": "Sam"})}, NOBODY),
    "a group": ({"actor": json.dumps({"objectType": "Group", "mbox": "mailto:all@example.org"})}, NOBODY),
    "an endpoint that is a web page": ({"endpoint": "/lms/player.html?"}, "sign-in page"),
    "a wrong password": ({"auth": "Basic d3Jvbmc6d3Jvbmc="}, "no longer takes"),
}


@pytest.mark.parametrize("name", BAD_XAPI)
def test_a_tin_can_launch_that_cannot_be_used(name: str, context: BrowserContext, world: World, address: str) -> None:
    change, words = BAD_XAPI[name]
    url = launched_with(launch_xapi(world, address, package=XAPI), **absolute(change, address))
    expect_readable(open_page(context, url, address), words)
    assert (world.lrs.statements, world.lrs.documents) == ([], {})


BAD_CMI5: dict[str, tuple[Change, str]] = {
    "nothing": (dict.fromkeys(("endpoint", "fetch", "actor", "registration", "activityId")), ""),
    "no endpoint": ({"endpoint": None}, "where to record"),
    "no fetch": ({"fetch": None}, "permission"),
    "an actor without an account": ({"actor": json.dumps({"mbox": "mailto:sam@example.org"})}, NOBODY),
    "an actor that is no JSON": ({"actor": "Sam"}, NOBODY),
    "no registration": ({"registration": None}, "enrolment"),
    "no activity": ({"activityId": None}, "which course"),
    "a fetch that answers with a web page": ({"fetch": "/lms/player.html"}, "did not let you in"),
}


@pytest.mark.parametrize("name", BAD_CMI5)
def test_a_cmi5_launch_that_cannot_be_used(name: str, context: BrowserContext, world: World, address: str) -> None:
    change, words = BAD_CMI5[name]
    url, _ = launch_cmi5(world, address, package=CMI5)
    expect_readable(open_page(context, launched_with(url, **absolute(change, address)), address), words)
    lms = lms_of(world, CMI5)
    assert (lms.lrs.statements, lms.lrs.documents) == ([], {})


def absolute(change: Change, address: str) -> dict[str, str | None]:
    """Return *change* with addresses on the test's server."""
    return {name: f"{address}{value}" if (value or "").startswith("/") else value for name, value in change.items()}


@pytest.mark.parametrize("data", [{}, {"launchMode": "Normal"}], ids=["empty", "without a context"])
def test_a_cmi5_launch_whose_data_say_too_little(
    data: dict[str, str], context: BrowserContext, world: World, address: str
) -> None:
    url, session = launch_cmi5(world, address, package=CMI5)
    session.launch_data = data
    expect_readable(open_page(context, url, address), "did not say how to record")
    assert lms_of(world, CMI5).lrs.statements == []


@pytest.mark.parametrize("mastery", [1.5, -1, "0.8", True])
def test_a_mastery_score_out_of_its_range_is_none(
    mastery: object, context: BrowserContext, world: World, address: str
) -> None:
    url, _ = launch_cmi5(world, address, package=CMI5, masteryScore=mastery)
    learner = open_page(context, url, address).connected()
    learner.open_page(learner.data["pages"][-1]["id"])
    expect(learner.view.locator(".check")).to_contain_text("75%")


def test_an_actor_of_an_old_launcher_is_put_right(context: BrowserContext, world: World, address: str) -> None:
    """Each field in an array: both stores that were measured refuse that."""
    old = json.dumps({"name": ["Sam Ó Néill"], "mbox": ["mailto:sam@example.org"], "objectType": "Person"})
    url = launched_with(launch_xapi(world, address, package=XAPI), actor=old)
    learner = open_page(context, url, address).connected()
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    assert {json.dumps(s["actor"], sort_keys=True) for s in world.lrs.statements} == {json.dumps(ACTOR, sort_keys=True)}


@dataclass
class SlowLrs(Lrs):
    """A store that does not answer until it is allowed to."""

    allowed: threading.Event = field(default_factory=threading.Event)

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        self.allowed.wait(30)
        return super().answer(method, path, query, headers, body)


def test_an_endpoint_that_hangs_holds_up_no_reading(context: BrowserContext, world: World, address: str) -> None:
    world.lrs = slow = SlowLrs()
    learner = open_page(context, launch_xapi(world, address, package=XAPI), address)
    learner.practise()
    learner.go_on()
    assert world.lrs.statements == []
    slow.allowed.set()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    assert {s["verb"]["display"]["en"] for s in slow.statements} == {"initialized", "experienced", "answered"}


LIES = {
    "no JSON": b"<xml/>",
    "another version's": b'{"state": "9.zzzz.00000000", "bookmark": "gone", "totalSeconds": "many"}',
    "another learner's": b'{"learner": "0", "bookmark": "M1-03", "reported": {"completed": true}}',
    "a list": b"[1, 2, 3]",
}


@pytest.mark.parametrize("name", LIES)
def test_a_state_document_that_is_not_this_learners_in_this_module(
    name: str, context: BrowserContext, world: World, address: str
) -> None:
    first = open_page(context, launch_xapi(world, address, package=XAPI), address).connected()
    until(lambda: world.lrs.documents != {}, first.tab)
    first.tab.close()
    [key] = world.lrs.documents
    world.lrs.documents[key] = LIES[name]
    fresh = context.browser.new_context() if context.browser else context
    learner = open_page(fresh, launch_xapi(world, address, package=XAPI), address).connected()
    assert learner.current == "M1-01"
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text(re.compile("Saved|Result sent"))
    assert not {"completed", "passed", "failed"} & {s["verb"]["display"]["en"] for s in world.lrs.statements}
    fresh.close()
