"""F48 to F54: courses that are ended, taken away, loaded anew, or open twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.faults.conftest import MakeDevice
from tests.faults.device import Device
from tests.faults.played import for_each, in_lms
from tests.faults.steps import KEPT, NO_LOCKS, begin_check, calm, everything_is_there, go_on_with_check
from tests.faults.visit import Visit


@in_lms("strict12", "moodle12", "sf-logout", "forma", "sa-sync", "xframe", "saba-dual")
def test_f48_save_and_leave_finishes_once_and_for_good(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    visit.practise()
    calm(visit)
    visit.leave()
    visit.pass_time(2)
    if visit.is_there:
        expect(visit.view.get_by_text("You can now close this course")).to_be_visible()
        visit.go_on()
        visit.pass_time(70, step=3)
    visit.lose_frame()
    assert calls_of_finish(visit) == 1
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
    # The LMS's page stays: what is said while it goes itself, nobody would hear.
    visit.lose_frame()
    assert calls_of_finish(visit) == 0
    assert device.world.account().finishes == 0


def calls_of_finish(visit: Visit) -> int:
    """Return how often the course called Finish, heard or not."""
    calls = [*visit.device.watch.calls, *visit.collect()["calls"]]
    return sum(call["name"] == "LMSFinish" for call in calls)


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
    visit.find_again().connected()
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
        visit.find_again()
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
    for way, page in (("back", "M1-02"), ("back", "M1-01"), ("forward", "M1-02")):
        visit.tab.evaluate(f"history.{way}()")
        visit.breathe_until(lambda page=page: visit.current == page)  # type: ignore[misc]
    visit.is_watched = False
    visit.tab.goto("about:blank")
    everything_is_there(device.open().connected())


#: Seconds by which the clocks of two pages may differ here, which are moved on one after the other. No second is told
#: twice, however late windows hear of each other (walks/two_windows.test.ts).
HEARING = 1


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
    second.pass_time(1, step=0.1)  # a call through storage comes to another process in its own time
    second.until("Open in another window – nothing is saved here")
    assert "Use it there, or use it here instead" in second.notice
    expect(second.view.locator("main h1:visible").first).to_be_visible()
    second.view.get_by_role("button", name="Use it here instead").click()
    device.watch.seconds += HEARING if guard == "storage" else 0
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
    there.watch.seconds = here.watch.seconds  # this device tells of the other's time as well
    second = there.open("moodle12").connected()
    second.open_page("M1-02")
    second.practise()
    everything_is_there(second)
    second.go_away()
    again = here.open("moodle12").connected()
    everything_is_there(again)
    assert not here.judge.lacks(again.held("state"), there.watch.known)
