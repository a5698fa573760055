"""What a drawn flowchart is: boxes with lines of text, arrows with labels, all in place. A painter needs no more.

Lengths are in the unit of the sheet (points for a PDF, pixels for a page), from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from builder.documents.lines import Letters, Line
from builder.documents.typefaces import Weight
from builder.model.documents import FlowArrow, FlowNode

#: How long an arrow's head is, and half as broad as that to each side.
HEAD = 7.0


class Point(NamedTuple):
    """A place on the sheet."""

    x: float
    y: float


class Area(NamedTuple):
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)


#: Which part of a line of text stands at its place.
Anchor = Literal["start", "middle", "end"]


class Text(NamedTuple):
    """A line of text: where its baseline starts, is centred or ends, and the area that it may need."""

    text: str
    weight: Weight
    anchor: Anchor
    at: Point
    area: Area


@dataclass(frozen=True)
class Box:
    """A node in its place. A decision is the diamond whose corners are the middles of the area's sides."""

    node: FlowNode
    area: Area
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Path:
    """An arrow in its place: the corners of its line (the last one is its tip), and its label."""

    arrow: FlowArrow
    points: tuple[Point, ...]
    texts: tuple[Text, ...]

    @property
    def line(self) -> tuple[Point, ...]:
        """The corners of the line without the arrow's head."""
        return (*self.points[:-1], self._neck)

    @property
    def head(self) -> tuple[Point, Point, Point]:
        """The triangle at the tip."""
        tip, neck = self.points[-1], self._neck
        aside = Point(-(tip.y - neck.y) / 2, (tip.x - neck.x) / 2)
        return tip, Point(neck.x + aside.x, neck.y + aside.y), Point(neck.x - aside.x, neck.y - aside.y)

    @property
    def _neck(self) -> Point:
        """Where the line ends and the head begins."""
        before, tip = self.points[-2:]
        length = abs(tip.x - before.x) + abs(tip.y - before.y)
        back = HEAD / length
        return Point(tip.x + (before.x - tip.x) * back, tip.y + (before.y - tip.y) * back)


@dataclass(frozen=True)
class Picture:
    """A flowchart, drawn: its size, its letters, its boxes in reading order, and its arrows."""

    width: float
    height: float
    letters: Letters
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]


def set_lines(lines: Sequence[Line], letters: Letters, *, anchor: Anchor, at: Point) -> tuple[Text, ...]:
    """Return *lines* one below the other, the top of the first at *at*."""
    texts = []
    for number, line in enumerate(lines):
        top = at.y + number * letters.leading
        # Letters stand in the middle of their line: about 0.75 of the size above the baseline and 0.2 below it.
        baseline = Point(at.x, top + letters.leading / 2 + letters.size * 0.27)
        left = {"start": at.x, "middle": at.x - line.width / 2, "end": at.x - line.width}[anchor]
        texts.append(Text(line.text, line.weight, anchor, baseline, Area(left, top, line.width, letters.leading)))
    return tuple(texts)
