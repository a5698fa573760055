"""Every xAPI package, played in a real browser against a strict LRS, with two judges that are not ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.model.course import Course
from builder.preview.lrs import CREDENTIALS
from tests.e2e.judges import judge_statements
from tests.e2e.learner import ACTOR, activity_of, bank_of, open_xapi
from tests.e2e.server import World
from tests.e2e.test_privacy import STORAGE


@pytest.fixture
def package(course: Course, module: str) -> str:
    return f"{course.id}-{module}-xapi"


def verb_of(statement: dict[str, Any]) -> str:
    return str(statement["verb"]["id"]).rpartition("/")[2]


def test_a_module_is_started_left_resumed_failed_retried_and_passed(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    bank = bank_of(world, package)
    root = activity_of(world, package)

    first = open_xapi(context, address, world=world, package=package).connected()
    assert "auth=" not in first.tab.url
    first.practise()
    first.go_on()
    left_at = first.current
    expect(first.view.locator("#save")).to_contain_text("Saved")
    first.view.wait_for_function("() => !document.querySelector('#save').textContent.includes('Saving')")
    first.tab.close()

    second = open_xapi(context, address, world=world, package=package).connected()
    assert second.current == left_at
    second.read_all()
    draw = second.data["check"]["draw"]
    failed = second.take_quiz(bank=bank, wrong=draw // 2)
    expect(second.view.locator(".panel")).to_contain_text("Not passed yet")
    passed = second.take_quiz(bank=bank, wrong=0)
    expect(second.view.locator(".panel")).to_contain_text("You passed")
    expect(second.view.locator(".check__sent")).to_contain_text("has been sent")
    second.leave()

    statements = world.lrs.statements
    assert judge_statements(statements) == []
    assert len({statement["id"] for statement in statements}) == len(statements)
    assert all(statement["actor"] == ACTOR for statement in statements)
    assert len({statement["context"]["registration"] for statement in statements}) == 1

    by_verb: dict[str, list[dict[str, Any]]] = {}
    for statement in statements:
        by_verb.setdefault(verb_of(statement), []).append(statement)
    assert verb_of(statements[0]) == "initialized"
    assert {s["object"]["id"] for s in by_verb["initialized"] + by_verb["completed"] + by_verb["passed"]} == {root}
    experienced = {s["object"]["id"] for s in by_verb["experienced"]}
    assert experienced >= {page["iri"] for page in second.data["pages"][:-1]}
    [result] = [statement["result"] for statement in by_verb["passed"]]
    assert result["score"]["scaled"] == 1
    assert result["success"] is True
    done = [(q, ok) for q, ok in first.practice_sent + second.practice_sent] + [
        *((q["id"], ok) for q, ok in failed),
        *second.put_right,
        *((q["id"], ok) for q, ok in passed),
    ]
    answered = [(s["object"]["id"].rpartition("/")[2], s["result"]["success"]) for s in by_verb["answered"]]
    assert sorted(answered) == sorted(done)
    assert first.complaints + second.complaints == []


def test_launch_credentials_are_in_no_address_no_cookie_and_no_store(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = open_xapi(context, address, world=world, package=package).connected()
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    *seen, state, name, kept, caches = json.loads(learner.tab.evaluate(STORAGE))[:9]
    assert CREDENTIALS in json.dumps(state)  # for a reload: the history's entry alone has it
    for held in (*seen, name, kept, caches):
        assert CREDENTIALS not in json.dumps(held)
        assert "mailto:" not in json.dumps(held)


#: Everything that courses keep in a browser, wherever.
KEPT = """async () => {
  const settled = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await settled(indexedDB.open("coursepack"));
  const keys = await settled(database.transaction("kept").objectStore("kept").getAllKeys());
  const ours = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...keys];
  return ours.filter((key) => key !== "coursepack-left");
}"""


def test_a_device_is_cleared_of_all_that_a_course_keeps_and_nobody_comes_back_as_the_last_learner(
    context: BrowserContext, world: World, address: str, course: Course
) -> None:
    learner = open_xapi(context, address, world=world, package=f"{course.id}-autumn-xapi").connected()
    learner.open_page("AUT-03")
    note = learner.view.locator("#AUT-03 .block--reflection")
    note.get_by_role("textbox").fill("for me alone")
    note.get_by_label(
        "Keep this, and all that I write, choose or rate for myself in this module, on this device"
    ).check()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    world.lrs.failing = 503
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Not sent yet")
    kept = learner.view.evaluate(KEPT)
    assert len(kept) > 3
    # The note, and the one choice to keep all notes of the module (player/src/ui/private.ts).
    notes = [key for key in kept if key.startswith("coursepack-note:")]
    assert {key.endswith(":*") for key in notes} == {True, False}
    learner.open_extra("about")
    about = learner.view.locator("#about")
    about.get_by_text("Finished? Clear this device").click()
    expect(about.get_by_role("status").filter(has_text="What you did last in this module.")).to_be_visible()
    world.lrs.failing = None
    about.get_by_role("button", name="Clear this device").click()
    expect(about.get_by_text("Nothing of any course is kept in this browser any longer.")).to_be_focused()
    assert learner.view.evaluate(KEPT) == []
    assert verb_of(world.lrs.statements[-1]) == "suspended"
    learner.tab.go_back()
    learner.tab.reload()
    expect(learner.tab.locator("#save")).to_have_text("Not connected to a learning system")
    assert learner.view.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count("mailto:") == 0


def test_a_lost_connection_loses_no_statement_and_doubles_none(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = open_xapi(context, address, world=world, package=package).connected()
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    world.lrs.failing = 503
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Not sent yet")
    learner.go_on()
    world.lrs.failing = None
    expect(learner.view.locator("#save")).to_contain_text("Saved again")
    pages = [s["object"]["id"] for s in world.lrs.statements if verb_of(s) == "experienced"]
    assert len(pages) == len(set(pages)) == 3
    assert judge_statements(world.lrs.statements) == []


def test_the_state_in_the_lrs_is_the_saved_state(
    package: str, context: BrowserContext, world: World, address: str
) -> None:
    learner = open_xapi(context, address, world=world, package=package).connected()
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    [(key, document)] = world.lrs.documents.items()
    assert json.loads(key)[0] == activity_of(world, package)
    assert len(document) <= 4096
