"""Everybody can read it: axe-core and measurements, on every page, every block's examples, and every state of a page.

WCAG 2.2 AA in three widths and three colour schemes; 1.4.10 reflow at 320 px, which is 1280 px at 400 %; 1.4.12 text
spacing; 2.4.11 focus not obscured, by hit tests; 2.5.8 target size, and 44 px for controls. No word on the console.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.render.module import ModuleContent
from tests.e2e.audit import bring_judges, findings, findings_alone, findings_for_own_letters, open_audit, show
from tests.e2e.learner import TAUGHT, fill_in, listen, open_scorm12, wrongly
from tests.e2e.readable import package_of
from tests.e2e.server import World, serve
from tests.patience import PATIENCE

SHOWN = ".page[data-current]"


@pytest.fixture
def module() -> str:
    """The module of all examples: it has every block, and nothing twice."""
    return "examples"


@pytest.fixture(scope="module")
def shelf(contents: Mapping[str, ModuleContent]) -> Iterator[str]:
    """The address of every module, of the examples, and of a check alone, as packages that know no LMS."""
    with serve(World(packages={name: package_of(content, "web") for name, content in contents.items()})) as served:
        yield f"{served}/package"


@pytest.fixture
def tab(browser: Browser, shelf: str) -> Iterator[Page]:
    """A phone's tab; the browser has nothing to complain of in the end."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    tab = context.new_page()
    complaints = listen(tab, shelf)
    yield tab
    context.close()
    assert complaints == []


def test_every_page_of_a_module_can_be_used_by_everybody(tab: Page, shelf: str, module: str) -> None:
    pages = open_audit(tab, f"{shelf}/{module}/index.html")
    tab.evaluate("audit.openPanels()")
    found = findings_alone(tab, pages)
    tab.evaluate("audit.openAll()")
    tab.evaluate("audit.answerAll()")
    found += findings(tab)
    found += findings_for_own_letters(tab)
    assert found == []


def test_every_state_of_a_question_can_be_used_by_everybody(tab: Page, shelf: str) -> None:
    open_audit(tab, f"{shelf}/check/index.html")
    show(tab, "questions")
    asked = {question["id"]: question for question in questions_of(tab)}
    found = []
    for kind in ("choice", "sort"):
        block = tab.locator(f".block--{kind}").first
        question = asked[str(block.get_attribute("data-id"))]
        check = block.get_by_role("button", name="Check my answer")
        check.click()
        expect(block.get_by_text("There is a problem")).to_be_visible()
        found += [f"{kind} without an answer, {what}" for what in findings(tab, SHOWN)]
        for state, given in (("wrong", wrongly(question)), ("right", question)):
            chosen = block.locator("[type=checkbox]:checked")
            while chosen.count():
                chosen.first.uncheck()
            fill_in(block, question, right=given)
            check.click()
            expect(block.locator(".feedback")).to_be_visible()
            found += [f"{kind} {state}, {what}" for what in findings(tab, SHOWN)]
            if state == "wrong":
                block.get_by_role("button", name="Try again").click()
    assert found == []


def test_every_screen_of_the_check_can_be_used_by_everybody(tab: Page, shelf: str) -> None:
    open_audit(tab, f"{shelf}/check/index.html")
    tab.locator("#first [data-next]").click()
    show(tab, "check")
    bank = tab.evaluate("fetch('bank.json').then((answer) => answer.json())")["questions"]
    check = tab.locator(".check")
    found: list[str] = []

    def judge(title: str) -> None:
        expect(tab).to_have_title(re.compile(re.escape(title)))
        expect(tab.locator("h1:visible")).to_have_count(1)
        found.extend(f"{title}, {what}" for what in findings(tab, SHOWN))

    def asked() -> dict[str, Any]:
        stem = check.locator("legend").inner_text()
        return next(question for question in bank if question["stem"] == stem)

    judge("The check")
    check.get_by_role("button", name="Start the check").click()
    judge("Question 1 of 4")
    total = int(str(check.locator(".page__caption").text_content()).rsplit(" ", 1)[1])
    for number in range(1, total + 1):
        expect(check.locator(".page__caption")).to_have_text(f"Question {number} of {total}")
        if number > 1:
            fill_in(check, asked(), right=wrongly(asked()))
        check.get_by_role("button", name="Continue").click()
    judge("Check your answers")
    check.get_by_role("button", name="Submit").click()
    panel, more = check.locator(".panel"), check.get_by_role("button", name="Check my answer")
    expect(more).to_be_visible()
    judge("One more question")
    while more.is_visible():
        fill_in(check, asked(), right=asked())
        more.click()
    expect(panel).to_contain_text("Not passed yet")
    judge("Your result")
    check.get_by_role("button", name="Try again").click()
    for _ in range(total):
        fill_in(check, asked(), right=asked())
        check.get_by_role("button", name="Continue").click()
    check.get_by_role("button", name="Submit").click()
    expect(panel).to_contain_text("You passed")
    judge("Your result")
    check.get_by_role("button", name="See your certificate").click()
    judge("Certificate")
    assert found == []


def test_what_stands_around_the_pages_can_be_used_by_everybody(tab: Page, shelf: str) -> None:
    open_audit(tab, f"{shelf}/check/index.html")
    found: list[str] = []
    tab.set_viewport_size({"width": 320, "height": 480})
    tab.get_by_role("button", name="Contents").click()
    expect(tab.locator(".contents__panel")).to_be_visible()
    found += [f"contents, {what}" for what in findings(tab)]
    tab.get_by_role("button", name="Hide this page").click()
    expect(tab).to_have_title("Training")
    found += [f"hidden page, {what}" for what in findings(tab)]
    tab.get_by_role("button", name="Show page").press("Enter")
    tab.locator("#first [data-next]").click()
    expect(tab.locator("#questions")).to_be_visible()
    tab.goto("about:blank")
    open_audit(tab, f"{shelf}/check/index.html")
    expect(tab.get_by_role("heading", name="Welcome back")).to_be_visible()
    found += [f"welcome back: {what}" for what in tab.evaluate("audit.titles()")]
    found += [f"welcome back, {what}" for what in findings(tab)]
    tab.get_by_role("button", name="Choose from the contents").click()
    expect(tab.locator("#contents [data-page=questions]")).to_be_focused()
    found += [f"contents of somebody who comes back, {what}" for what in findings(tab, "#contents")]
    assert found == []


def test_what_a_learner_is_told_when_something_fails_can_be_used_by_everybody(
    context: BrowserContext, contents: Mapping[str, ModuleContent]
) -> None:
    """Notices: progress that cannot be sent or kept, with a code to copy; the way out; questions that do not come."""
    world = World(packages={"check": package_of(contents["check"])}, commit_status=500)
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")
    context.clock.install()
    found: list[str] = []

    def judge(notice: str) -> None:
        expect(learner.view.get_by_role("heading", name=notice)).to_be_visible()
        learner.view.locator("#notice details").evaluate_all("(all) => all.forEach((one) => { one.open = true })")
        found.extend(f"{notice}, {what}" for what in findings(learner.view))

    with serve(world) as served:
        learner = open_scorm12(context, served, package="check")
        # Nothing is read yet: the words mean that the LMS is found and refuses, and that this device keeps nothing.
        expect(learner.view.locator("#save")).to_have_text("Not sent yet – keep this page open")
        bring_judges(learner.view)
        learner.go_on()
        for _ in range(120):
            if learner.view.locator("#notice").is_hidden():
                context.clock.run_for(1_000)
        judge("Your progress has not reached your learning system")
        expect(learner.view.get_by_text("It brings back what you have read")).to_be_visible()
        learner.view.get_by_role("button", name="Save and leave").click()
        judge("Your latest progress has not been sent")
        world.commit_status = 200
        learner.view.get_by_role("button", name="Stay and try again").click()
        judge("You can now close this course")
        context.route("**/taught.js*", lambda route: None)  # the second try waits, so that nothing changes meanwhile
        context.route("**/taught.js*", lambda route: route.abort(), times=1)
        learner = open_scorm12(context, served, package="check", learner="robin").connected()
        bring_judges(learner.view)
        judge("The questions cannot be answered just now")
    assert found == []


def questions_of(tab: Page) -> list[dict[str, Any]]:
    """Return the questions that stand on the pages of the module."""
    return list(tab.evaluate(TAUGHT))
