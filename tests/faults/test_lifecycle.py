"""F38 to F54: pages that go, come back, are killed, or are there twice."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.faults.conftest import SCREEN, MakeDevice
from tests.faults.device import Device
from tests.faults.played import for_each, in_lms
from tests.faults.visit import Visit
from tools.chromium import find_chromium

KEPT = "Not sent yet – kept on this device"
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
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });"


def everything_is_there(visit: Visit) -> None:
    """Wait until the LMS holds what was ever known of the learner."""
    visit.until("Saved")
    assert not visit.device.judge.lacks(visit.held("state"), visit.device.watch.known)


def begin_check(visit: Visit, answers: int = 1) -> str:
    """Begin the check, answer some of it, and return the question that comes next."""
    visit.open_page("M1-04")
    visit.view.get_by_role("button", name="Start the check").click()
    for _ in range(answers):
        visit.answer_next(visit.device.bank, rightly=True)
    return str(visit.view.locator(".check legend").text_content())


def go_on_with_check(visit: Visit) -> str:
    """Go on with the check, and return the question that is asked."""
    visit.connected()
    visit.view.get_by_role("button", name="Continue the check").click()
    return str(visit.view.locator(".check legend").text_content())


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


@in_lms("strict12", "moodle12", "sf-logout", "forma", "sa-sync", "xframe", "saba-dual")
def test_f48_save_and_leave_finishes_once_and_for_good(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    visit.practise()
    visit.until("Saved")
    visit.leave()
    visit.pass_time(2)
    if visit.is_there:
        expect(visit.view.get_by_text("You can now close this course")).to_be_visible()
        visit.go_on()
        visit.pass_time(70, step=3)
    visit.go_away()
    account = device.world.account()
    assert account.finishes == 1
    assert account.values["cmi.core.lesson_status"] == "incomplete"
    assert account.values["cmi.core.exit"] == "suspend"


def test_f48_a_module_that_is_complete_is_finished_when_it_is_closed(device: Device) -> None:
    visit = device.open().connected()
    visit.finish_reading()
    visit.take()
    visit.until("Saved")
    visit.tab.close()
    account = device.world.account()
    assert (account.values["cmi.core.lesson_status"], account.values["cmi.core.exit"]) == ("passed", "")
    again = device.open().connected()
    again.until("Saved") if again.line else None


@in_lms("strict12", "moodle12")
def test_f48_a_module_that_is_not_complete_is_not_finished_when_it_is_closed(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    visit.practise()
    visit.until("Saved")
    visit.go_away()
    assert device.world.account().finishes == 0


@for_each("after", [0.05], [0, 1.55])
def test_f49_a_frame_that_the_lms_takes_away_during_a_save_leaves_the_last_checkpoint(
    device: Device, after: float
) -> None:
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    device.pass_time(round(after * 1000)) if after else None
    visit.tab.evaluate("document.getElementById('course').src = 'about:blank'")
    visit.settle()
    visit.tab.evaluate("document.getElementById('course').src = '/course/index.html'")
    visit.find().connected()
    assert visit.current == "M1-02"
    everything_is_there(visit)


def test_f50_a_course_whose_lms_was_closed_before_it_keeps_and_says_so(device: Device) -> None:
    visit = device.open_window().connected()
    visit.practise()
    visit.until("Saved")
    visit.tab.close()
    visit.go_on()
    visit.until(KEPT)
    visit.pass_time(22)
    assert "Your progress has not reached your learning system" in visit.notice
    visit.window.close()
    again = device.open().connected()
    assert again.current == "M1-02"
    everything_is_there(again)


@for_each("what", ["the window"], ["the whole page", "the frame alone"])
@in_lms("strict12", "moodle12")
def test_f51_a_reload_in_the_middle_of_the_check_goes_on_at_the_same_question(
    device: Device, profile: str, what: str
) -> None:
    visit = (device.open_window(profile) if what == "the window" else device.open(profile)).connected()
    question = begin_check(visit, answers=2)
    if what == "the whole page":
        visit.tab.reload()
        visit.find()
    else:
        visit.reload()
    assert go_on_with_check(visit) == question
    visit.answer_next(device.bank, rightly=True)
    everything_is_there(visit)
    state = device.judge.read(visit.held("state")) or {}
    assert (state["attempts"], len(state["attempt"]["questions"])) == (0, 4)


def test_f52_back_and_forward_stay_in_the_course_or_leave_it_saved(device: Device) -> None:
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    visit.go_on()
    visit.tab.go_back()
    visit.tab.go_forward()
    visit.is_watched = False
    visit.tab.goto("about:blank")
    everything_is_there(device.open().connected())


@pytest.mark.parametrize("guard", ["locks", "storage"])
def test_f53_of_two_tabs_one_saves_and_the_learner_chooses_which(make_device: MakeDevice, guard: str) -> None:
    device = make_device().start_clock()
    if guard == "storage":
        device.context.add_init_script(NO_LOCKS)
    first = device.open().connected()
    first.practise()
    first.until("Saved")
    first.pass_time(3)
    second = device.open()
    second.until("Open in another window – nothing is saved here")
    assert "Use it there, or use it here instead" in second.notice
    expect(second.view.locator("main h1:visible").first).to_be_visible()
    second.view.get_by_role("button", name="Use it here instead").click()
    second.until("Saved")
    first.settle()
    first.is_watched = False  # it does not know what is done in the other from now on
    assert first.line == "Open in another window – nothing is saved here"
    commits = len(device.world.account().commits)
    second.open_page("M1-03")
    everything_is_there(second)
    first.pass_time(20, step=2)
    assert len(device.world.account().commits) == commits + 1


def test_f54_what_was_done_on_two_devices_is_put_together(make_device: MakeDevice) -> None:
    here, there = make_device().start_clock(), make_device().start_clock()
    first = here.open("moodle12").connected()
    first.until("Saved") if first.line else None
    here.world.is_now("gone")
    first.practise()
    first.until(KEPT)
    first.go_away()
    here.world.is_now("well")
    second = there.open("moodle12").connected()
    second.open_page("M1-02")
    second.practise()
    everything_is_there(second)
    second.go_away()
    again = here.open("moodle12").connected()
    everything_is_there(again)
    assert not here.judge.lacks(again.held("state"), there.watch.known)
