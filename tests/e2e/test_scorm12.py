"""Every SCORM 1.2 package, played in a real browser inside an emulated LMS, which must hold what was done."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.model.course import Course
from tests.e2e.learner import bank_of, open_scorm12
from tests.e2e.server import World


@pytest.fixture
def package(course: Course, module: str) -> str:
    return f"{course.id}-{module}-scorm12"


def interactions_of(values: dict[str, str]) -> list[dict[str, str]]:
    """The interactions that the LMS holds, in order."""
    found: dict[int, dict[str, str]] = {}
    for element, value in values.items():
        if match := re.match(r"cmi\.interactions\.(\d+)\.(.+)", element):
            found.setdefault(int(match[1]), {})[match[2]] = value
    return [found[index] for index in sorted(found)]


def test_a_module_is_started_left_resumed_failed_retried_passed_and_finished(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    record = world.record("sam", package)
    bank = bank_of(world, package)

    # Start, answer, and leave half-way by closing the tab: no Finish.
    first = open_scorm12(context, address, package=package).connected()
    pages = [page["id"] for page in first.data["pages"]]
    first.begin()
    first.practise()
    first.go_on()
    first.practise()
    first.go_on()
    first.practise()
    left_at = first.current
    first.stored()
    expect(first.view.locator("#save")).to_contain_text("Saved")
    assert first.violations() == []
    first.tab.close()
    assert record.values["cmi.core.lesson_status"] == "incomplete"
    assert record.values["cmi.core.exit"] == "suspend"
    assert record.finishes == 0
    assert "cmi.core.score.raw" not in record.values

    # Resume where it was left, read to the end, and take the check with too many wrong answers.
    second = open_scorm12(context, address, package=package).connected()
    expect(second.view.locator(f"#{left_at}")).to_be_visible()
    assert second.current == left_at == pages[2]
    second.read_all()
    draw = second.data["check"]["draw"]
    failed = second.take_quiz(bank=bank, wrong=draw // 2)
    expect(second.view.locator(".panel")).to_contain_text("Not passed yet")
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    right = sum(ok for _, ok in failed)
    assert float(record.values["cmi.core.score.raw"]) == pytest.approx(100 * right / draw, abs=0.01)
    assert record.values["cmi.core.lesson_status"] == "incomplete"  # and not failed: Moodle would lock the learner out

    # Try again with other questions, pass, and leave.
    passed = second.take_quiz(bank=bank, wrong=0)
    expect(second.view.locator(".panel")).to_contain_text("You passed")
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    again = {q["id"] for q, _ in passed} & {q["id"] for q, _ in failed}
    assert len(again) <= max(0, 2 * draw - len(bank["questions"])) + draw // 2
    second.leave()
    assert second.violations() == []

    # What the LMS holds is what the learner did.
    assert record.finishes == 1
    assert record.values["cmi.core.lesson_status"] == "passed"
    assert record.values["cmi.core.score.raw"] == "100"
    assert record.values["cmi.core.score.min"] == "0"
    assert record.values["cmi.core.score.max"] == "100"
    assert record.values["cmi.core.exit"] == ""
    assert record.values["cmi.core.lesson_location"] == pages[-1]
    assert len(record.values["cmi.suspend_data"]) <= 1024
    assert record.total_seconds > 0
    held = interactions_of(record.values)
    done = [(q, ok) for q, ok in first.practice_sent + second.practice_sent] + [
        *((q["id"], ok) for q, ok in failed),
        *second.put_right,
        *((q["id"], ok) for q, ok in passed),
    ]
    ids = {question["id"]: question["trackingId"] for question in (*bank["questions"], *first.data["questions"])}
    assert [(i["id"], i["result"]) for i in held] == [(ids[name], "correct" if ok else "wrong") for name, ok in done]
    assert first.complaints + second.complaints == []

    # Coming back to a finished module changes nothing.
    before = dict(record.values)
    third = open_scorm12(context, address, package=package)
    expect(third.view.get_by_text("You have completed this module")).to_be_visible()
    third.tab.close()
    assert record.values["cmi.core.lesson_status"] == "passed"
    assert record.values["cmi.core.score.raw"] == before["cmi.core.score.raw"]


def test_the_page_opens_with_few_requests(package: str, context: BrowserContext, world: World, address: str) -> None:
    """One request to readable text, at most six before the first page is usable.

    Source: docs/decisions/018-one-module-one-document.md.
    """
    open_scorm12(context, address, package=package).connected()
    # Usable: the LMS has had its first commit. What follows (pictures, the check) waits until it is wanted.
    usable = next(at for at, path in enumerate(world.requests) if path == "POST /record")
    asked = [path for path in world.requests[:usable] if "/package/" in path and not path.endswith(".svg")]
    assert asked[0] == f"GET /package/{package}/index.html"
    assert len(asked) <= 6, asked


def test_answers_in_the_middle_of_a_check_are_kept_when_the_tab_is_closed(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    bank = bank_of(world, package)
    first = open_scorm12(context, address, package=package).connected()
    first.open_page(first.data["pages"][-1]["id"])
    first.view.get_by_role("button", name="Start the check").click()
    first.answer_next(bank, rightly=True)
    first.answer_next(bank, rightly=True)
    asked = first.view.locator(".check legend").text_content()
    expect(first.view.locator("#save")).to_contain_text("Saved")
    first.tab.close()

    second = open_scorm12(context, address, package=package).connected()
    second.view.get_by_role("button", name="Continue the check").click()
    assert second.view.locator(".check legend").text_content() == asked
    second.view.get_by_role("button", name="Previous question").click()
    expect(second.view.locator(".check input:checked, .check option:checked").first).to_be_attached()


def test_a_failing_lms_is_named_in_words_and_reading_goes_on(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    world.commit_status = 500
    learner = open_scorm12(context, address, package=package).connected()
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Not sent yet")
    learner.go_on()
    world.commit_status = 200
    expect(learner.view.locator("#save")).to_contain_text("Saved again")
    assert world.record("sam", package).values["cmi.core.lesson_location"] == learner.current
