"""The slides as a page: valid, readable by everybody in every width, with all words and no script."""

from __future__ import annotations

import html
import re
from pathlib import Path

from playwright.sync_api import Browser

from builder.session.content import Picture, ShownSlide
from tests.render.html import assert_valid_html
from tests.session.reading import words_of

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_every_slide_is_a_section_with_its_title_its_words_and_its_notes(
    written: Path, slides: list[ShownSlide]
) -> None:
    page = (written / "slides.html").read_text(encoding="utf-8")
    sections = re.findall(r'<section id="slide-\d+".*?</section>', page, re.DOTALL)
    assert len(sections) == len(slides)
    for shown, section in zip(slides, sections, strict=True):
        said = plain(section)
        words = [text for item in shown.items if not isinstance(item, Picture) for text in words_of(item)]
        for text in [shown.title, *words, *shown.small, *shown.notes, shown.mark]:
            assert " ".join(text.split()) in said, shown.title
        alts = [item.alt for item in shown.items if isinstance(item, Picture)]
        assert re.findall(r'<img [^>]*alt="([^"]*)"', section) == alts


def test_the_page_is_valid_and_runs_nothing(written: Path) -> None:
    assert_valid_html(written)
    page = (written / "slides.html").read_text(encoding="utf-8")
    assert "<script" not in page and "default-src 'none'" in page


def test_everybody_can_read_the_page_in_every_width_and_nothing_is_asked_of_a_network(
    written: Path, browser: Browser
) -> None:
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((written / "slides.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    tab.add_script_tag(path=AXE)
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 720})
        found = tab.evaluate("axe.run()")
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
