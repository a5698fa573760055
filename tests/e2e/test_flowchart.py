"""The flowchart in a browser: words alone in a narrow frame, and a picture that fits its letters in a wide one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from builder.render.bundle import Bundle
from builder.render.module import ModuleContent

Open = Callable[..., Page]

#: For every line of text in the picture: the node, the words, and how far it is inside its shape on the left and right.
LINES = """
() => [...document.querySelectorAll("svg.flowchart g[data-node]")].flatMap((group) => {
  const shape = group.querySelector("rect, path").getBBox();
  const isDiamond = group.querySelector("path") !== null;
  return [...group.querySelectorAll("text")].map((line) => {
    const box = line.getBBox();
    const middle = shape.y + shape.height / 2;
    const nearEdge = Math.max(Math.abs(box.y - middle), Math.abs(box.y + box.height - middle));
    const cut = isDiamond ? (shape.width / 2) * (nearEdge / (shape.height / 2)) : 0;
    const right = shape.x + shape.width - cut - box.x - box.width;
    return [group.dataset.node, line.textContent, box.x - shape.x - cut, right];
  });
})
"""
#: The colours in which the picture is painted.
COLOURS = """
() => {
  const of = (selector, property) =>
    [...document.querySelectorAll(`svg.flowchart ${selector}`)].map((shape) => getComputedStyle(shape)[property]);
  return {
    words: [...new Set(of("text", "fill"))],
    grounds: [...new Set([...of("rect", "fill"), ...of("path", "fill")])].filter((colour) => colour !== "none"),
    lines: [...new Set([...of("rect", "stroke"), ...of("path", "stroke"), ...of("polyline", "stroke")])],
  };
}
"""
SYSTEM = "() => ['Canvas', 'CanvasText'].map((name) => { const d = document.createElement('i'); d.style.color = name; \
document.body.append(d); const c = getComputedStyle(d).color; d.remove(); return c; })"


@pytest.fixture(scope="module")
def unpacked(contents: Mapping[str, ModuleContent], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module's web content, unpacked, without a player: every page can be read."""
    folder = tmp_path_factory.mktemp("unpacked")
    for file in contents["spring"].files(Bundle("scorm12", b"")):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content if isinstance(file.content, bytes) else file.content.read_bytes())
    return folder / "index.html"


@pytest.fixture
def open_page(browser: Browser, unpacked: Path) -> Iterator[Open]:
    """Open the page in a frame of some width and colours."""
    contexts = []

    def opened(
        width: int,
        *,
        scheme: Literal["light", "dark"] = "light",
        colours: Literal["none", "active"] = "none",
        medium: Literal["screen", "print"] = "screen",
    ) -> Page:
        viewport = {"width": width, "height": 800}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, forced_colors=colours)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(unpacked.as_uri())
        page.evaluate("document.documentElement.classList.remove('js')")
        page.emulate_media(media=medium, color_scheme=scheme, forced_colors=colours)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 498])
def test_a_narrow_frame_shows_the_words_alone(open_page: Open, width: int) -> None:
    page = open_page(width)
    assert not page.locator("svg.flowchart").is_visible()
    assert page.locator(".flowchart__steps li").count() == 10
    assert page.locator(".flowchart__steps li").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [640, 714, 1010, 1600])
def test_a_wide_frame_shows_the_picture_in_letters_that_can_be_read(open_page: Open, width: int) -> None:
    page = open_page(width)
    shown = page.locator("svg.flowchart")
    assert shown.is_visible()
    assert page.locator(".flowchart__steps li").first.is_visible()
    scale = page.evaluate("document.querySelector('svg.flowchart').getScreenCTM().a")
    assert 16 * scale >= 14.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_line_of_text_leaves_its_shape(open_page: Open) -> None:
    lines = open_page(1010).evaluate(LINES)
    assert len(lines) > 60
    assert [line for line in lines if line[2] < 0 or line[3] < 0] == []


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
def test_words_and_lines_stand_out_in_each_theme(open_page: Open, scheme: Literal["light", "dark"]) -> None:
    page = open_page(1010, scheme=scheme)
    colours = page.evaluate(COLOURS)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(colours["words"]) == 1
    for ground in [*colours["grounds"], paper]:
        assert contrast(colours["words"][0], ground) >= 7
        assert all(contrast(line, ground) >= 3 for line in colours["lines"])


def test_forced_colours_are_the_reader_s_own(open_page: Open) -> None:
    page = open_page(1010, scheme="dark", colours="active")
    canvas, ink = page.evaluate(SYSTEM)
    colours = page.evaluate(COLOURS)
    assert colours == {"words": [ink], "grounds": [canvas], "lines": [ink]}


def test_paper_shows_picture_and_words(open_page: Open) -> None:
    page = open_page(600, medium="print")
    assert page.locator("svg.flowchart").is_visible()
    assert page.locator(".flowchart__steps li").first.is_visible()
