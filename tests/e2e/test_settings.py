"""Around the pages: settings, hiding the page, a summary in place of a page, a break, the certificate."""

from __future__ import annotations

import io

from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.e2e.learner import Learner, open_scorm12


def opened(context: BrowserContext, address: str) -> Page:
    tab = context.new_page()
    tab.goto(address)
    tab.locator("html.js .page[data-current]").wait_for()
    return tab


def test_settings_hold_at_once_and_after_a_reload_and_are_sent_to_nobody(context: BrowserContext, reading: str) -> None:
    tab = opened(context, f"{reading}/package/autumn/index.html#settings")
    size = "getComputedStyle(document.documentElement).fontSize"
    assert tab.evaluate(size) == "16px"
    tab.get_by_label("Double").check()
    tab.get_by_label("Dark", exact=True).check()
    assert tab.evaluate(size) == "32px"
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.post_data or ""))
    tab.reload()
    assert tab.evaluate(size) == "32px"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 26)"
    expect(tab.get_by_label("Double")).to_be_checked()
    assert not any(requests)


def test_the_page_is_hidden_by_its_button_and_by_shift_three_times_until_it_is_shown_again(
    context: BrowserContext, reading: str
) -> None:
    tab = opened(context, f"{reading}/package/autumn/index.html")
    title = tab.title()
    tab.locator(".skip-link").focus()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Hide this page")).to_be_focused()
    tab.keyboard.press("Enter")
    cover = tab.locator(".cover")
    expect(cover).to_be_focused()
    assert tab.title() == "Training"
    assert tab.evaluate("document.elementFromPoint(300, 400).closest('.cover') !== null")
    tab.reload()
    for key in ("Enter", "Space", "Escape"):  # none of them takes the cover off by accident
        tab.keyboard.press(key)
    expect(cover).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.title() == title
    tab.evaluate("scrollTo(0, 900)")
    for _ in range(3):
        tab.keyboard.press("Shift")
    expect(cover).to_be_visible()
    # All that can be seen is one colour.
    assert tab.evaluate("document.elementFromPoint(60, 90) === document.querySelector('.cover')")
    tab.mouse.click(200, 200)
    tab.mouse.click(200, 200)
    expect(cover).to_be_visible()
    tab.mouse.click(200, 200)
    expect(cover).to_have_count(0)
    expect(tab.get_by_role("button", name="Hide this page")).to_be_in_viewport()  # wherever on a page the learner is


def test_a_hidden_page_keeps_its_neutral_title_when_the_learner_s_place_is_found_again(
    context: BrowserContext, reading: str
) -> None:
    learner = open_scorm12(context, reading, package="autumn", learner="jo").connected()
    learner.go_on()
    learner.view.get_by_role("button", name="Hide this page").click()
    with learner.tab.expect_event("framenavigated"):
        learner.view.evaluate("location.reload()")
    expect(learner.view.locator("#leave")).to_have_text("Save and leave")
    expect(learner.view.locator("#save")).to_contain_text("Saved")
    assert learner.view.evaluate("document.title") == "Training"
    learner.view.get_by_role("button", name="Show page").press("Enter")
    heading = learner.view.locator(".page[data-current] h1").text_content()
    assert str(learner.view.evaluate("document.title")).startswith(f"{heading} – ")


def test_the_summary_in_place_of_a_page_costs_nothing(context: BrowserContext, reading: str) -> None:
    tab = opened(context, f"{reading}/package/autumn/index.html#AUT-02")
    status = tab.locator("#contents [data-page='AUT-02'] + [data-status]")
    expect(tab.locator("#sum-AUT-02")).to_be_hidden()
    tab.locator("#AUT-02").get_by_role("link", name="Read a summary instead").click()
    expect(tab.locator("#sum-AUT-02")).to_be_in_viewport()
    expect(status).to_have_text("Completed")


def test_a_break_leads_to_support_and_back_to_the_same_page(context: BrowserContext, reading: str) -> None:
    tab = opened(context, f"{reading}/package/autumn/index.html#AUT-03")
    tab.locator("#AUT-03").get_by_role("link", name="Take a break").click()
    expect(tab.get_by_role("heading", name="Take a break, or get help")).to_be_focused()
    expect(tab.locator("#help")).to_contain_text("Apiary hut")
    while tab.locator("#help").is_visible():  # a second press right after the first is taken for a double click
        tab.locator("#help").get_by_role("link", name="Go on reading").click()
    expect(tab.locator("#AUT-03")).to_be_visible()


def test_the_certificate_has_the_learner_s_name_and_prints_to_one_sheet_of_a4_on_its_side(
    context: BrowserContext, reading: str
) -> None:
    learner: Learner = open_scorm12(context, reading, package="spring").connected()
    bank = context.request.get(f"{reading}/package/spring/bank.json").json()
    learner.read_all()
    learner.take_quiz(bank=bank, wrong=0)
    learner.view.get_by_role("button", name="See your certificate").click()
    sheet = learner.view.locator(".certificate")
    expect(sheet).to_contain_text("This records that Sam Ó Néill completed Bees above the town")
    expect(sheet).to_contain_text("passed the check (100%)")
    expect(sheet).to_contain_text("It is not accredited.")
    for claim in ("statutory", "Ofsted", "KCSIE", "expires"):
        expect(sheet).not_to_contain_text(claim)
    learner.view.get_by_label("Your name").fill("Alex <b>Smith</b>")
    expect(sheet).to_contain_text("This records that Alex <b>Smith</b> completed")
    assert learner.complaints == []
    tab = context.new_page()
    tab.goto(f"{reading}/package/spring/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    tab.add_style_tag(url="scripted.css")
    tab.evaluate(
        "(html) => { document.querySelector('.page[data-current]').replaceChildren("
        "new DOMParser().parseFromString(html, 'text/html').body.firstElementChild) }",
        "<div class='block block--check'>" + str(sheet.evaluate("sheet => sheet.outerHTML")) + "</div>",
    )
    (paper,) = PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))).pages
    assert (round(paper.mediabox.width), round(paper.mediabox.height)) == (842, 595)
