"""What a learner writes stays in the page: looked for in every call, every request and every storage key."""

from __future__ import annotations

import json
import uuid

import pytest
from playwright.sync_api import BrowserContext, Frame, Request, expect

from tests.e2e.launches import open_cmi5
from tests.e2e.learner import open_scorm12, open_xapi
from tests.e2e.server import World

#: Everything that a page could leave behind on the device, as text.
STORAGE = """async () => {
  const settled = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const kept = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      kept.push(name, store, await Promise.all([settled(rows.getAllKeys()), settled(rows.getAll())]));
    }
    database.close();
  }
  return JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.referrer,
    history.state, window.name, kept, await caches.keys(),
  ]);
}"""


def write_everywhere(view: Frame, token: str) -> int:
    """Write *token* into every private block, where a poll's answer is its words. Return how many took something."""
    return int(
        view.evaluate(
            """(token) => {
              const fields = document.querySelectorAll(
                "textarea, [data-component=poll] [type=radio], [data-component=confidence] input");
              for (const field of fields) {
                if (field.type === "radio") {
                  field.labels[0].lastChild.textContent = token;
                  field.click();
                } else {
                  field.value = token;
                }
                for (const name of ["input", "change", "blur"]) field.dispatchEvent(new Event(name, { bubbles: true }));
              }
              return fields.length;
            }""",
            token,
        )
    )


class Ears:
    """Everything that leaves the browser, kept from before the first page on."""

    def __init__(self, context: BrowserContext) -> None:
        """Listen to all requests of *context*."""
        self.sent: list[str] = []
        context.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        body = (request.post_data_buffer or b"").decode("utf-8", "replace")
        self.sent.append(f"{request.url} {request.headers} {body}")

    def heard(self, token: str) -> list[str]:
        """Return what was sent with *token* in it."""
        return [line for line in self.sent if token in line]


def token_for(what: str) -> str:
    """Return a word that is nowhere but where it was typed."""
    return f"PRIVATE{uuid.uuid5(uuid.NAMESPACE_URL, what).hex}"


def test_what_a_learner_writes_is_in_no_call_no_request_and_no_store(
    context: BrowserContext, reading: str, module: str
) -> None:
    token, ears = token_for(module), Ears(context)
    learner = open_scorm12(context, reading, package=module, learner="robin").connected()
    assert write_everywhere(learner.view, token) > 0
    learner.go_on()
    learner.leave()
    calls = json.dumps(learner.calls())
    assert "cmi.suspend_data" in calls  # the calls that are searched are there
    assert token not in calls
    assert ears.heard(token) == []
    assert token not in learner.view.evaluate(STORAGE)
    assert learner.complaints == []


def test_a_note_that_its_writer_keeps_is_on_the_device_and_nowhere_else(context: BrowserContext, reading: str) -> None:
    token, ears = token_for("kept"), Ears(context)
    learner = open_scorm12(context, reading, package="autumn", learner="kim").connected()
    learner.open_page("AUT-03")
    note = learner.view.locator("#AUT-03 .block--reflection")
    note.get_by_role("textbox").fill(token)
    note.get_by_label("Keep this, and all that I write").check()
    learner.go_on()
    learner.leave()
    assert token not in json.dumps(learner.calls())
    assert ears.heard(token) == []
    kept = learner.view.evaluate("Object.entries(localStorage)")
    assert [key.split(":")[0] for key, value in kept if token in value] == ["coursepack-note"]
    assert learner.view.evaluate(STORAGE).count(token) == 1
    again = open_scorm12(context, reading, package="autumn", learner="kim").connected()
    expect(again.view.locator("#AUT-03 .block--reflection textarea")).to_have_value(token)
    other = open_scorm12(context, reading, package="autumn", learner="robin").connected()
    expect(other.view.locator("#AUT-03 .block--reflection textarea")).to_have_value("")


def test_what_is_kept_on_the_device_names_no_learner(context: BrowserContext, reading: str) -> None:
    learner = open_scorm12(context, reading, package="spring", learner="robin").connected()
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    asked = [call["args"][0] for call in learner.calls() if call["name"].endswith("GetValue")]
    assert {"cmi.core.student_id", "cmi.core.student_name"} <= set(asked)  # it knows them
    local, session, cookie, *_, kept, caches = json.loads(learner.view.evaluate(STORAGE))
    assert "coursepack-salt" in json.dumps(kept)  # what is searched is there
    assert "robin" not in json.dumps([local, session, cookie, kept, caches]).lower()


def test_the_name_on_a_certificate_is_in_no_call_no_request_and_no_store(context: BrowserContext, reading: str) -> None:
    token, ears = token_for("certificate"), Ears(context)
    learner = open_scorm12(context, reading, package="spring", learner="alex").connected()
    bank = context.request.get(f"{reading}/package/spring/bank.json").json()
    learner.read_all()
    learner.take_quiz(bank=bank, wrong=0)
    learner.view.get_by_role("button", name="See your certificate").click()
    learner.view.get_by_label("Your name").fill(token)
    expect(learner.view.locator(".certificate")).to_contain_text(f"{token} completed")
    learner.leave()
    assert token not in json.dumps(learner.calls())
    assert ears.heard(token) == []
    assert token not in learner.view.evaluate(STORAGE)
    assert learner.complaints == []


@pytest.mark.parametrize("name", ["hives-spring-xapi", "hives-autumn-cmi5"])
def test_what_a_learner_writes_is_in_no_statement_no_document_and_no_store(
    context: BrowserContext, world: World, address: str, name: str
) -> None:
    token, ears = token_for(name), Ears(context)
    launch = open_xapi if name.endswith("xapi") else open_cmi5
    learner = launch(context, address, world=world, package=name).connected()
    assert write_everywhere(learner.view, token) > 0
    learner.go_on()
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    assert any("activities/state" in line for line in ears.sent)  # the requests that are searched are there
    assert ears.heard(token) == []
    assert token not in learner.view.evaluate(STORAGE)
