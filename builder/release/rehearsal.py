"""Plays a finished package in a browser, as a learner who reads every page and passes the check.

The LMS is the one of ``coursepack preview``. Buttons are found by the words of the course, answers by what a learner
reads. Nothing is measured in time, so the same package gives the same words.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from builder.model.course import Course
from builder.release.listing import ReleasedPackage
from builder.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Locator, Page

#: Milliseconds in which something that is asked for has appeared, on a machine that does much else.
_PATIENCE = 30_000
#: More pages than any module has: a walk that goes round in a circle comes to an end.
_MOST_PAGES = 500
#: How often to look for what the LMS holds, and how long to wait between, in milliseconds.
_LOOKS, _A_MOMENT = 100, 100
#: The questions of the pages, once they are there: they come after the first page can be read.
_TAUGHT = """async () => {
    for (let looks = 0; looks < 1500 && !window.coursepackTaught; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return window.coursepackTaught;
}"""
_CURRENT = ".page[data-current]"
#: Where the inspector shows what came of it, by format: its tab, and how the line begins that must be there.
_HELD = {
    "scorm12": ("What the LMS holds", r"Status (passed|completed)$"),
    "scorm2004": ("What the LMS holds", r"Completed completed$"),
    "xapi": ("Statements", r"(passed|completed) "),
    "cmi5": ("Statements", r"(passed|completed) "),
}
_CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class RehearsalFailed(Exception):
    """A package could not be played to its end; the message says where it stopped, in words."""


@dataclass(frozen=True)
class Rehearsal:
    """What was played and seen: ``package`` is what was played, and ``browser`` in what."""

    package: ReleasedPackage
    browser: str
    pages: int
    practised: int
    asked: int
    #: Whether the LMS or store then held that the module was passed; None for packages that tell nobody.
    is_held: bool | None

    def differing(self, other: ReleasedPackage) -> list[str]:
        """Return the files in which *other* is not what was played: none, if it is the same package."""
        mine, others = (_checksums(each.built.path) for each in (self.package, other))
        return sorted(name for name in {*mine, *others} if mine.get(name) != others.get(name))


def _checksums(path: Path) -> dict[str, int]:
    with ZipFile(path) as archive:
        return {each.filename: each.CRC for each in archive.infolist()}


@contextmanager
def browser_for_rehearsals() -> Iterator[Browser]:
    """Start a Chromium: the one on PATH, or else Playwright's own. Raises ImportError and RehearsalFailed."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
        try:
            started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        except Error as problem:
            raise RehearsalFailed("there is no Chromium: playwright install chromium") from problem
        try:
            yield started
        finally:
            started.close()


def rehearse(browser: Browser, course: Course, package: ReleasedPackage) -> Rehearsal:
    """Play *package*, of one module of *course*, to its end. Raises RehearsalFailed."""
    from playwright.sync_api import Error

    with _previewed(package.built.path) as address:
        context = browser.new_context(locale="en-GB", viewport={"width": 1600, "height": 900})
        context.set_default_timeout(_PATIENCE)
        tab = context.new_page()
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda asked: complaints.append(asked.url) if _is_elsewhere(asked.url) else None)
        try:
            tab.goto(address)
            walk = _Walk(tab, course, package)
            walk.read_all()
            walk.pass_check()
            is_held = walk.look()
        except (Error, LookupError) as problem:
            first = str(problem).partition("\n")[0]
            raise RehearsalFailed(f"{package.name} could not be played to its end: {first}") from problem
        finally:
            context.close()
    if complaints:
        raise RehearsalFailed(f"{package.name}: a script failed, or asked for another place: {complaints[0]}")
    if is_held is False:
        raise RehearsalFailed(f"{package.name} was passed, and the LMS does not hold it")
    return Rehearsal(package, f"Chromium {browser.version}", walk.pages, walk.practised, walk.asked, is_held)


def _is_elsewhere(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1:", "data:", "blob:"))


@contextmanager
def _previewed(path: Path) -> Iterator[str]:
    """Yield the address at which the preview shows the package *path*."""
    command = (sys.executable, "-m", "builder", "preview", str(path), "--no-browser")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise RehearsalFailed(f"{path.name} cannot be shown in the preview")
            yield address
        finally:
            process.terminate()


class _Walk:
    """A learner on the way through one module."""

    def __init__(self, tab: Page, course: Course, package: ReleasedPackage) -> None:
        self._tab = tab
        self._words = words_of(course).of("player")
        self._package = package
        self._view: FrameLocator = tab.frame_locator("#lms").frame_locator("#course")
        self.pages = self.practised = self.asked = 0

    @cached_property
    def _told(self) -> dict[str, Any]:
        return dict(json.loads(self._view.locator("#player-data").text_content() or ""))

    @property
    def _current(self) -> str:
        return str(self._view.locator(_CURRENT).get_attribute("id"))

    def read_all(self) -> None:
        """Read every page to the last one, and answer what is asked on each."""
        self._view.locator(_CURRENT).wait_for()
        last = self._told["pages"][-1]["id"]
        known = {page["id"] for page in self._told["pages"]}
        for _ in range(_MOST_PAGES):
            here = self._current
            self.pages += here in known
            self._practise()
            if here == last:
                return
            while self._current == here:
                # A second press at once counts as a double click, and does nothing.
                self._view.locator(f"#{here} [data-next]").click()
        raise LookupError("the last page did not come")

    def _practise(self) -> None:
        blocks = self._view.locator(f"{_CURRENT} [data-id]:has(form.question)")
        taught = {each["id"]: each for each in self._taught}
        for number in range(blocks.count()):
            block = blocks.nth(number)
            question = taught.get(str(block.get_attribute("data-id")))
            check = block.get_by_role("button", name=self._say("question.check"))
            if question and check.count() and check.is_visible():
                _fill_in(block, question)
                check.click()
                block.locator(".feedback").first.wait_for()
                self.practised += 1

    def _say(self, key: str) -> str:
        return str(self._words[f"player.{key}"])

    @cached_property
    def _taught(self) -> list[dict[str, Any]]:
        if (taught := self._view.locator("html").evaluate(_TAUGHT)) is None:
            raise LookupError("the questions of its pages did not come")
        return list(taught)

    def pass_check(self) -> None:
        """Take the check, where there is one, with every answer right."""
        if not self._told["check"]:
            return
        with ZipFile(self._package.built.path) as archive:
            bank = json.loads(archive.read(self._told["check"]["bank"]))["questions"]
        by_stem = {question["stem"]: question for question in bank}
        check = self._view.locator(".check")
        check.get_by_role("button", name=self._say("check.start")).click()
        for _ in range(self._told["check"]["draw"]):
            caption = check.locator(".page__caption")
            before = str(caption.text_content())
            _fill_in(check.locator("form.question"), by_stem[str(check.locator("legend").text_content())])
            check.get_by_role("button", name=self._say("check.continue"), exact=True).click()
            check.get_by_text(before, exact=True).wait_for(state="detached")
            self.asked += 1
        check.locator("button.button:not(.button--secondary)").last.click()
        check.locator(".panel").wait_for()

    def look(self) -> bool | None:
        """Say whether the LMS or store holds that the module is done, as the inspector shows it; None for no LMS."""
        contents = self._package.contents
        name, line = _HELD.get(contents.format if contents else "", ("", ""))
        if not name:
            return None
        self._tab.get_by_role("tab", name=name).click()
        panel = self._tab.get_by_role("tabpanel", name=name)
        for _ in range(_LOOKS):
            # Cells of a row stand apart by a tab.
            shown = panel.inner_text().replace("\t", " ")
            if re.search(f"^{line}", shown, re.MULTILINE):
                return True
            self._tab.wait_for_timeout(_A_MOMENT)
        return False


def _fill_in(form: Locator, question: dict[str, Any]) -> None:
    """Give the right answers to *question* by the labels that a learner reads."""
    for option in question["options"]:
        control = form.get_by_label(option["text"], exact=True)
        if question["mechanic"] == "assign":
            control.select_option(label=question["labels"][option["answer"]])
        elif option["answer"]:
            control.check()
