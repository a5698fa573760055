"""The browsers in which faults are played: Chromium always, and Firefox where the machine has one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM_ARGUMENTS
from tools.chromium import CHROMIUM, find_chromium
from tools.firefox import find_firefox

#: The browsers by their names at Playwright, and as people call them. The first plays everything.
ENGINES = {"chromium": "Chromium", "firefox": "Firefox"}
NO_FIREFOX = "there is none on this machine, and `python -m tools.firefox` could not install one"
NO_WHOLE_CHROMIUM = "the headless shell keeps no page that is left, and there is no other Chromium on this machine"


def find_whole_chromium() -> Path | None:
    """Return a Chromium that is no headless shell, or None."""
    return replace(CHROMIUM, programs=CHROMIUM.programs[1:]).find()


def in_chromium_alone(reason: str) -> pytest.MarkDecorator:
    """Play a test in Chromium and in no other browser, because of *reason*: the card repeats it."""
    return pytest.mark.chromium_alone(reason)


def options_of(engine: str) -> dict[str, Any] | None:
    """Return what Playwright needs to know to start *engine*, or None where there is none."""
    if engine == "chromium":
        return {"executable_path": find_chromium(), "args": CHROMIUM_ARGUMENTS}
    program = find_firefox()
    # By WebDriver BiDi: what Playwright calls Firefox otherwise is a build of its own. It prints nothing: a Firefox
    # without a screen hangs where it is asked to and nobody answers.
    options = {"executable_path": program, "channel": "moz-firefox", "firefox_user_prefs": {"print.enabled": False}}
    return options if program else None


#: A test clicks in a frame of another site than the page around it.
CLICKS_ACROSS_SITES = in_chromium_alone("by WebDriver BiDi no click arrives in a frame of another site (Firefox 153)")
