"""A flowchart to a picture: rows from the top down, the band of what happens alongside on the left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from builder.documents.arrows import paths_of
from builder.documents.lines import Line, Type, Words, in_box, in_diamond
from builder.documents.picture import Area, Box, Picture, Point, set_lines
from builder.documents.routes import Place, Route, Side, places_of, route_of, short_lines
from builder.model.documents import Flowchart, FlowNode


@dataclass(frozen=True)
class Sheet:
    """What a flowchart is drawn on."""

    letters: Type
    width: float
    #: How wide the band on the left is.
    band: float
    #: Between the edge of a box and its words.
    padding: float
    #: Between two boxes one above the other, and between two stacks.
    gap: float
    #: Beside the boxes, for arrows that pass others.
    lane: float


def draw(chart: Flowchart, sheet: Sheet) -> Picture:
    """Return *chart*, its tokens filled in, as a picture on *sheet*; it is as high as it must be."""
    return _Layout(chart, sheet).picture()


@dataclass(frozen=True)
class _Sized:
    """A node with its words in lines, before it has a place."""

    node: FlowNode
    width: float
    height: float
    lines: Sequence[Line]


class _Layout:
    def __init__(self, chart: Flowchart, sheet: Sheet) -> None:
        self._chart = chart
        self._sheet = sheet
        self._places = places_of(chart)
        self._routes = {arrow: route_of(arrow, self._places) for arrow in chart.arrows}

    def picture(self) -> Picture:
        boxes: dict[str, Box] = {}
        top = 0.0
        for row, stacks in enumerate(self._chart.layout):
            sized = self._row(stacks)
            height = max(self._height(stack) for stack in sized)
            left = self._main.x
            for stack in sized:
                boxes |= self._stand(stack, left=left, top=top, height=height)
                left += max(one.width for one in stack) + self._gutter(stacks)
            top += height + self._gap_below_row(row)
        height = top - self._gap_below_row(len(self._chart.layout) - 1)
        return Picture(
            width=self._sheet.width,
            height=height,
            letters=self._sheet.letters,
            boxes=(*(boxes[node.id] for node in self._chart.nodes if node.id in boxes), *self._band(height)),
            paths=paths_of(self._chart, boxes, sheet_gap=self._sheet.gap),
        )
