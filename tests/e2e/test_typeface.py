"""The typeface comes when the page can be used, and is put on where nobody is reading."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

LOADED = "() => [...document.fonts].some((face) => face.status === 'loaded')"


def opened(tab: Page, address: str) -> Page:
    """Open the module, and wait until it can be used and has asked for its typeface."""
    tab.goto(address)
    tab.locator("html.js .page[data-current]").wait_for()
    tab.locator("link[href='typeface.css']").wait_for(state="attached")
    return tab


def test_a_turned_page_has_the_typeface_and_the_page_that_was_there_keeps_its_letters(
    context: BrowserContext, reading: str
) -> None:
    tab, asked = context.new_page(), list[str]()
    tab.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    opened(tab, f"{reading}/package/spring/index.html")
    tab.wait_for_function(LOADED)
    html = tab.locator("html")
    assert html.get_attribute("data-typeface") is None
    tab.locator(".page[data-current] [data-next]").click()
    expect(html).to_have_attribute("data-typeface", "")
    assert "Atkinson Hyperlegible Next" in tab.locator(".page[data-current] h1").evaluate(
        "(heading) => getComputedStyle(heading).fontFamily"
    )
    # What has letters of other languages is asked for by pages that have such letters.
    assert [name for name in asked if name.endswith(".woff2")] == ["typeface.woff2"]
    assert asked.index("typeface.woff2") > max(asked.index(name) for name in asked if name.endswith(".js"))


def test_where_the_typeface_does_not_come_the_letters_stay_the_devices_own(
    context: BrowserContext, reading: str
) -> None:
    tab = context.new_page()
    tab.route("**/*.woff2", lambda route: route.fulfill(status=404))
    with tab.expect_response("**/typeface.woff2"):
        opened(tab, f"{reading}/package/spring/index.html")
    tab.wait_for_function("() => [...document.fonts].some((face) => face.status === 'error')")
    tab.locator(".page[data-current] [data-next]").click()
    expect(tab.locator(".page[data-current] h1")).to_be_focused()
    assert tab.locator("html").get_attribute("data-typeface") is None
