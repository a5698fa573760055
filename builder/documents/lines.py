"""Words to lines: in a box every line has the same room, in a diamond the middle one has most."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from builder.documents.typefaces import Typeface, Weight


class Words(NamedTuple):
    """A paragraph: its text and its weight."""

    text: str
    weight: Weight


class Line(NamedTuple):
    """A line that was set: its text, its weight, and how wide it is."""

    text: str
    weight: Weight
    width: float


@dataclass(frozen=True)
class Letters:
    """The letters of a picture: their face, their size, and how far it is from one baseline to the next."""

    face: Typeface
    size: float
    leading: float

    def width(self, text: str, weight: Weight) -> float:
        """Return how wide *text* is."""
        return self.face.width(text, weight=weight, size=self.size)


class _Paragraph(NamedTuple):
    """A paragraph whose words are measured."""

    words: list[str]
    widths: list[float]
    space: float
    weight: Weight


#: How much room the line with this number (from 0) has; no line has none.
_Room = Callable[[int], float]
#: Where a line may break. A space that does not break (U+00A0) is none of these.
_SPACES = re.compile(r"[ \t\n]+")
_MOST_LINES = 16
#: How many times the height of its words a diamond has that cannot hold them.
_ROOMY = 3


def in_box(paragraphs: Sequence[Words], letters: Letters, width: float) -> list[Line]:
    """Return *paragraphs* in lines of *width*; a word that is wider stands alone and sticks out."""
    measured = _measured(paragraphs, letters)
    widest = max(max(paragraph.widths) for paragraph in measured)
    return _fill(measured, lambda number: max(width, widest)) or []


def in_diamond(paragraphs: Sequence[Words], letters: Letters, width: float) -> tuple[list[Line], float]:
    """Return *paragraphs* in the lines of a diamond of *width*, and the least height that such a diamond can have.

    Where no diamond of that width holds the words, because one of them is nearly as wide, they stick out of one.
    """
    measured = _measured(paragraphs, letters)
    best: tuple[list[Line], float] | None = None
    for count in range(1, _MOST_LINES):
        if best and count * letters.leading >= best[1]:
            break
        lowest = _lowest(measured, letters, width=width, count=count)
        if lowest and (best is None or lowest[1] < best[1]):
            best = lowest
    if best is None:
        lines = in_box(paragraphs, letters, width)
        return lines, len(lines) * letters.leading * _ROOMY
    return best


def _measured(paragraphs: Sequence[Words], letters: Letters) -> list[_Paragraph]:
    return [
        _Paragraph(words, [letters.width(word, weight) for word in words], letters.width(" ", weight), weight)
        for text, weight in paragraphs
        if (words := _SPACES.split(text.strip()))
    ]


def _lowest(
    paragraphs: Sequence[_Paragraph], letters: Letters, *, width: float, count: int
) -> tuple[list[Line], float] | None:
    """Return the lowest diamond that takes *paragraphs* in exactly *count* lines, if there is one: lines and height."""
    height = ceil(count * letters.leading)
    heights = range(height + 2, height * 2 + 20 * ceil(letters.leading), 2)

    def lines_at(height: int) -> list[Line] | None:
        return _fill(paragraphs, _room_in_diamond(width, height, leading=letters.leading, count=count))

    # The higher a diamond, the more room there is in each of its lines.
    first = bisect_left(heights, 1, key=lambda height: int(lines_at(height) is not None))
    if first == len(heights):
        return None
    lines = lines_at(heights[first])
    return (lines, heights[first]) if lines and len(lines) == count else None


def _room_in_diamond(width: float, height: float, *, leading: float, count: int) -> _Room:
    def room(number: int) -> float:
        # A line's corner farthest from the middle meets the edge first; at that distance y above or below the middle,
        # a diamond is 1 - y / (height / 2) of its width.
        farthest = max(abs(number - count / 2), abs(number + 1 - count / 2)) * leading
        return width * (1 - farthest / (height / 2)) if number < count else 0

    return room


def _fill(paragraphs: Sequence[_Paragraph], room: _Room) -> list[Line] | None:
    """Return *paragraphs* set line by line, each as full as its room allows, or ``None`` if they do not fit."""
    lines: list[Line] = []
    for words, widths, space, weight in paragraphs:
        start = 0
        while start < len(words):
            left, end = room(len(lines)), start
            used = -space
            while end < len(words) and used + space + widths[end] <= left:
                used += space + widths[end]
                end += 1
            if end == start:
                return None
            lines.append(Line(" ".join(words[start:end]), weight, used))
            start = end
    return lines
