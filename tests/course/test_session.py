"""The led session of the shipped course: every length can be held, and nothing in it was made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.model.course import Course
from builder.model.kinds import LearnerText
from builder.model.walk import walk_part
from builder.session.content import Content, Said, SlideTable
from builder.session.layout import lay

ROOT = Path(__file__).parents[2]
BRIEF = ROOT.parent / "shared" / "course_brief"
#: What the brief tells a generator or a developer, as it is said to trainers and to the people in the room.
_SAID_OTHERWISE = {
    # What whoever leads the session fills in.
    "[Date]", "[Trainer's job title]", "[Partnership name and logo]", "Two people to talk to today: [name] and [name].",
    # The brief calls it after the slides from which it comes.
    "Group work 1 keeps its ten minutes: it is the session's own task.", "This is the session's own task.",
    # The brief says these of people, and refers to the page of the course that asks the two questions.
    "Say why the ten principles matter, and how they apply to your own role.",
    "Describe your own part in keeping children safe.",
    "'Who got it wrong?'", "'What made it hard to get it right?'",
    "Notes of slide 22", "Who can run it",
    # The fact that item 13 puts on the handout, and for whom it is.
    "Safer sleep, for those who meet parents: {{g:safer_sleep_short}}",
}  # fmt: skip


def plain(text: str) -> str:
    """Return the words of *text* alone, in small letters."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.fixture(scope="module")
def brief() -> str:
    """Everything that the briefs say, as words."""
    if not BRIEF.is_dir():
        pytest.skip("the briefs are not beside this clone (../shared/course_brief)")
    files = [file for file in sorted(BRIEF.rglob("*")) if file.suffix in (".md", ".yaml")]
    return plain(" ".join(file.read_text(encoding="utf-8").replace("{{buddy}}", "[name]") for file in files))


def test_every_sentence_of_the_session_but_what_a_picture_shows_stands_in_the_brief(course: Course, brief: str) -> None:
    (session,) = course.sessions
    said = [entry for entry in walk_part(session, LearnerText) if entry.field != "alt"]
    texts = (entry.text for entry in said if not entry.text.startswith("{{"))
    sentences = {sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)} - _SAID_OTHERWISE
    assert sorted(sentence for sentence in sentences if plain(sentence) not in brief) == []


def test_every_length_has_all_26_slides_in_letters_that_a_room_can_read(course: Course) -> None:
    (session,) = course.sessions
    assert [length.minutes for length in session.lengths] == [60, 90, 180]
    for length in session.lengths:
        slides = Content(course, session, length).slides()
        assert len(slides) == 26
        assert {slide.number for slide in slides if slide.mark} == (set(range(12, 22)) if length.pick else set())
        assert [slide.title for slide in slides if not lay(slide)] == []


def test_a_slide_with_numbers_says_their_period_and_where_they_come_from(course: Course) -> None:
    (session,) = course.sessions
    slides = {slide.number: slide for slide in Content(course, session, session.lengths[0]).slides()}
    for number in (5, 6):
        assert any("July 2018" in line for line in slides[number].small)


def test_help_on_slides_is_what_support_yaml_says_and_999_stands_alone_at_the_top(course: Course) -> None:
    (session,) = course.sessions
    slides = {slide.number: slide for slide in Content(course, session, session.lengths[0]).slides()}
    (first, *_) = slides[24].items
    assert isinstance(first, Said) and first.text.startswith("999")
    numbers = {contact.number for contact in course.support}
    for number in (2, 8, 26):
        (table,) = [item for item in slides[number].items if isinstance(item, SlideTable)]
        assert all(any(n and n in how for n in numbers) or "85258" in how for _, how in table.rows)
