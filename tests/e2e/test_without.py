"""Without JavaScript, without motion, on paper: everything can still be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

#: What should be read and cannot be.
UNSEEN = """(elements) => elements
  .filter((element) => !element.checkVisibility({ visibilityProperty: true }) || element.getClientRects().length === 0)
  .map((element) => element.outerHTML.slice(0, 100))"""
MODULES = ("introduction", "level-1", "level-2", "level-3", "level-4")


def unseen(tab: Page, selector: str) -> list[str]:
    """Return which of the elements that *selector* finds cannot be seen; it must find some."""
    assert tab.locator(selector).count() > 0
    return [str(element) for element in tab.locator(selector).evaluate_all(UNSEEN)]


@pytest.mark.parametrize("module", MODULES)
def test_without_javascript_every_page_every_question_and_every_transcript_can_be_read(
    browser: Browser, reading: str, module: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 498, "height": 640})
    tab = context.new_page()
    tab.goto(f"{reading}/package/{module}/index.html")
    for selector in (
        ".page:not([hidden])",
        ".question__stem",
        ".question__options > li",
        ".animation__narration",
        "textarea",
    ):
        for found in tab.locator(selector).all():
            expect(found).to_be_visible()
    for control in ("#leave", "#menu-button"):
        expect(tab.locator(control)).to_be_hidden()
    expect(tab.locator(".no-script")).to_be_visible()
    tab.goto(f"{reading}/package/{module}/questions.html")
    assert tab.locator(".question__stem").count() >= 10
    context.close()


def test_where_the_script_fails_to_load_everything_can_be_read(context: BrowserContext, reading: str) -> None:
    tab = context.new_page()
    tab.route("**/player.js", lambda route: route.abort())
    tab.goto(f"{reading}/package/introduction/index.html")
    assert unseen(tab, ".page:not([hidden])") == []


def test_while_the_script_is_on_its_way_pages_can_be_turned_and_it_goes_on_from_there(
    context: BrowserContext, reading: str
) -> None:
    tab = context.new_page()
    late: list[Route] = []
    tab.route("**/player.js", lambda route: late.append(route))
    tab.goto(f"{reading}/package/level-1/index.html", wait_until="commit")
    for page, other in (("L1-02", "L1-01"), ("L1-03", "L1-02")):
        tab.locator(".page:visible [data-next]").click()
        expect(tab.locator(f"#{page}")).to_be_visible()
        expect(tab.locator(f"#{other}")).to_be_hidden()
    late[0].continue_()
    expect(tab.locator(".page[data-current]")).to_have_id("L1-03")
    expect(tab.locator(".page:visible")).to_have_count(1)
    expect(tab.locator("#contents [data-page='L1-03']")).to_have_attribute("aria-current", "page")


def test_on_paper_every_page_stands_with_its_answers_and_without_furniture(
    context: BrowserContext, reading: str
) -> None:
    tab = context.new_page()
    tab.goto(f"{reading}/package/level-1/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    tab.emulate_media(media="print")
    assert unseen(tab, ".page[data-page], .question__static .question__stem") == []
    for furniture in (".masthead", ".contents", ".foot", ".page__nav", "form.question"):
        for found in tab.locator(furniture).all():
            expect(found).to_be_hidden()
    assert tab.pdf(format="A4").startswith(b"%PDF")


def test_nothing_moves_for_those_who_asked_for_stillness(browser: Browser, reading: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{reading}/package/introduction/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    for page in tab.locator(".page:not([hidden])").all():
        tab.evaluate("(id) => { location.hash = id }", page.get_attribute("id"))
        assert tab.evaluate(moving) == 0
    context.close()
