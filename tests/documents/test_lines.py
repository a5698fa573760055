"""Words in lines, in boxes and in diamonds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.documents.lines import Letters, Words, in_box, in_diamond
from builder.documents.typefaces import LIBERTINUS, SANS

LETTERS = Letters(SANS, size=16, leading=20)
WORDS = st.lists(st.text("abcdefgimwxyz.,", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join)


def text_of(lines: list[str]) -> str:
    return " ".join(lines)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_no_word_is_lost_and_no_line_is_too_long_in_a_box(first: str, second: str) -> None:
    lines = in_box([Words(first, "bold"), Words(second, "regular")], LETTERS, 200)
    assert text_of([line.text for line in lines]) == f"{first} {second}"
    assert all(line.width <= 200 for line in lines)
    assert {line.weight for line in lines} == {"bold", "regular"}


@settings(deadline=None)
@given(WORDS)
def test_every_corner_of_every_line_is_inside_its_diamond(words: str) -> None:
    width = 300
    lines, height = in_diamond([Words(words, "regular")], LETTERS, width)
    assert text_of([line.text for line in lines]) == words
    top = -len(lines) * LETTERS.leading / 2
    for number, line in enumerate(lines):
        for edge in (top + number * LETTERS.leading, top + (number + 1) * LETTERS.leading):
            assert line.width <= width * (1 - abs(edge) / (height / 2)) + 1e-6


def test_a_word_wider_than_its_box_stands_alone() -> None:
    lines = in_box([Words("see whatcannotbebroken now", "regular")], LETTERS, 60)
    assert [line.text for line in lines] == ["see", "whatcannotbebroken", "now"]


def test_a_word_wider_than_its_diamond_is_still_shown() -> None:
    lines, height = in_diamond([Words("whatcannotbebroken", "regular")], LETTERS, 60)
    assert [line.text for line in lines] == ["whatcannotbebroken"]
    assert height > 0


def test_a_line_does_not_break_at_a_space_that_holds_two_words_together() -> None:
    words = "by the partners\N{NO-BREAK SPACE}- soon"
    lines = in_box([Words(words, "regular")], Letters(LIBERTINUS, size=12, leading=13), 70)
    assert not any(line.text.startswith("-") for line in lines)
