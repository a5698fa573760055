"""How the nodes of a flowchart lie to one another, and so by which way an arrow gets from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import product
from typing import NamedTuple

from builder.model.documents import FlowArrow, Flowchart


class Side(Enum):
    """Where a stack stands in its row."""

    WIDE = "wide"
    LEFT = "left"
    RIGHT = "right"


class Place(NamedTuple):
    """Where a node stands: its row, its stack in that row, its number in that stack, and whether it is the last one."""

    row: int
    side: Side
    number: int
    is_last: bool


class Way(Enum):
    """The ways of an arrow."""

    #: From a node to one right below it.
    DOWN = "down"
    #: From one stack to the other of the same row.
    ACROSS = "across"
    #: Past other nodes, in a lane beside them.
    LEFT_LANE = "left lane"
    RIGHT_LANE = "right lane"


@dataclass(frozen=True)
class Routes:
    """The places of a flowchart's nodes and the ways of its arrows."""

    chart: Flowchart

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of each node that stands in a row."""
        return {
            name: Place(row, side, number, number == len(stack) - 1)
            for row, stacks in enumerate(self.chart.layout)
            for side, stack in zip([Side.WIDE] if len(stacks) == 1 else [Side.LEFT, Side.RIGHT], stacks, strict=True)
            for number, name in enumerate(stack)
        }

    def way(self, arrow: FlowArrow) -> Way | None:
        """Return the way of *arrow*, or ``None`` if there is none: from the left of one row to the right of another."""
        start, end = self.places[arrow.from_], self.places[arrow.to]
        if start.row == end.row and start.side is not end.side:
            return Way.ACROSS
        in_stack = start.row == end.row and end.number == start.number + 1
        if in_stack or (end.row == start.row + 1 and start.is_last and end.number == 0):
            return Way.DOWN
        sides = {start.side, end.side}
        if sides == {Side.LEFT, Side.RIGHT}:
            return None
        return Way.LEFT_LANE if Side.LEFT in sides else Way.RIGHT_LANE

    @cached_property
    def going(self) -> Mapping[Way, tuple[FlowArrow, ...]]:
        """The arrows by their ways."""
        return {way: tuple(arrow for arrow in self.chart.arrows if self.way(arrow) is way) for way in Way}

    def lanes(self, way: Way) -> tuple[str, ...]:
        """Return the lanes of *way* by the nodes to which they lead, the innermost first; one node has one lane."""
        return tuple(dict.fromkeys(arrow.to for arrow in self.going[way]))

    def bends(self, arrow: FlowArrow) -> bool:
        """Say whether *arrow*, on its way down, goes sideways too: in a fork, or to a diamond that is not below it."""
        start, end = self.places[arrow.from_], self.places[arrow.to]
        if [other.from_ for other in self.going[Way.DOWN]].count(arrow.from_) > 1:
            return True
        if start.side is end.side:
            return False
        wide = {start.side: arrow.from_, end.side: arrow.to}.get(Side.WIDE)
        return wide is None or self.chart.by_id[wide].kind == "decision"


def short_lines(label: str) -> tuple[str, ...]:
    """Return *label* in at most three lines, as short as its words allow."""
    words = label.split()
    cuts = product(range(1, len(words) + 1), repeat=2)
    lines = ((words[:first], words[first:second], words[second:]) for first, second in cuts if first <= second)
    shortest = min(lines, key=lambda three: max(len(" ".join(line)) for line in three), default=())
    return tuple(" ".join(line) for line in shortest if line)
