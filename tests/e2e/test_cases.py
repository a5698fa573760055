"""A branching case in a browser: through all three verdicts, over a reload, and on another device."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.e2e.audit import bring_judges, findings, open_audit, show
from tests.e2e.learner import Learner, open_scorm12
from tests.e2e.server import World
from tests.patience import PATIENCE

PACKAGE = "hives-spring-scorm12"
PAGE = "SPR-03"


def the_case(learner: Learner) -> Locator:
    """Open the page of the case and return its block, ready to be begun."""
    learner.open_page(PAGE)
    block = learner.view.locator(f"#{PAGE} .block--case")
    expect(block.get_by_role("button").first).to_be_visible()
    return block


def decide(block: Locator, way: str, verdict: str) -> None:
    """Choose *way*, and read what it is called, where the focus is now."""
    block.get_by_label(way, exact=True).check()
    block.get_by_role("button", name="This is what I do").click()
    title = block.locator(".feedback__title")
    expect(title).to_have_text(verdict)
    expect(title).to_be_focused()


def test_a_case_is_decided_step_by_step_and_goes_on_after_a_reload_and_on_another_device(
    context: BrowserContext, browser: Browser, world: World, address: str
) -> None:
    first = open_scorm12(context, address, package=PACKAGE, learner="tess").connected()
    block = the_case(first)
    after = first.view.get_by_text("By teatime her ankles resemble marrows")
    expect(after).to_be_hidden()
    block.get_by_role("button", name="Decide for yourself").click()
    decide(block, "Thump the lid.", "This could leave Bramble at risk")
    block.get_by_role("button", name="Try this step again").click()
    expect(block.locator("h3")).to_be_focused()
    decide(block, "Hum to them.", "Helps, but not enough")
    block.get_by_role("button", name="Go on").click()
    expect(block.locator("h3")).to_have_text("Step 2: Monday, half past four.")
    first.stored()
    first.view.evaluate("location.reload()")
    first.view.wait_for_load_state()

    second = Learner(first.tab, first.view).known()
    block = the_case(second)
    block.get_by_role("button", name="Go on where you were").click()
    expect(block.locator("h3")).to_be_focused()
    block.get_by_text("What happened so far").click()
    expect(block.get_by_text("Guards hum back, louder.")).to_be_visible()
    decide(block, "Ring, and wait.", "Best step")
    calls = json.dumps(second.calls())
    assert "Ring, and wait" not in calls
    assert "Hum to them" not in calls
    second.leave()
    second.tab.close()

    other = browser.new_context(locale="en-GB")
    other.set_default_timeout(PATIENCE)
    third = open_scorm12(other, address, package=PACKAGE, learner="tess").connected()
    block = the_case(third)
    block.get_by_role("button", name="Go on where you were").click()
    expect(block.locator("h3")).to_have_text("Late, and rung")
    expect(block.locator("blockquote")).to_have_text("Somebody fetched the veil. That was when it got quiet.")
    assert third.complaints == []
    other.close()


def test_each_state_of_a_case_can_be_used_by_everybody(context: BrowserContext, reading: str) -> None:
    tab = context.new_page()
    open_audit(tab, f"{reading}/package/spring/index.html")
    show(tab, PAGE)
    block = tab.locator(f"#{PAGE} .block--case")
    found: list[str] = []

    def judge(state: str) -> None:
        found.extend(f"{state}, {what}" for what in findings(tab, f"#{PAGE} .block--case"))

    block.get_by_role("button", name="Decide for yourself").click()
    expect(block.locator("form")).to_be_visible()
    block.get_by_role("button", name="This is what I do").click()
    judge("without a choice")
    decide(block, "Hum to them.", "Helps, but not enough")
    judge("with a verdict")
    block.get_by_role("button", name="Go on").click()
    decide(block, "Push the gate.", "This could leave Bramble at risk")
    block.get_by_role("button", name="Go on").click()
    expect(block.get_by_role("heading", name="The postman resigns")).to_be_focused()
    judge("at its end")
    tab.goto(f"{reading}/package/spring/cases.html")
    bring_judges(tab)
    found += [f"to read, {what}" for what in findings(tab)]
    assert found == []
