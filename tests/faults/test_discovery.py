"""F01 to F11: how the course finds its LMS, and what it makes of what it finds."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.faults.conftest import MakeDevice
from tests.faults.device import Device
from tests.faults.engines import CLICKS_ACROSS_SITES, in_chromium_alone
from tests.faults.played import for_each, in_lms
from tests.faults.steps import calm

READING = {"LMSInitialize", "LMSGetValue"}
OLD_LIBRARIES = Path(__file__).resolve().parents[2] / "scorm_templates" / "preview" / "old_libraries.js"


def test_f01_without_an_lms_the_course_is_read_and_kept_on_the_device(device: Device) -> None:
    address = f"{device.world.address}/course/index.html"
    first = device.visit(address).find()
    assert first.line == "Looking for your learning system…"
    first.practise()
    first.go_on()
    first.until("Not connected to a learning system", within=6)
    first.practise()
    first.tab.close()
    again = device.visit(address).find()
    again.until("Not connected to a learning system")
    again.view.get_by_role("link", name="Go on: Second page").click()
    expect(again.view.locator("#leave")).to_be_hidden()


def test_f02_an_api_that_comes_three_seconds_late_is_found_without_a_reload(device: Device) -> None:
    visit = device.arrive(api="later").find()
    visit.practise()
    visit.pass_time(3)
    visit.tab.evaluate("lms.install()")
    visit.pass_time(1)
    visit.connected().until("Saved")
    assert visit.held("state")


@CLICKS_ACROSS_SITES
def test_f03_a_frame_of_another_site_in_between_does_not_end_the_search(device: Device) -> None:
    world = device.world
    relay = f"{world.address.replace('127.0.0.1', 'localhost')}/relay?inner={world.address}/course/index.html"
    visit = device.open(relay=relay).connected()
    visit.practise()
    visit.until("Saved")


def test_f03_an_opener_of_another_site_is_no_lms_and_no_error(device: Device) -> None:
    other = device.visit(f"{device.world.address.replace('127.0.0.1', 'localhost')}/relay?inner=about:blank")
    with device.context.expect_page() as opened:
        other.tab.evaluate(f"window.open('{device.world.address}/course/index.html') && 0")
    other.window = opened.value
    other.overheard.listen(other.window)
    other.find().until("Not connected", within=6)


def test_f04_of_two_apis_only_that_of_the_package_is_used(device: Device) -> None:
    visit = device.arrive("saba-dual", open="later")
    visit.tab.evaluate(
        """() => {
          window.asked = [];
          API_1484_11 = new Proxy(API_1484_11, { get: (api, name) => (asked.push(name), api[name]) });
          lms.open();
        }"""
    )
    visit.find().connected()
    visit.practise()
    visit.until("Saved")
    assert visit.tab.evaluate("asked") == []


@in_chromium_alone("Firefox opens no frame that is more than ten deep")
def test_f05_the_search_ends_after_twenty_frames(device: Device) -> None:
    device.open(relay="/relay?depth=20").until("Not connected", within=6)


@in_lms("strict12", "moodle12", "sa-sync", "openedx")
def test_f06_a_frame_that_is_reloaded_is_still_connected(device: Device, profile: str) -> None:
    visit = device.open(profile).connected()
    visit.practise()
    calm(visit)
    visit.reload().connected()
    visit.go_on()
    calm(visit)
    visit.pass_time(2)
    assert visit.held("place") == "M1-02"
    assert visit.notice == ""


def test_f06_error_103_at_the_beginning_is_a_session_that_had_begun(device: Device) -> None:
    visit = device.arrive(open="later")
    visit.fail("LMSInitialize", gives="false", error="103", works=True)
    visit.tab.evaluate("lms.open()")
    visit.find().connected()
    visit.practise()
    visit.until("Saved")


def test_f07_an_lms_that_cannot_be_read_is_asked_again_and_nothing_is_written_over_it(device: Device) -> None:
    visit = device.arrive(open="later")
    visit.fail("LMSGetValue", times=None, throws=True)
    visit.tab.evaluate("lms.open()")
    visit.find()
    visit.practise()
    visit.until("Not sent yet – keep this page open")
    visit.go_on()
    assert visit.held("state") == ""
    visit.heal()
    visit.until("Saved").connected()
    assert visit.held("place") == "M1-02"


@for_each("status", ["PASSED"], ["", "unknown"])
def test_f08_a_status_that_is_no_word_of_the_standard_is_never_lowered(
    device: Device, finished: dict[str, str], status: str
) -> None:
    device.give(finished | {"cmi.core.lesson_status": status})
    visit = device.open().connected()
    visit.open_page("M1-02")
    visit.until("Saved")
    assert visit.held("status").lower() == "passed"


def test_f08_a_result_that_openedx_does_not_give_back_is_not_lowered(device: Device, finished: dict[str, str]) -> None:
    device.give(finished)
    visit = device.open("openedx").connected()
    visit.open_page("M1-02")
    calm(visit)
    visit.pass_time(2)
    assert visit.held("status") == "passed"


@for_each("mode", ["review"], ["browse"])
@in_lms("strict12", "moodle12")
def test_f09_in_review_and_browse_nothing_is_written(device: Device, profile: str, mode: str) -> None:
    settings = {"cmi.core.lesson_mode": mode, "cmi.core.credit": "no-credit"}
    visit = device.open(profile, settings=settings).until("Looking again – nothing is recorded")
    visit.practise()
    visit.go_on()
    visit.pass_time(90, step=3)
    visit.lose_frame()
    assert {call["name"] for call in [*device.watch.calls, *visit.collect()["calls"]]} <= READING
    assert device.world.bodies == []


@for_each("name", ["<img src=x onerror=alert(1)>"], ["", "x" * 500, "‏שלום, עולם"])
def test_f10_any_name_and_none_is_text_on_the_certificate(device: Device, finished: dict[str, str], name: str) -> None:
    device.give(finished, learner="")
    visit = device.open(learner="", name=name).connected()
    visit.open_page("M1-04")
    visit.view.get_by_role("button", name="certificate").click()
    expect(visit.view.locator(".certificate")).to_be_visible()
    assert visit.view.locator(".certificate img").count() == 0
    expect(visit.view.get_by_label("Your name")).to_have_value(" ".join(reversed(name.split(", "))))
    visit.check("looking at the certificate")


def test_f11_old_libraries_that_an_lms_injects_change_nothing(make_device: MakeDevice) -> None:
    device = make_device().start_clock()
    device.context.add_init_script(path=OLD_LIBRARIES)
    visit = device.open("moodle12").connected()
    visit.practise()
    visit.go_on()
    visit.until("Saved")
    assert visit.held("place") == "M1-02"


def test_f64_in_a_frame_as_tall_as_its_content_trouble_is_said_where_the_learner_is(device: Device) -> None:
    """Its bar is far above what is in view, and no part of the frame scrolls: only the LMS's page does."""
    visit = device.open().connected()
    visit.tab.evaluate("document.getElementById('course').style.height = '6000px'")
    visit.view.evaluate("document.querySelector('main').style.paddingTop = '3000px'")
    visit.practise()
    visit.until("Saved")
    near = visit.view.locator(".page[data-current] > .notice")
    expect(near).to_have_count(0)
    device.world.is_now("gone")
    visit.pass_time(7)
    visit.go_on()
    visit.until("Not sent yet – kept on this device")
    expect(visit.view.locator("#save")).not_to_be_in_viewport()
    expect(near.filter(has_text="Not sent yet – kept on this device")).to_be_in_viewport()
    near.get_by_role("button", name="What you can do").click()
    expect(visit.view.get_by_role("button", name="Try to send now")).to_be_in_viewport()
    device.world.is_now("well")
    visit.pass_time(60)
    visit.until("Saved")
    assert any(line.startswith("Saved again") for line in visit.lines)  # and then what was done since
    expect(near).to_have_count(0)
