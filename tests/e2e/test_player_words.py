"""States of the player that few learners come to, in languages that nobody speaks: not one word of it is English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from builder.build import build
from tests.e2e.launches import open_page
from tests.e2e.learner import Learner, launch_xapi, open_scorm12
from tests.e2e.server import World
from tests.pseudo_languages import course, in_letters_of, language, left_in_english

__all__ = ["course", "language"]

MODULE = "fire-safety-the-building"
#: Keeps all that is shown or read out after any change, but what is marked as English in a page of another language.
HEARD = """
window.heard = new Set();
const look = () => {
  heard.add(document.title);
  for (const one of document.querySelectorAll("body, body *")) {
    if (one.closest("script, style, noscript, [lang=en]")) continue;
    for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE) heard.add(node.textContent);
    const said = ["aria-label", "aria-valuetext", "alt", "title", "placeholder"];
    for (const name of said) heard.add(one.getAttribute(name));
  }
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""


@pytest.fixture(scope="module")
def packages(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The packages that are opened here."""
    report = build(course, formats=["scorm12", "xapi"], modules=[], output=tmp_path_factory.mktemp("packages"))
    assert report.exit_code == 0, "\n".join(map(str, report.problems))
    return {package.path.stem: package.path for package in report.packages}


@pytest.fixture
def learner(language: str, context: BrowserContext, world: World, address: str) -> Learner:
    """Somebody who has just opened the module in an LMS; time goes on when a test says so."""
    assert world
    context.add_init_script(HEARD)
    context.clock.install()
    opened = open_scorm12(context, address, package=f"{MODULE}-scorm12")
    opened.say = partial(in_letters_of, language)
    return opened


def heard(learner: Learner) -> str:
    return "\n".join(text for text in learner.view.evaluate("[...heard]") if text)


def here(learner: Learner) -> Locator:
    return learner.view.locator(".page[data-current]")


def press(learner: Learner, words: str, within: Locator | None = None) -> None:
    """Press the button whose English words begin with *words*."""
    name = re.compile("^" + re.escape(learner.say(words)))
    (within or learner.view.locator("body")).get_by_role("button", name=name).first.click()


def test_notes_folds_and_a_hidden_page(learner: Learner, course: Path) -> None:
    learner.open_page("F-practise")
    press(learner, "Copy this note", here(learner))
    press(learner, "Delete this note", here(learner))
    here(learner).locator(".checkboxes__input[id^=player-keep]").first.check()
    learner.open_page("F-look")
    press(learner, "Open all", here(learner))
    expect(here(learner).locator(".reveal__all")).to_have_text(re.compile(learner.say("Close all")))
    learner.view.locator("#hide").click()
    learner.view.get_by_role("button", name=learner.say("Show page")).press("Enter")
    learner.open_extra("about")
    for fold in here(learner).locator("details").all():
        fold.locator("summary").click()
    here(learner).locator("textarea:not([readonly])").fill("1.abc")
    press(learner, "Use this code", here(learner))
    expect(here(learner).locator("[role=status]", has_text=re.compile(r"2\."))).to_be_visible()
    assert left_in_english(heard(learner), course) == []


def test_an_animation_to_its_end(learner: Learner, course: Path) -> None:
    learner.open_page("F-story")
    here(learner).locator(".animation__open").click()
    controls = here(learner).locator(".animation__controls")
    expect(controls).to_be_visible()
    press(learner, "More", controls)
    controls.locator("select").select_option("1.25")
    slider = controls.get_by_role("slider")
    slider.evaluate("(e) => { e.value = e.max; e.dispatchEvent(new Event('input')) }")
    expect(controls.locator(".animation__play")).to_have_text(re.compile(learner.say("Play again")))
    assert left_in_english(heard(learner), course) == []


def test_a_launch_that_lacks_something(
    language: str, context: BrowserContext, world: World, address: str, course: Path
) -> None:
    """What is for IT alone stays English, and says so."""
    context.add_init_script(HEARD)
    launch = launch_xapi(world, address, package=f"{MODULE}-xapi").replace("auth=", "no=")
    learner = open_page(context, launch, address)
    notice = learner.view.locator("#notice-connection")
    expect(notice).to_be_visible()
    expect(notice.locator("xpath=..").locator("[lang=en]")).to_contain_text("the launch parameter auth is missing")
    assert left_in_english(heard(learner), course) == []
