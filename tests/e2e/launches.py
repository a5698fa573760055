"""Opens packages as their LMSs do: SCORM 2004 in its frame, cmi5 with launch parameters, and a web page as it is."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from lxml import etree
from playwright.sync_api import BrowserContext, Page, expect

from builder.preview.cmi5_enrolment import Session
from builder.preview.cmi5_lms import Cmi5Lms
from tests.e2e.learner import Learner, listen
from tests.e2e.server import World
from tests.patience import PATIENCE

ACTOR = {
    "objectType": "Agent",
    "name": "Sam Ó Néill",
    "account": {"homePage": "https://lms.example.org", "name": "1234"},
}


def open_scorm2004(
    context: BrowserContext, address: str, *, package: str, profile: str = "strict2004", learner: str = "sam"
) -> Learner:
    """Launch *package* in an emulated LMS of the given *profile* (``lms/launch.ts``), in a new tab."""
    tab = context.new_page()
    elsewhere = address.replace("127.0.0.1", "localhost")
    complaints = listen(tab, address, elsewhere)
    query = {"learner": learner, "package": package, "href": "index.html", "profile": profile}
    tab.goto(f"{address}/lms/player.html?{urlencode(query, quote_via=quote)}")
    tab.wait_for_function("() => window.frames.length > 0")
    outer = tab.frame_locator("#relay") if profile == "xframe" else tab
    frame = outer.locator("#sco").element_handle()
    assert frame
    view = frame.content_frame()
    assert view
    view.wait_for_load_state()
    return Learner(tab, view, complaints, api="API_1484_11")


def lms_of(world: World, package: str, folder: str = "") -> Cmi5Lms:
    """Return the LMS in which *package* is, with the unit in *folder*; made when it is first asked for."""
    key = package + folder.replace("/", "")
    if key not in world.cmi5:
        root = etree.fromstring(world.packages[package].read("cmi5.xml"))
        unit = next(unit for unit in root.iter("{*}au") if unit.findtext("{*}url") == f"{folder}index.html")
        registration = str(uuid.uuid5(uuid.NAMESPACE_URL, package))
        world.cmi5[key] = Cmi5Lms(ACTOR, registration, f"https://lms.example.org/{key}", str(unit.get("id")))
    return world.cmi5[key]


def launch_cmi5(world: World, address: str, *, package: str, folder: str = "", **launch: Any) -> tuple[str, Session]:
    """Begin a session, and return the address with which an LMS would launch it."""
    lms = lms_of(world, package, folder)
    session = lms.launch(**({"moveOn": "CompletedAndPassed", "masteryScore": 0.8} | launch))
    base = f"{address}/cmi5/{package}{folder.replace('/', '')}"
    query = {
        "endpoint": f"{base}/lrs",
        "fetch": f"{base}/fetch/{session.number}",
        "actor": json.dumps(lms.actor),
        "registration": lms.registration,
        "activityId": lms.activity,
    }
    return f"{address}/package/{package}/{folder}index.html?{urlencode(query, quote_via=quote)}", session


def open_cmi5(
    context: BrowserContext, address: str, *, world: World, package: str, folder: str = "", **launch: Any
) -> Learner:
    """Launch *package* as a cmi5 LMS does, in a new tab; *launch* goes into its launch data."""
    url, _ = launch_cmi5(world, address, package=package, folder=folder, **launch)
    return open_page(context, url, address)


def open_page(context: BrowserContext, url: str, *addresses: str) -> Learner:
    """Open *url* in a new tab; requests to others than *addresses* are complained of."""
    tab = context.new_page()
    complaints = listen(tab, *addresses)
    tab.goto(url)
    return Learner(tab, tab.main_frame, complaints)


def launched_with(url: str, **change: str | None) -> str:
    """Return *url* with other launch parameters; without those that are None."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | change
    kept = {name: value for name, value in query.items() if value is not None}
    return parts._replace(query=urlencode(kept, quote_via=quote)).geturl()


def unpacked(world: World, package: str, folder: Path) -> str:
    """Unpack *package* into *folder*, and return the address of its page on this disk."""
    world.packages[package].extractall(folder)
    return (folder / "index.html").as_uri()


def saved(learner: Learner, profile: str = "") -> Learner:
    """Wait until the learner is told that everything is saved, in an LMS of *profile*."""
    # Across origins nobody sees the LMS's requests: then what it says is all that is known.
    word = "Sent" if profile == "xframe" else "Saved"
    expect(learner.view.locator("#save")).to_have_text(re.compile(f"^{word}( again)? "))
    return learner


def until(condition: Callable[[], bool], tab: Page) -> None:
    """Wait, with *tab* alive, until *condition* holds on the server's side."""
    for _ in range(PATIENCE // 50):
        if condition():
            return
        tab.wait_for_timeout(50)
    raise AssertionError("it did not come about")
