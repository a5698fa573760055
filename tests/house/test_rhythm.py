"""Words between two things to look at or to do."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from builder.checks.calendar import Occasion
from builder.house.matrix import coverage_table
from builder.house.rhythm import MOST_WORDS, has_a_pause, longest_run, runs
from builder.judge import judge
from builder.model import BLOCKS, kind_of
from builder.model.blocks.block import Block
from builder.model.blocks.private import Reflection
from builder.model.blocks.text import Figure, Reveal, RevealItem, TextBlock
from builder.model.course import Course, Page
from tests.test_samples import lay_out

PICTURE = Figure(image="map.svg", alt="Words for those who do not see it.")
NOTE = Reflection(id="note", prompt="What will you do?")
FOLDED = Reveal(title="More", items=(RevealItem(title="One", text="word " * 500),))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("rhythm") / "course"
    lay_out("_base", folder)
    read = judge(folder, Occasion(date(2026, 11, 21))).read
    assert read is not None
    return read


def page_with(course: Course, *blocks: Block) -> Page:
    return course.contents[0].pages[0].model_copy(update={"blocks": blocks})


def text(words: int) -> TextBlock:
    return TextBlock(body="word " * words)


def lengths(course: Course, *blocks: Block) -> list[int]:
    return [run.words for run in runs(course, page_with(course, *blocks))]


@pytest.mark.parametrize("order", list(product([text(3), text(40), PICTURE, NOTE], repeat=3)))
def test_every_word_is_counted_once_whatever_the_order(course: Course, order: tuple[Block, ...]) -> None:
    found = lengths(course, *order)
    assert sum(found) == sum(len(block.body.split()) for block in order if isinstance(block, TextBlock))
    assert len(found) == 1 + sum(block.IS_A_PAUSE for block in order)


def test_what_is_folded_away_and_the_words_of_a_picture_are_not_counted(course: Course) -> None:
    assert lengths(course, text(5), FOLDED, text(6), PICTURE, text(7)) == [11, 7]


def test_a_page_of_words_alone_has_nothing_to_look_at_or_to_do(course: Course) -> None:
    assert not has_a_pause(page_with(course, text(10), FOLDED))
    assert has_a_pause(page_with(course, text(10), NOTE))


def test_the_table_says_where_a_wall_of_words_stands(course: Course) -> None:
    longest = {MOST_WORDS: "400 words without (M1-01)", MOST_WORDS + 1: "401 words without (M1-01, over 400)"}
    for words, said in longest.items():
        module = course.contents[0].model_copy(update={"pages": (page_with(course, text(words)),)})
        table = "\n".join(coverage_table(course.model_copy(update={"contents": (module,)})))
        assert f"M1: 0 of 1 pages have something to look at or to do; at most {said}" in table


def test_a_module_without_pages_has_no_run(course: Course) -> None:
    assert longest_run(course, course.contents[0].model_copy(update={"pages": ()})) is None


def test_words_are_never_a_pause() -> None:
    only_words = {"text", "callout", "warning", "quote", "definition", "do-dont", "table", "reveal"}
    assert not only_words & {kind_of(block) for block in BLOCKS if block.IS_A_PAUSE}
