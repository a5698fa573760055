"""F38 to F47: pages that go, come back, sleep and are killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error

from tests.faults.conftest import MakeDevice
from tests.faults.device import Device
from tests.faults.engines import in_chromium_alone
from tests.faults.played import for_each, in_lms
from tests.faults.steps import NO_LOCKS, begin_check, calm, everything_is_there, go_on_with_check
from tests.faults.visit import Visit

HOUR = 3_600_000
#: Puts the page out of sight, as a phone does with an app that is left.
HIDE = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
#: The course's window, seen from the LMS's page.
COURSE = "document.getElementById('course')?.contentWindow"
NOTE_RETURN = "addEventListener('pageshow', (event) => { window.hasComeBack = event.persisted; })"
NOTE_FREEZING = """() => {
  window.noted = [];
  for (const name of ["freeze", "resume"]) document.addEventListener(name, () => window.noted.push(name));
  document.addEventListener("visibilitychange", () => window.noted.push(document.visibilityState));
}"""
NO_STORAGE = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
  }
"""


@in_lms("strict12", "moodle12", "sa-async")
def test_f38_an_answer_is_there_although_the_tab_was_closed_with_it(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    calm(visit) if visit.line else None
    visit.practise()
    visit.tab.close()
    again = device.open(profile).connected()
    everything_is_there(again)
    assert len((device.judge.read(again.held("state")) or {})["tried"]) == 1


@in_chromium_alone("WebDriver BiDi cannot end the process of one page")
@for_each("after", [0], [0.2, 1.6, 3])
def test_f39_a_page_whose_process_is_killed_has_lost_nothing_that_was_done(device: Device, after: float) -> None:
    visit = device.open("moodle12").connected()
    visit.practise()
    visit.go_on()
    visit.pass_time(after) if after else None
    visit.practise()
    visit.die()
    everything_is_there(device.open("moodle12").connected())


def test_f39_a_browser_that_is_killed_has_lost_at_most_the_last_thing(
    start_browser: Callable[[], BrowserContext], device: Device, tmp_path: Path
) -> None:
    device.moved_to(start_browser())
    visit = device.open().connected()
    visit.practise()
    visit.until("Saved")
    before = device.watch.known
    visit.go_on()
    with device.context.expect_event("close"):
        # The group, for Debian's Chromium is a script with the browser as its child.
        os.killpg(group_of(tmp_path), signal.SIGKILL)
    device.moved_to(start_browser())
    device.watch.known = before
    again = device.open().connected()
    again.pass_time(8)
    assert not device.judge.lacks(again.held("state"), device.watch.known)
    device.context.close()


def group_of(folder: Path) -> int:
    """Return the process group of the browser that keeps its data in *folder*."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):  # many a process ends while it is looked at
            if entry.name.isdigit() and str(folder).encode() in (entry / "cmdline").read_bytes():
                return os.getpgid(int(entry.name))
    raise AssertionError("the browser is not running")


@in_lms("strict12", "moodle12", "csod", "forma", "sa-sync")
def test_f40_nothing_depends_on_what_a_page_can_send_while_it_goes(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    visit.practise()
    visit.go_on()
    visit.go_away()
    again = device.open(profile).connected()
    assert again.current == "M1-02"
    everything_is_there(again)


def test_f41_a_page_without_unload_events_loses_nothing(device: Device) -> None:
    device.world.lms_headers = device.world.headers = {"Permissions-Policy": "unload=()"}
    visit = device.open("moodle12").connected()
    visit.practise()
    visit.go_on()
    visit.go_away()
    everything_is_there(device.open("moodle12").connected())


@in_chromium_alone("WebDriver BiDi can neither imitate a phone nor end the process of one page")
def test_f42_an_app_that_is_left_on_a_phone_has_sent_everything_before_it_is_killed(make_device: MakeDevice) -> None:
    device = make_device(viewport={"width": 390, "height": 664}, is_mobile=True, has_touch=True).start_clock()
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    visit.view.evaluate(HIDE)
    assert not device.judge.lacks(visit.held("state"), device.watch.known)
    visit.die()
    other = make_device().start_clock().open().connected()
    assert other.current == "M1-02"


def test_f43_a_page_that_comes_back_out_of_the_cache_goes_on_saving(
    browser_with_cache: Browser, make_device: MakeDevice, engine: str
) -> None:
    device = make_device(browser_with_cache)
    if engine == "firefox":
        # It keeps no page that held a lock, and loads it anew; where the LMS has no HTTPS there are none.
        device.context.add_init_script(NO_LOCKS)
    # Playwright sees nothing of a frame that was in the cache, and could not move its clock on: time passes as it does.
    device.context.clock.install()
    device.watch.seconds = 3600
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    visit.pass_time(6)
    everything_is_there(visit)
    visit.view.evaluate(NOTE_RETURN)
    visit.tab.goto(f"{device.world.address.replace('127.0.0.1', 'localhost')}/relay?inner=about:blank")
    heard = len(device.world.requests)
    visit.tab.evaluate("setTimeout(() => history.back(), 0) && 0")
    visit.breathe_until(lambda: has_come_back(visit))
    # Firefox asks for the icon of the LMS's page, too.
    visit.breathe_until(lambda: any("favicon" not in request for request in device.world.requests[heard:]))
    asked = [request for request in device.world.requests[heard:] if "favicon" not in request]
    assert asked[0] == "GET /course/probe.txt"
    visit.tab.evaluate(f"{COURSE}.document.querySelector('.page[data-current] [data-next]').click()")
    visit.breathe_until(lambda: visit.held("place") == "M1-03")
    line = f"{COURSE}.document.getElementById('save').textContent"
    visit.breathe_until(lambda: visit.tab.evaluate(line).startswith("Saved"))
    visit.check("coming back out of the cache")
    assert not device.judge.lacks(visit.held("state"), device.watch.known)
    assert device.world.account().finishes == 0


def has_come_back(visit: Visit) -> bool:
    """Say whether the course's page came back out of the browser's cache."""
    try:
        return bool(visit.tab.evaluate(f"{COURSE}?.hasComeBack"))
    except Error:  # it was asked in the moment in which one page takes the place of the other
        return False


def test_f43_a_page_that_was_in_the_cache_for_half_an_hour_asks_first(device: Device) -> None:
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    # Half an hour can be had only where the page is told what browsers tell it.
    visit.view.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert not device.judge.lacks(visit.held("state"), device.watch.known)
    device.sleep(HOUR // 2)
    visit.settle()
    heard = len(device.world.requests)
    visit.view.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    visit.pass_time(2)
    assert device.world.requests[heard] == "GET /course/probe.txt"
    visit.go_on()
    everything_is_there(visit)
    assert device.world.account().finishes == 0


def test_f44_a_learner_who_is_asked_and_stays_has_a_session_that_is_alive(make_device: MakeDevice) -> None:
    device = make_device().start_clock()
    device.context.add_init_script(NO_STORAGE)
    visit = device.open().connected()
    device.world.is_now("gone")
    visit.practise()
    visit.until("Not sent yet – keep this page open")
    asked = []
    visit.tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    visit.tab.close(run_before_unload=True)
    visit.tab.wait_for_event("dialog") if not asked else None
    assert asked == ["beforeunload"]
    device.world.is_now("well")
    everything_is_there(visit)


@in_chromium_alone("WebDriver BiDi cannot freeze a page")
def test_f45_a_page_that_was_frozen_for_half_an_hour_asks_first_and_has_no_storm_of_timers(
    context_that_freezes: BrowserContext, device: Device
) -> None:
    visit = device.moved_to(context_that_freezes).open().connected()
    visit.practise()
    visit.until("Saved")
    visit.view.evaluate(NOTE_FREEZING)
    heard = len(device.world.requests)
    session = device.context.new_cdp_session(visit.tab)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    session.send("Page.setWebLifecycleState", {"state": "active"})
    # A frozen page would hang over this as well: its clock is put forward before anything else in it can happen.
    device.sleep(HOUR // 2)
    session.send("Emulation.setFocusEmulationEnabled", {"enabled": True})
    visit.pass_time(6)
    assert visit.view.evaluate("noted") == ["hidden", "freeze", "resume", "visible"]
    assert device.world.requests[heard] == "GET /course/probe.txt"
    assert len(device.world.requests) <= heard + 2
    visit.go_on()
    everything_is_there(visit)


def test_f46_a_tab_that_was_discarded_comes_back_at_the_same_question(device: Device) -> None:
    visit = device.open().connected()
    question = begin_check(visit)
    visit.until("Saved").go_away()
    visit.tab.go_back()
    visit.find_again()
    assert go_on_with_check(visit) == question


def test_f47_a_laptop_that_slept_for_three_hours_says_that_it_was_signed_out(device: Device) -> None:
    visit = device.open("moodle12").connected()
    visit.practise()
    visit.until("Saved")
    visit.go_on()
    device.world.is_now("login")
    device.sleep(3 * HOUR)
    visit.until("Your learning system has signed you out")
    visit.practise()
    visit.go_away()
    device.world.login += 1
    device.world.is_now("well")
    again = device.open("moodle12").connected()
    everything_is_there(again)
    assert device.world.account().total_seconds < 60
