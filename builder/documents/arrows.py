"""The arrows of a flowchart from box to box, and where their labels stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.documents.lines import Letters, Line
from builder.documents.picture import HEAD, Anchor, Box, Path, Point, Text, set_lines
from builder.documents.routes import Routes, Side, Way, short_lines
from builder.model.documents import FlowArrow

_Corners = tuple[Point, ...]
#: Between a line and the label above it, and between a line and the label beside it.
ABOVE = 2.0
_ASIDE = 4.0


@dataclass(frozen=True)
class Pen:
    """Draws arrows between *boxes* that are in their places.

    The rows stand between ``left`` and ``right``; beside them a lane is ``lane`` wide. ``gap`` is the distance of two
    boxes one above the other.
    """

    routes: Routes
    boxes: Mapping[str, Box]
    letters: Letters
    left: float
    right: float
    lane: float
    gap: float

    def path(self, arrow: FlowArrow) -> Path:
        """Return *arrow* in its place. It has a way: the rule ``flowchart-arrow`` has seen to that."""
        way = self.routes.way(arrow)
        if way is Way.DOWN:
            corners = self._down(arrow)
            return Path(arrow, corners, self._label_beside(arrow, corners))
        if way is Way.ACROSS:
            corners = self._across(arrow)
            return Path(arrow, corners, self._label_over(arrow, corners))
        corners = self._by_left_lane(arrow) if way is Way.LEFT_LANE else self._by_right_lane(arrow)
        return Path(arrow, corners, self._label_at_lane(arrow, corners))

    # --- Lines

    def _down(self, arrow: FlowArrow) -> _Corners:
        start, end = self.boxes[arrow.from_], self.boxes[arrow.to]
        here, there = start.area.middle.x, end.area.middle.x
        if not self.routes.bends(arrow):
            if start.node.kind != "decision" and start.area.x < there < start.area.right:
                here = there
            elif end.node.kind != "decision" and end.area.x < here < end.area.right:
                there = here
        if here == there:
            return Point(here, start.area.bottom), Point(here, end.area.y)
        run = self._floor(arrow.from_) + self.gap / 2
        return Point(here, start.area.bottom), Point(here, run), Point(there, run), Point(there, end.area.y)

    def _floor(self, name: str) -> float:
        """Return where the row of a node ends."""
        row = self.routes.places[name].row
        return max(self.boxes[other].area.bottom for other, place in self.routes.places.items() if place.row == row)

    def _across(self, arrow: FlowArrow) -> _Corners:
        start, end = self.boxes[arrow.from_], self.boxes[arrow.to]
        goes_right = start.area.x < end.area.x
        here = start.area.right if goes_right else start.area.x
        there = end.area.x if goes_right else end.area.right
        level = _level(start, end)
        if level is not None:
            return Point(here, level), Point(there, level)
        bend = self._gutter(arrow.from_)
        out, back = start.area.middle.y, end.area.middle.y
        return Point(here, out), Point(bend, out), Point(bend, back), Point(there, back)

    def _gutter(self, name: str) -> float:
        """Return where the middle between the two stacks of a node's row is: a box may be narrower than its stack."""
        row = self.routes.places[name].row
        sides: dict[Side, list[Box]] = {Side.LEFT: [], Side.RIGHT: []}
        for other, place in self.routes.places.items():
            if place.row == row:
                sides[place.side].append(self.boxes[other])
        left = max(box.area.right for box in sides[Side.LEFT])
        right = min(box.area.x for box in sides[Side.RIGHT])
        return (left + right) / 2

    def _by_left_lane(self, arrow: FlowArrow) -> _Corners:
        start, end = self.boxes[arrow.from_].area, self.boxes[arrow.to].area
        x = self.left - self._outwards(arrow, Way.LEFT_LANE)
        leaves, enters = start.middle.y, end.middle.y
        return Point(start.x, leaves), Point(x, leaves), Point(x, enters), Point(end.x, enters)

    def _by_right_lane(self, arrow: FlowArrow) -> _Corners:
        start, end = self.boxes[arrow.from_].area, self.boxes[arrow.to].area
        x = self.right + self._outwards(arrow, Way.RIGHT_LANE)
        leaves, enters = start.middle.y, end.middle.y
        return Point(start.right, leaves), Point(x, leaves), Point(x, enters), Point(end.right, enters)

    def _outwards(self, arrow: FlowArrow, way: Way) -> float:
        """Return how far from the rows an arrow's lane is: at its outer edge, so that the head has room beside it."""
        return self.lane * (self.routes.lanes(way).index(arrow.to) + 1) - 1

    # --- Labels

    def _label_beside(self, arrow: FlowArrow, corners: _Corners) -> tuple[Text, ...]:
        """Return the label beside the last stretch down: inside the fork, where there is one."""
        top = corners[-2]
        if top.x > corners[0].x:
            return self._set((arrow.label,), "end", Point(top.x - _ASIDE, top.y + 1))
        return self._set((arrow.label,), "start", Point(top.x + _ASIDE, top.y + 1))

    def _label_over(self, arrow: FlowArrow, corners: _Corners) -> tuple[Text, ...]:
        here, there = corners[:2]
        aside = HEAD / 2 if here.x < there.x else -HEAD / 2
        return self._set(short_lines(arrow.label), "middle", self._over((here.x + there.x) / 2 - aside, here.y, arrow))

    def _label_at_lane(self, arrow: FlowArrow, corners: _Corners) -> tuple[Text, ...]:
        lane = corners[1]
        is_right = lane.x > corners[0].x
        x = lane.x - _ASIDE if is_right else lane.x + _ASIDE
        return self._set(short_lines(arrow.label), "end" if is_right else "start", self._over(x, lane.y, arrow))

    def _over(self, x: float, y: float, arrow: FlowArrow) -> Point:
        """Return where the label of *arrow* begins if it ends right above *y*."""
        return Point(x, y - ABOVE - len(short_lines(arrow.label)) * self.letters.leading)

    def _set(self, words: tuple[str, ...], anchor: Anchor, at: Point) -> tuple[Text, ...]:
        lines = [Line(line, "regular", self.letters.width(line, "regular")) for line in words if line]
        return set_lines(lines, self.letters, anchor=anchor, at=at)


def _level(start: Box, end: Box) -> float | None:
    """Return the height at which a level arrow meets both boxes, a diamond at its corner; ``None`` if there is none."""
    heights = [start.area.middle.y, end.area.middle.y]
    if end.node.kind == "decision":
        heights.reverse()
    for height in heights:
        corner = all(height == box.area.middle.y for box in (start, end) if box.node.kind == "decision")
        if corner and all(box.area.y < height < box.area.bottom for box in (start, end)):
            return height
    return None
