"""Every page of an opened module, in every width and scheme, judged by axe-core and by measuring."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = (ROOT / "node_modules" / "axe-core" / "axe.min.js", Path(__file__).parent / "audit.js")

#: A phone, and what Moodle's frame leaves of a tablet and of a laptop (reference/lms-facts.md).
WIDTHS = (320, 498, 1010)
Scheme = Literal["light", "dark", "forced"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "forced")

#: Rules whose answer follows from colours; all others see the same document in every scheme.
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
#: Rules whose answer follows from where things stand.
WIDTH_RULES = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
ALL_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


def open_audit(tab: Page, address: str) -> list[str]:
    """Open the module at *address* with the judges inside. Return the ids of its pages."""
    tab.goto(address)
    tab.locator("html.js .page[data-current]").wait_for()
    # What asks comes with the second file.
    tab.locator(".block--question:not(:has(form)), .block--check:not(:has(.check))").wait_for(state="detached")
    bring_judges(tab)
    return list(tab.evaluate("[...document.querySelectorAll('.page:not([hidden])')].map((page) => page.id)"))


def bring_judges(tab: Page) -> None:
    """Put axe-core and our own measurements into *tab*."""
    for script in SCRIPTS:
        tab.evaluate(script.read_text(encoding="utf-8"))


def findings(tab: Page, context: str = "html") -> list[str]:
    """Return what is wrong with what *tab* shows, in any width and scheme, as axe-core sees what is inside *context*.

    Every rule runs once, and again where its answer can be another: those about places in each width, those about
    colours in each scheme.
    """
    found: list[str] = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 640})
        rules = ALL_RULES if width == WIDTHS[0] else WIDTH_RULES
        seen = tab.evaluate("audit.measured()") + axe(tab, context, rules)
        found += [f"at {width} px: {what}" for what in seen]
    tab.set_viewport_size({"width": WIDTHS[0], "height": 640})
    for scheme in SCHEMES[1:]:
        put_on(tab, scheme)
        found += [f"{scheme}: {what}" for what in axe(tab, context, COLOUR_RULES)]
    put_on(tab, "light")
    return found


def axe(tab: Page, context: str, rules: object) -> list[str]:
    """Return what axe-core finds inside *context* by *rules*."""
    found = tab.evaluate("([context, rules]) => audit.axeFindings(context, rules)", [context, rules])
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
