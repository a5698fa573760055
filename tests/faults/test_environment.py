"""F55 to F64: browsers, servers and screens that give less than they should."""

from __future__ import annotations

import re
from itertools import combinations
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.faults.conftest import MakeDevice
from tests.faults.device import MORNING, Device
from tests.faults.engines import CLICKS_ACROSS_SITES, in_chromium_alone
from tests.faults.painted import has_text
from tests.faults.played import for_each

KEPT = "Not sent yet – kept on this device"
DAY = 86_400
#: The night in which clocks go back in Britain.
CLOCKS_GO_BACK = 1_792_889_940
BLOCKED = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
  }
"""
FULL = """
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
NO_MEDIA_IN_FIREFOX = in_chromium_alone("this Firefox takes no colours or motion from WebDriver BiDi")
FREEDOMS = ("allow-modals", "allow-popups", "allow-downloads", "allow-top-navigation")


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_f55_without_storage_what_is_sent_is_saved_and_what_is_not_is_said_to_be_in_danger(
    make_device: MakeDevice, storage: str
) -> None:
    device = make_device().start_clock()
    device.context.add_init_script(storage)
    visit = device.open().connected()
    visit.practise()
    visit.until("Saved")
    device.world.is_now("gone")
    visit.go_on()
    visit.until("Not sent yet – keep this page open")
    visit.pass_time(21)
    assert "Do not close this page" in visit.notice
    visit.view.get_by_text("Show a recovery code").first.click()
    code = visit.view.locator("#notice textarea").input_value()
    assert not device.judge.lacks(code, device.watch.known)
    device.world.is_now("well")
    visit.until("Saved again")


def test_f55_storage_that_was_emptied_between_two_launches_is_no_loss(device: Device) -> None:
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    visit.until("Saved")
    visit.view.evaluate("localStorage.clear()")
    visit.go_away()
    assert device.open().connected().current == "M1-02"


@CLICKS_ACROSS_SITES
def test_f56_an_lms_of_another_site_has_a_journal_of_its_own_and_no_learner_is_taken_for_another(
    device: Device,
) -> None:
    world = device.world
    lms = quote(f"{world.address}/lms?profile=strict12&login=0&learner=tess", safe="")
    device.note_profile("strict12")
    first = device.visit(f"{world.address.replace('127.0.0.1', 'localhost')}/relay?inner={lms}", "strict12").find()
    first.connected()
    first.practise()
    first.go_on()
    first.until("Saved")
    first.go_away()
    again = device.open().connected()
    assert again.current == "M1-02"
    assert again.notice == ""


def test_f57_in_a_frame_without_an_origin_the_course_is_read_and_nothing_else(device: Device) -> None:
    visit = device.open(sandbox="allow-scripts").until("Not connected to a learning system")
    visit.practise()
    visit.go_on()
    visit.think()
    visit.pass_time(10)
    assert visit.held("state") == ""


@for_each("given", [(), FREEDOMS], [words for count in (1, 2, 3) for words in combinations(FREEDOMS, count)])
def test_f58_no_set_of_freedoms_that_a_frame_is_denied_breaks_anything(
    device: Device, finished: dict[str, str], given: tuple[str, ...]
) -> None:
    device.give(finished)
    visit = device.open(sandbox=" ".join(["allow-scripts", "allow-same-origin", *given])).connected()
    visit.open_page("M1-04")
    visit.view.get_by_role("button", name="certificate").click()
    visit.view.evaluate("document.querySelector('.certificate__form button').click()")
    visit.view.get_by_role("button", name="Hide this page").click()
    expect(visit.view.locator(".cover")).to_be_visible()
    visit.view.get_by_role("button", name="Show page").press("Enter")
    visit.check("printing and hiding")


@pytest.mark.parametrize(
    "policy",
    ["script-src 'self'; style-src 'self'", "require-trusted-types-for 'script'"],
    ids=["self alone", "trusted types"],
)
def test_f59_under_a_strict_policy_of_the_lms_everything_works(device: Device, policy: str) -> None:
    device.world.headers = {"Content-Security-Policy": policy}
    visit = device.open().connected()
    visit.finish_reading()
    visit.take()
    visit.until("Saved")
    assert visit.held("status") == "passed"


@for_each("condition", ["missing"], ["broken", "gone"])
@pytest.mark.parametrize("name", ["style.css", "player.js"])
def test_f60_without_its_style_or_its_player_the_course_can_still_be_read(
    device: Device, name: str, condition: str
) -> None:
    device.world.is_now(condition, name)
    visit = device.open("strict12")
    if name == "style.css":
        visit.connected().practise()
        visit.until("Saved")
    else:
        texts = visit.view.locator("main").inner_text()
        assert all(title in texts for title in ("First page", "Second page", "Third page"))
        assert visit.line == "Nothing is recorded yet"
        assert device.world.bodies == []


@for_each("condition", ["missing"], ["broken", "gone"])
def test_f60_without_the_script_that_saves_this_is_said_and_what_was_done_is_saved_once_it_comes(
    device: Device, condition: str
) -> None:
    device.world.is_now(condition, "saving.js")
    visit = device.open("strict12")
    visit.practise()
    visit.until("Not sent yet – keep this page open")
    assert visit.view.get_by_role("button", name="Save and leave").is_visible()
    device.world.is_now("well")
    visit.pass_time(60)
    visit.until("Saved")
    assert visit.held("status") == "incomplete"
    visit.leave()
    assert "You can now close this course" in visit.notice


@for_each("condition", ["missing"], ["broken", "gone"])
def test_f60_a_bank_that_does_not_come_is_asked_for_again(device: Device, condition: str) -> None:
    device.world.is_now(condition, "bank.json")
    visit = device.open().connected()
    visit.open_page("M1-04")
    visit.view.get_by_role("button", name="Start the check").click()
    visit.check("asking for the check")
    device.world.is_now("well")
    visit.pass_time(1)
    visit.view.locator(".check").get_by_role("button").first.click()
    expect(
        visit.view.locator(".check legend").or_(visit.view.get_by_role("button", name="Start the check"))
    ).to_be_visible()


def test_f60_where_the_file_of_the_probe_was_never_served_a_commit_that_was_seen_to_arrive_is_saved(
    device: Device,
) -> None:
    device.world.is_now("missing", "probe")
    visit = device.open().connected()
    visit.practise()
    visit.until("Saved")


@in_chromium_alone("WebDriver BiDi cannot switch JavaScript off")
def test_f61_without_javascript_the_course_is_read_and_says_what_is_missing(make_device: MakeDevice) -> None:
    device = make_device(java_script_enabled=False)
    page = device.context.new_page()
    device.note_profile("none")
    page.goto(f"{device.world.address}/course/index.html")
    for words in ("First page", "Write it at once.", "Nothing is recorded yet"):
        expect(page.get_by_text(words).first).to_be_visible()


def test_f61_a_browser_too_old_for_the_player_shows_every_page(device: Device) -> None:
    device.world.replaced["player.js"] = b"let new syntax = ???;"
    visit = device.visit(f"{device.world.address}/course/index.html")
    for words in ("First page", "Write it at once.", "Nothing is recorded yet"):
        expect(visit.view.get_by_text(words).first).to_be_visible()
    assert has_text(visit.view)


@pytest.mark.parametrize(
    ("at", "zone"),
    [(MORNING - 3 * 365 * DAY, "UTC"), (MORNING + 3 * 365 * DAY, "UTC"), (CLOCKS_GO_BACK, "Europe/London")],
    ids=["three years behind", "three years ahead", "the clocks go back"],
)
def test_f62_a_clock_that_is_wrong_or_is_put_back_counts_every_second_once(
    make_device: MakeDevice, at: int, zone: str
) -> None:
    device = make_device(timezone_id=zone).start_clock(at)
    visit = device.open().connected()
    visit.practise()
    visit.pass_time(120, step=4)
    visit.go_on()
    visit.until("Saved").leave()
    visit.pass_time(1)
    assert abs(device.world.account().total_seconds - device.watch.seconds) < 4


@in_chromium_alone("WebDriver BiDi cannot make a line slow")
def test_f63_on_a_slow_line_the_text_comes_first_and_the_words_are_true(device: Device) -> None:
    visit = device.arrive("sa-async", open="later")
    session = device.context.new_cdp_session(visit.tab)
    slow = {"offline": False, "latency": 150, "downloadThroughput": 60_000, "uploadThroughput": 20_000}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", slow)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    visit.tab.evaluate("lms.open()")
    visit.find().connected()
    visit.practise()
    visit.until("Saved")
    device.world.is_now("gone")
    visit.pass_time(7)
    visit.go_on()
    visit.until(KEPT)
    device.world.is_now("well")
    visit.until("Saved again")


def test_f63_the_first_text_waits_for_the_document_and_for_nothing_else(device: Device) -> None:
    names = [name for name in device.world.package.namelist() if name != "index.html"]
    device.world.stops_before |= {name: device.world.package.read(name)[:1] for name in names}
    visit = device.arrive(open="later")
    visit.tab.evaluate("lms.open()")
    expect(visit.tab.frame_locator("#course").locator("main h1:visible").first).to_be_visible()
    frame = visit.tab.frames[-1]
    visit.breathe_until(lambda: has_text(frame))
    assert visit.overheard.in_flight, "nothing was held back"
    device.world.goes_on.set()
    visit.find().connected()


def test_f63_where_the_lms_answers_before_the_page_is_there_the_learner_can_leave_all_the_same(device: Device) -> None:
    device.world.stops_before["index.html"] = b"<footer"
    visit = device.arrive(open="later")
    visit.tab.evaluate("lms.open()")
    line = visit.tab.frame_locator("#course").locator("#save")
    expect(line).not_to_have_text(re.compile("Nothing is recorded yet|Looking for"))
    device.world.goes_on.set()
    visit.find()
    expect(visit.view.get_by_role("button", name="Save and leave")).to_be_visible()
    visit.leave()
    assert "You can now close this course" in visit.notice


@pytest.mark.parametrize(
    "screen",
    [
        {"viewport": {"width": 320, "height": 480}},
        {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
        pytest.param({"forced_colors": "active"}, marks=NO_MEDIA_IN_FIREFOX),
        pytest.param({"reduced_motion": "reduce", "color_scheme": "dark"}, marks=NO_MEDIA_IN_FIREFOX),
    ],
    ids=["320 by 480", "400 %", "forced colours", "reduced motion"],
)
def test_f64_on_any_screen_the_course_works_and_the_line_can_be_read(
    make_device: MakeDevice, screen: dict[str, object]
) -> None:
    device = make_device(**screen).start_clock()
    visit = device.open().connected()
    visit.practise()
    visit.go_on()
    visit.until("Saved")
    expect(visit.view.locator("#save")).to_be_visible()
    assert visit.view.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_f64_with_text_of_twice_the_size_the_course_works(device: Device) -> None:
    visit = device.open().connected()
    visit.view.evaluate("document.documentElement.style.fontSize = '200%'")
    visit.practise()
    visit.go_on()
    visit.until("Saved")
    expect(visit.view.locator("#save")).to_be_visible()
