"""F38 to F47: pages that go, come back, sleep and are killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.faults.conftest import SCREEN, MakeDevice
from tests.faults.device import Device
from tests.faults.played import for_each, in_lms
from tests.faults.steps import begin_check, everything_is_there, go_on_with_check
from tools.chromium import find_chromium

HOUR = 3_600_000
#: Puts the page out of sight, as a phone does with an app that is left.
HIDE = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
NO_STORAGE = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
  }
"""


@in_lms("strict12", "moodle12", "sa-async")
def test_f38_an_answer_is_there_although_the_tab_was_closed_with_it(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    visit.until("Saved") if visit.line else None
    visit.practise()
    visit.tab.close()
    again = device.open(profile).connected()
    everything_is_there(again)
    assert len((device.judge.read(again.held("state")) or {})["tried"]) == 1


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
    playwright: Playwright, device: Device, tmp_path: Path
) -> None:
    launch = {"executable_path": find_chromium(), "args": CHROMIUM_ARGUMENTS, "viewport": SCREEN}
    device.context.close()
    device.context = playwright.chromium.launch_persistent_context(tmp_path, **launch)
    visit = device.start_clock().open().connected()
    visit.practise()
    visit.until("Saved")
    before = device.watch.known
    visit.go_on()
    os.kill(process_of(tmp_path), signal.SIGKILL)
    with pytest.raises(Error):
        visit.go_on()
    device.context = playwright.chromium.launch_persistent_context(tmp_path, **launch)
    device.watch.known = before
    again = device.start_clock().open().connected()
    again.pass_time(8)
    assert not device.judge.lacks(again.held("state"), device.watch.known)
    device.context.close()


def process_of(profile: Path) -> int:
    """Return the id of the browser, and none of its children's, that keeps its data in *profile*."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (entry / "cmdline").exists():
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if f"--user-data-dir={profile}".encode() in words and not any(w.startswith(b"--type=") for w in words):
                return int(entry.name)
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


def test_f43_a_page_that_comes_back_out_of_the_browsers_cache_goes_on_saving(device: Device) -> None:
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    # Playwright cannot follow a page into the browser's cache, so the page is told what browsers tell it.
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


def test_f45_a_page_that_was_frozen_for_half_an_hour_asks_first_and_has_no_storm_of_timers(device: Device) -> None:
    visit = device.open().connected()
    visit.practise()
    visit.until("Saved")
    heard = len(device.world.requests)
    visit.view.evaluate("document.dispatchEvent(new Event('freeze'))")
    device.sleep(HOUR // 2)
    visit.view.evaluate("document.dispatchEvent(new Event('resume'))")
    visit.pass_time(6)
    assert device.world.requests[heard] == "GET /course/probe.txt"
    assert len(device.world.requests) <= heard + 2
    visit.go_on()
    everything_is_there(visit)


def test_f46_a_tab_that_was_discarded_comes_back_at_the_same_question(device: Device) -> None:
    visit = device.open().connected()
    question = begin_check(visit)
    visit.until("Saved").go_away()
    visit.tab.go_back()
    visit.find()
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
