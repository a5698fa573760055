"""What can go wrong between a package and a record store: F65 to F72, in a real browser, for xAPI and for cmi5.

The numbers are those of the faults that docs/faults.md counts.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from builder.preview.lrs import Lrs
from tests.e2e.launches import launch_cmi5, launched_with, lms_of, open_cmi5, open_page, until
from tests.e2e.learner import Learner, bank_of, launch_xapi, open_xapi
from tests.e2e.readable import zip_of
from tests.e2e.server import World, opened, serve
from tests.faults.painted import has_text
from tests.faults.played import for_each
from tests.faults.stores import BusyLrs, store

XAPI = "played-one-xapi"
CMI5 = "played-one-cmi5"


@pytest.fixture
def world(played: Mapping[str, Path]) -> Iterator[World]:
    with opened({name: played[name] for name in (XAPI, CMI5)}) as memory:
        yield memory


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with serve(world) as served:
        yield served


@pytest.fixture(autouse=True)
def text_comes(context: BrowserContext) -> Iterator[None]:
    """Whatever a record store does, there is something to read."""
    yield
    for page in context.pages:
        assert has_text(page)


def says(learner: Learner, words: str) -> None:
    """Wait until the line at the top holds *words*."""
    expect(learner.view.locator("#save")).to_contain_text(words)


def settled(learner: Learner) -> None:
    """Wait until all is saved, and nothing more is on its way."""
    learner.view.wait_for_function("() => /^Saved/.test(document.querySelector('#save').textContent)")


def after_a_second(learner: Learner) -> str:
    """Let a second pass, and the network come back; return what the line at the top says then."""
    learner.tab.clock.run_for(1_100)
    try_again(learner)
    return str(learner.view.locator("#save").text_content())


def try_again(learner: Learner) -> None:
    """Let the browser say that the network is back: who waits to send tries at once."""
    learner.view.evaluate("() => window.dispatchEvent(new Event('online'))")


def verbs(world: World) -> Counter[str]:
    """How often each verb stands in the store, with the last part of what it is about."""
    return Counter(f"{s['verb']['display']['en']} {s['object']['id'].rpartition('/')[2]}" for s in world.lrs.statements)


def expect_each_once(world: World) -> None:
    ids = [statement["id"] for statement in world.lrs.statements]
    assert len(ids) == len(set(ids))
    assert {name: count for name, count in verbs(world).items() if count != 1} == {}


def test_f65_a_page_that_is_loaded_again_goes_on_with_the_token_it_fetched(
    context: BrowserContext, world: World, address: str
) -> None:
    learner = open_cmi5(context, address, world=world, package=CMI5).connected()
    learner.go_on()
    here = learner.current
    settled(learner)
    learner.tab.reload()
    learner.connected()
    expect(learner.view.locator(f"#{here}")).to_be_visible()
    learner.leave()
    lms = lms_of(world, CMI5)
    until(lambda: lms.verbs() == ["initialized", "terminated"], learner.tab)
    assert lms.refusals == []


def test_f65_a_launch_that_was_used_in_another_tab_says_to_open_the_course_again(
    context: BrowserContext, world: World, address: str
) -> None:
    url, session = launch_cmi5(world, address, package=CMI5)
    session.has_token = True
    learner = open_page(context, url, address)
    expect(learner.view.locator("#notice")).to_contain_text("open it again from your learning system")
    learner.go_on()
    lms = lms_of(world, CMI5)
    assert (lms.lrs.statements, lms.lrs.documents) == ([], {})


def test_f66_a_session_that_the_lms_gave_up_is_said_to_be_closed_and_reading_goes_on(
    context: BrowserContext, world: World, address: str
) -> None:
    context.clock.install()
    learner = open_cmi5(context, address, world=world, package=CMI5).connected()
    lms_of(world, CMI5).sessions[0].is_abandoned = True
    learner.go_on()
    says(learner, "Closed by your learning system")
    learner.go_on()
    before = len(world.requests)
    learner.tab.clock.run_for(120_000)
    assert len(world.requests) == before, "a session that has ended is left alone"


def test_f66_a_token_that_is_no_longer_known_is_said_to_be_a_signing_out(
    context: BrowserContext, world: World, address: str
) -> None:
    learner = open_cmi5(context, address, world=world, package=CMI5).connected()
    settled(learner)
    lms_of(world, CMI5).lrs.failing = 401
    learner.go_on()
    says(learner, "signed you out")
    learner.go_on()


@for_each("kind", ["busy"], ["adl-lrs", "xapi-lrs", "busy-mute"])
@pytest.mark.parametrize("package", [XAPI, CMI5])
def test_f67_a_store_that_fails_for_a_while_has_every_statement_once(
    package: str, kind: str, context: BrowserContext, world: World, address: str, request: pytest.FixtureRequest
) -> None:
    request.node.user_properties.append(("profile", kind))
    lrs = store(kind)
    if package == XAPI:
        world.lrs = lrs
    else:
        lms_of(world, package).lrs = lrs
    context.clock.install()
    learner = (open_xapi if package == XAPI else open_cmi5)(context, address, world=world, package=package)
    until(lambda: not re.search("Looking|keep this page", after_a_second(learner)), learner.tab)
    learner.connected()
    lrs.hiccups = [(500, {}), (502, {}), (429, {"Retry-After": "1"})]
    learner.practise()
    learner.go_on()
    until(lambda: is_saved(learner, lrs), learner.tab)
    assert lrs.hiccups == []
    assert not isinstance(lrs, BusyLrs) or lrs.refusals > 0
    assert package == XAPI or lms_of(world, package).refusals == []


def is_saved(learner: Learner, lrs: Lrs) -> bool:
    """Let a second pass; return whether it is said that all is saved, and hold that against what the store has."""
    line = after_a_second(learner)
    # Read before what is said to be there: a statement may arrive behind the word, and never the word before it.
    if not line.startswith("Saved"):
        return False
    ids = [statement["id"] for statement in lrs.statements]
    assert len(ids) == len(set(ids))
    told = {f"{s['verb']['display']['en']} {s['object']['id'].rpartition('/')[2]}" for s in lrs.statements}
    state = any(json.loads(document)["state"] for document in lrs.documents.values())
    return state and {"answered M1-01-q", "experienced M1-01"} <= told


def test_f68_a_statement_that_the_store_has_already_counts_as_stored(
    context: BrowserContext, world: World, address: str
) -> None:
    learner = open_xapi(context, address, world=world, package=XAPI).connected()
    settled(learner)
    world.lrs.lost_answers = 2
    learner.practise()
    says(learner, "Not sent yet")
    try_again(learner)
    says(learner, "Saved again")
    expect_each_once(world)


def test_f69_a_store_of_another_origin_that_forgot_cors_is_named_to_it(
    context: BrowserContext, world: World, address: str
) -> None:
    elsewhere = address.replace("127.0.0.1", "localhost")
    world.packages[XAPI] = connecting_to(world.packages[XAPI], elsewhere)
    url = launched_with(launch_xapi(world, address, package=XAPI), endpoint=f"{elsewhere}/lrs/")
    learner = open_page(context, url, address, elsewhere)
    says(learner, "Not sent yet")
    learner.go_on()
    assert world.lrs.statements == []
    # The store is put right while the learner reads.
    world.allowed_origin = address
    try_again(learner)
    says(learner, "Saved")
    assert verbs(world)["experienced M1-01"] == 1
    learner.open_extra("about")
    learner.view.locator("#about summary", has_text="Information for IT").click()
    expect(learner.view.locator(".it-information")).to_contain_text("CORS")


def connecting_to(package: zipfile.ZipFile, origin: str) -> zipfile.ZipFile:
    """Return *package* with pages that may connect to *origin*: https alone is allowed, and loopback has none."""
    files = {name: package.read(name) for name in package.namelist()}
    page = files["index.html"].replace(b" https:", b" " + origin.encode(), 1)
    return zip_of(files | {"index.html": page})


def test_f70_what_another_device_saved_meanwhile_is_joined_and_not_overwritten(
    browser: Browser, context: BrowserContext, world: World, address: str
) -> None:
    here = open_xapi(context, address, world=world, package=XAPI).connected()
    settled(here)
    other = browser.new_context()
    there = open_xapi(other, address, world=world, package=XAPI).connected()
    there.practise()
    there.go_on()
    settled(there)
    there.leave()
    other.close()
    here.open_page("M1-03")
    settled(here)
    assert 412 in world.lrs.answered, "the store had to refuse the older state once"
    here.leave()
    third = browser.new_context()
    again = open_xapi(third, address, world=world, package=XAPI).connected()
    done = again.view.locator(".contents__item", has=again.view.locator("[data-page='M1-01']"))
    expect(done.locator("[data-status]")).not_to_be_empty()
    third.close()


KEEPALIVE = """
  const send = window.fetch;
  let underWay = 0;
  window.most = 0;
  window.fetch = (address, how) => {
    const bytes = how?.keepalive ? new TextEncoder().encode(how.body ?? "").length : 0;
    underWay += bytes;
    window.most = Math.max(window.most, underWay);
    return send(address, how).finally(() => { underWay -= bytes; });
  };
"""


def test_f71_a_page_that_is_closed_with_much_unsent_never_asks_the_browser_for_more_than_it_sends(
    context: BrowserContext, world: World, address: str
) -> None:
    context.add_init_script(KEEPALIVE)
    learner = open_xapi(context, address, world=world, package=XAPI).connected()
    learner.read_all()
    settled(learner)
    world.lrs.failing = 503
    bank = bank_of(world, XAPI)
    for _ in range(4):
        learner.take_quiz(bank=bank, wrong=4)
    shelf = learner.view.evaluate("() => Math.max(...Object.values({...localStorage}).map((text) => text.length))")
    assert shelf < 60_000
    world.lrs.failing = None
    try_again(learner)
    says(learner, "Saved again")
    assert 0 < learner.view.evaluate("() => window.most") <= 64 * 1024
    assert sum(count for name, count in verbs(world).items() if name.startswith("answered")) == 2 + 4 * 4


def test_f72_the_mastery_score_of_the_lms_counts_and_not_the_authors(
    context: BrowserContext, world: World, address: str
) -> None:
    assert passed_with(context, world, address, masteryScore=0.9, moveOn="Passed") == [
        "initialized",
        "failed",
        "terminated",
    ]


def test_f72_an_lms_that_says_nothing_of_move_on_or_mastery_leaves_it_to_the_author(
    context: BrowserContext, world: World, address: str
) -> None:
    said = passed_with(context, world, address, masteryScore=None, moveOn=None)
    assert said == ["initialized", "completed", "passed", "terminated"]


def passed_with(context: BrowserContext, world: World, address: str, **launch: Any) -> list[str]:
    """Play with one wrong answer of four, which is the author's pass mark; return what the LMS was told."""
    url, session = launch_cmi5(world, address, package=CMI5, **launch)
    session.launch_data = {name: value for name, value in session.launch_data.items() if value is not None}
    learner = open_page(context, url, address).connected()
    learner.read_all()
    learner.take_quiz(bank=bank_of(world, CMI5), wrong=1)
    learner.leave()
    until(lambda: "terminated" in session.verbs, learner.tab)
    assert lms_of(world, CMI5).refusals == []
    return session.verbs
