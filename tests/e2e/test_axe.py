"""Everybody can read it: axe-core and measurements, on every page of every module and on every block's examples.

WCAG 2.2 AA in three widths and three colour schemes; 1.4.10 reflow at 320 px, which is 1280 px at 400 %; 1.4.12 text
spacing; 2.4.11 focus not obscured, by hit tests; 2.5.8 target size, and 44 px for controls.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.audit import findings, open_audit, show

MODULES = ("introduction", "level-1", "level-2", "level-3", "level-4", "examples")

#: What a reader's own style sheet may set without losing anything (WCAG 1.4.12).
TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    " p { margin-block-end: 2em !important }"
)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab without an LMS: the pages are the same, and nothing is waited for."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("module", MODULES)
def test_every_page_of_a_module_can_be_used_by_everybody(tab: Page, reading: str, module: str) -> None:
    pages = open_audit(tab, f"{reading}/package/{module}/index.html")
    assert "\n".join(findings(tab, pages)) == ""


@pytest.mark.parametrize("module", MODULES)
def test_a_reader_s_own_text_spacing_loses_nothing(tab: Page, reading: str, module: str) -> None:
    pages = open_audit(tab, f"{reading}/package/{module}/index.html")
    tab.evaluate(
        "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }",
        TEXT_SPACING,
    )
    found = []
    for page in pages:
        show(tab, page)
        found += [f"{page}: {what}" for what in tab.evaluate("audit.layout()")]
    assert found == []
