"""A Chromium of one's own for the preview, which shows what only a setting of the system would show otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from threading import Thread
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: What is emulated, in Playwright's words, by what authors call it.
LOOKS = {"forced-colours": {"forced_colors": "active"}, "no-motion": {"reduced_motion": "reduce"}}
#: Browsers with windows that may be on PATH; else Playwright's own is opened.
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_BY_HAND = "The documentation of the preview says how your system does it"


def drive(address: str, looks: Collection[str]) -> Thread:
    """Open *address* in a window in which *looks* are emulated, and return who waits until it is closed.

    Where that cannot be, stderr says why.
    """
    driving = Thread(target=_driven, args=(address, looks), daemon=True)
    driving.start()
    return driving


def opened(browser: Browser, address: str, looks: Collection[str]) -> Page:
    """Return a window of *browser* at *address*, as large as it likes, in which *looks* are emulated."""
    emulated = {name: value for look in looks for name, value in LOOKS[look].items()}
    window = browser.new_context(no_viewport=True, **emulated).new_page()  # type: ignore[arg-type]
    window.goto(address)
    return window


def _driven(address: str, looks: Collection[str]) -> None:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        click.echo(f"A window for it needs playwright: pip install playwright. {_BY_HAND}.", err=True)
        return
    with sync_playwright() as playwright:
        try:
            program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
            window = opened(playwright.chromium.launch(executable_path=program, headless=False), address, looks)
        except Error as problem:
            reason = problem.message.strip().splitlines()[0]
            click.echo(f"No window of Chromium could be opened ({reason}). {_BY_HAND}.", err=True)
            return
        window.wait_for_event("close", timeout=0)
