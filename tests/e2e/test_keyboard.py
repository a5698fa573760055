"""Every component, every question and the check, by keyboard alone and by clicks alone."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.audit import show
from tests.e2e.learner import Learner

Hand = Literal["keyboard", "clicks"]
KINDS = ("choice", "hotspot", "order", "sort", "match", "decision")
MOST_TABS = 60


class Hands:
    """A learner who has only a keyboard, or only something to click with."""

    def __init__(self, tab: Page, hand: Hand) -> None:
        """Take the *tab* and what it is worked with."""
        self.tab = tab
        self.hand = hand

    def press(self, name: str) -> None:
        """Press the button *name* of the page that is shown."""
        button = self.tab.get_by_role("button", name=name).locator("visible=true").first
        expect(button).to_be_visible(timeout=10_000)  # an LMS is looked for, for five seconds
        if self.hand == "clicks":
            button.click()
        else:
            self._tab_to(
                "(name) => document.activeElement.matches('button') && document.activeElement.innerText === name", name
            )
            self.tab.keyboard.press("Enter")

    def choose(self, label: str) -> None:
        """Choose the radio or checkbox *label*."""
        control = self.tab.get_by_label(label, exact=True).locator("visible=true")
        if self.hand == "clicks":
            self.tab.locator("label:visible", has_text=label).first.click()
        else:
            # One radio of a group takes the focus; the arrows go on from there.
            group = control.get_attribute("name")
            self._tab_to("(name) => document.activeElement.name === name", group)
            if control.get_attribute("type") == "checkbox":
                self._tab_to("(label) => document.activeElement.labels?.[0]?.innerText === label", label)
                self.tab.keyboard.press("Space")
            else:
                self.tab.keyboard.press("Space")
                for _ in range(8):
                    if control.is_checked():
                        break
                    self.tab.keyboard.press("ArrowDown")
        expect(control).to_be_checked()

    def assign(self, item: str, label: str) -> None:
        """Give the item *item* the label *label*: a native list, which is the browser's own to open by click or key."""
        control = self.tab.get_by_label(item, exact=True).locator("visible=true")
        if self.hand == "clicks":
            control.click()
            control.select_option(label=label)
            return
        self._tab_to("(item) => document.activeElement.labels?.[0]?.innerText === item", item)
        for _ in range(12):
            if control.locator("option:checked").inner_text() == label:
                break
            self.tab.keyboard.press("ArrowDown")
        expect(control.locator("option:checked")).to_have_text(label)

    def answer(self, question: dict[str, Any]) -> None:
        """Answer *question*, rightly."""
        for option in question["options"]:
            if question["mechanic"] == "assign":
                self.assign(option["text"], question["labels"][option["answer"]])
            elif option["answer"]:
                self.choose(option["text"])

    def _tab_to(self, predicate: str, argument: str | None) -> None:
        for _ in range(MOST_TABS):
            if self.tab.evaluate(predicate, argument):
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"the focus never came to {argument!r}")


def opened(context: BrowserContext, address: str) -> Learner:
    tab = context.new_page()
    tab.goto(address)
    tab.locator("html.js .page[data-current]").wait_for()
    return Learner(tab, tab.main_frame)


@pytest.mark.parametrize("hand", ["keyboard", "clicks"])
def test_a_question_of_each_kind_is_answered(context: BrowserContext, reading: str, hand: Hand) -> None:
    learner = opened(context, f"{reading}/package/examples/index.html")
    hands = Hands(learner.tab, hand)
    for kind in KINDS:
        block = learner.tab.locator(f".block--{kind}").first
        show(learner.tab, str(block.locator("xpath=ancestor::section").get_attribute("id")))
        question = next(q for q in learner.data["questions"] if q["id"] == block.get_attribute("data-id"))
        hands.answer(question)
        hands.press("Check my answer")
        title = block.locator(".feedback__title")
        expect(title).to_have_text("Right")
        expect(title).to_be_focused()


IS_OPEN = "(control) => control.parentElement.open"
IS_CHECKED = "(control) => control.checked"
IS_FILLED = "(control) => control.value === '7'"
HAS_FOCUS = "(control) => control === document.activeElement"
#: The controls of the components that ask no question: the key that works each, and how it is known to have worked.
CONTROLS = {
    ".block--definition summary": ("Enter", IS_OPEN),
    ".block--figure summary": ("Enter", IS_OPEN),
    ".block--reveal summary": ("Enter", IS_OPEN),
    ".block--poll input": ("Space", IS_CHECKED),
    ".block--confidence input": ("7", IS_FILLED),
    ".block--reflection textarea": ("7", IS_FILLED),
    ".block--table": ("ArrowRight", HAS_FOCUS),
}


@pytest.mark.parametrize("hand", ["keyboard", "clicks"])
def test_every_other_control_of_a_component_works(context: BrowserContext, reading: str, hand: Hand) -> None:
    tab = opened(context, f"{reading}/package/examples/index.html").tab
    for selector, (key, worked) in CONTROLS.items():
        control = tab.locator(selector).first
        show(tab, str(control.locator("xpath=ancestor::section[@data-page]").get_attribute("id")))
        if hand == "clicks":
            (control.locator("xpath=following-sibling::label") if worked == IS_CHECKED else control).click()
        else:
            for _ in range(MOST_TABS):
                if control.evaluate(HAS_FOCUS):
                    break
                tab.keyboard.press("Tab")
        if hand == "keyboard" or worked == IS_FILLED:  # text is typed, however its field was entered
            tab.keyboard.press(key)
        assert control.evaluate(worked), f"{selector} by {hand}"


@pytest.mark.parametrize("hand", ["keyboard", "clicks"])
def test_the_check_is_taken_and_passed(context: BrowserContext, reading: str, hand: Hand) -> None:
    learner = opened(context, f"{reading}/package/introduction/index.html#INT-12")
    bank = learner.tab.request.get(f"{reading}/package/introduction/bank.json").json()
    hands = Hands(learner.tab, hand)
    hands.press("Start the check")
    check = learner.tab.locator(".check")
    for number in range(learner.data["check"]["draw"]):
        expect(check.locator(".page__caption")).to_contain_text(f"Question {number + 1} of")
        stem = check.locator("legend").inner_text()
        hands.answer(next(q for q in bank["questions"] if q["stem"] == stem))
        hands.press("Continue")
    hands.press("Submit 5 answers")
    expect(check.locator(".panel")).to_contain_text("You passed")
    expect(check.locator(".panel .check__title")).to_be_focused()
