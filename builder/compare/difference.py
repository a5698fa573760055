"""A difference between two packages, and what it does to learners."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Effect(Enum):
    """What a difference does: nothing to a learner's record, something is to be done again, or the record is lost."""

    NOTE = "note"
    REDO = "redo"
    NEW_ACTIVITY = "new activity"


@dataclass(frozen=True)
class Difference:
    """One difference, in words; of what is to be done again, the part of a sentence."""

    effect: Effect
    text: str


def named(names: list[str]) -> str:
    """Return *names* in a row, the first eight of them by name."""
    more = len(names) - 8
    return ", ".join(names[:8]) + (f" and {more} more" if more > 0 else "")
