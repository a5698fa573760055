"""A film in a real browser: what it asks for and when, its captions, and what stops it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tests.e2e.audit import show

#: Plays the film, and says what its first caption says.
PLAYED = """film => new Promise((resolve) => {
  const track = film.textTracks[0];
  track.addEventListener("cuechange", () => resolve(track.activeCues[0].text), { once: true });
  film.muted = true;
  film.play();
})"""


def test_a_film_plays_with_its_captions_once_it_is_asked_to_and_stops_when_the_page_is_hidden(
    context: BrowserContext, reading: str
) -> None:
    tab, requests, complaints = context.new_page(), list[str](), list[str]()
    tab.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    tab.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    tab.goto(f"{reading}/package/spring/index.html")
    tab.locator("html.js .page[data-current]").wait_for()
    show(tab, "SPR-05")
    film, wide = tab.locator("video"), {"hive.webm", "hive.vtt", "bees.ogg", "bees.vtt"}
    expect(tab.locator(".recording__place")).to_have_count(2)
    assert not wide.intersection(requests)
    assert film.evaluate(PLAYED) == "(Morning. The hive is grey.)"
    assert film.evaluate("film => film.textTracks[0].mode") == "showing"
    assert wide.intersection(requests) == {"hive.webm", "hive.vtt"}
    assert complaints == []
    tab.locator("#hide").click()
    expect(film).to_have_js_property("paused", True)
    # Whoever prints now, prints nothing of it either.
    tab.emulate_media(media="print")
    assert tab.locator("body").inner_text() == ""
