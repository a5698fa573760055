"""A course in a language that nobody speaks is played, and in no state is an English word of the tool left."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.build import build
from tests.e2e.learner import bank_of
from tests.e2e.server import World
from tests.e2e.test_fire_safety import EXTRAS, MODULE, OPEN, SEEN, play
from tests.pseudo_languages import (
    ACCENTED,
    DIRECTIONS,
    FIRE_SAFETY,
    MIRRORED,
    course_in,
    in_letters_of,
    left_in_english,
    speak,
)

#: Each format once: what a player says in it depends on the format, and in which language on nothing else.
PLAYED = {"scorm12": MIRRORED, "scorm2004": ACCENTED, "xapi": MIRRORED, "cmi5": ACCENTED, "web": MIRRORED}


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The course in each pseudo-language."""
    return {
        language: course_in(language, FIRE_SAFETY, tmp_path_factory.mktemp(language) / "course")
        for language in DIRECTIONS
    }


@pytest.fixture(scope="module")
def packages(courses: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A package of each format, in the language in which it is played."""
    found = {}
    for language, course in courses.items():
        with pytest.MonkeyPatch.context() as patch:
            speak(language, tmp_path_factory.mktemp("words"), patch)
            formats = [name for name, spoken in PLAYED.items() if spoken == language]
            report = build(course, formats=formats, modules=["the-building"], output=tmp_path_factory.mktemp(language))
        assert report.exit_code == 0, "\n".join(map(str, report.problems))
        found |= {package.path.stem: package.path for package in report.packages}
    return found


@pytest.mark.parametrize("name", PLAYED)
def test_no_state_has_an_english_word_and_every_page_runs_its_way(
    name: str, context: BrowserContext, world: World, address: str, courses: Mapping[str, Path]
) -> None:
    context.add_init_script(SEEN)
    language, package = PLAYED[name], f"{MODULE}-{name}"
    learner = OPEN[name](context, world, address, package)
    learner.say = partial(in_letters_of, language)
    said = play(learner, bank_of(world, package))
    assert learner.view.evaluate("getComputedStyle(document.body).direction") == DIRECTIONS[language]
    if name != "web":
        learner.leave()
    said += "\n".join(learner.view.evaluate("[...seen]"))
    learner.tab.close()

    again = OPEN[name](context, world, address, package)
    expect(again.view.locator(".page[data-current]")).to_have_attribute("id", "welcome-back")
    said += "\n".join(again.view.evaluate("[...seen]"))
    assert left_in_english(said, courses[language]) == []
    assert learner.complaints + again.complaints == []


@pytest.mark.parametrize("name", ["scorm2004", "web"])
def test_no_page_of_a_longer_or_mirrored_language_is_wider_than_a_phone(
    name: str, context: BrowserContext, world: World, address: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/package/{MODULE}-{name}/index.html")
    for shown in [
        *page.locator(".page:not([data-extra])").evaluate_all("(pages) => pages.map((page) => page.id)"),
        *EXTRAS,
    ]:
        page.goto(f"{address}/package/{MODULE}-{name}/index.html#{shown}")
        expect(page.locator(f"#{shown}[data-current]")).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{shown} is {wide} pixels too wide"
