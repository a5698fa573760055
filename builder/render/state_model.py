"""What a learner has done in a module, as saved state keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Score:
    """Questions right, out of how many."""

    right: int
    total: int


@dataclass(frozen=True)
class DrawnQuestion:
    """A question of an attempt; ``answer`` is text of 0 and 1, or None if the learner has not answered yet.

    For ``pick``, one bit for each option in authored order. For ``assign``, for each item the index of its label plus
    1.
    """

    question: int
    flagged: bool = False
    answer: str | None = None


@dataclass(frozen=True)
class Attempt:
    """One try at the quiz: the questions in the order in which the learner meets them."""

    submitted: bool
    seed: int
    position: int
    questions: tuple[DrawnQuestion, ...]


@dataclass(frozen=True)
class SavedState:
    """What a learner has done in a module. Pages, questions and cases are named by their numbers."""

    seq: int = 0
    #: A number drawn when the learner began. A new attempt that the LMS gives begins with another.
    origin: int = 0
    total_centiseconds: int = 0
    bookmark: int = 0
    complete: bool = False
    passed: bool = False
    attempts: int = 0
    #: The day on which the module became complete: 1 is 1 January 2026, 0 is not known.
    completed_on: int = 0
    #: The number that the next answer takes in an LMS that counts them.
    next_answer: int = 0
    best: Score | None = None
    pages: frozenset[int] = frozenset()
    tried: Mapping[int, bool] = field(default_factory=dict)
    attempt: Attempt | None = None
    #: The options chosen in each case, from its first node on.
    cases: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
