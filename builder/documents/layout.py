"""A flowchart to a picture: rows from the top down, and the band of what happens alongside on the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from builder.documents.arrows import ABOVE, Pen
from builder.documents.lines import Letters, Line, Words, in_box, in_diamond
from builder.documents.picture import HEAD, Area, Box, Picture, Point, set_lines
from builder.documents.routes import Routes, Way, short_lines
from builder.model.documents import FlowArrow, Flowchart, FlowNode, Stack

#: How much of a row its left stack may get; the split that makes the row lowest is taken.
_SPLITS = [share / 100 for share in range(40, 71, 5)]


@dataclass(frozen=True)
class Sheet:
    """What a flowchart is drawn on."""

    letters: Letters
    width: float
    #: How wide the band on the left is.
    band: float
    #: Between the edge of a box and its words.
    padding: float
    #: Between two boxes, one above the other.
    gap: float
    #: Beside the boxes, for arrows that pass others.
    lane: float


@dataclass(frozen=True)
class _Sized:
    """A node with its words in lines, before it has a place."""

    node: FlowNode
    width: float
    height: float
    lines: Sequence[Line]
    #: A line that ends where the last of the lines ends, because both have room there.
    at_end: Line | None = None


#: A stack that is sized, and the width of its column.
_Column = tuple[list[_Sized], float]


@cache
def draw(chart: Flowchart, sheet: Sheet) -> Picture:
    """Return *chart*, its tokens filled in, as a picture on *sheet*; it is as high as it must be.

    A chart is drawn once for the pages that show it and the modules that offer it.
    """
    return _Layout(chart, sheet).picture()


class _Layout:
    def __init__(self, chart: Flowchart, sheet: Sheet) -> None:
        self._chart = chart
        self._sheet = sheet
        self._routes = Routes(chart)
        band = sheet.band + sheet.gap if chart.alongside else 0
        lanes = {way: sheet.lane * len(self._routes.lanes(way)) for way in (Way.LEFT_LANE, Way.RIGHT_LANE)}
        #: Where the rows begin, and how wide they are.
        self._left = band + lanes[Way.LEFT_LANE]
        self._width = sheet.width - self._left - lanes[Way.RIGHT_LANE]

    def picture(self) -> Picture:
        boxes: dict[str, Box] = {}
        top = 0.0
        for stacks in self._chart.layout:
            columns = self._columns(stacks)
            height = max(self._height(column) for column, _ in columns)
            left = self._left
            for column, width in columns:
                boxes |= {box.node.id: box for box in self._stand(column, Area(left, top, width, height))}
                left += width + self._gutter(stacks)
            top += height + self._gap_below([stack[-1] for stack in stacks])
        height = max(box.area.bottom for box in boxes.values())
        pen = Pen(
            self._routes, boxes, self._sheet.letters,
            left=self._left, right=self._left + self._width, lane=self._sheet.lane, gap=self._sheet.gap,
        )  # fmt: skip
        in_order = [boxes[node.id] for node in self._chart.nodes if node.id in boxes]
        return Picture(
            width=self._sheet.width,
            height=height,
            letters=self._sheet.letters,
            boxes=(*in_order, *self._band(height)),
            paths=tuple(pen.path(arrow) for arrow in self._chart.arrows),
        )

    # --- Sizes

    def _columns(self, stacks: Sequence[Stack]) -> list[_Column]:
        """Return the stacks of a row, sized, such that the row is as low as it can be."""
        if len(stacks) == 1:
            return [(self._sized(stacks[0], self._width), self._width)]
        room = self._width - self._gutter(stacks)
        rows = []
        for share in _SPLITS:
            widths = (room * share, room * (1 - share))
            rows.append([(self._sized(stack, width), width) for stack, width in zip(stacks, widths, strict=True)])
        return min(rows, key=lambda row: max(self._height(column) for column, _ in row))

    def _sized(self, stack: Stack, width: float) -> list[_Sized]:
        sized = []
        for name in stack:
            labels = [short_lines(arrow.label) for arrow in self._labelled_beside(name)]
            free = max((self._width_of(label) for label in labels), default=0)
            one = self._size(self._chart.by_id[name], width - 2 * free)
            # A label stands on the line that leaves the box at half its height, and must not reach what is above.
            over = max((len(label) * self._sheet.letters.leading + ABOVE for label in labels), default=0)
            sized.append(replace(one, height=max(one.height, 2 * (over - self._sheet.gap))))
        return sized

    def _size(self, node: FlowNode, width: float) -> _Sized:
        what, who_when = Words(node.label, "bold"), Words(f"{node.who}\u00a0· {node.when}", "regular")
        letters, padding = self._sheet.letters, self._sheet.padding
        if node.kind == "decision":
            lines, height = in_diamond([what, who_when], letters, width - 2 * padding)
            return _Sized(node, width, height * width / (width - 2 * padding), lines)
        if node.kind == "alongside":
            lines = in_box(
                [what, Words(node.who, "regular"), Words(node.when, "regular")], letters, width - 2 * padding
            )
            return _Sized(node, width, len(lines) * letters.leading + 2 * padding, lines)
        # The ends of a start or end are round, so its words keep a little more distance.
        room = width - 2 * padding * (3 if node.kind in ("start", "end") else 1)
        lines, below = in_box([what], letters, room), in_box([who_when], letters, room)
        if node.kind == "action" and len(below) == 1 and lines[-1].width + 2 * letters.size + below[0].width <= room:
            return _Sized(node, width, len(lines) * letters.leading + 2 * padding, lines, at_end=below[0])
        return _Sized(node, width, (len(lines) + len(below)) * letters.leading + 2 * padding, [*lines, *below])

    def _labelled_beside(self, name: str) -> list[FlowArrow]:
        """Return the arrows with labels that leave a node by a lane: on both sides it leaves room for the widest."""
        ways = (Way.LEFT_LANE, Way.RIGHT_LANE)
        return [arrow for way in ways for arrow in self._routes.going[way] if arrow.from_ == name and arrow.label]

    def _width_of(self, label: Sequence[str]) -> float:
        return max(self._sheet.letters.width(line, "regular") for line in label)

    def _gutter(self, stacks: Sequence[Stack]) -> float:
        """Return the distance between the two stacks of a row."""
        names = {name for stack in stacks for name in stack}
        labels = [arrow.label for arrow in self._routes.going[Way.ACROSS] if arrow.from_ in names and arrow.label]
        return max([self._sheet.gap + HEAD, *(self._width_of(short_lines(label)) + 2 * HEAD for label in labels)])

    # --- Heights

    def _height(self, column: Sequence[_Sized]) -> float:
        between = [self._gap_below([one.node.id]) for one in column[:-1]]
        return sum(one.height for one in column) + sum(between)

    def _gap_below(self, names: Sequence[str]) -> float:
        """Return the distance below the nodes *names*, which stand side by side, to what comes next."""
        gap = self._sheet.gap
        for arrow in self._routes.going[Way.DOWN]:
            if arrow.from_ in names:
                run = self._sheet.gap / 2 if self._routes.bends(arrow) else 0
                words = self._sheet.letters.leading + HEAD / 2 if arrow.label else self._sheet.gap
                gap = max(gap, run + words)
        return gap

    # --- Places

    def _stand(self, column: Sequence[_Sized], area: Area) -> Iterator[Box]:
        """Yield the nodes of a stack in its place: one in the middle, several from the top to the bottom."""
        spare = area.height - self._height(column)
        top = area.y if len(column) > 1 else area.y + spare / 2
        for one in column:
            place = Area(area.x + (area.width - one.width) / 2, top, one.width, one.height)
            yield self._box(one, place)
            top += one.height + self._gap_below([one.node.id]) + spare / max(len(column) - 1, 1)

    def _box(self, sized: _Sized, area: Area) -> Box:
        text_height = len(sized.lines) * self._sheet.letters.leading
        top = area.middle.y - text_height / 2
        if sized.node.kind in ("action", "alongside"):
            texts = set_lines(
                sized.lines, self._sheet.letters, anchor="start", at=Point(area.x + self._sheet.padding, top)
            )
            if sized.at_end:
                at = Point(area.right - self._sheet.padding, top + text_height - self._sheet.letters.leading)
                texts += set_lines([sized.at_end], self._sheet.letters, anchor="end", at=at)
        else:
            texts = set_lines(sized.lines, self._sheet.letters, anchor="middle", at=Point(area.middle.x, top))
        return Box(sized.node, area, texts)

    def _band(self, height: float) -> Iterator[Box]:
        """Yield the boxes of the band: together as high as the flow, each in proportion to its words."""
        column = [self._size(node, self._sheet.band) for node in self._chart.alongside]
        room = height - self._sheet.gap * (len(column) - 1)
        top = 0.0
        for one in column:
            share = room * one.height / sum(other.height for other in column)
            yield self._box(one, Area(0, top, one.width, share))
            top += share + self._sheet.gap
