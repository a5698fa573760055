"""How the nodes of a flowchart lie to one another, and so how an arrow gets from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from builder.model.documents import FlowArrow, Flowchart


class Side(Enum):
    """Where a stack stands in its row."""

    WIDE = "wide"
    LEFT = "left"
    RIGHT = "right"


class Place(NamedTuple):
    """Where a node stands: its row, its stack in that row, its number in that stack, and whether it is the last there."""

    row: int
    side: Side
    number: int
    is_last: bool


class Route(Enum):
    """The ways of an arrow."""

    #: From a node to one right below it.
    DOWN = "down"
    #: From one stack to the other of the same row.
    ACROSS = "across"
    #: Past other nodes, in a lane beside them.
    LEFT_LANE = "left lane"
    RIGHT_LANE = "right lane"


def places_of(chart: Flowchart) -> Mapping[str, Place]:
    """Return the place of each node that stands in a row."""
    return {
        name: Place(row, side, number, number == len(stack) - 1)
        for row, stacks in enumerate(chart.layout)
        for side, stack in zip([Side.WIDE] if len(stacks) == 1 else [Side.LEFT, Side.RIGHT], stacks, strict=True)
        for number, name in enumerate(stack)
    }


def route_of(arrow: FlowArrow, places: Mapping[str, Place]) -> Route | None:
    """Return the way of *arrow*, or ``None`` if there is none: from the left of one row to the right of another, or back."""
    start, end = places[arrow.from_], places[arrow.to]
    if start.row == end.row:
        if start.side is not end.side:
            return Route.ACROSS
        if end.number == start.number + 1:
            return Route.DOWN
    elif end.row == start.row + 1 and start.is_last and end.number == 0:
        return Route.DOWN
    sides = {start.side, end.side}
    if sides == {Side.LEFT, Side.RIGHT}:
        return None
    return Route.LEFT_LANE if Side.LEFT in sides else Route.RIGHT_LANE
