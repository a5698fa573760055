"""Every component, every question and the check, by keyboard alone and by clicks alone."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.audit import show
from tests.e2e.learner import Learner

Hand = Literal["keyboard", "clicks"]
KINDS = {"choice", "hotspot", "order", "sort", "match", "decision"}
MOST_TABS = 120


class Hands:
    """A learner who has only a keyboard, or only something to click with."""

    def __init__(self, tab: Page, hand: Hand) -> None:
        """Take the *tab* and what it is worked with."""
        self.tab = tab
        self.hand = hand

    def press(self, name: str) -> None:
        """Press the button *name* of the page that is shown."""
        button = self.tab.get_by_role("button", name=name).locator("visible=true").first
        expect(button).to_be_visible()  # an LMS is looked for, for five seconds
        if self.hand == "clicks":
            button.click()
        else:
            self._tab_to(
                "(name) => document.activeElement.matches('button') && document.activeElement.innerText === name", name
            )
            self.tab.keyboard.press("Enter")

    def go_on(self) -> None:
        """Go to the next page by its link; a press right after another is taken for a double click, and made anew."""
        here = self.tab.locator(".page[data-current]").get_attribute("id")
        link = self.tab.locator(f"#{here} [data-next]")
        if self.hand == "keyboard":
            self._tab_to("(id) => document.activeElement.matches(`#${id} [data-next]`)", here)
        while self.tab.locator(".page[data-current]").get_attribute("id") == here:
            if self.hand == "clicks":
                link.click()
            else:
                self.tab.keyboard.press("Enter")
        expect(self.tab.locator(".page[data-current] h1")).to_be_focused()

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
def test_every_question_among_the_examples_is_answered(context: BrowserContext, reading: str, hand: Hand) -> None:
    learner = opened(context, f"{reading}/package/examples/index.html")
    hands = Hands(learner.tab, hand)
    blocks = learner.tab.locator(".block--question").all()
    assert {block.get_attribute("data-component") for block in blocks} == KINDS
    for block in blocks:
        show(learner.tab, str(block.locator("xpath=ancestor::section").get_attribute("id")))
        question = next(q for q in learner.data["questions"] if q["id"] == block.get_attribute("data-id"))
        hands.answer(question)
        hands.press("Check my answer")
        title = block.locator(".feedback__title")
        expect(title).to_have_text("Best step" if question["decision"] else "Right")
        expect(title).to_be_focused()
        # Nothing that would move an answer is seen beside its verdict.
        expect(block.locator(":is(.tray, .assign__move button)").locator("visible=true")).to_have_count(0)


#: What Tab should come to on the page that is shown, in the order of the document; of a group of radios it is one.
STOPS = """() => {
  const groups = new Set();
  // Of the tabs of a list one is a stop; arrows go to the others.
  const [links, fields] = ["a[href], button:not([tabindex='-1']), summary", "select, textarea, input"];
  const selector = `${links}, ${fields}, audio, video, [tabindex='0']`;
  return [...document.querySelectorAll(`.page[data-current] :is(${selector})`)].filter((element) => {
    const isKnown = element.type === "radio" && groups.has(element.name);
    if (element.type === "radio") groups.add(element.name);
    return element.checkVisibility() && !element.disabled && !isKnown;
  });
}"""


WITHIN_FILM = """(stop) => {
  const at = document.activeElement;
  return at === window.stops[stop - 1] && at.matches("audio, video");
}"""


def test_tab_comes_to_everything_in_the_order_of_the_document_and_goes_on(
    context: BrowserContext, reading: str
) -> None:
    tab = opened(context, f"{reading}/package/examples/index.html").tab
    expect(tab.locator(".block--question:not(:has(form)), .block--check:not(:has(.check))")).to_have_count(0)
    expect(tab.locator("#leave, #save").filter(has_text="Not connected")).to_be_visible()
    for page in tab.locator(".page[data-page]").all():
        show(tab, str(page.get_attribute("id")))
        tab.locator(".page[data-current] h1").focus()
        count = tab.evaluate(f"() => (window.stops = ({STOPS})()).length")
        for stop in range(count):
            tab.keyboard.press("Tab")
            # The controls of a film are the browser's own: it stays with the film until they have all been come to.
            while stop and tab.evaluate(WITHIN_FILM, stop):
                tab.keyboard.press("Tab")
            assert tab.evaluate("(stop) => document.activeElement === window.stops[stop]", stop), (
                f"{page.get_attribute('id')}: stop {stop + 1} of {count} is "
                + str(tab.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
            )
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('.page') === null")


IS_OPEN = "(control) => control.parentElement.open"
IS_CHECKED = "(control) => control.checked"
IS_FILLED = "(control) => control.value === '7'"
HAS_FOCUS = "(control) => control === document.activeElement"
SHOWS_ONE = "(control) => control.closest('.block').querySelectorAll('[role=tabpanel]:not([hidden])').length === 1"
WENT_ON = "(control) => control.closest('.block').querySelector('.stepper__step').hidden"
#: The controls of the components that ask no question: the key that works each, and how it is known to have worked.
CONTROLS = {
    ".block--definition summary": ("Enter", IS_OPEN),
    ".block--figure summary": ("Enter", IS_OPEN),
    ".block--reveal summary": ("Enter", IS_OPEN),
    ".block--tabs [role=tab]": ("ArrowRight", SHOWS_ONE),
    ".block--stepper button": ("Enter", WENT_ON),
    ".block--poll input": ("Space", IS_CHECKED),
    ".block--confidence input": ("Space", IS_CHECKED),
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
            (control.locator("xpath=following-sibling::*") if worked == IS_CHECKED else control).click()
        else:
            for _ in range(MOST_TABS):
                if control.evaluate(HAS_FOCUS):
                    break
                tab.keyboard.press("Tab")
        if hand == "keyboard" or worked == IS_FILLED:  # text is typed, however its field was entered
            tab.keyboard.press(key)
        assert control.evaluate(worked), f"{selector} by {hand}"


@pytest.mark.parametrize("hand", ["keyboard", "clicks"])
def test_what_a_poll_was_told_is_shown_again_and_panels_open_all_at_once(
    context: BrowserContext, reading: str, hand: Hand
) -> None:
    tab = opened(context, f"{reading}/package/examples/index.html").tab
    hands = Hands(tab, hand)
    expect(tab.locator(".block--question:not(:has(form))")).to_have_count(0)
    show(tab, page_with(tab, "[data-component=poll][data-id]"))
    hands.choose("To learn")
    show(tab, page_with(tab, "[data-component=poll][data-again]"))
    expect(tab.get_by_text("Your answer earlier: To learn")).to_be_visible()
    show(tab, page_with(tab, ".block--reveal"))
    hands.press("Open all")
    expect(tab.locator(".block--reveal details[open]")).to_have_count(2)
    hands.press("Close all")
    expect(tab.locator(".block--reveal details[open]")).to_have_count(0)


@pytest.mark.parametrize("hand", ["keyboard", "clicks"])
def test_what_was_chosen_in_a_story_stands_above_its_next_decision(
    context: BrowserContext, reading: str, hand: Hand
) -> None:
    learner = opened(context, f"{reading}/package/examples/index.html")
    hands = Hands(learner.tab, hand)
    first, second = (learner.tab.locator(f"[data-component=decision][data-id={name}]") for name in ("S01-A", "S01-B"))
    expect(second.locator("form")).to_have_count(1)
    show(learner.tab, page_with(learner.tab, "[data-id=S01-A]"))
    question = next(question for question in learner.data["questions"] if question["id"] == "S01-A")
    hands.answer(question)
    hands.press("Check my answer")
    chosen = next(option for option in question["options"] if option["answer"])
    expect(first.locator(".feedback__row")).to_contain_text(chosen["feedback"])
    show(learner.tab, page_with(learner.tab, "[data-id=S01-B]"))
    second.get_by_text("The story so far").click()
    expect(second.locator(".story-so-far strong")).to_have_text([chosen["text"]])


def page_with(tab: Page, selector: str) -> str:
    """Return the id of the page that holds what *selector* finds first."""
    return str(tab.locator(selector).first.locator("xpath=ancestor::section[@data-page]").get_attribute("id"))


@pytest.mark.parametrize("hand", ["keyboard", "clicks"])
def test_a_whole_module_is_read_answered_and_passed(context: BrowserContext, reading: str, hand: Hand) -> None:
    learner = opened(context, f"{reading}/package/spring/index.html")
    bank = learner.tab.request.get(f"{reading}/package/spring/bank.json").json()
    hands = Hands(learner.tab, hand)
    expect(learner.tab.locator(".block--question:not(:has(form))")).to_have_count(0)
    while learner.current != learner.data["pages"][-1]["id"]:
        for block in learner.tab.locator(".page[data-current] .block--question").all():
            question = next(q for q in learner.data["questions"] if q["id"] == block.get_attribute("data-id"))
            hands.answer(question)
            hands.press("Check my answer")
            title = "Best step" if question["decision"] else "Right"
            expect(block.locator(".feedback__title")).to_have_text(title)
        hands.go_on()
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
    expect(learner.tab.locator("#progress")).to_contain_text("You have completed 7 of 7 pages.")
    hands.press("See your certificate")
    expect(learner.tab.get_by_role("heading", name="Certificate")).to_be_focused()
