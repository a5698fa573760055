"""Every page of an opened module, in every width and scheme, judged by axe-core and by measuring."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Frame, Page, expect

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = (ROOT / "node_modules" / "axe-core" / "axe.min.js", Path(__file__).parent / "audit.js")

#: A phone, and what Moodle's frame leaves of a tablet and of a laptop (docs/facts.md#what-moodle-leaves-of-a-window).
SIZES: tuple[tuple[int, int], ...] = ((320, 480), (498, 600), (1010, 600))
#: What a window of 1280 by 1024 px leaves at 400 % (WCAG 1.4.10).
ZOOMED = (320, 256)
Scheme = Literal["light", "dark", "forced"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "forced")
#: In which schemes axe-core judges at each width. Colours hang on the scheme and places on the width, so a run of all
#: tests gives each of both a turn.
SCHEMES_AT: dict[tuple[int, int], tuple[Scheme, ...]] = {
    size: (scheme,) for size, scheme in zip(SIZES, SCHEMES, strict=True)
}
# `make audit` takes every scheme at every width, and the tablet and the laptop without Moodle as well.
if "AUDIT" in os.environ:
    SIZES = (SIZES[0], SIZES[1], (768, 1024), SIZES[2], (1280, 800))
    SCHEMES_AT = dict.fromkeys(SIZES, SCHEMES)

ALL_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
#: Rules whose answer depends on what else the document shows: they need each page alone.
DOCUMENT_RULES = {
    "runOnly": {
        "type": "rule",
        "values": [
            "bypass", "document-title", "heading-order", "landmark-main-is-top-level", "landmark-no-duplicate-banner",
            "landmark-no-duplicate-contentinfo", "landmark-no-duplicate-main", "landmark-one-main", "landmark-unique",
            "page-has-heading-one", "region", "skip-link",
        ],
    },
}  # fmt: skip


def open_audit(tab: Page, address: str) -> list[str]:
    """Open the module at *address* with the judges inside. Return the ids of its pages."""
    tab.goto(address)
    tab.locator("html.js .page[data-current]").wait_for()
    # What asks comes with the second file.
    expect(tab.locator(".block--question:not(:has(form)), .block--check:not(:has(.check))")).to_have_count(0)
    bring_judges(tab)
    return list(tab.evaluate("[...document.querySelectorAll('.page:not([hidden])')].map((page) => page.id)"))


def bring_judges(view: Page | Frame) -> None:
    """Put axe-core and our own measurements into *view*."""
    for script in SCRIPTS:
        view.evaluate(script.read_text(encoding="utf-8"))


def findings(view: Page | Frame, context: str = "html") -> list[str]:
    """Return what is wrong with what *view* shows: measured in each width, and by every rule in `SCHEMES_AT` each.

    axe-core judges what is inside *context*.
    """
    tab = view.page if isinstance(view, Frame) else view
    found: list[str] = []
    for (width, height), schemes in SCHEMES_AT.items():
        tab.set_viewport_size({"width": width, "height": height})
        found += [f"at {width} px: {what}" for what in view.evaluate("audit.measured()")]
        for scheme in schemes:
            put_on(tab, scheme)
            found += [f"at {width} px, {scheme}: {what}" for what in axe(view, context, ALL_RULES)]
        put_on(tab, "light")
    return found


def findings_alone(tab: Page, pages: list[str]) -> list[str]:
    """Return what is wrong with each of *pages* when it alone is shown, in each width and at 400 %.

    A document is made of other parts where the contents stand beside the page, and of the same in all narrower frames.
    """
    found: list[str] = []
    for width, height in (*SIZES, ZOOMED):
        tab.set_viewport_size({"width": width, "height": height})
        rules = DOCUMENT_RULES if (width, height) in (SIZES[0], SIZES[-1]) else None
        seen = tab.evaluate("([pages, rules]) => audit.alone(pages, rules)", [pages, rules])
        found += [f"at {width} by {height} px: {what}" for what in seen]
    return found


def findings_for_own_letters(tab: Page) -> list[str]:
    """Return what a reader's own letters break, in each width: of double size (WCAG 1.4.4), and spaced out (1.4.12)."""
    found: list[str] = []
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        tab.evaluate("document.documentElement.dataset.text = '200'")
        found += [f"in double size at {width} px: {what}" for what in tab.evaluate("audit.fits()")]
        tab.evaluate("delete document.documentElement.dataset.text")
        found += [f"spaced out at {width} px: {what}" for what in tab.evaluate("audit.spacedOut()")]
    return found


def axe(view: Page | Frame, context: str, rules: dict[str, Any]) -> list[str]:
    """Return what axe-core finds inside *context* by *rules*."""
    found = view.evaluate("([context, rules]) => audit.axeFindings(context, rules)", [context, rules])
    return [str(what) for what in found]


def put_on(tab: Page, scheme: Scheme) -> None:
    """Emulate the reader's colours."""
    is_forced = scheme == "forced"
    tab.emulate_media(
        color_scheme="light" if is_forced else scheme,
        forced_colors="active" if is_forced else "none",
    )


def show(tab: Page, page: str) -> None:
    """Go to *page*, at once: by the address, as a bookmark would."""
    tab.evaluate("(id) => { location.hash = id }", page)
    tab.wait_for_function("(id) => document.querySelector('.page[data-current]').id === id", arg=page)
