"""The animations in a real browser: by keyboard, by clicks, without motion, without JavaScript, for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.e2e.audit import bring_judges, findings, show

#: The pages that hold an animation, and how many scenes each has.
ANIMATIONS = {"SPR-04": 4, "SPR-05": 2}


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[list[str]]:
    """What the browser complains about during a test, such as what the content policy refuses: nothing, in the end."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # These pages are read without an LMS, and the player says so.
        if message.type in ("error", "warning") and "learning system" not in message.text:
            found.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: found.append(str(error.error)))
    yield found
    assert found == []


@pytest.fixture
def tab(context: BrowserContext, complaints: list[str], reading: str) -> Page:
    """The module, opened at its first animation without an LMS."""
    return opened(context.new_page(), reading)


def opened(tab: Page, reading: str, page: str = "SPR-04") -> Page:
    tab.goto(f"{reading}/package/spring/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    show(tab, page)
    return tab


def player(tab: Page) -> Locator:
    return tab.locator(".page[data-current] .animation__player")


def opacity(tab: Page, part: str) -> float:
    return float(tab.evaluate("(id) => getComputedStyle(document.getElementById(id)).opacity", part))


def seek(tab: Page, seconds: int) -> None:
    slider = player(tab).get_by_role("slider")
    slider.evaluate("(e, to) => { e.value = to; e.dispatchEvent(new Event('input')) }", str(seconds))


def tab_to(tab: Page, target: Locator, key: str = "Tab") -> None:
    """Press *key* until *target* has the focus, as somebody does who has no mouse."""
    for _ in range(60):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        tab.keyboard.press(key)
    pytest.fail(f"{key} never gets there")


def test_nothing_is_loaded_and_nothing_moves_before_the_learner_asks(tab: Page) -> None:
    requested: list[str] = []
    tab.on("request", lambda request: requested.append(request.url))
    expect(player(tab).get_by_role("button", name="Play the animation")).to_be_visible()
    tab.mouse.wheel(0, 800)
    tab.wait_for_load_state("networkidle")
    assert [url for url in requested if url.endswith(".json")] == []
    assert tab.evaluate("document.getAnimations().length") == 0


def test_a_learner_plays_it_by_keyboard_alone(tab: Page) -> None:
    tab_to(tab, player(tab).get_by_role("button", name="Play the animation"))
    tab.keyboard.press("Enter")
    pause = player(tab).get_by_role("button", name="Pause")
    expect(pause).to_be_focused()
    # The picture, its words and its controls can be seen together.
    height = tab.evaluate("document.querySelector('.page[data-current] .animation__player').offsetHeight")
    assert height <= tab.evaluate("innerHeight")
    tab.keyboard.press("Space")
    play = player(tab).get_by_role("button", name="Play", exact=True)
    expect(play).to_be_focused()

    slider = player(tab).get_by_role("slider", name="Time")
    tab_to(tab, slider)
    tab.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "Scene 1 of 4, 0 seconds: Bees buzz here, and nobody cries.")
    for _ in range(28):
        tab.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "Scene 3 of 4, 28 seconds: Ten thousand hold hands.")
    expect(player(tab).get_by_text("Ten thousand hold hands in the plum tree.")).to_be_visible()

    captions = player(tab).get_by_role("button", name="Captions")
    tab_to(tab, captions)
    tab.keyboard.press("Enter")
    expect(player(tab).get_by_text("Ten thousand hold hands in the plum tree.")).to_be_hidden()
    tab_to(tab, slider, "Shift+Tab")
    tab.keyboard.press("End")
    expect(player(tab).get_by_text("Breathe out. Bees do it through their sides.")).to_be_visible()
    tab_to(tab, player(tab).get_by_role("link", name="People who can help"), "Shift+Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("#SPR-01 .block--support")).to_be_visible()


def test_a_learner_plays_it_by_clicks_alone(tab: Page) -> None:
    player(tab).get_by_role("button", name="Play the animation").click()
    following = player(tab).get_by_role("button", name="Next scene")
    for number in range(2, 5):
        following.click()
        expect(player(tab).get_by_text(f"Scene {number} of 4")).to_be_visible()
    expect(following).to_have_attribute("aria-disabled", "true")
    player(tab).get_by_role("button", name="More").click()
    player(tab).get_by_label("Speed").select_option("1.25")
    slider = player(tab).get_by_role("slider").bounding_box()
    assert slider
    tab.mouse.click(slider["x"] + slider["width"] - 2, slider["y"] + slider["height"] / 2)
    expect(player(tab).get_by_text("Breathe out. Bees do it through their sides.")).to_be_visible()
    player(tab).get_by_role("button", name="Play again").click()
    expect(player(tab).get_by_text("Scene 1 of 4")).to_be_visible()
    player(tab).get_by_role("button", name="Pause").click()


def test_any_moment_can_be_shown(tab: Page) -> None:
    player(tab).get_by_role("button", name="Play the animation").click()
    player(tab).get_by_role("button", name="Pause").click()
    for seconds, seen in ((0, 0), (1, 0), (4, 1)):
        seek(tab, seconds)
        assert opacity(tab, "drawn-A1-1_title") == seen
    seek(tab, 12 + 16 + 14 + 3)
    assert opacity(tab, "drawn-A1-4_light") == 1
    seek(tab, 12 + 16 + 14 + 9)
    assert opacity(tab, "drawn-A1-4_light") == 0
    assert opacity(tab, "drawn-A1-4_quiet") == 1


def test_it_pauses_when_its_page_is_left_or_hidden_and_does_not_go_on_by_itself(tab: Page) -> None:
    player(tab).get_by_role("button", name="Play the animation").click()
    expect(player(tab).get_by_role("button", name="Pause")).to_be_visible()
    show(tab, "SPR-05")
    show(tab, "SPR-04")
    play = player(tab).get_by_role("button", name="Play", exact=True)
    expect(play).to_be_visible()
    play.click()
    for _ in range(3):
        tab.keyboard.press("Shift")
    tab.get_by_role("button", name="Show page").press("Enter")
    expect(play).to_be_visible()


@pytest.mark.parametrize("wish", ["the device", "the course's own setting"])
def test_without_motion_it_is_a_storyboard(browser: Browser, reading: str, wish: str) -> None:
    context = browser.new_context(reduced_motion="reduce" if wish == "the device" else "no-preference")
    tab = opened(context.new_page(), reading)
    if wish != "the device":
        tab.evaluate("document.documentElement.dataset.motion = 'reduce'")
    player(tab).get_by_role("button").click()
    for number in range(2, 5):
        player(tab).get_by_role("button", name="Next scene").click()
        expect(player(tab).get_by_text(f"Scene {number} of 4")).to_be_visible()
        assert tab.evaluate("document.getAnimations().length") == 0
    expect(player(tab).get_by_role("slider")).to_have_count(0)
    expect(player(tab).get_by_text("Which lamp would you leave burning?")).to_be_visible()
    expect(player(tab).get_by_text("Breathe out. Bees do it through their sides.")).to_be_visible()
    context.close()


def test_the_opened_player_can_be_used_by_everybody(browser: Browser, reading: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB")
    tab = opened(context.new_page(), reading)
    bring_judges(tab)
    player(tab).get_by_role("button", name="Play the animation").click()
    player(tab).get_by_role("button", name="Pause").click()
    seek(tab, 53)
    found = findings(tab, ".page[data-current]")
    context.close()
    assert found == []


@pytest.mark.parametrize(("page", "scenes"), ANIMATIONS.items())
def test_without_javascript_the_story_is_there_in_pictures_and_words(
    browser: Browser, reading: str, page: str, scenes: int
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{reading}/package/spring/index.html#{page}")
    stills = tab.locator(f"#{page} .animation__still")
    expect(stills).to_have_count(scenes)
    for still in stills.all():
        still.scroll_into_view_if_needed()
        expect(still).to_be_visible()
        assert len(still.get_attribute("alt") or "") > 40
    expect(tab.locator(f"#{page} .animation__narration")).to_have_count(scenes)
    context.close()


def test_every_still_is_a_picture_that_browsers_show(tab: Page) -> None:
    for page in ANIMATIONS:
        show(tab, page)
        broken = tab.evaluate(
            """async () => {
              const stills = [...document.querySelectorAll(".page[data-current] .animation__still")];
              for (const still of stills) still.loading = "eager";
              await Promise.all(stills.map((still) => still.decode().catch(() => null)));
              return stills.filter((still) => still.naturalWidth === 0).map((still) => still.src);
            }"""
        )
        assert broken == []
