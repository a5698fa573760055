"""Pictures of the main states, for people to look at: ``python -m tools.screenshots``, or ``make screenshots``.

One learner goes through the first module of the real course in its web package. At each state the window takes every
width and both colour schemes, and each picture goes to ``test-results/screenshots/``, with a page that shows them all.
What the README and the documentation show of them, and of the preview, goes to ``docs/pictures/``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Locator, Page, sync_playwright

from builder.render.data_script import taught_json
from tools.chromium import find_chromium
from tools.pictures import PICTURES, copy_of, make_pictures
from tools.serving import serve_package

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "test-results" / "screenshots"
MODULE = "introduction"
#: A phone, a tablet, a laptop.
SIZES = ((320, 900), (768, 1024), (1280, 900))
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
#: A typeface like those of the readers' own systems, where this machine's own is as wide as DejaVu: until a page is
#: turned, and has the course's own.
TYPEFACE = """() => {
  const sheet = new CSSStyleSheet();
  const faces = '"Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "Nimbus Sans", sans-serif';
  sheet.replaceSync(`:root:not([data-typeface]) * { font-family: ${faces} !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
MOMENT = 76  # seconds into the animation: a scene with everybody in it


class Camera:
    """Takes the pictures of one state after the other."""

    def __init__(self, tab: Page) -> None:
        """Take pictures of *tab*."""
        self.tab = tab
        self.names: list[str] = []

    def take(self, name: str, part: Locator | None = None) -> None:
        """Take what a learner sees, in each size and scheme, with *part* at the top of the window where it is given."""
        self.names.append(name)
        for width, height in SIZES:
            self.tab.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                self.tab.emulate_media(color_scheme=scheme)
                if part is None:
                    self.tab.evaluate("scrollTo(0, 0)")
                else:
                    part.evaluate("(part) => { part.scrollIntoView(); scrollBy(0, -24) }")
                self.tab.screenshot(path=OUTPUT / picture(name, width, scheme))


def picture(name: str, width: int, scheme: Scheme) -> str:
    """Return the file name of a picture."""
    return f"{name}-{width}-{scheme}.png"


def journey(tab: Page, address: str) -> list[str]:
    """Go through the module at *address* with a camera; return the names of the states."""
    camera = Camera(tab)
    open_module(tab, address)
    camera.take("start")
    for page in ("INT-03", "INT-04", "INT-10"):
        go(tab, page)
        camera.take(f"page-{page}")
    go(tab, "INT-09")
    camera.take("flowchart", tab.locator("#INT-09 .block--flowchart"))
    photograph_blocks(tab, camera)
    photograph_animation(tab, camera)
    for extra in ("settings", "help", "glossary", "about"):
        go(tab, extra)
        camera.take(extra)
    go(tab, "INT-05")
    tab.get_by_role("button", name="Hide this page").click()
    camera.take("hidden")
    tab.locator(".cover").click(click_count=3)
    read(tab, 7)
    go(tab, "INT-08")
    open_module(tab, "about:blank")
    open_module(tab, address)
    camera.take("resume")
    photograph_quiz(tab, camera)
    return camera.names


def photograph_blocks(tab: Page, camera: Camera) -> None:
    """Take a question before and after an answer, and one that needs an answer."""
    go(tab, "INT-07")
    block = tab.locator("#INT-07 .block--question").first
    camera.take("question", block)
    quiz = block.get_by_role("button", name="Check my answer")
    quiz.click()
    camera.take("question-unanswered", block)
    question = next(one for one in questions_on_pages(tab) if one["id"] == block.get_attribute("data-id"))
    choose(block, turned(question))
    quiz.click()
    camera.take("question-not-quite", block)
    block.get_by_role("button", name="Try again").click()
    choose(block, question)
    quiz.click()
    camera.take("question-right", block)


def photograph_animation(tab: Page, camera: Camera) -> None:
    """Take the animation before it plays, in the middle, and its story in words."""
    go(tab, "INT-06")
    player = tab.locator("#INT-06 .animation__player")
    camera.take("animation-closed", player)
    player.get_by_role("button", name="Play the animation").click()
    player.get_by_role("button", name="Pause").click()
    slider = player.get_by_role("slider")
    slider.evaluate("(e, to) => { e.value = to; e.dispatchEvent(new Event('input')) }", str(MOMENT))
    camera.take("animation", player)
    camera.take("animation-words", tab.locator("#INT-06 .animation__story"))


def photograph_quiz(tab: Page, camera: Camera) -> None:
    """Take each screen of the check: a try that fails, and one that passes, up to the certificate on its sheet."""
    read(tab, 12)
    quiz = tab.locator(".check")
    camera.take("check-start", quiz)
    bank = tab.evaluate("fetch('bank.json').then((answer) => answer.json())")
    quiz.get_by_role("button", name="Start the check").click()
    camera.take("check-question", quiz)
    answer_all(quiz, bank, "badly")
    camera.take("check-answers", quiz)
    quiz.get_by_role("button", name="Submit").click()
    follow_up(quiz, bank, camera)
    camera.take("result-not-passed", quiz)
    quiz.get_by_role("button", name="Try again").click()
    answer_all(quiz, bank, "rightly")
    quiz.get_by_role("button", name="Submit").click()
    camera.take("result", quiz)
    quiz.get_by_role("button", name="See your certificate").click()
    quiz.get_by_label("Your name").fill("Sam Ó Néill")
    camera.take("certificate", quiz)
    tab.pdf(path=OUTPUT / "certificate.pdf", format="A4", prefer_css_page_size=True)


def follow_up(quiz: Locator, bank: dict[str, Any], camera: Camera) -> None:
    """Answer the critical questions that come after a try in which they went wrong."""
    panel, more = quiz.locator(".panel"), quiz.get_by_role("button", name="Check my answer")
    panel.or_(more).wait_for()
    if more.is_visible():
        camera.take("check-follow-up", quiz)
    while more.is_visible():
        choose(quiz.locator("form.question"), question_of(quiz, bank))
        more.click()
        panel.or_(more).wait_for()


def open_module(tab: Page, address: str) -> None:
    """Open *address*; wait for the player where there is one."""
    tab.goto(address)
    if address != "about:blank":
        tab.locator("html.js .page[data-current]").wait_for()
        tab.wait_for_load_state("networkidle")
        tab.evaluate(TYPEFACE)


def go(tab: Page, page: str) -> None:
    """Go to *page* as a link would."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.locator(f"#contents a[href='#{page}'], .foot a[href='#{page}']").click()
    tab.wait_for_function("(id) => document.querySelector('.page[data-current]').id === id", arg=page)
    tab.wait_for_timeout(450)  # a second press sooner counts as a double click


def read(tab: Page, count: int) -> None:
    """Read the first *count* pages to their ends, and ask every question for its answer."""
    for page in tab.evaluate("[...document.querySelectorAll('.page[data-page]')].map((page) => page.id)")[:count]:
        go(tab, page)
        tab.evaluate("scrollTo(0, document.body.scrollHeight)")
        for button in tab.locator(f"#{page}").get_by_role("button", name="I am not sure").all():
            button.click()


def answer_all(quiz: Locator, bank: dict[str, Any], way: Literal["rightly", "badly"]) -> None:
    """Answer question after question; badly is the first rightly, the others not, and the last not at all."""
    caption = quiz.locator(".page__caption")
    total = int((caption.text_content() or "").rsplit(" ", 1)[1])
    for number in range(1, total + 1):
        caption.get_by_text(f"Question {number} of {total}").wait_for()
        if number < total or way == "rightly":
            question = question_of(quiz, bank)
            choose(quiz.locator("form.question"), question if way == "rightly" or number == 1 else turned(question))
        quiz.get_by_role("button", name="Continue").click()
    quiz.get_by_role("button", name="Submit").wait_for()


def questions_on_pages(tab: Page) -> list[dict[str, Any]]:
    """Return the questions that stand on pages, as the player is handed them."""
    script = tab.evaluate("fetch('taught.js').then((answer) => answer.text())")
    return list(json.loads(taught_json(script.encode())))


def turned(question: dict[str, Any]) -> dict[str, Any]:
    """Return *question* with another answer than the right one, as many options chosen as it asks for."""
    answers = [option["answer"] for option in question["options"]]
    turned_answers = [answers[-1], *answers[:-1]]
    options = [dict(option, answer=answer) for option, answer in zip(question["options"], turned_answers, strict=True)]
    return question | {"options": options}


def question_of(quiz: Locator, bank: dict[str, Any]) -> dict[str, Any]:
    """Return the question that is asked."""
    stem = quiz.locator("legend").inner_text()
    return next(question for question in bank["questions"] if question["stem"] == stem)


def choose(form: Locator, question: dict[str, Any]) -> None:
    """Answer *form* as *question* has it."""
    for option in question["options"]:
        control = form.get_by_label(option["text"], exact=True)
        if question["mechanic"] == "assign":
            control.select_option(label=question["labels"][option["answer"]])
        else:
            if control.get_attribute("type") == "checkbox" or option["answer"]:
                control.set_checked(bool(option["answer"]))


def write_overview(names: list[str]) -> None:
    """Write a page that shows every picture, state by state."""
    rows = [
        f"<h2>{escape(name)}</h2><p>"
        + " ".join(
            f'<img src="{picture(name, width, scheme)}" alt="{width} px, {scheme}" height="450">'
            for scheme in SCHEMES
            for width, _ in SIZES
        )
        for name in names
    ]
    page = "<!doctype html><meta charset=utf-8><title>Screenshots</title>" + "\n".join(rows)
    (OUTPUT / "index.html").write_text(page, encoding="utf-8")


@contextmanager
def opened_browser() -> Iterator[Page]:
    """Yield a tab of a new browser, as British as the course, in which nothing moves by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser.new_context(locale="en-GB", timezone_id="Europe/London").new_page()
        browser.close()


def main() -> int:
    """Build the package, take the pictures, and return the exit code."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "builder", "build", "course_src", "--module", MODULE, "--format", "web", "--output", folder]
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        package = next(Path(folder).glob("*.zip"))
        with serve_package(package) as address, opened_browser() as tab:
            names = journey(tab, f"{address}/index.html")
            make_pictures(tab, OUTPUT, copy_of(ROOT / "course_src", Path(folder)))
    write_overview(names)
    print(f"{len(names)} states in {OUTPUT.relative_to(ROOT)}/, pictures in {PICTURES.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
