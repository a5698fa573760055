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
    for script in SCRIPTS:
        tab.evaluate(script.read_text(encoding="utf-8"))
    return list(tab.evaluate("[...document.querySelectorAll('.page')].map((page) => page.id)"))


def findings(tab: Page, pages: list[str]) -> list[str]:
    """Return what is wrong on *pages* in any width and any scheme, each finding with where it was seen."""
    found: list[str] = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 640})
        for page in pages:
            show(tab, page)
            measured = tab.evaluate("[...audit.layout(), ...audit.titles(), ...audit.targets(), ...audit.obscured()]")
            found += [f"{page} at {width} px: {what}" for what in measured]
        found += [f"at {width} px, {what}" for what in axe_findings(tab)]
    return found


def axe_findings(tab: Page) -> list[str]:
    """Return what axe-core finds in each scheme, all pages and panels open: one run is faster than many."""
    found = []
    tab.evaluate("audit.openAll()")
    for scheme in SCHEMES:
        put_on(tab, scheme)
        rules = ALL_RULES if scheme == "light" else COLOUR_RULES
        found += [f"{scheme}: {what}" for what in tab.evaluate("(rules) => audit.axeFindings(document, rules)", rules)]
    put_on(tab, "light")
    tab.evaluate("audit.closeAll()")
    return found


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
