"""F39 as often as wanted: a browser that is killed at any moment, and whether what the page said before was so.

``make kills`` kills 200; the tests kill a few.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.faults.device import Device
from tests.faults.engines import in_chromium_alone
from tests.faults.steps import everything_is_there
from tests.faults.test_lifecycle import group_of
from tests.faults.visit import Visit
from tests.faults.watch import LOOK

KILLS = int(os.environ.get("KILLS", "2"))
LMSS = ("moodle12", "strict12", "sa-async", "sa-sync", "openedx", "moodle-beacon")
#: Seconds that pass between what a learner does and the next thing, or the end.
PAUSES = (0, 0, 0.05, 0.3, 1.6, 6)
PAGES = ("M1-01", "M1-02", "M1-03")


def claimed(visit: Visit) -> str:
    """Return the state that the page has now, if it says that this is saved or kept; otherwise nothing."""
    seen = visit.ask(LOOK)
    return str(seen["state"]) if seen and ("Saved" in seen["line"] or "kept on this device" in seen["line"]) else ""


def act(visit: Visit, dice: random.Random) -> None:
    """Do something that a learner does, or let the LMS's tracking fail or be well again."""
    match dice.choice(("page", "page", "practise", "practise", "tracking")):
        case "page":
            visit.open_page(dice.choice(PAGES))
        case "practise":
            visit.practise()
        case _:
            condition = dice.choice(("well", "gone", "broken", "login"))
            visit.device.world.is_now(condition, "post")
    if pause := dice.choice(PAUSES):
        visit.pass_time(pause)


@in_chromium_alone("the browser that people use most is killed")
@pytest.mark.parametrize("seed", range(KILLS))
def test_f39_what_a_page_said_before_its_browser_was_killed_was_so(
    seed: int, start_browser: Callable[[], BrowserContext], device: Device, tmp_path: Path
) -> None:
    dice = random.Random(seed)
    profile = LMSS[seed % len(LMSS)]
    device.moved_to(start_browser())
    visit = device.open(profile).connected()
    said = ""
    for _ in range(dice.randrange(2, 10)):
        act(visit, dice)
        said = claimed(visit) or said
    with device.context.expect_event("close"):
        os.killpg(group_of(tmp_path), signal.SIGKILL)
    device.world.is_now("well")
    device.moved_to(start_browser())
    device.watch.known = said
    again = device.open(profile).connected()
    everything_is_there(again)
    assert not said or not device.judge.lacks(again.held("state"), said)
    device.context.close()
