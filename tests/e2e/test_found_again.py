"""A word explained where it stands, a search in the module, and the way back to the place that was left."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.audit import ALL_RULES, SCHEMES, axe, bring_judges, put_on

#: Where a learner is: which page, how far down, and on what the focus is.
PLACE = "[document.querySelector('[data-current]').id, Math.round(scrollY), document.activeElement.className]"


def judged(tab: Page, part: str) -> list[str]:
    """Return what axe-core finds in *part* in each scheme: what measures a page would take the focus out of it."""
    found = []
    for scheme in SCHEMES:
        put_on(tab, scheme)
        found += [f"{part}, {scheme}: {what}" for what in axe(tab, part, ALL_RULES)]
    put_on(tab, "light")
    return found


def test_a_learner_looks_up_a_word_and_a_place_and_is_led_back(context: BrowserContext, reading: str) -> None:
    asked: list[str] = []
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    tab.goto(f"{reading}/package/spring/index.html", wait_until="networkidle")
    assert "search.js" not in asked
    start = tab.evaluate("document.querySelector('.page[data-page] a.term').closest('.page').id")
    tab.locator(f"#contents [data-page='{start}']").click()
    term = tab.locator(f"#{start} a.term").first
    term.focus()
    place = tab.evaluate(PLACE)
    tab.keyboard.press("Enter")
    meaning = tab.get_by_role("dialog")
    expect(meaning).to_be_focused()
    assert meaning.evaluate("(box) => box.matches(':popover-open') && box.getBoundingClientRect().right <= innerWidth")
    bring_judges(tab)
    found = judged(tab, ".meaning")
    tab.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    assert tab.evaluate(PLACE) == place

    tab.evaluate("scrollTo(0, 200)")
    place = tab.evaluate(PLACE)
    tab.locator(".foot a[href='#glossary']").click()
    expect(tab.locator("#glossary")).to_be_visible()
    tab.go_back()
    expect(tab.locator("#glossary")).to_be_hidden()
    assert tab.evaluate(PLACE)[0] == place[0]

    heading = tab.evaluate("[...document.querySelectorAll('.page[data-page] h1')].at(-1).textContent")
    tab.keyboard.press("Control+k")
    search = tab.get_by_role("dialog", name="Search this module")
    search.get_by_role("textbox").fill(heading)
    found += judged(tab, ".search")
    search.get_by_role("link", name=heading).first.click()
    expect(search).to_have_count(0)
    expect(tab.get_by_role("heading", name=heading, exact=True).locator("visible=true").first).to_be_focused()
    assert found == []
