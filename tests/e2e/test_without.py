"""Without JavaScript, without motion, on paper: everything can still be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

MODULES = ("introduction", "level-1", "level-2", "level-3", "level-4")


@pytest.mark.parametrize("module", MODULES)
def test_without_javascript_every_page_every_question_and_every_transcript_can_be_read(
    browser: Browser, reading: str, module: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 498, "height": 640})
    tab = context.new_page()
    tab.goto(f"{reading}/package/{module}/index.html")
    for selector in (".page", ".question__stem", ".question__options > li", ".animation__narration", "textarea"):
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
    for page in tab.locator(".page").all():
        expect(page).to_be_visible()


def test_on_paper_every_page_stands_with_its_answers_and_without_furniture(
    context: BrowserContext, reading: str
) -> None:
    tab = context.new_page()
    tab.goto(f"{reading}/package/level-1/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    tab.emulate_media(media="print")
    for selector in (".page[data-page]", ".question__static .question__stem"):
        for found in tab.locator(selector).all():
            expect(found).to_be_visible()
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
    for page in tab.locator(".page").all():
        tab.evaluate("(id) => { location.hash = id }", page.get_attribute("id"))
        assert tab.evaluate(moving) == 0
    context.close()
