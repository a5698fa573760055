"""What a learner writes stays in the page: looked for in every call, every request and every storage key."""

from __future__ import annotations

import json
import uuid

import pytest
from playwright.sync_api import BrowserContext, Frame, Request

from tests.e2e.learner import open_scorm12

#: Everything that a page could leave behind on the device, as text.
STORAGE = """async () => JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, window.name,
  (await indexedDB.databases()).map(({ name }) => name), await caches.keys(),
])"""


def write_everywhere(view: Frame, token: str) -> int:
    """Fill every private block: text with *token*, ratings and polls too. Return how many took something."""
    return int(
        view.evaluate(
            """(token) => {
              const fields = document.querySelectorAll(
                "textarea, input[type=number], [data-component=poll] [type=radio], [data-component=confidence] input");
              for (const field of fields) {
                if (field.type === "radio") field.click();
                else field.value = field.type === "number" ? "7" : token;
                for (const name of ["input", "change", "blur"]) field.dispatchEvent(new Event(name, { bubbles: true }));
              }
              return fields.length;
            }""",
            token,
        )
    )


@pytest.mark.parametrize("module", ["introduction", "level-1", "level-2", "level-3", "level-4"])
def test_what_a_learner_writes_is_in_no_call_no_request_and_no_store(
    context: BrowserContext, reading: str, module: str
) -> None:
    token = f"PRIVATE{uuid.uuid5(uuid.NAMESPACE_URL, module).hex}"
    sent: list[str] = []

    def keep(request: Request) -> None:
        sent.append(f"{request.url} {request.headers} {(request.post_data_buffer or b'').decode('utf-8', 'replace')}")

    context.on("request", keep)
    learner = open_scorm12(context, reading, package=module, learner="robin").connected()
    assert write_everywhere(learner.view, token) > 0
    learner.go_on()
    learner.leave()
    calls = json.dumps(learner.calls())
    assert "cmi.suspend_data" in calls  # the calls that are searched are there
    for private in (token, *learner.view.locator("[data-component=poll] label").all_text_contents()):
        assert private not in calls
        assert not [line for line in sent if private in line]
        assert private not in learner.view.evaluate(STORAGE)
    assert learner.complaints == []
