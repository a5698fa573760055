"""SVG as a tree of shapes that only draw: whatever could run, load or leave the package is reported and left out.

What goes into a package is written anew from the tree (``SvgElement.xml``), never passed through. What may stand in it
is in ``builder.source.svg_forms``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from xml.parsers import expat

from builder.diagnostics import NOWHERE, Diagnostic, Location, did_you_mean
from builder.model.svg import HEIGHT, WIDTH, SvgElement
from builder.source.problems import drawings as problems
from builder.source.svg_forms import (
    ALLOWED,
    IN_MEDIA,
    LEFT_OUT,
    Refused,
    judged_together,
)
from builder.source.svg_size import MAX_DRAWN, report_bomb, size_of
from builder.source.text_file import Report

NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"
MAX_DEPTH = 30
#: A drawing with more kinds of problems than this is no drawing, and the rest of them teach nothing.
_MOST_KINDS = 20
#: A file that says so is what it was read as, UTF-8; and so is one of ASCII alone that says one of the latter.
_ENCODING = re.compile(r"(?i)utf-?8")
_LIKE_ASCII = re.compile(r"(?i)utf-?8|(?:us-)?ascii|iso-8859-[0-9]+|windows-125[0-9]|latin-?1")
_TEXT_HOLDERS = frozenset({"text", "tspan", "title", "desc"})


def read_svg(text: str, shown: str, report: Report) -> SvgElement | None:
    """Return the drawing in *text*, or ``None`` where it is no SVG picture at all.

    *shown* is the file's name in messages. What is not allowed is reported, once for each kind with the place of the
    first, and left out, so that one run finds all.
    """
    return _Reader(text, shown, report).read()


def read_picture(text: str, shown: str, report: Report) -> SvgElement | None:
    """Return the picture in *text* as ``read_svg`` does; it may have any size, a title and a description."""
    root = _PictureReader(text, shown, report).read()
    # Only what refers, or has very many parts, can be one; and a sign may be written as a number behind an ampersand.
    if root and (any(sign in text for sign in ("href", "url(", "&")) or text.count("<") > MAX_DRAWN):
        report_bomb(root, {shape.attributes["id"]: shape for shape in root.walk() if "id" in shape.attributes}, report)
    return root


class _NotSvg(Exception):
    """Reading stops here; the problem has been reported."""


class _Reader:
    """Follows expat through one file. expat loads nothing and, as a document type with entities ends the reading,
    expands nothing.
    """

    allowed = ALLOWED

    def __init__(self, text: str, shown: str, report: Report) -> None:
        self._data = text.encode()
        self._shown = shown
        self._report = report
        #: Open elements: tag, attributes, children, place. An element that is left out is open as ``None``.
        self._open: list[tuple[str, Mapping[str, str], list[SvgElement | str], Location] | None] = []
        self._root: SvgElement | None = None
        self._ids: dict[str, Location] = {}
        #: The first problem of each kind, and how many there are.
        self._found: dict[object, tuple[Diagnostic, int]] = {}
        # What the file says of its encoding does not count: another one would be read by a decoder of Python's.
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self._declaration
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.SkippedEntityHandler = self._entity

    def read(self) -> SvgElement | None:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as problem:
            where = Location(self._shown, problem.lineno, problem.offset + 1)
            message = f"this is not well-formed: {expat.ErrorString(problem.code)}"
            self._report(problems.drawing_not_svg(where, message, "open it in a drawing program, and save it again"))
            return None
        except _NotSvg:
            return None
        finally:
            self._tell()
            # It holds this reader: nothing searches for such cycles, and the text would stay.
            del self._parser
        return self._root

    def _tell(self) -> None:
        for problem, count in self._found.values():
            more = f"{problem.message}, and {count - 1} more like it"
            self._report(problem if count == 1 else replace(problem, message=more))

    def _note(self, kind: object, make: Callable[[], Diagnostic]) -> None:
        """Count a problem of *kind*; *make* the first of each."""
        if kind in self._found:
            first, count = self._found[kind]
            self._found[kind] = (first, count + 1)
        elif len(self._found) < _MOST_KINDS:
            self._found[kind] = (make(), 1)

    def _stop(self, message: str, hint: str) -> None:
        self._report(problems.drawing_not_svg(self._here(), message, hint))
        raise _NotSvg

    def _here(self) -> Location:
        return Location(self._shown, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        reads_the_same = _LIKE_ASCII if self._data.isascii() else _ENCODING
        if encoding and not reads_the_same.fullmatch(encoding):
            self._stop(f"it says that its encoding is {encoding[:20]}", "save it as UTF-8")

    def _doctype(self, _: str, __: str | None, ___: str | None, has_entities: int) -> None:
        if has_entities:
            self._stop("a document type with entities of its own stands here", "delete it, or save as plain SVG")

    def _entity(self, name: str, _: int) -> None:
        self._stop(f"the entity &{name[:20]}; stands here, and nothing says what it is", "write the character itself")

    def _instruction(self, target: str, _: str) -> None:
        if target.lower().startswith("xml-"):
            self._refuse_element(f"?{target}?", "take it out: a picture loads nothing")

    def _refuse_element(self, tag: str, hint: str) -> None:
        self._note(("<", tag), lambda: problems.drawing_element(self._here(), tag[:40], hint))

    def _start(self, name: str, attributes: list[str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if not self._open and (namespace, tag) != (NAMESPACE, "svg"):
            self._stop(f"the picture starts with <{tag[:40]}>", f'start it with <svg xmlns="{NAMESPACE}">')
        if len(self._open) >= MAX_DEPTH:
            self._stop(f"groups stand more than {MAX_DEPTH} deep", "flatten them")
        if self._open and self._open[-1] is None:
            self._open.append(None)
        elif namespace != NAMESPACE or tag not in self.allowed or (tag == "svg" and self._open):
            if namespace in (NAMESPACE, _XHTML, "") and tag not in LEFT_OUT:
                near = did_you_mean(tag[:40], self.allowed, "take it out") if len(self._found) < _MOST_KINDS else ""
                self._refuse_element(tag, _CURES.get(tag, near))
            self._open.append(None)
        else:
            self._open.append((tag, self._kept(tag, attributes), [], self._place()))

    def _place(self) -> Location:
        """Return the place that the element which starts now will be known to have."""
        return self._here()

    def _kept(self, tag: str, attributes: list[str]) -> Mapping[str, str]:
        """Return the attributes that may stay."""
        kept, refused = judged_together(self.allowed[tag], tuple(attributes))
        for written, result in refused:
            self._note(result._replace(value=result.form and tag), partial(self._refused, tag, result, written))
        name = kept.get("id")
        if name in self._ids:
            self._note("id", partial(self._same_id, name))
            kept = {key: value for key, value in kept.items() if key != "id"}
        elif name:
            self._ids[name] = self._here()
        return self._fitted(kept) if tag == "svg" else kept

    def _same_id(self, name: str) -> Diagnostic:
        return problems.drawing_id(self._attribute("id"), name, self._ids[name])

    def _refused(self, tag: str, refused: Refused, written: str) -> Diagnostic:
        where, name = self._attribute(written), refused.name[:40]
        if refused.form:
            return problems.drawing_value(where, name, refused.value, f"the form is: {refused.form}")
        return problems.drawing_attribute(where, tag, name, did_you_mean(name, self.allowed[tag], "take it out"))

    def _attribute(self, written: str) -> Location:
        """Return the place of the attribute *written* of the element that starts now."""
        start = self._parser.CurrentByteIndex
        name = written.rpartition(" ")[2]
        found = re.compile(rb"[\s:]" + re.escape(name.encode()) + rb"\s*=").search(self._data, start)
        if not found:
            return self._here()
        at = found.start() + 1
        line = self._data.rfind(b"\n", 0, at) + 1
        below = self._data.count(b"\n", start, at)
        return Location(self._shown, self._parser.CurrentLineNumber + below, len(self._data[line:at].decode()) + 1)

    def _fitted(self, kept: Mapping[str, str]) -> Mapping[str, str]:
        """Return what stays of the attributes *kept* of the whole, and report a size that cannot be."""
        if kept.get("viewBox") != VIEW_BOX:
            hint = f'write viewBox="{VIEW_BOX}"'
            self._report(problems.drawing_not_svg(self._here(), "the picture has another size", hint))
        return {key: value for key, value in kept.items() if key != "viewBox"}

    def _end(self, _: str) -> None:
        closed = self._open.pop()
        if closed is None:
            return
        tag, attributes, children, where = closed
        held = _joined(children, whole=tag != "tspan") if tag in _TEXT_HOLDERS else children
        shape = SvgElement(tag, attributes, tuple(held), where)
        if not self._open:
            self._root = shape
        elif (parent := self._open[-1]) is not None:
            parent[2].append(shape)

    def _characters(self, text: str) -> None:
        parent = self._open[-1] if self._open else None
        if parent is None:
            return
        if parent[0] in _TEXT_HOLDERS:
            if "{{" in text:
                self._refuse_text("tokens are not filled in drawings", "say it in the words of the scene")
            parent[2].append(text)
        elif text.strip():
            self._refuse_text("text stands here, outside a text element", "delete it")

    def _refuse_text(self, message: str, hint: str) -> None:
        self._note(message, lambda: problems.drawing_text(self._here(), message, hint))


class _PictureReader(_Reader):
    allowed = IN_MEDIA

    def _place(self) -> Location:
        """Return the place of the whole picture: nobody asks for that of a part."""
        return NOWHERE if self._open else self._here()

    def _fitted(self, kept: Mapping[str, str]) -> Mapping[str, str]:
        if not size_of(SvgElement("svg", kept)):
            hint = 'write its size, such as viewBox="0 0 1200 360"'
            self._report(problems.drawing_not_svg(self._here(), "the picture has no size", hint))
        return kept


#: What a drawing program can do about an element that cannot stand.
_CURES = {
    "style": "save with presentation attributes in place of a style sheet",
    "foreignObject": "save as plain SVG, with text as text or as outlines",
    "switch": "save as plain SVG, without data of the drawing program",
    "image": "keep photographs as files of their own",
    "filter": "take it out, or save the picture as PNG",
    "marker": "turn arrow heads into paths",
}


def _joined(children: list[SvgElement | str], *, whole: bool) -> Iterator[SvgElement | str]:
    """Yield *children* with each run of white space as one space, as it is drawn; at the ends of a *whole* none.

    expat gives text in pieces, which become one.
    """
    last = len(children)
    place = 0
    for is_text, run in groupby(children, key=lambda child: isinstance(child, str)):
        pieces = list(run)
        first, place = place, place + len(pieces)
        if not is_text:
            yield from pieces
            continue
        text = re.sub(r"\s+", " ", "".join(map(str, pieces)))
        if whole:
            text = text.lstrip() if first == 0 else text
            text = text.rstrip() if place == last else text
        if text:
            yield text
