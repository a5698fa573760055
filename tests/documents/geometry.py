"""Does one thing touch another on a picture?"""

from __future__ import annotations

from builder.documents.picture import Area, Box, Path, Point


def overlap(one: Area, other: Area) -> bool:
    """Say whether two areas share more than an edge."""
    apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    return not apart


def holds(box: Box, point: Point, *, spare: float = 0.01) -> bool:
    """Say whether *point* is inside the shape of *box*, or within *spare* of its edge."""
    area, middle = box.area, box.area.middle
    across, along = abs(point.x - middle.x), abs(point.y - middle.y)
    if box.node.kind == "decision":
        return across / (area.width / 2) + along / (area.height / 2) <= 1 + spare
    return across <= area.width / 2 + spare and along <= area.height / 2 + spare


def corners(area: Area) -> tuple[Point, ...]:
    """Return the four corners of *area*."""
    return tuple(Point(x, y) for x in (area.x, area.right) for y in (area.y, area.bottom))


def stretches(path: Path) -> list[Area]:
    """Return each straight part of an arrow as an area without breadth."""
    return [
        Area(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
        for a, b in zip(path.points, path.points[1:], strict=False)
    ]


def crosses(stretch: Area, box: Box) -> bool:
    """Say whether a straight part of an arrow goes through *box*; touching its edge is no crossing."""
    inside = Area(box.area.x + 0.5, box.area.y + 0.5, box.area.width - 1, box.area.height - 1)
    meets = Area(stretch.x - 0.01, stretch.y - 0.01, stretch.width + 0.02, stretch.height + 0.02)
    if not overlap(meets, inside):
        return False
    if box.node.kind != "decision":
        return True
    middle = box.area.middle
    nearest = Point(min(max(middle.x, stretch.x), stretch.right), min(max(middle.y, stretch.y), stretch.bottom))
    return holds(box, nearest, spare=-0.02)
