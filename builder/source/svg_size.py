"""How large an SVG picture is: on a page, and for a browser that has to draw it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.model.svg import SvgElement
from builder.source.problems import drawings as problems
from builder.source.text_file import Report

#: The shapes that a browser draws when every ``use`` and pattern has been followed. Our largest drawing has 200.
MAX_DRAWN = 50_000
#: How often a part may be drawn by a part that is drawn by a part.
_MAX_CHAIN = 12
_LENGTH = re.compile(r"\+?(?P<number>[0-9]{1,6}(?:\.[0-9]{0,9})?)(?P<unit>px|mm|cm|in|pt|pc|)").fullmatch
#: https://www.w3.org/TR/css-values-4/#absolute-lengths
_PIXELS: Mapping[str, float] = {"": 1, "px": 1, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "pt": 96 / 72, "pc": 16}


def size_of(root: SvgElement) -> tuple[int, int] | None:
    """Return the width and height of a picture in pixels, if it says them, and they are no wonder."""
    lengths = (root.attributes.get("width", ""), root.attributes.get("height", ""))
    box = tuple(re.split(r"[ ,]+", root.attributes.get("viewBox", "").strip())[2:])
    for pair in (lengths, box):
        found = [_LENGTH(length) for length in pair]
        if len(found) == 2 and found[0] and found[1]:
            width, height = (float(length["number"]) * _PIXELS[length["unit"]] for length in found if length)
            if width >= 1 and height >= 1:
                return round(width), round(height)
    return None


def report_bomb(root: SvgElement, by_id: Mapping[str, SvgElement], report: Report) -> None:
    """Report a drawing whose parts draw one another so often that a browser would stop answering, or without end."""
    own = {name: _own_cost(shape) for name, shape in by_id.items()}
    drawn = {name: count for name, (count, _) in own.items()}
    shapes, targets = _own_cost(root)
    for _ in range(_MAX_CHAIN):
        following = {name: count + sum(drawn.get(to, 0) for to in uses) for name, (count, uses) in own.items()}
        if shapes + sum(following.get(to, 0) for to in targets) > MAX_DRAWN:
            break
        if following == drawn:
            return
        drawn = following
    message = "its parts draw one another too often for a browser"
    hint = f"draw at most {MAX_DRAWN:,} shapes in all, and no part that uses itself"
    report(problems.drawing_not_svg(root.where, message, hint))


def _own_cost(shape: SvgElement) -> tuple[int, list[str]]:
    parts = list(shape.walk())
    return len(parts), [name for part in parts for name in part.targets()]
