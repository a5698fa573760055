"""The measure of reading: counted by hand here, so that the rules rest on something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.house.measure import grade, sentences, shown, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [("child", 1), ("asked", 1), ("wanted", 2), ("worried", 2), ("people", 2), ("idea", 3), ("safely", 2),
     ("science", 2),
     ("family", 3), ("nursery", 3), ("before", 2), ("houses", 2), ("decision", 3), ("safeguarding", 3), ("being", 2)],
)  # fmt: skip
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_paragraph_a_list_item_and_a_stop_each_end_a_sentence() -> None:
    text = "## A heading\n\nOne here. Two 'here.' Three\n\n- four\n- five at 3.40 pm\n\nSix?"
    assert [shown(sentence) for sentence in sentences(text)] == [
        "One here.", "Two 'here.", "Three", "four", "five at 3.40 pm", "Six?",
    ]  # fmt: skip


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # 5 sentences of 6 words with 7 syllables each: 0.39 * 6 + 11.8 * 7 / 6 - 15.59.
    assert grade(("The cat sat on the table.",) * 5) == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)


def test_a_few_words_have_no_grade() -> None:
    assert grade(("Multidisciplinary organisational accountability.",)) == 0


@given(st.text())
def test_any_text_can_be_measured(text: str) -> None:
    for sentence in sentences(text):
        assert words(sentence)
        assert all(syllables(word) >= 1 for word in words(sentence))
