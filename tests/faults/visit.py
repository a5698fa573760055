"""One visit of a learner to the course, through an LMS that may fail. The invariants are checked after every step."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Error, Frame, Page, expect

from tests.e2e.learner import Learner
from tests.faults.overheard import Overheard
from tests.faults.painted import has_text
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.faults.device import Device

#: Typed into the reflection, and looked for everywhere else.
TOKEN = "for-nobody-else-f3a97c51d8e24b06"
#: How often a page is asked before it counts as hanging; a server that is told to be slow takes a few thousand.
MOST_BREATHS = 20_000
#: Milliseconds that it takes to turn a page.
TURN = 500
#: Keeps every line that was shown, in order.
FOLLOW_LINE = """() => {
  const save = document.getElementById("save");
  window.lines = [save.textContent];
  new MutationObserver(() => window.lines.push(save.textContent)).observe(save, { childList: true });
}"""
#: Promises that were kept are heard before the answer to this comes.
BREATH = """() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  port2.postMessage(0);
})"""


@dataclass(kw_only=True)
class Visit(Learner):
    """A learner in the course. ``tab`` is the LMS's, ``view`` the course's frame or the window that the LMS opened."""

    device: Device
    profile: str
    learner: str
    #: The tab or window in which the course is.
    window: Page
    #: Whether this visit can be held to what a connected one must do.
    is_watched: bool = True
    overheard: Overheard = field(default_factory=Overheard)

    def find(self) -> Visit:
        """Wait until the course can be read, wherever on the page it is. No time passes meanwhile."""
        self.find_again()
        self.breathe_until(lambda: has_text(self.view))
        return self

    def find_again(self) -> Visit:
        """Wait until the course can be read, wherever on the page it is."""
        found = next(filter(None, (self._frame() for _ in range(MOST_BREATHS))), None)
        assert found, "the course was never opened"
        self.view = found
        self.__dict__.pop("data", None)
        expect(found.locator("main h1:visible").first).to_be_visible()
        found.wait_for_load_state()
        self.settle()
        found.evaluate(FOLLOW_LINE)
        self.check("opening")
        return self

    def _frame(self) -> Frame | None:
        self.device.judge.page.evaluate(BREATH)  # the window itself may be on its way
        return course_frame(self.window)

    def reload(self) -> Visit:
        """Load the course's frame anew, in the same page of the LMS."""
        with self.window.expect_event("framenavigated"):
            self.view.evaluate("setTimeout(() => location.reload(), 0)")
            self.device.pass_time(1)
        return self.find_again()  # Firefox does not tell of every first paint of a frame that is loaded anew

    # What a learner does.

    def go_on(self) -> None:
        # Two clicks at one moment count as one, and time stands still.
        self.device.pass_time(TURN)
        super().go_on()
        self.check("going on")

    def open_page(self, page: str) -> None:
        self.device.pass_time(TURN)
        super().open_page(page)
        self.check("opening a page")

    def practise(self) -> None:
        super().practise()
        self.check("answering")

    def answer_next(self, bank: dict[str, Any], *, rightly: bool) -> tuple[dict[str, Any], bool]:
        answered = super().answer_next(bank, rightly=rightly)
        self.check("answering in the check")
        return answered

    def submit(self, bank: dict[str, Any]) -> None:
        self.device.watch.submitted += 1
        super().submit(bank)
        self.check("submitting")

    def take(self, *, wrong: int = 0) -> None:
        """Take one try at the check."""
        self.open_page("M1-04")
        self.take_quiz(bank=self.device.bank, wrong=wrong)

    def finish_reading(self) -> None:
        """Read all pages, and answer what stands on them."""
        self.open_page("M1-01")
        self.read_all()

    def think(self) -> None:
        """Write into the reflection what nobody else should ever read."""
        self.open_page("M1-03")
        self.view.locator("textarea").first.fill(TOKEN)
        self.device.watch.has_thought = True
        self.check("thinking")

    def leave(self) -> None:
        self.device.watch.finishes_allowed += 1
        self.view.get_by_role("button", name="Save and leave").click()
        self.pass_time(1)

    def go_away(self) -> None:
        """Leave the page as browsers do: with ``pagehide``, and without any more time."""
        self.window.goto("about:blank")
        self.settle()

    def lose_frame(self) -> None:
        """Let the LMS open another page where the course is, and stay as it is itself."""
        self.tab.evaluate("document.getElementById('course')?.setAttribute('src', 'about:blank')")
        with suppress(Error):  # it may go while it is asked
            self.settle()
        self.settle()

    def die(self) -> None:
        """Lose the process in which the page is."""
        with self.window.expect_event("crash"), suppress(Error):
            self.window.goto("chrome://crash", timeout=2_000)
        self.window.close()

    # What goes on around them.

    def fail(self, call: str, times: int | None = 1, **how: Any) -> None:
        """Let the next *times* calls of *call* fail, or all (None): see lms/faulty.ts."""
        failure = json.dumps({"call": call} | how)
        self.tab.evaluate(f"lms.faulty.fail({failure}, {times or 'Infinity'})")

    def heal(self) -> None:
        """End all failing in the LMS's page."""
        self.tab.evaluate("lms.faulty.heal()")

    def pass_time(self, seconds: float, *, step: float = 1) -> None:
        """Let time pass, and what is due in it happen; the invariants are checked when the line says something new."""
        line = self.line
        left = round(seconds * 1000)
        while left > 0:
            passing = min(left, round(step * 1000))
            self.device.pass_time(passing)
            self.settle()
            left -= passing
            if self.line != line or left <= 0:
                line = self.line
                self.check(f"waiting, with “{line}”")

    def until(self, *words: str, within: float = 40) -> Visit:
        """Let time pass until the line at the top says one of *words*."""
        waited = 0.0
        while not any(each in self.line for each in words):
            assert waited < within, f"“{' or '.join(words)}” was never shown in {within} s, but {self.lines}"
            self.pass_time(1)
            waited += 1
        return self

    def breathe_until(self, condition: Callable[[], object]) -> None:
        """Wait until *condition* is true, as long as real time may take for it."""
        end = monotonic() + PATIENCE / 1000
        while not condition():
            assert monotonic() < end, "it never came true"
            self.device.judge.page.evaluate(BREATH)  # the page itself may be on its way

    def wait_for(self, condition: str) -> None:
        """Wait until *condition*, in JavaScript, is true in the course, whose policy forbids to wait inside it."""
        self.breathe_until(lambda: self.view.evaluate(condition))

    def settle(self) -> None:
        """Wait until no request is on its way and its answer was heard."""
        for page in {self.tab, self.window}:
            if not page.is_closed():
                page.evaluate(BREATH)
        for _ in range(MOST_BREATHS):
            if not self.overheard.in_flight:
                break
            self.window.evaluate(BREATH)
        else:
            raise AssertionError(f"never answered: {[request.url for request in self.overheard.in_flight]}")
        self.ask(BREATH)

    def ask(self, question: str) -> Any:
        """Return what *question*, in JavaScript, says in the course, or None where the LMS has taken its frame away."""
        try:
            return self.view.evaluate(question) if self.is_there else None
        except Error:
            if self.is_there:
                raise
            return None  # in the very moment

    def collect(self) -> dict[str, Any]:
        """Return what the LMS noted since the last time."""
        if self.tab.is_closed() or not self.tab.url.startswith("http"):
            return {"calls": [], "violations": []}
        nothing = "{ calls: [], violations: [] }"
        return dict(self.tab.evaluate(f"window.lms?.collect?.() ?? ({nothing})"))

    def is_own(self, address: str) -> bool:
        """Say whether *address* is the course's or the LMS's."""
        port = self.device.world.address.rpartition(":")[2]
        return address.startswith((f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", "data:", "about:"))

    def check(self, step: str) -> None:
        """Check the invariants after *step*."""
        if self.is_watched:
            self.device.watch.check(self, step)

    # What can be seen.

    @property
    def is_there(self) -> bool:
        """Whether the course's frame is still on the page."""
        return not self.view.is_detached() and not self.view.page.is_closed()

    @property
    def line(self) -> str:
        """What the line at the top says."""
        return str(self.ask("document.getElementById('save')?.textContent") or "")

    @property
    def lines(self) -> list[str]:
        """Everything that it said since the page was opened."""
        return list(self.view.evaluate("window.lines"))

    @property
    def notice(self) -> str:
        """What the notice above the page says, or nothing."""
        return self.view.locator("#notice").inner_text()

    @property
    def is_complete(self) -> bool:
        return self.held("status") in ("passed", "completed")

    def held(self, name: str) -> str:
        """Return what the LMS's server holds: state, status, score, place, or an element by its whole name."""
        element = {
            "state": "cmi.suspend_data",
            "status": "cmi.core.lesson_status",
            "score": "cmi.core.score.raw",
            "place": "cmi.core.lesson_location",
        }.get(name, name)
        return self.device.world.account(self.learner).values.get(element, "")


def course_frame(page: Page) -> Frame | None:
    """Return the frame in which the course is, however deep, or None while there is none."""
    return next((frame for frame in page.frames if urlsplit(frame.url).path == "/course/index.html"), None)
