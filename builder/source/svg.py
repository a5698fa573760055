"""SVG as a tree of shapes that only draw: whatever could run, load or leave the package is reported and left out.

The lists follow SVG 2 (https://www.w3.org/TR/SVG2/). They name what is allowed, so that what a later SVG adds is
refused until somebody has thought about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from xml.parsers import expat

from builder.diagnostics import Diagnostic, Location, did_you_mean
from builder.model.drawing import HEIGHT, WIDTH, Shape
from builder.source.problems import drawings as problems
from builder.source.text_file import Report, place_within

NAMESPACE = "http://www.w3.org/2000/svg"
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"
MAX_DEPTH = 30

_EVERY = frozenset({"id", "transform", "opacity", "clip-path", "mask"})
_PAINT = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "clip-rule", "paint-order",
        "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
        "stroke-dasharray", "stroke-dashoffset",
    }
)  # fmt: skip
_PLACE = frozenset({"x", "y", "dx", "dy"})
_TYPE = frozenset({"text-anchor", "font-size", "font-weight", "font-style", "letter-spacing", "dominant-baseline"})
_GRADIENT = frozenset({"gradientUnits", "gradientTransform", "spreadMethod", "href"})
_SHAPE = _EVERY | _PAINT
#: What may stand in a drawing: each element with its attributes.
ALLOWED: Mapping[str, frozenset[str]] = {
    "svg": _PAINT | {"viewBox"},
    "g": _SHAPE | _TYPE,
    "defs": frozenset(),
    "use": _SHAPE | {"x", "y", "href"},
    "path": _SHAPE | {"d", "pathLength"},
    "rect": _SHAPE | {"x", "y", "width", "height", "rx", "ry"},
    "circle": _SHAPE | {"cx", "cy", "r"},
    "ellipse": _SHAPE | {"cx", "cy", "rx", "ry"},
    "line": _SHAPE | {"x1", "y1", "x2", "y2", "pathLength"},
    "polyline": _SHAPE | {"points", "pathLength"},
    "polygon": _SHAPE | {"points"},
    "text": _SHAPE | _TYPE | _PLACE,
    "tspan": _SHAPE | _TYPE | _PLACE,
    "linearGradient": _GRADIENT | {"id", "x1", "y1", "x2", "y2"},
    "radialGradient": _GRADIENT | {"id", "cx", "cy", "r", "fx", "fy"},
    "stop": frozenset({"offset", "stop-color", "stop-opacity"}),
    "clipPath": frozenset({"id", "clipPathUnits", "transform"}),
    "mask": frozenset({"id", "maskUnits", "maskContentUnits", "x", "y", "width", "height"}),
    "pattern": frozenset({"id", "patternUnits", "patternTransform", "x", "y", "width", "height"}),
}
_LOCAL = r"#[A-Za-z][A-Za-z0-9]*(?:[-._][A-Za-z0-9]+)*"
_COLOUR = r"#(?:[0-9a-f]{3}|[0-9a-f]{6})"
_URL = re.compile(r"none|url\(" + _LOCAL + r"\)").fullmatch
_PAINTED = (re.compile(rf"none|{_COLOUR}|url\({_LOCAL}\)").fullmatch, "a colour such as #e9b872, none, or url(#id)")
#: What the value of an attribute looks like: whether it does, and how an author is told.
_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "id": (re.compile(_LOCAL[1:]).fullmatch, "letters and digits joined by - . or _, starting with a letter"),
    "href": (re.compile(_LOCAL).fullmatch, "the id of a part of this drawing or of the cast, such as #moon"),
    "stop-color": (re.compile(_COLOUR).fullmatch, "a colour such as #e9b872"),
    "fill": _PAINTED,
    "stroke": _PAINTED,
    "clip-path": (_URL, "none or url(#id)"),
    "mask": (_URL, "none or url(#id)"),
}
#: Numbers, path data, transforms and keywords: nothing with a quote, slash, colon or # that could refer to something.
_PLAIN = (re.compile(r"[A-Za-z0-9 ,.%()+\-\n]*").fullmatch, "numbers, names and brackets")
_TEXT_HOLDERS = frozenset({"text", "tspan"})
#: A picture in ``media/`` is shown as the file it is: it has a size of its own, and may say what it is.
IN_MEDIA: Mapping[str, frozenset[str]] = {
    **ALLOWED,
    "svg": ALLOWED["svg"] | {"width", "height"},
    "title": frozenset({"id"}),
    "desc": frozenset({"id"}),
}


def read_svg(text: str, shown: str, report: Report) -> Shape | None:
    """Return the drawing in *text*, or ``None`` where it is no SVG picture at all.

    *shown* is the file's name in messages. What is not allowed is reported and left out, so that one run finds all.
    """
    reader = _Reader(text, shown, report)
    return reader.root() if reader.parse() else None


def read_picture(text: str, shown: str, report: Report) -> Shape | None:
    """Return the picture in *text* as ``read_svg`` does; it may have any size, a title and a description."""
    reader = _PictureReader(text, shown, report)
    return reader.root() if reader.parse() else None


class _NotSvg(Exception):
    """Reading stops here; the problem has been reported."""


class _Reader:
    """Follows expat through one file. expat loads nothing and, as a document type ends the reading, expands nothing."""

    allowed = ALLOWED
    holders = _TEXT_HOLDERS

    def __init__(self, text: str, shown: str, report: Report) -> None:
        self._text = text
        self._shown = shown
        self._report = report
        #: Open elements: tag, attributes, children, place. An element that is refused is open as ``None``.
        self._open: list[tuple[str, dict[str, str], list[Shape | str], Location] | None] = []
        self._root: Shape | None = None
        self._ids: dict[str, Location] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype

    def parse(self) -> bool:
        try:
            self._parser.Parse(self._text.encode(), True)
        except expat.ExpatError as problem:
            where = Location(self._shown, problem.lineno, problem.offset + 1)
            self._report(problems.drawing_not_svg(where, f"this is not well-formed: {expat.ErrorString(problem.code)}"))
            return False
        except _NotSvg:
            return False
        return True

    def root(self) -> Shape | None:
        return self._root

    def _here(self) -> Location:
        return Location(self._shown, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _doctype(self, *_: object) -> None:
        message = "a document type stands here, and drawings have none"
        self._report(problems.drawing_not_svg(self._here(), message, "delete it"))
        raise _NotSvg

    def _start(self, name: str, attributes: list[str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        where = self._here()
        if not self._open and (namespace, tag) != (NAMESPACE, "svg"):
            self._report(problems.drawing_not_svg(where, f"the picture starts with <{tag}>", f'xmlns="{NAMESPACE}"'))
            raise _NotSvg
        if len(self._open) >= MAX_DEPTH:
            self._report(problems.drawing_not_svg(where, f"groups stand more than {MAX_DEPTH} deep", "flatten them"))
            raise _NotSvg
        if self._open and self._open[-1] is None:
            self._open.append(None)
        elif namespace != NAMESPACE or tag not in self.allowed or (tag == "svg" and self._open):
            self._report(problems.drawing_element(where, tag, did_you_mean(tag, self.allowed, "take it out")))
            self._open.append(None)
        else:
            kept = self._kept(tag, dict(zip(attributes[::2], attributes[1::2], strict=True)), where)
            self._open.append((tag, kept, [], where))

    def _kept(self, tag: str, attributes: Mapping[str, str], where: Location) -> dict[str, str]:
        """Return the attributes that may stay, with their white space folded."""
        kept = {}
        for name, value in attributes.items():
            problem = self._problem(tag, name, value)
            if problem:
                self._report(problem)
                continue
            kept[name] = " ".join(value.split()) if "\n" in value else value
            if name == "id":
                self._ids[value] = where
        if tag == "svg":
            self._fit(kept, where)
        return kept

    def _fit(self, kept: dict[str, str], where: Location) -> None:
        if kept.pop("viewBox", "") != VIEW_BOX:
            self._report(problems.drawing_not_svg(where, "the picture has another size", f'write viewBox="{VIEW_BOX}"'))

    def _problem(self, tag: str, name: str, value: str) -> Diagnostic | None:
        if name not in self.allowed[tag]:
            shown = name.rpartition(" ")[2]
            hint = did_you_mean(shown, self.allowed[tag], "take it out")
            return problems.drawing_attribute(self._attribute(shown), tag, shown, hint)
        form, meant = _FORMS.get(name, _PLAIN)
        if not form(value):
            return problems.drawing_value(self._attribute(name), name, value, f"the form is: {meant}")
        if name == "id" and value in self._ids:
            return problems.drawing_id(self._attribute(name), value, self._ids[value])
        return None

    def _attribute(self, name: str) -> Location:
        """Return the place of the attribute *name* of the element that starts now."""
        start = len(self._text.encode()[: self._parser.CurrentByteIndex].decode())
        found = re.compile(rf"[\s:]{re.escape(name)}\s*=").search(self._text, start)
        return place_within(self._text, found.start() + 1, Location(self._shown, 1, 1)) if found else self._here()

    def _end(self, _: str) -> None:
        closed = self._open.pop()
        if closed is None:
            return
        tag, attributes, children, where = closed
        shape = Shape(tag, attributes, tuple(_joined(children) if tag in self.holders else children), where)
        if not self._open:
            self._root = shape
        elif (parent := self._open[-1]) is not None:
            parent[2].append(shape)

    def _characters(self, text: str) -> None:
        parent = self._open[-1] if self._open else None
        if parent is None:
            return
        if parent[0] in self.holders:
            if "{{" in text:
                message = "tokens are not filled in drawings"
                self._report(problems.drawing_text(self._here(), message, "say it in the words of the scene"))
            parent[2].append(text)
        elif text.strip():
            self._report(problems.drawing_text(self._here(), "text stands here, outside a text element", "delete it"))


class _PictureReader(_Reader):
    allowed = IN_MEDIA
    holders = _TEXT_HOLDERS | {"title", "desc"}

    def _fit(self, kept: dict[str, str], where: Location) -> None:
        if "viewBox" not in kept and not {"width", "height"} <= kept.keys():
            hint = 'write its size, such as viewBox="0 0 1200 360"'
            self._report(problems.drawing_not_svg(where, "the picture has no size", hint))


def _joined(children: list[Shape | str]) -> Iterator[Shape | str]:
    """Yield *children* with each run of text as one, its white space folded; expat gives text in pieces."""
    for is_text, run in groupby(children, key=lambda child: isinstance(child, str)):
        if not is_text:
            yield from run
        elif text := " ".join("".join(map(str, run)).split()):
            yield text
