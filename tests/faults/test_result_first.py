"""The result of a check leaves first: no window is closed fast enough, and no line slow enough, to lose it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.launches import launch_cmi5, launched_with, lms_of, open_page, until
from tests.e2e.learner import Learner, bank_of, launch_xapi
from tests.e2e.server import World, opened, serve
from tests.faults.test_lrs_faults import CMI5, XAPI, connecting_to

ATTEMPTED = "http://adlnet.gov/expapi/verbs/attempted"
ATTEMPT = "https://w3id.org/coursepack/extensions/attempt"


@pytest.fixture
def world(played: Mapping[str, Path]) -> Iterator[World]:
    with opened({name: played[name] for name in (XAPI, CMI5)}) as memory:
        yield memory


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with serve(world) as served:
        yield served


def launched(context: BrowserContext, world: World, address: str, package: str, where: str) -> Learner:
    """Open *package*; its store is beside it, or of another origin, and then each request has a preflight."""
    url = (
        launch_xapi(world, address, package=package)
        if package == XAPI
        else launch_cmi5(world, address, package=package)[0]
    )
    if where == "beside it":
        return open_page(context, url, address).connected()
    elsewhere = address.replace("127.0.0.1", "localhost")
    world.allowed_origin = address
    world.packages[package] = connecting_to(world.packages[package], elsewhere)
    names = ("endpoint",) if package == XAPI else ("endpoint", "fetch")
    given = launched_with(url)
    for name in names:
        given = given.replace(f"{name}={quoted(address)}", f"{name}={quoted(elsewhere)}")
    return open_page(context, given, address, elsewhere).connected()


def quoted(address: str) -> str:
    return address.replace(":", "%3A").replace("/", "%2F")


def results(world: World, package: str) -> Callable[[], list[str]]:
    """Return what gives the results that the store of *package* holds."""
    lrs = world.lrs if package == XAPI else lms_of(world, package).lrs
    told = ("attempted", "completed", "passed", "failed")
    return lambda: sorted(
        verb for statement in lrs.statements if (verb := statement["verb"]["id"].rpartition("/")[2]) in told
    )


@pytest.mark.parametrize("where", ["beside it", "elsewhere"])
@pytest.mark.parametrize("delay", [0, 0.15, 1])
@pytest.mark.parametrize("package", [XAPI, CMI5])
def test_a_window_that_is_closed_at_the_word_passed_loses_no_result(
    package: str, delay: float, where: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = launched(context, world, address, package, where)
    learner.read_all()
    world.delay = delay
    learner.take_quiz(bank=bank_of(world, package), wrong=0)
    expect(learner.view.locator(".panel")).to_contain_text("You passed")
    learner.tab.close()
    watcher = context.new_page()
    until(lambda: results(world, package)() == ["attempted", "completed", "passed"], watcher)
    assert package == XAPI or lms_of(world, package).refusals == []


@pytest.mark.parametrize("package", [XAPI, CMI5])
def test_a_check_takes_two_requests_for_its_statements_the_result_before_the_answers(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = launched(context, world, address, package, "beside it")
    learner.read_all()
    learner.view.wait_for_function("() => /^Saved/.test(document.querySelector('#save').textContent)")
    learner.view.evaluate(WATCH)
    learner.take_quiz(bank=bank_of(world, package), wrong=0)
    expect(learner.view.locator(".check__sent")).to_contain_text("has been sent")
    # One for the result, one for all answers; the saved state has its own, two at most. In the order in which they
    # leave the page: both are under way at once (player/src/trackers/lrs/queue.ts); a store may take up either first.
    [result, answers] = learner.view.evaluate("left")
    assert {"attempted", "completed", "passed"} <= set(result)
    assert "answered" not in result
    assert "answered" in answers


#: Writes down the verbs of each request with statements, as it leaves: Firefox tells Playwright no body of theirs.
WATCH = """() => {
  window.left = [];
  const send = window.fetch;
  window.fetch = (address, how) => {
    if (String(address).includes("/statements")) {
      const told = [JSON.parse(how.body)].flat();
      window.left.push(told.map(({ verb }) => verb.id.split("/").pop()));
    }
    return send(address, how);
  };
}"""


def test_each_try_in_cmi5_is_told_at_once_with_its_number(context: BrowserContext, world: World, address: str) -> None:
    learner = launched(context, world, address, CMI5, "beside it")
    learner.read_all()
    bank = bank_of(world, CMI5)
    for wrong in (4, 0):
        learner.take_quiz(bank=bank, wrong=wrong)
        expect(learner.view.locator(".check__sent")).to_contain_text("has been sent")
    held = [each for each in lms_of(world, CMI5).lrs.statements if each["verb"]["id"] == ATTEMPTED]
    assert [(each["result"]["success"], each["result"]["extensions"][ATTEMPT]) for each in held] == [
        (False, 1),
        (True, 2),
    ]
    assert {each["object"]["definition"]["type"] for each in held} == {"http://adlnet.gov/expapi/activities/assessment"}
    assert lms_of(world, CMI5).refusals == []


@pytest.mark.parametrize("package", [XAPI, CMI5])
def test_until_a_result_has_arrived_the_window_asks(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = launched(context, world, address, package, "beside it")
    learner.read_all()
    lrs = world.lrs if package == XAPI else lms_of(world, package).lrs
    lrs.failing = 503
    learner.take_quiz(bank=bank_of(world, package), wrong=0)
    expect(learner.view.locator(".panel")).to_contain_text("You passed")
    asked: list[str] = []
    learner.tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    learner.tab.close(run_before_unload=True)
    until(lambda: asked == ["beforeunload"], learner.tab)
    lrs.failing = None
    learner.view.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(learner.view.locator(".check__sent")).to_contain_text("has been sent")
    learner.tab.close(run_before_unload=True)
    until(learner.tab.is_closed, context.new_page())
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("package", [XAPI, CMI5])
def test_the_launch_is_forgotten_when_the_learner_leaves(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = launched(context, world, address, package, "beside it")
    assert learner.view.evaluate("() => history.state !== null")
    learner.leave()
    learner.view.wait_for_function("() => history.state === null")
