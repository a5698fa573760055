"""Whatever an author writes, a slide is readable from the back of the room, or says that it is too full."""

from __future__ import annotations

from contextlib import suppress
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.session.content import Numbered, Points, Said, ShownSlide, SlideTable
from builder.session.layout import HEIGHT, LEAST, SMALL, WIDTH, Area, Laid, SlideOverflow, lay
from builder.session.letters import lines, width

TEXTS = st.lists(st.text("abcdefgh WIM.,'", min_size=1, max_size=160), min_size=1, max_size=8)
ITEMS = st.one_of(
    st.builds(Said, st.text("abc def", min_size=1, max_size=200), st.sampled_from(["text", "strong", "ask", "voice"])),
    st.builds(Points, TEXTS),
    st.builds(lambda texts: Numbered([(text, text[:40]) for text in texts]), TEXTS),
    st.builds(lambda texts: SlideTable("A table", ("Who", "How"), [(text[:40], text) for text in texts]), TEXTS),
)
SLIDES = st.builds(
    ShownSlide,
    number=st.integers(1, 40),
    id=st.just("S-1"),
    title=st.text("abc DEF", min_size=1, max_size=90),
    items=st.lists(ITEMS, min_size=1, max_size=4),
    small=st.lists(st.text("abc def", min_size=1, max_size=200), max_size=3),
    notes=st.just(["Read it."]),
    mark=st.sampled_from(["", "Pick four", "Show as many as you have time for"]),
)


def areas(laid: Laid) -> list[Area]:
    """Return everything that has a place on the slide."""
    small = [laid.small] if laid.slide.small else []
    mark = [laid.mark] if laid.slide.mark else []
    return [laid.title, *mark, *(placed.area for placed in laid.placed), *small]


def overlap(one: Area, other: Area) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


@given(SLIDES)
def test_everything_stands_on_the_slide_and_nothing_on_anything_else_or_the_slide_is_too_full(
    slide: ShownSlide,
) -> None:
    try:
        laid = lay(slide)
    except SlideOverflow as overflow:
        assert str(slide.number) in str(overflow)
        return
    for area in areas(laid):
        assert area.x >= 0 and area.x + area.width <= WIDTH
        assert area.y >= 0 and area.y + area.height <= HEIGHT
    assert not any(overlap(one, other) for one, other in combinations(areas(laid), 2))
    assert all(placed.size >= LEAST for placed in laid.placed)


def test_every_slide_of_a_course_fits_and_nothing_on_it_overlaps(slides: list[ShownSlide]) -> None:
    for slide in slides:
        laid = lay(slide)
        assert not any(overlap(one, other) for one, other in combinations(areas(laid), 2)), slide.title
        assert all(placed.size >= LEAST > SMALL for placed in laid.placed if placed.size), slide.title


def test_a_slide_with_more_words_than_a_room_can_read_is_refused() -> None:
    crowded = ShownSlide(3, "S-3", "Crowded", [Points(["many words " * 12] * 12)], (), ["Read it."])
    with pytest.raises(SlideOverflow, match="slide 3"):
        lay(crowded)


@given(st.text("abc de WIM", max_size=80), st.text("abc de", max_size=40), st.floats(20, 400))
def test_more_words_never_take_fewer_lines(text: str, more: str, room: float) -> None:
    assert 1 <= lines(text, 12, room) <= lines(f"{text} {more}", 12, room)


@given(st.text("abc de WIM", min_size=1, max_size=80), st.floats(20, 400))
def test_the_lines_of_a_text_have_room_for_all_of_its_letters(text: str, room: float) -> None:
    assert lines(text, 12, room) * room >= width("".join(text.split()), 12) - 0.01


@given(st.integers(1, 9))
def test_words_of_which_no_two_have_room_on_a_line_take_one_each(many: int) -> None:
    assert lines(" ".join(["WORDS"] * many), 12, 1.7 * width("WORDS", 12)) == many


def test_letters_grow_smaller_step_by_step_as_words_come_until_a_room_cannot_read_them() -> None:
    sizes: list[float] = []
    for words, feet in product(range(1, 30), range(6)):
        full = ShownSlide(3, "S-3", "Full", [Points(["word"] * words)], ["foot"] * feet, ["Read it."])
        with suppress(SlideOverflow):
            sizes += [placed.size for placed in lay(full).placed]
    steps = (1.3, 1.2, 1.1, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
    assert sorted(set(sizes), reverse=True) == [24 * step for step in steps] and min(sizes) >= LEAST
