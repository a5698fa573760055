"""What may stand in an SVG picture: elements, attributes and the forms of their values.

The lists follow SVG 2 (https://www.w3.org/TR/SVG2/). They name what is allowed, so that what a later SVG adds is
refused until somebody has thought about it; and what every drawing program writes and no picture needs, which is left
out without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_PAINT = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "clip-rule", "paint-order", "color", "vector-effect", "shape-rendering",
        "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
        "stroke-dasharray", "stroke-dashoffset", "stop-color", "stop-opacity", "opacity", "display", "visibility",
        "overflow", "clip-path", "mask",
    }
)  # fmt: skip
_TYPE = frozenset(
    {
        "text-anchor", "font-family", "font-size", "font-weight", "font-style", "letter-spacing", "word-spacing",
        "dominant-baseline", "baseline-shift", "text-decoration", "writing-mode", "direction",
    }
)  # fmt: skip
#: Attributes that are properties of style, too: the drawing programs that write ``style`` mean the same by them.
STYLES = _PAINT | _TYPE
_SHAPE = STYLES | {"id", "transform"}
_VIEW = frozenset({"viewBox", "preserveAspectRatio"})
_BOX = frozenset({"x", "y", "width", "height"})
_PLACE = frozenset({"x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust"})
_GRADIENT = _SHAPE | {"gradientUnits", "gradientTransform", "spreadMethod", "href"}
#: What may stand in a drawing: each element with its attributes.
ALLOWED: Mapping[str, frozenset[str]] = {
    "svg": STYLES | _VIEW,
    "g": _SHAPE,
    "defs": _SHAPE,
    "symbol": _SHAPE | _VIEW,
    "use": _SHAPE | _BOX | {"href"},
    "path": _SHAPE | {"d", "pathLength"},
    "rect": _SHAPE | _BOX | {"rx", "ry"},
    "circle": _SHAPE | {"cx", "cy", "r"},
    "ellipse": _SHAPE | {"cx", "cy", "rx", "ry"},
    "line": _SHAPE | {"x1", "y1", "x2", "y2", "pathLength"},
    "polyline": _SHAPE | {"points", "pathLength"},
    "polygon": _SHAPE | {"points"},
    "text": _SHAPE | _PLACE,
    "tspan": _SHAPE | _PLACE,
    "linearGradient": _GRADIENT | {"x1", "y1", "x2", "y2"},
    "radialGradient": _GRADIENT | {"cx", "cy", "r", "fx", "fy", "fr"},
    "stop": STYLES | {"id", "offset"},
    "clipPath": _SHAPE | {"clipPathUnits"},
    "mask": _SHAPE | _BOX | {"maskUnits", "maskContentUnits"},
    "pattern": _SHAPE | _BOX | _VIEW | {"patternUnits", "patternContentUnits", "patternTransform", "href"},
}
#: A picture in ``media/`` is shown as the file it is: it has a size of its own, and may say what it is.
IN_MEDIA: Mapping[str, frozenset[str]] = {
    **ALLOWED,
    "svg": ALLOWED["svg"] | {"width", "height"},
    "title": frozenset({"id"}),
    "desc": frozenset({"id"}),
}
#: Elements that only say something about the file.
LEFT_OUT = frozenset({"metadata", "title", "desc"})
#: Attributes that change nothing in a picture without scripts and style sheets.
_SAID_ASIDE = re.compile(
    r"aria-[a-z]+|data-.+|role|class|lang|version|baseProfile|contentStyleType|contentScriptType|focusable|"
    r"enable-background|zoomAndPan|cursor|pointer-events|color-rendering|color-interpolation|text-rendering|"
    r"image-rendering|isolation|xml:(?:space|lang|id)|xlink:(?!href).+"
)
#: Properties of style that are about editing, or about refinements of type and paint that no browser needs.
_STYLED_ASIDE = re.compile(
    r"-.+|font(?:-(?:variant|stretch|feature|variation|size-adjust|synthesis).*)?|text-.+|line-height|white-space|"
    r"word-wrap|shape-.+|inline-size|solid-.+|block-progression|baseline-.+|glyph-.+|kerning|unicode-bidi|clip|user-select"
)
#: Properties that say nothing when they have these values.
_NOTHING = {"filter": "none", "marker": "none", "marker-start": "none", "marker-mid": "none", "marker-end": "none",
            "mix-blend-mode": "normal", "background": "none", "background-color": "transparent"}  # fmt: skip

ID = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)
_REFERENCE = re.compile(r"#" + ID.pattern, re.ASCII)
_COLOUR = r"[A-Za-z]+|#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|(?:rgb|hsl)a?\([0-9 ,.%/deg+-]*\)"
_URL = re.compile(rf"url\((?P<quote>['\"]?)(?P<to>{_REFERENCE.pattern})(?P=quote)\)(?:\s+(?:{_COLOUR}))?", re.ASCII)
_PAINTED = (re.compile(_COLOUR), "a colour such as #e9b872, none, or url(#id)")
#: What the value of an attribute looks like, and how an author is told.
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "href": (_REFERENCE, "the id of a part of this drawing or of the cast, such as #moon"),
    "stop-color": (re.compile(_COLOUR), "a colour such as #e9b872"),
    "color": (re.compile(_COLOUR), "a colour such as #e9b872"),
    "fill": _PAINTED,
    "stroke": _PAINTED,
    "clip-path": (re.compile("none"), "none or url(#id)"),
    "mask": (re.compile("none"), "none or url(#id)"),
    "font-family": (re.compile(r"[\w ,'\".-]*"), "names of typefaces, joined by commas"),
}
#: Numbers, path data, transforms and keywords: nothing with a quote, slash, colon or # that could refer to something.
_PLAIN = (re.compile(r"[A-Za-z0-9 ,.%()+\-\n\t]*"), "numbers, names and brackets")
_REFERS = frozenset({"fill", "stroke", "clip-path", "mask"})
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"


class Refused(NamedTuple):
    """Why an attribute cannot stay: its value has not the ``form``; or, without one, nothing of its name may stay."""

    name: str
    value: str
    form: str = ""


# Of the elements of a course, one in four is met for the first time; of their attributes, one in twelve.
@lru_cache(maxsize=10_000)
def judged_together(
    allowed: frozenset[str], attributes: tuple[str, ...]
) -> tuple[Mapping[str, str], Sequence[tuple[str, Refused]]]:
    """Return what stays of an element's *attributes*, each name before its value, and those that cannot, by name.

    A style wins over the attribute of the same name, as in browsers.
    """
    kept: dict[str, str] = {}
    styled: dict[str, str] = {}
    refused = []
    for written, value in zip(attributes[::2], attributes[1::2], strict=True):
        result = judged(allowed, written, value)
        if isinstance(result, Refused):
            refused.append((written, result))
        else:
            (styled if written == "style" else kept).update(result)
    return kept | styled, refused


@lru_cache(maxsize=10_000)
def judged(allowed: frozenset[str], written: str, value: str) -> Mapping[str, str] | Refused:
    """Return what stays of an attribute: itself, several if it is a ``style``, or nothing.

    It is *written* as expat gives it: its namespace and a space before its name, if it has one.
    """
    namespace, _, name = written.rpartition(" ")
    if namespace == _XLINK:
        return _judged(allowed, "href" if name == "href" else f"xlink:{name}", value)
    if namespace and namespace != _XML:
        # A drawing program's own note.
        return {}
    return _judged(allowed, f"xml:{name}" if namespace else name, value)


def _judged(allowed: frozenset[str], name: str, value: str) -> Mapping[str, str] | Refused:
    if name == "style":
        return _styles(allowed, value)
    if name not in allowed:
        aside = _SAID_ASIDE.fullmatch(name) or name in STYLES or _NOTHING.get(name) == value
        return {} if aside else Refused(name, value)
    if name == "id":
        # Nothing can refer to an id of another form, and so nothing misses it.
        return {name: value} if ID.fullmatch(value) else {}
    if name in _REFERS and (reference := _URL.fullmatch(value)):
        return {name: f"url({reference['to']})"}
    pattern, meant = _FORMS.get(name, _PLAIN)
    return {name: " ".join(value.split())} if pattern.fullmatch(value) else Refused(name, value, meant)


def _styles(allowed: frozenset[str], style: str) -> Mapping[str, str] | Refused:
    kept: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        value = value.removesuffix("!important").strip()
        if not declaration.strip() or _NOTHING.get(name) == value:
            continue
        if name not in STYLES:
            if _STYLED_ASIDE.fullmatch(name) or (_SAID_ASIDE.fullmatch(name) and "(" not in value):
                continue
            return Refused("style", declaration.strip(), "properties of a picture, such as fill:#e9b872")
        result = _judged(allowed, name, value)
        if isinstance(result, Refused):
            return result._replace(name="style", value=declaration.strip())
        kept |= result
    return kept
