"""A learner in a real browser, who reads pages and answers questions by the words on the screen, not by ids."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Locator, Page, Request, expect

from builder.preview.lrs import CREDENTIALS
from tests.e2e.server import World

#: What the line at the top says for as long as it is not known where the learner left off.
NOT_KNOWN = ("Nothing is recorded yet", "Looking for your learning system…", "Not sent yet – keep this page open")
#: The questions of the pages, once they are there: the page's own timers may stand still.
TAUGHT = """() => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const look = () => (window.coursepackTaught ? resolve(window.coursepackTaught) : port2.postMessage(0));
    port1.onmessage = look;
    look();
})"""
ACTOR = {"objectType": "Agent", "name": "Sam Ó Néill", "mbox": "mailto:sam@example.org"}


@dataclass
class Learner:
    """One opened package. ``tab`` is the browser's tab, ``view`` the frame in which the course is."""

    tab: Page
    view: Frame
    #: What the browser complained about: errors and refusals on the console, and requests to other places.
    complaints: list[str] = field(default_factory=list)
    #: Questions answered on pages, as (id, whether right), in order.
    practised: list[tuple[str, bool]] = field(default_factory=list)
    #: Critical questions put right after a check, as above.
    put_right: list[tuple[str, bool]] = field(default_factory=list)
    #: What the LMS's run-time is called in its window.
    api: str = "API"
    #: Turns the words by which buttons are found into those of the course's language.
    say: Callable[[str], str] = str

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the page tells the player."""
        text = self.view.locator("#player-data").text_content()
        assert text
        return dict(json.loads(text)) | {"questions": self.view.evaluate(TAUGHT)}

    @property
    def practice_sent(self) -> list[tuple[str, bool]]:
        """What of ``practised`` the course sends."""
        return self.practised if self.data["practiceIsSent"] else []

    @property
    def current(self) -> str:
        """The id of the page that is shown."""
        return str(self.view.locator(".page[data-current]").get_attribute("id"))

    def known(self) -> Learner:
        """Wait until it is known where the learner left off."""
        not_known = re.compile("|".join(re.escape(self.say(words)) for words in NOT_KNOWN))
        expect(self.view.locator("#save")).not_to_have_text(not_known)
        expect(self.view.locator("#leave")).to_be_visible()
        return self

    def connected(self) -> Learner:
        """Wait until it is known where the learner left off, and go on from there."""
        self.known()
        return self.welcomed() if self.current == "welcome-back" else self

    def welcomed(self) -> Learner:
        """Go on from the page that greets those who come back."""
        self.view.get_by_role("link", name=self.say("Go on: ")).click()
        return self

    def begin(self) -> None:
        """Press Start, where a cover stands before the first page."""
        if self.current == "cover":
            self.go_on()

    def go_on(self) -> None:
        """Press Continue until the next page is there: a second press at once counts as a double click."""
        here = self.current
        following = self.view.locator(f"#{here} [data-next]")
        while self.current == here:
            following.click()

    def open_page(self, page: str) -> None:
        """Go to *page* by the list of contents."""
        while self.current != page:
            self.view.locator(f"#contents [data-page='{page}']").click()

    def open_extra(self, page: str) -> None:
        """Go to *page*, one of those that stand in the footer."""
        while self.current != page:
            self.view.locator(f".foot a[href='#{page}']").click()

    def practise(self) -> None:
        """Answer the questions of the page that is shown, rightly."""
        here = self.view.locator(".page[data-current]")
        standing = here.locator("[data-id]").evaluate_all("(blocks) => blocks.map((block) => block.dataset.id)")
        for question in self.data["questions"]:
            if question["id"] not in standing:
                continue
            block = here.locator(f"[data-id='{question['id']}'] form.question")
            block.wait_for()  # what asks is fetched once the page can be read
            if block.get_by_role("button", name=self.say("Check my answer")).is_visible():
                fill_in(block, question, right=question)
                block.get_by_role("button", name=self.say("Check my answer")).click()
                expect(block.locator(".feedback[data-verdict='right']")).to_be_visible()
                self.practised.append((question["id"], True))

    def read_all(self) -> None:
        """Read every page up to the check, and do what is asked for on each."""
        last = self.data["pages"][-1]["id"]
        while True:
            self.practise()
            if self.current == last:
                return
            self.go_on()

    def take_quiz(self, *, bank: dict[str, Any], wrong: int) -> list[tuple[dict[str, Any], bool]]:
        """Take one try at the check with *wrong* wrong answers, submit it, and return what was asked and went right."""
        check = self.view.locator(".check")
        check.get_by_role("button", name=self.say("Start the check")).or_(
            check.get_by_role("button", name=self.say("Try again"))
        ).first.click()
        asked: list[tuple[dict[str, Any], bool]] = []
        for number in range(self.data["check"]["draw"]):
            asked.append(self.answer_next(bank, rightly=number >= wrong))
        self.submit(bank)
        return asked

    def answer_next(self, bank: dict[str, Any], *, rightly: bool) -> tuple[dict[str, Any], bool]:
        """Answer the question of the check that is shown, and continue."""
        check = self.view.locator(".check")
        caption = str(check.locator(".page__caption").text_content())
        stem = str(check.locator("legend").text_content())
        question = next(q for q in bank["questions"] if q["stem"] == stem)
        form = check.locator("form.question")
        fill_in(form, question, right=question if rightly else wrongly(question))
        form.get_by_role("button", name=self.say("Continue")).click()
        expect(check.get_by_text(caption, exact=True)).to_have_count(0)
        return question, rightly

    def submit(self, bank: dict[str, Any]) -> None:
        """Submit the check, put right what was critical and went wrong, and wait for the result."""
        check = self.view.locator(".check")
        check.get_by_role("button", name=self.say("Submit")).click()
        more = check.get_by_role("button", name=self.say("Check my answer"))
        panel = check.locator(".panel")
        while True:
            expect(panel.or_(more)).to_be_visible()
            if panel.is_visible():
                return
            stem = str(check.locator("legend").text_content())
            question = next(q for q in bank["questions"] if q["stem"] == stem)
            fill_in(check.locator("form.question"), question, right=question)
            more.click()
            expect(check.locator("legend").get_by_text(stem, exact=True)).to_have_count(0)
            self.put_right.append((question["id"], True))

    def leave(self) -> None:
        """Save and leave."""
        self.view.get_by_role("button", name=self.say("Save and leave")).click()
        expect(self.view.get_by_text(self.say("You can now close this course"))).to_be_visible()

    def stored(self) -> Learner:
        """Wait until the LMS has answered a commit that came after everything else."""
        self.tab.wait_for_function(
            """([api, count]) => {
              const last = window[api].calls.findLast((call) => /^(SetValue|Commit|Finish|Terminate)$/.test(call.name));
              return last?.name !== "SetValue" && last?.result === "true"
                && (count === 0 || `cmi.interactions.${count - 1}.id` in window[api].values);
            }""",
            arg=[self.api, len(self.practice_sent)],
        )
        return self

    def calls(self) -> list[dict[str, Any]]:
        """Return every call that the SCO made to the LMS."""
        return list(self.tab.evaluate(f"{self.api}.calls"))

    def violations(self) -> list[dict[str, Any]]:
        """Return every call that the standard refuses."""
        return list(self.tab.evaluate(f"{self.api}.violations"))


def wrongly(question: dict[str, Any]) -> dict[str, Any]:
    """Return *question* with other answers than the right ones, as many as it asks for."""
    options = [dict(option) for option in question["options"]]
    if question["mechanic"] == "pick":
        answers = [option["answer"] for option in options]
        answers = answers[-1:] + answers[:-1] if len(set(answers)) > 1 else answers
        changed = [dict(option, answer=answer) for option, answer in zip(options, answers, strict=True)]
    else:
        labels = len(question["labels"])
        changed = [dict(option, answer=(option["answer"] + 1) % labels) for option in options]
    return question | {"options": changed}


def fill_in(form: Locator, question: dict[str, Any], *, right: dict[str, Any]) -> None:
    """Give the answers of *right* to *question* in *form*, by the labels that a learner reads."""
    for option in right["options"]:
        control = form.get_by_label(option["text"], exact=True)
        if question["mechanic"] == "assign":
            control.select_option(label=question["labels"][option["answer"]])
        elif option["answer"]:
            control.check()


def open_scorm12(context: BrowserContext, address: str, *, package: str, learner: str = "sam") -> Learner:
    """Launch *package* in the emulated LMS, in a new tab."""
    tab = context.new_page()
    complaints = listen(tab, address)
    query = urlencode({"learner": learner, "package": package, "href": "index.html"}, quote_via=quote)
    tab.goto(f"{address}/lms/player.html?{query}")
    frame = tab.locator("#sco").element_handle()
    assert frame
    view = frame.content_frame()
    assert view
    view.wait_for_load_state()
    return Learner(tab, view, complaints)


def launch_xapi(world: World, address: str, *, package: str) -> str:
    """Return the address with which a launcher of Tin Can packages would launch *package*."""
    query = urlencode(
        {
            "endpoint": f"{address}/lrs/",
            "auth": CREDENTIALS,
            "actor": json.dumps(ACTOR),
            "registration": str(uuid.uuid5(uuid.NAMESPACE_URL, package)),
            "activity_id": activity_of(world, package),
        },
        quote_via=quote,
    )
    return f"{address}/package/{package}/index.html?{query}"


def open_xapi(context: BrowserContext, address: str, *, world: World, package: str) -> Learner:
    """Launch *package* with Tin Can launch parameters, as LMSs that know xAPI do, in a new tab."""
    tab = context.new_page()
    complaints = listen(tab, address)
    tab.goto(launch_xapi(world, address, package=package))
    return Learner(tab, tab.main_frame, complaints)


def activity_of(world: World, package: str) -> str:
    """Return the activity id that the package's manifest names, as its launcher reads it."""
    from lxml import etree

    root = etree.fromstring(world.packages[package].read("tincan.xml"))
    return str(root.find(".//{*}activity").get("id"))


def bank_of(world: World, package: str) -> dict[str, Any]:
    """Return the question bank inside *package*."""
    return dict(json.loads(world.packages[package].read("bank.json")))


def listen(tab: Page, *addresses: str) -> list[str]:
    """Return a list that fills with what the browser complains of in *tab*, and requests to others than *addresses*."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A document that is not there yet is a 404 (xAPI-Communication 2.3), and Chromium logs every 404.
        is_document = re.search(r"activities/state|agents/profile", message.location["url"])
        if message.type in ("error", "warning") and not (is_document and "404" in message.text):
            complaints.append(f"console {message.type}: {message.text}")

    def watch(request: Request) -> None:
        if not request.url.startswith((*addresses, "data:")):
            complaints.append(f"request to {request.url}")

    tab.on("console", note)
    tab.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    tab.on("request", watch)
    return complaints
