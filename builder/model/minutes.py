"""How long a page and a module take: computed from what stands there, where an author does not say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, cast

from builder.model.blocks import AnyBlock
from builder.model.blocks.questions import Quiz
from builder.model.blocks.recordings import Recorded
from builder.model.blocks.story import AnimationBlock, CaseBlock, DecisionBlock, ScenarioBlock
from builder.model.course import Course, Module, Page
from builder.model.kinds import LearnerText
from builder.model.node import Node
from builder.model.tokens import filled
from builder.model.walk import walk_part

#: How many words of a course people read in a minute, with time to think.
WORDS_A_MINUTE = 200
#: To what a module's minutes are rounded: nobody plans by less.
STEP = 5
_WORD = re.compile(r"\S*\w\S*")


class Minutes(NamedTuple):
    """How long a module takes in whole minutes, and each of its pages by its id: these add up to that."""

    module: int
    pages: Mapping[str, int]


def minutes_of(course: Course, module: Module) -> Minutes:
    """Return how long *module* takes: as its file says, or else as long as its pages do, to the nearest five.

    A page takes as long as it says, or as long as ``computed`` finds. Where that is rounded away, it is shared out.
    """
    known = course.in_all_editions
    if (key := ("minutes", module.id)) not in known:
        known[key] = _minutes_of(course, module)
    found: Minutes = known[key]
    return found


def _minutes_of(course: Course, module: Module) -> Minutes:
    exact = [float(page.minutes or computed(course, module, page)) for page in module.pages]
    total = module.minutes or _rounded(sum(exact), all(page.minutes for page in module.pages))
    stretch = total / sum(exact) if exact and sum(exact) else 0
    ends = [round(end * stretch) for end in accumulate(exact, initial=0.0)]
    whole = [end - start for start, end in pairwise(ends)]
    return Minutes(total, {page.id: minutes for page, minutes in zip(module.pages, whole, strict=True)})


def computed(course: Course, module: Module, page: Page) -> float:
    """Return how many minutes *page* takes: its words, and what is to be done or watched on it."""
    return sum(_of_block(course, module, block) for block in page.blocks)


def _rounded(minutes: float, is_said: bool) -> int:  # noqa: FBT001 - a fact about the pages, and not a switch
    return round(minutes) if is_said else max(STEP, STEP * round(minutes / STEP))


def _of_block(course: Course, module: Module, block: AnyBlock) -> float:
    match block:
        case Quiz():
            # Each question of a try is a task; its words are read in that time.
            return module.check.draw if module.check else 0
        case AnimationBlock():
            films = [film for film in course.animations if film.id == block.animation]
            return sum(scene.seconds for film in films for scene in film.scenes) / 60
        case Recorded():
            return recorded_minutes(module, block)
        case CaseBlock():
            return course.branching_cases[block.case][1].minutes if block.case in course.branching_cases else 0
    words = sum(_words_in(filled(text, course.fact_names)) for text in _texts(course, block))
    return words / WORDS_A_MINUTE + block.MINUTES


# Every format, the course as it goes out, and each edition ask again about most texts.
@lru_cache(maxsize=10_000)
def _words_in(text: str) -> int:
    return len(_WORD.findall(text))


def recorded_minutes(module: Module, block: Recorded) -> float:
    """Return how long the film or sound of *block* is, as its file in *module* says; nothing if it is not there."""
    recordings = (file.recording for file in module.media if file.path == block.file and file.recording)
    return sum(recording.seconds or 0 for recording in recordings) / 60


def _texts(course: Course, block: AnyBlock) -> Iterator[str]:
    """Yield what is read of *block*; of the feedback, what answers one choice is read while it is thought about."""
    if isinstance(block, ScenarioBlock):
        for scenario in (scenario for scenario in course.scenarios if scenario.id == block.scenario):
            yield from (getattr(scenario, part) for part in block.show)
    elif isinstance(block, DecisionBlock) and block.decision in course.decisions:
        _, decision = course.decisions[block.decision]
        yield from _read_in(decision)
    else:
        yield from _read_in(block)


def _read_in(part: Node) -> tuple[str, ...]:
    """Return what learners read in *part*, without feedback.

    It is kept with the part, as a cached property of it would be: parts cannot know the walk, which knows the course.
    """
    kept: dict[str, Any] = part.__dict__
    if "read_in" not in kept:
        kept["read_in"] = tuple(entry.text for entry in walk_part(part, LearnerText) if entry.role != "feedback")
    return cast(tuple[str, ...], kept["read_in"])
