"""The rule of flowcharts that has to know how arrows are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, error
from builder.documents.routes import Routes
from builder.model.course import Course
from builder.model.documents import Flowchart


def flowchart_arrow(course: Course) -> Iterator[Diagnostic]:
    """An arrow of a flowchart that cannot be drawn.

    Why: an arrow goes straight down, across a row, or past others in a lane at the side. From the left stack of one row
    to the right stack of another there is no lane. A node alongside belongs to the whole flow, so no arrow leads to it.

    Example: `{from: N9, to: N8}` where `N9` stands on the left of one row, and `N8` on the right of a row further down.

    Instead: put one of the two nodes on the other side, or into a row of its own.
    """
    for chart in course.flowcharts:
        if not _is_placed(chart):
            continue
        routes = Routes(chart)
        for arrow in chart.arrows:
            if {arrow.from_, arrow.to} <= routes.places.keys():
                lost = arrow.from_ == arrow.to or routes.way(arrow) is None
            else:
                lost = {arrow.from_, arrow.to} <= chart.by_id.keys()
            if lost:
                message = f"there is no way for an arrow from {arrow.from_!r} to {arrow.to!r}"
                yield error("flowchart-arrow", arrow.where, message, "put one of the two on the other side of its row")


def _is_placed(chart: Flowchart) -> bool:
    """Say whether every node has its place, so that arrows can be judged."""
    placed = chart.times_placed
    in_rows = all(len(stacks) <= 2 and all(stacks) for stacks in chart.layout)
    return in_rows and all(placed[node.id] == (node.kind != "alongside") for node in chart.nodes)
