"""How many words a reader meets between two things to look at or to do: ``coursepack check --coverage``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.house.passages import words_in
from builder.model.blocks.block import Block
from builder.model.blocks.story import ScenarioBlock
from builder.model.blocks.text import Definition, Reveal
from builder.model.course import Course, Module, Page
from builder.model.kinds import LearnerText
from builder.model.walk import walk_part

#: More words than this in a row are a wall.
MOST_WORDS = 400


class WordRun(NamedTuple):
    """Words that stand between two pauses of a page, or between a pause and an end of the page."""

    page: Page
    words: int


def runs(course: Course, page: Page) -> Iterator[WordRun]:
    """Yield the runs of words on *page* in their order, short ones and empty ones too."""
    words = 0
    for block in page.blocks:
        if block.IS_A_PAUSE:
            yield WordRun(page, words)
            words = 0
        else:
            words += _open_words(course, block)
    yield WordRun(page, words)


def has_a_pause(page: Page) -> bool:
    """Say whether anything on *page* is to be looked at or done."""
    return any(block.IS_A_PAUSE for block in page.blocks)


def longest_run(course: Course, module: Module) -> WordRun | None:
    """Return the longest run of words in *module*, or ``None`` where it has no pages."""
    return max((run for page in module.pages for run in runs(course, page)), key=lambda run: run.words, default=None)


def _open_words(course: Course, block: Block) -> int:
    """Return how many words of *block* stand in the open: what is folded away is read by those who ask for it."""
    if isinstance(block, Reveal | Definition):
        return 0
    if isinstance(block, ScenarioBlock):
        scenario = next((one for one in course.scenarios if one.id == block.scenario), None)
        return sum(len(words_in(getattr(scenario, part))) for part in block.show) if scenario else 0
    return sum(len(words_in(entry.text)) for entry in walk_part(block, LearnerText))
