"""Without JavaScript, without motion, on paper: everything can still be read."""

from __future__ import annotations

import io
import re
import unicodedata

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pypdf import PdfReader

from tests.e2e.audit import show

#: Words that are not part of the reading: ways from page to page, what the player makes, and what only machines read.
FURNITURE = (
    ".page__nav, .content-note__ways, .page[data-extra]:not(#glossary, #about), form.question, .check, .check__static, "
    ".reveal__all, .animation__player, .visually-hidden, [hidden]:not(.question__static), svg, script, noscript"
)
#: The same on paper, where nobody presses anything.
ON_PAPER = f"{FURNITURE}, .button"
#: All words in pages, but those inside what *furniture* finds, that cannot be seen.
UNSEEN = """(furniture) => {
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const unseen = [];
  let count = 0;
  while (words.nextNode()) {
    const { parentElement, textContent } = words.currentNode;
    if (!textContent.trim() || !parentElement.closest(".page") || parentElement.closest(furniture)) continue;
    count += 1;
    const isShown = parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!isShown || parentElement.getClientRects().length === 0) unseen.push(textContent.trim().slice(0, 100));
  }
  return count > 200 ? unseen : [`only ${count} pieces of text were looked at`];
}"""
#: What a course is for, and what must never be left out on paper.
HEART = (
    ".page[data-page] .page__title, .question__stem, .question__options > li, .question__answers > li, "
    ".animation__narration, .prose p"
)


def letters(text: str) -> str:
    """Return *text* without spaces and ligatures, as PDFs have both where they like."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def without_scripts(browser: Browser, address: str) -> Page:
    """Open *address* in a browser that runs no JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 498, "height": 640})
    tab = context.new_page()
    tab.goto(address)
    return tab


def test_without_javascript_every_word_every_question_and_every_transcript_can_be_read_and_printed(
    browser: Browser, reading: str, module: str
) -> None:
    tab = without_scripts(browser, f"{reading}/package/{module}/index.html")
    expect(tab.locator(".no-script")).to_be_visible()
    for control in ("#leave", "#menu-button"):
        expect(tab.locator(control)).to_be_hidden()
    for part in (".question__static", "textarea"):
        for found in tab.locator(part).all():
            expect(found).to_be_visible()
    tab.emulate_media(media="print")
    assert tab.evaluate(UNSEEN, ON_PAPER) == []
    tab.emulate_media(media="screen")
    for panel in tab.locator("summary").all():  # they open without a script, too
        panel.press("Enter")
    assert tab.evaluate(UNSEEN, FURNITURE) == []
    tab.goto(f"{reading}/package/{module}/questions.html")
    assert tab.locator(".question__stem").count() >= 10
    tab.context.close()


def test_paper_from_a_browser_without_javascript_has_every_question_answer_and_transcript(
    browser: Browser, reading: str, module: str
) -> None:
    for page in ("index.html", "questions.html"):
        tab = without_scripts(browser, f"{reading}/package/{module}/{page}")
        paper = PdfReader(io.BytesIO(tab.pdf(format="A4")))
        printed = letters("".join(sheet.extract_text() for sheet in paper.pages))
        written = tab.locator(HEART).all_text_contents()
        assert len(written) > 50
        assert [text for text in written if letters(text) not in printed] == []
        tab.context.close()


def test_where_the_script_fails_to_load_everything_can_be_read(
    context: BrowserContext, reading: str, module: str
) -> None:
    tab = context.new_page()
    tab.route("**/player.js", lambda route: route.abort())
    tab.goto(f"{reading}/package/{module}/index.html")
    tab.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true })")
    assert tab.evaluate(UNSEEN, FURNITURE) == []


def test_while_the_script_is_on_its_way_pages_can_be_turned_and_it_goes_on_from_there(
    context: BrowserContext, reading: str
) -> None:
    tab = context.new_page()
    late: list[Route] = []
    tab.route("**/player.js", lambda route: late.append(route))
    tab.goto(f"{reading}/package/autumn/index.html", wait_until="commit")
    for page, other in (("AUT-02", "AUT-01"), ("AUT-03", "AUT-02")):
        tab.locator(".page:visible [data-next]").click()
        expect(tab.locator(f"#{page}")).to_be_visible()
        expect(tab.locator(f"#{other}")).to_be_hidden()
    late[0].continue_()
    expect(tab.locator(".page[data-current]")).to_have_id("AUT-03")
    expect(tab.locator(".page:visible")).to_have_count(1)
    expect(tab.locator("#contents [data-page='AUT-03']")).to_have_attribute("aria-current", "page")


def test_on_paper_every_page_stands_with_its_answers_and_without_furniture(
    context: BrowserContext, reading: str, module: str
) -> None:
    tab = context.new_page()
    tab.goto(f"{reading}/package/{module}/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    expect(tab.locator(".block--question:not(:has(form))")).to_have_count(0)
    tab.emulate_media(media="print")
    assert tab.evaluate(UNSEEN, ON_PAPER) == []
    for furniture in (".masthead", ".contents", ".foot", ".page__nav", "form.question", ".button"):
        for found in tab.locator(furniture).all():
            expect(found).to_be_hidden()


def test_nothing_moves_for_those_who_asked_for_stillness(browser: Browser, reading: str, module: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{reading}/package/{module}/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    for page in tab.locator(".page:not([hidden])").all():
        show(tab, str(page.get_attribute("id")))
        assert tab.evaluate(moving) == 0
    context.close()
