"""F22 to F30: values that the LMS cuts, changes, refuses, or gives back as nobody sent them."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from builder.model.ids import tracked
from builder.render.module import render_module
from builder.source.load import load
from tests.e2e.readable import package_of
from tests.faults.conftest import MakeDevice
from tests.faults.device import Device
from tests.faults.played import for_each
from tests.faults.steps import begun

NOT_GIVEN_BACK = "did not give your place back"
#: An LMS that has no room for so many characters of saved state, and says so.
ROOM = """(room) => {
  const { LMSSetValue, LMSGetLastError } = API;
  let refused = false;
  API.LMSSetValue = (element, value) => {
    refused = element === "cmi.suspend_data" && value.length > room;
    return refused ? "false" : LMSSetValue(element, value);
  };
  API.LMSGetLastError = () => (refused ? "405" : LMSGetLastError());
}"""
FUZZ = """(texts) => texts.map((text) => {
  try {
    const read = judge.read(text);
    if (read) judge.merge(read, read);
    return "";
  } catch (error) {
    return String(error);
  }
}).concat(Object.keys(Object.prototype), {}.polluted ?? "").filter((word) => word !== "")"""


RELEASES = ("page removed", "page added", "pages reordered", "question replaced", "check replaced")


@pytest.fixture(scope="session")
def releases() -> dict[str, zipfile.ZipFile]:
    """The course as it might be at another time."""
    course = load(Path(__file__).parent / "course").course
    assert course is not None
    module = course.contents[0]
    first, second, third, last = module.pages
    new_page = third.model_copy(update={"id": "M1-05"})
    asked = first.blocks[-1].model_copy(update={"id": "M1-01-other"})
    new_bank = tuple(question.model_copy(update={"id": f"{question.id}b"}) for question in module.bank)
    changes: dict[str, dict[str, object]] = {
        "page removed": {"pages": (first, third, last)},
        "page added": {"pages": (first, second, new_page, third, last)},
        "pages reordered": {"pages": (third, second, first, last)},
        "question replaced": {
            "pages": (first.model_copy(update={"blocks": (*first.blocks[:-1], asked)}), second, third, last)
        },
        "check replaced": {"bank": new_bank},
    }
    released = {name: module.model_copy(update=change) for name, change in changes.items()}
    return {
        name: package_of(render_module(course.model_copy(update={"contents": (then,)}), then))
        for name, then in released.items()
    }


@pytest.mark.parametrize(("room", "line"), [(4096, "Saved"), (1024, "Saved"), (40, "Result sent")])
def test_f22_what_has_no_room_in_the_lms_stays_on_the_device_and_the_page_says_so(
    device: Device, room: int, line: str
) -> None:
    visit = device.open().connected()
    visit.tab.evaluate(ROOM, room)
    visit.practise()
    visit.go_on()
    visit.until(line)
    visit.go_away()
    again = device.open().connected()
    assert again.current == "M1-02"


def test_f22_a_limit_that_is_never_reached_is_none(device: Device) -> None:
    begun(device, "trunc4096").go_away()
    assert device.open("trunc4096").connected().current == "M1-02"


def test_f23_a_state_that_was_cut_is_known_for_one_and_the_device_helps_out(device: Device) -> None:
    first = device.open("trunc255", cut="30").connected()
    first.practise()
    first.go_on()
    first.until("Saved")
    first.go_away()
    assert len(first.held("state")) == 30
    again = device.open("trunc255", cut="30")
    expect(again.view.locator("main")).to_contain_text(NOT_GIVEN_BACK)
    again.connected()
    assert again.current == "M1-02"
    again.practise()
    again.until("Result sent – your place is kept on this device")


def test_f23_on_another_device_the_place_that_the_lms_knows_is_all_that_is_left(
    device: Device, make_device: MakeDevice
) -> None:
    begun(device)
    device.world.account().values["cmi.suspend_data"] = device.watch.known[:30]
    other = make_device().start_clock().open("trunc255")
    expect(other.view.locator("main")).to_contain_text(NOT_GIVEN_BACK)
    other.connected()
    assert other.current == "M1-02"


def test_f24_quotes_blanks_and_line_ends_that_an_lms_puts_in_or_takes_out_do_no_harm(device: Device) -> None:
    begun(device, "reload-eval").go_away()
    again = device.open("reload-eval").connected()
    assert again.current == "M1-02"
    assert again.notice == ""


def test_f24_a_state_that_was_put_into_small_letters_is_not_believed(device: Device, make_device: MakeDevice) -> None:
    begun(device).go_away()
    values = device.world.account().values
    values["cmi.suspend_data"] = values["cmi.suspend_data"].lower()
    other = make_device().start_clock().open()
    expect(other.view.locator("main")).to_contain_text(NOT_GIVEN_BACK)


def test_f25_a_thousand_kinds_of_rubbish_are_no_state_and_break_nothing(device: Device) -> None:
    dice = random.Random(25)
    good = device.judge.change("", seq=7, pages=[1, 2, 3])
    alphabets = ["01.abc-_", "\0\n\t ", '{}[]":,__proto__', "😀é漢", good]
    texts = ["".join(dice.choices(dice.choice(alphabets), k=dice.choice([1, 8, 64, 1_000]))) for _ in range(990)]
    bombs = ['{"__proto__":{"polluted":"yes"}}', "[" * 65_536, "x" * 65_536, "1.", good[:-1], good + good]
    assert device.judge.page.evaluate(FUZZ, [*texts, *bombs, good[1:], good.upper(), "null", "-1"]) == []


@for_each("rubbish", ["😀" * 2_000], ["\0\n\t", '{"__proto__":{"polluted":"yes"}}'])
def test_f25_a_course_that_is_given_rubbish_begins_at_its_beginning(device: Device, rubbish: str) -> None:
    device.world.account().values["cmi.suspend_data"] = rubbish
    visit = device.open("moodle12").connected()
    assert visit.current == "M1-01"
    visit.practise()
    visit.until("Result sent")
    assert device.judge.read(visit.held("state"))


@for_each("change", RELEASES[:1], RELEASES[1:])
def test_f26_of_another_release_everything_is_kept_that_is_still_there(
    device: Device, change: str, releases: Mapping[str, zipfile.ZipFile]
) -> None:
    visit = begun(device)
    visit.go_on()
    visit.until("Saved").go_away()
    device.world.package = releases[change]
    again = device.open().known()
    is_less = change in ("page removed", "question replaced")
    assert ("This module has been updated" in again.view.locator("main").inner_text()) == is_less
    again.connected()
    assert again.current == "M1-03"  # by its id, wherever it stands now
    again.open_page("M1-01")
    again.until("Saved")


def test_f27_what_another_learner_left_on_the_device_is_neither_used_nor_shown(device: Device) -> None:
    first = device.open(learner="tess").connected()
    device.world.is_now("gone")
    first.practise()
    first.go_on()
    first.until("Not sent yet")
    first.go_away()
    device.world.is_now("well")
    tess = device.watch.known
    device.watch.forget()
    other = device.open(learner="omar").connected()
    assert other.current == "M1-01"
    assert other.notice == ""
    other.until("Saved") if other.line else other.pass_time(3)
    other.go_away()
    device.watch.known = tess
    again = device.open(learner="tess").connected()
    again.until("Saved")
    assert again.current == "M1-02"


def test_f28_an_lms_without_interactions_is_asked_once_and_gets_the_rest(device: Device) -> None:
    visit = device.open("minimal").connected()
    visit.finish_reading()
    visit.take()
    visit.until("Saved")
    asked = [call for call in device.watch.calls if call["element"].startswith("cmi.interactions.")]
    assert len([call for call in asked if call["name"] == "LMSSetValue"]) == 1
    assert (visit.held("status"), visit.held("score")) == ("passed", "100")
    assert "Not sent" not in " ".join(visit.lines)


def test_f29_no_id_that_an_author_may_write_makes_an_answer_that_the_standard_refuses(device: Device) -> None:
    dice = random.Random(29)

    def part() -> str:
        return "".join(dice.choices("abcXYZ0189", k=dice.randint(1, 9)))

    def answer() -> dict[str, Any]:
        many = dice.randint(2, 12)
        kind = dice.choice(["choice", "sort", "match", "order"])
        picks = kind == "choice"
        most = 1 if picks else many - 1
        options = [
            {"id": dice.choice([part().lower(), chr(97 + place)]), "text": "x", "answer": dice.randint(0, most)}
            for place in range(many)
        ]
        question = {
            "trackingId": tracked("Q" + "".join(dice.choice("-._") + part() for _ in range(dice.randint(0, 3)))),
            "kind": kind,
            "mechanic": "pick" if picks else "assign",
            "options": options,
            "labels": [] if picks else [f"{place}, [,] é" for place in range(many)],
        }
        response = [dice.randint(0, most) for _ in options]
        at = dice.randint(0, 4_000_000_000_000)
        return {"question": question, "response": response, "right": False, "at": at, "seconds": dice.random() * 9_999}

    answers = [answer() for _ in range(500)]
    assert device.judge.page.evaluate("(answers) => answers.flatMap(judge.refused)", answers) == []


def test_f30_scores_have_a_dot_and_two_decimals_and_lie_between_0_and_100(make_device: MakeDevice) -> None:
    device = make_device(locale="de-DE").start_clock()
    visit = device.open(settings={"cmi.student_data.mastery_score": "30"}).connected()
    written = [0, 100, 200 / 3, -0.0, -5, 1e9, 0.005, float("nan"), float("inf")]
    expected = ["0", "100", "66.67", "0", "0", "100", "0.01", None, None]
    assert device.judge.page.evaluate("(scores) => scores.map(judge.decimal)", written) == expected
    visit.finish_reading()
    visit.take(wrong=1)
    visit.until("Saved")
    assert (visit.held("score"), visit.held("cmi.core.score.max")) == ("75", "100")
