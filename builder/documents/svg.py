"""A picture as SVG, for a page and for a file of its own.

The attributes are the colours of paper. On a page ``scorm_templates/components/flowchart/flowchart.scss`` puts those of
the reader's theme in their place, by the classes. There is no style and no script: a page's policy would refuse both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from builder.documents.layout import draw
from builder.documents.lines import Words, in_box
from builder.documents.picture import Area, Box, Picture, Point, Text, set_lines
from builder.documents.sheets import HEADING, SCREEN
from builder.documents.words import in_full
from builder.model.documents import Flowchart

_SVG = "http://www.w3.org/2000/svg"
_NAMESPACES: dict[Any, str] = {None: _SVG}
_INK, _BRAND, _ACCENT = "#1d2226", "#17545a", "#94441d"
_PAPER, _COOL, _WARM = "#fff", "#e3f0ef", "#fbeee5"
#: How each kind of node is painted. A diamond and a band of dots say what they are without any colour.
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "start": {"rx": 24, "fill": _COOL, "stroke": _BRAND, "stroke-width": 2.5},
    "end": {"rx": 24, "fill": _COOL, "stroke": _BRAND, "stroke-width": 2.5},
    "action": {"rx": 6, "fill": _PAPER, "stroke": _BRAND, "stroke-width": 1.5},
    "decision": {"fill": _WARM, "stroke": _ACCENT, "stroke-width": 2},
    "alongside": {
        "rx": 6, "fill": "none", "stroke": _BRAND, "stroke-width": 2.5,
        "stroke-linecap": "round", "stroke-dasharray": "0.1 6",
    },
}  # fmt: skip
#: More than half of the broadest line: what a picture needs around its boxes.
_EDGE = 2


def svg_for_page(chart: Flowchart, *, prefix: str, description: str) -> str:
    """Return *chart*, its tokens filled in, as an element for a page that says the same in words below it.

    *description* says what the picture is, in short. The ids in it begin with *prefix*: they share the page's document
    with all others.
    """
    picture = draw(chart, SCREEN)
    return _text(_painted(chart, picture, prefix=prefix, description=description, ground=_around(picture, _EDGE)))


def svg_file(chart: Flowchart, *, foot: Iterable[str], language: str) -> bytes:
    """Return *chart*, its tokens filled in, as a file: on white, its title above it, and the lines *foot* below it.

    Nothing beside it says the process in words, so its description does.
    """
    picture = draw(chart, SCREEN)
    heading = in_box([Words(chart.title, "bold")], HEADING, picture.width)
    lines = in_box([Words(line, "regular") for line in foot], picture.letters, picture.width)
    above = len(heading) * HEADING.leading + SCREEN.gap
    below = len(lines) * picture.letters.leading + SCREEN.gap
    around = _around(picture, SCREEN.gap)
    ground = Area(around.x, around.y - above, around.width, around.height + above + below)
    root = _painted(chart, picture, prefix=chart.id, description=in_full(chart), ground=ground)
    root.set("lang", language)
    head = _element(None, "g", {"fill": _BRAND, "font-size": HEADING.size})
    _write(head, set_lines(heading, HEADING, anchor="start", at=Point(0, -above)))
    feet = _element(None, "g", {"fill": _INK})
    _write(feet, set_lines(lines, picture.letters, anchor="start", at=Point(0, picture.height + SCREEN.gap)))
    paper = _element(None, "rect", {**ground._asdict(), "fill": _PAPER})
    # Behind the title and the description, which come first, and below everything else.
    root[2:2] = [paper, head, feet]
    return _text(root).encode() + b"\n"


def _around(picture: Picture, edge: float) -> Area:
    """Return what the picture covers, with *edge* around it."""
    return Area(-edge, -edge, picture.width + 2 * edge, picture.height + 2 * edge)


def _painted(chart: Flowchart, picture: Picture, *, prefix: str, description: str, ground: Area) -> etree._Element:
    root = etree.Element(f"{{{_SVG}}}svg", nsmap=_NAMESPACES)
    about = {"class": "flowchart", "viewBox": " ".join(map(_short, ground)), "role": "img"}
    named = {"aria-labelledby": f"{prefix}-title", "aria-describedby": f"{prefix}-desc"}
    _set(root, {**about, **named, "font-family": "Arial, Helvetica, sans-serif", "font-size": picture.letters.size})
    _element(root, "title", {"id": f"{prefix}-title"}).text = chart.title
    _element(root, "desc", {"id": f"{prefix}-desc"}).text = description
    lines = _element(root, "g", {"class": "flowchart__lines", "fill": "none", "stroke": _INK, "stroke-width": 1.5})
    heads = _element(root, "g", {"class": "flowchart__heads", "fill": _INK})
    for path in picture.paths:
        _element(lines, "polyline", {"points": _points(path.line)})
        _element(heads, "polygon", {"points": _points(path.head)})
    for box in picture.boxes:
        _paint_box(root, box)
    labels = _element(root, "g", {"class": "flowchart__labels", "fill": _INK})
    for path in picture.paths:
        _write(labels, path.texts)
    return root


def _paint_box(root: etree._Element, box: Box) -> None:
    group = _element(root, "g", {"class": f"flowchart__{box.node.kind}", "data-node": box.node.id})
    look, area = _LOOKS[box.node.kind], box.area
    if box.node.kind == "decision":
        middle = area.middle
        corners = ((middle.x, area.y), (area.right, middle.y), (middle.x, area.bottom), (area.x, middle.y))
        outline = "L".join(f"{_short(x)} {_short(y)}" for x, y in corners)
        _element(group, "path", {"d": f"M{outline}Z", **look})
    else:
        _element(group, "rect", {**area._asdict(), **look})
    _write(group, box.texts)


def _write(group: etree._Element, texts: Sequence[Text]) -> None:
    for text in texts:
        attributes: dict[str, Any] = {"x": text.at.x, "y": text.at.y}
        if text.anchor != "start":
            attributes["text-anchor"] = text.anchor
        if text.weight == "bold":
            attributes["font-weight"] = "700"
        _element(group, "text", attributes).text = text.text


def _element(parent: etree._Element | None, tag: str, attributes: Mapping[str, Any]) -> etree._Element:
    name = f"{{{_SVG}}}{tag}"
    element = etree.Element(name, nsmap=_NAMESPACES) if parent is None else etree.SubElement(parent, name)
    _set(element, attributes)
    return element


def _set(element: etree._Element, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        element.set(name, value if isinstance(value, str) else _short(value))


def _points(corners: Iterable[Point]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in corners)


def _short(length: float) -> str:
    """Return *length* to a tenth of a pixel: what nobody sees is not sent."""
    return f"{round(length, 1):g}"


def _text(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode")
