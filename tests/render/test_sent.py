"""The list of what is sent leaves nothing out that could be sent, and says of each format what holds there."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from builder.formats import FORMATS
from builder.model.course import Course, Module
from builder.model.tracking_options import TrackingOptions
from builder.render.bundle import Bundle
from builder.render.sent import EVERYTHING, never_sent, sent, sent_list
from builder.render.state_model import SavedState
from builder.source.load import load

ROOT = Path(__file__).parent.parent.parent
SENDING = [name for name, made in FORMATS.items() if made.sends]


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(ROOT / "tests" / "wide_course").course
    assert loaded is not None
    return loaded


def words(course: Course, module: Module, name: str) -> set[str]:
    return {one.words.rpartition(".")[2] for one in sent(course, module, FORMATS[name].sends)}


def test_every_part_of_saved_state_is_told_once() -> None:
    told = [name for one in EVERYTHING for name in one.state]
    assert sorted(told) == sorted(field.name for field in fields(SavedState))


def test_every_format_sends_but_the_one_without_an_lms() -> None:
    assert {*SENDING} == FORMATS.keys() - {"web"}


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_sends_is_in_the_list_under_its_own_name(name: str) -> None:
    told = {one.words.rpartition(".")[2] for one in EVERYTHING}
    assert FORMATS[name].sends.keys() <= told | {"state"}


def test_a_page_without_an_lms_says_that_nothing_is_sent(course: Course) -> None:
    module = course.contents[0]
    assert sent(course, module, FORMATS["web"].sends) == ()
    assert "Nothing is sent to anybody." in sent_list(course, module, Bundle("web", b""))


@pytest.mark.parametrize("name", SENDING)
def test_the_list_follows_the_options_of_the_course(course: Course, name: str) -> None:
    module = course.contents[0]
    telling = course.model_copy(update={"tracking": TrackingOptions(practice=True)})
    assert words(telling, module, name) - words(course, module, name) == {"practice"}
    assert {*never_sent(course, module)} - {*never_sent(telling, module)} == {"block.what-is-sent.never-chosen"}


@pytest.mark.parametrize("name", SENDING)
def test_of_a_module_without_check_and_questions_neither_is_told(course: Course, name: str) -> None:
    module = course.contents[0]
    bare = module.model_copy(update={"check": None, "bank": (), "pages": module.pages[:0]})
    telling = course.model_copy(update={"tracking": TrackingOptions(practice=True)})
    left = {"identity", "place", "standing", "time"} & words(course, module, name)
    assert words(telling, bare, name) == left
