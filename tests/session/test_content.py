"""What a slide says comes from the course, whatever a partnership fills in, and never from what is held."""

from __future__ import annotations

from builder.model.course import Course
from builder.model.going_out import going_out
from builder.model.held import Held
from builder.session.content import Content, Picture, Said, ShownSlide, SlideTable
from builder.session.layout import lay


def slides_of(course: Course) -> list[ShownSlide]:
    (session,) = course.sessions
    return Content(course, session, session.lengths[0]).slides()


def test_a_contact_that_is_filled_in_stands_on_the_slide_in_place_of_what_to_do_without(course: Course) -> None:
    filled = course.local[0].model_copy(update={"value": "01632 960 999", "fallback": "Look under the mat."})
    empty = course.local[1].model_copy(update={"value": "", "fallback": "**Shout** twice."})
    slides = slides_of(course.model_copy(update={"local": (filled, empty)}))
    (table,) = [
        i for s in slides for i in s.items if isinstance(i, SlideTable) and (filled.label, "01632 960 999") in i.rows
    ]
    assert table.rows == [(filled.label, "01632 960 999"), (empty.label, "Shout twice.")]


def test_a_course_with_an_address_of_its_own_offers_it_in_words_and_as_a_code(course: Course) -> None:
    online = course.model_copy(update={"online": "https://example.org/hives"})
    new = [
        item
        for before, after in zip(slides_of(course), slides_of(online), strict=True)
        for item in after.items
        if item not in before.items
    ]
    said, code = new
    assert isinstance(said, Said) and said.text.endswith("example.org/hives")
    assert isinstance(code, Picture) and "example.org/hives" in code.alt
    assert code.size[0] == code.size[1], "what is not square cannot be scanned"
    assert all(lay(slide) for slide in slides_of(online))


def test_a_story_that_is_held_is_on_no_card_and_nobody_in_it_is_heard(course: Course) -> None:
    story = course.scenarios[0]
    held = story.model_copy(update={"held": Held(reason="Not read yet.", lifted_by="A reader.")})
    out = going_out(course.model_copy(update={"scenarios": (held,)}))
    (session,) = out.sessions
    assert session.cards == ()
    assert not any(isinstance(i, Said) and i.how == "voice" for slide in slides_of(out) for i in slide.items)


def test_every_fact_on_a_slide_has_its_source_at_the_foot_and_no_other_slide_has(course: Course) -> None:
    figure = course.figures[0]
    with_figure = [slide.number for slide in slides_of(course) if any(figure.period in line for line in slide.small)]
    shows = [number for number, slide, _ in course.sessions[0].slides if slide.chart or "{{f:" in " ".join(slide.text)]
    assert with_figure == shows != []


def test_the_first_slide_says_which_version_it_is(course: Course) -> None:
    first = slides_of(course)[0]
    assert course.version in first.small[0]
