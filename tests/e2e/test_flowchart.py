"""The flowchart in a browser: its words fit their boxes at any width and size of letters, and stand out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from builder.render.bundle import Bundle
from builder.render.module import ModuleContent

#: Words that stick out of the box of their step, and whether the page has to be moved sideways.
STICKS_OUT = """
() => {
  const out = [...document.querySelectorAll(".flowchart__step")].flatMap((step) => {
    const box = step.getBoundingClientRect();
    return [...step.querySelectorAll("p, dd, a, span")]
      .filter((part) => getComputedStyle(part).clip === "auto" && part.getClientRects().length)
      .filter((part) => {
        const { left, right, bottom } = part.getBoundingClientRect();
        return left < box.left || right > box.right + 0.5 || bottom > box.bottom;
      })
      .map((part) => part.textContent);
  });
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [...out, `${scrollWidth} in ${clientWidth}`] : out;
}
"""
#: The colours of words, of what is behind them and of the lines around them, in each step.
COLOURS = """
() => [...document.querySelectorAll(".flowchart__step:not(.flowchart__phase--alongside *)")].map((step) => {
  const { color, backgroundColor, borderTopColor } = getComputedStyle(step);
  return [color, backgroundColor, borderTopColor];
})
"""


@pytest.fixture(scope="module")
def unpacked(contents: Mapping[str, ModuleContent], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module's web content, unpacked, without a player: every page can be read."""
    folder = tmp_path_factory.mktemp("unpacked")
    for file in contents["spring"].files(Bundle("scorm12", b"")):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content if isinstance(file.content, bytes) else file.content.read_bytes())
    return folder / "index.html"


def opened(browser: Browser, path: Path, scheme: Literal["light", "dark"] = "light", *, forced: bool = False) -> Page:
    page = browser.new_page(color_scheme=scheme, forced_colors="active" if forced else "none")
    page.goto(path.as_uri())
    page.evaluate("document.documentElement.classList.remove('js')")
    return page


def test_words_fit_their_boxes_at_every_width_and_in_letters_of_twice_the_size(
    browser: Browser, unpacked: Path
) -> None:
    page = opened(browser, unpacked)
    for width in (320, 480, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for size in ("100%", "200%"):
            page.evaluate("size => document.documentElement.style.fontSize = size", size)
            assert page.evaluate(STICKS_OUT) == [], (width, size)
    page.emulate_media(media="print")
    assert page.evaluate(STICKS_OUT) == []
    page.close()


def luminance(colour: str) -> float:
    """Return the relative luminance of ``rgb(r, g, b)`` (WCAG 2.2)."""
    channels = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_edges_stand_out_in_each_theme(
    browser: Browser, unpacked: Path, scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, unpacked, scheme)
    steps = page.evaluate(COLOURS)
    assert len(steps) == 15
    for words, ground, edge in steps:
        assert contrast(words, ground) >= 7
        assert contrast(edge, ground) >= 3
    page.close()


def test_in_forced_colours_a_decision_is_still_known_by_its_edge(browser: Browser, unpacked: Path) -> None:
    page = opened(browser, unpacked, forced=True)
    styles = page.evaluate(
        "() => [...document.querySelectorAll('ol > .flowchart__step')].map((step) => ["
        "step.classList.contains('flowchart__step--decision'), getComputedStyle(step).borderTopStyle])"
    )
    assert {tuple(style) for style in styles} == {(True, "double"), (False, "solid")}
    page.close()
