"""A course about something else is played from end to end, and says nothing of the first course in any state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.build import build
from tests.e2e.launches import open_cmi5, open_page, open_scorm2004
from tests.e2e.learner import Learner, bank_of, open_scorm12, open_xapi
from tests.e2e.server import World
from tests.pseudo_languages import FIRE_SAFETY
from tests.test_fire_safety import FOREIGN, sentences_of_the_first_course

MODULE = "fire-safety-the-building"
EXTRAS = ("help", "settings", "glossary", "about")
Open = Callable[[BrowserContext, World, str, str], Learner]
OPEN: Mapping[str, Open] = {
    "scorm12": lambda context, _, address, package: open_scorm12(context, address, package=package),
    "scorm2004": lambda context, _, address, package: open_scorm2004(context, address, package=package),
    "xapi": lambda context, world, address, package: open_xapi(context, address, world=world, package=package),
    "cmi5": lambda context, world, address, package: open_cmi5(context, address, world=world, package=package),
    "web": lambda context, _, address, package: open_page(context, f"{address}/package/{package}/index.html", address),
}


#: Keeps every line that is on the screen after anything has changed.
SEEN = """
window.seen = new Set();
const look = () => document.body?.innerText.split("\\n").forEach((line) => window.seen.add(line));
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every package of the course by its file name without ending."""
    report = build(FIRE_SAFETY, formats=[], modules=[], output=tmp_path_factory.mktemp("packages"))
    assert report.problems == ()
    return {package.path.stem: package.path for package in report.packages}


def play(learner: Learner, bank: dict[str, Any]) -> str:
    """Go through the whole module, the hard way, and return every line that was on the screen at any time."""
    learner.read_all()
    draw = learner.data["check"]["draw"]
    learner.take_quiz(bank=bank, wrong=draw)
    assert learner.put_right, "no critical question came"
    learner.take_quiz(bank=bank, wrong=0)
    learner.view.get_by_role("button", name=learner.say("See your certificate")).click()
    expect(learner.view.locator(".certificate").first).to_be_visible()
    for extra in EXTRAS:
        learner.open_extra(extra)
    return "\n".join(learner.view.evaluate("[...seen]"))


def test_no_state_speaks_of_the_first_course_in_any_format(context: BrowserContext, world: World, address: str) -> None:
    context.add_init_script(SEEN)
    sentences = sentences_of_the_first_course()
    for name, open_package in OPEN.items():
        package = f"{MODULE}-{name}"
        learner = open_package(context, world, address, package)
        said = play(learner, bank_of(world, package))
        assert "Keep the way out free" in said, name
        assert FOREIGN.findall(said) == [], name
        assert [sentence for sentence in sentences if sentence in said] == [], name
        assert learner.complaints == [], name
        learner.tab.close()
