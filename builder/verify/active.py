"""Files beside the pages that run or load something when somebody opens the file itself: SVG, XML and HTML.

Such a file stands on the LMS's own address and has no page's policy around it. coursepack packs none, so one in a
package of ours is an error; other tools' packages are full of scripts, and one in a drawing or in ``media/`` is worth a
note. Source: docs/facts.md#a-drawing-can-run-a-script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import cast
from xml.parsers import expat

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.verify.package import Package
from builder.verify.page import TOO_MUCH, parse_page
from builder.verify.problems import contents, zips
from builder.verify.xml_file import line_of

#: Ten times the largest drawing of a real course.
MAX_DRAWING = 1_000_000
#: What is read of the drawings of other tools, all together: they are not ours to judge, and a note is a note.
_MOST_OF_OTHERS = 5_000_000
_DRAWINGS, _DOCUMENTS = (".svg",), (".xml", ".xhtml", ".xht", ".xsl", ".xslt")
_PAGES = (".html", ".htm")
_XHTML = "http://www.w3.org/1999/xhtml"
_RUNNING = frozenset({"script", "handler", "listener", "iframe", "object", "embed", "foreignobject"})
_ANIMATING = frozenset({"set", "animate"})
_ADDRESSES = frozenset({"href", "src"})
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp|avif)[;,]|$)", re.IGNORECASE)
_LOADING_STYLE = re.compile(r"""url\(\s*+["']?+(?!\s*+#|["'\s])|@import|image-set\(|\\""", re.IGNORECASE)
_RUNNING_HTML = etree.XPath("/descendant-or-self::*[self::script or self::iframe or self::object or self::embed]")
_HANDLERS = etree.XPath("/descendant-or-self::*[@*[starts-with(name(), 'on')]]")


def judge_active(package: Package) -> Iterator[Diagnostic]:
    """Yield what in the drawings and documents of the package would run or load something."""
    left = None if package.is_ours else _MOST_OF_OTHERS
    for name, entry in package.files.items():
        if not _concerns(package, name):
            continue
        if entry.size > MAX_DRAWING:
            if package.is_ours:
                limit = f"{MAX_DRAWING:,} for a drawing"
                yield zips.package_too_large(package.where(name), f"has {entry.size:,} bytes", limit)
            continue
        if left is not None and (left := left - entry.size) < 0:
            return
        about = ("active", str(package.is_ours), _suffix(name), package.digest(name))
        yield from package.verdicts.once(about, partial(_judge_file, package, name))


def _judge_file(package: Package, name: str) -> Iterator[Diagnostic]:
    if _suffix(name) in _PAGES:
        facts: Iterable[tuple[int, str]] = _in_page(package, name)
    else:
        facts = _in_xml(package.read(name), is_strict=package.is_ours)
    for line, fact in facts:
        yield contents.active_content(package.where(name, line), fact, package.severity)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _concerns(package: Package, name: str) -> bool:
    suffix, folders = _suffix(name), name.split("/")[:-1]
    if package.is_ours:
        # Its pages have a policy, which is judged where they are; its manifests stand at the top.
        return suffix in _DRAWINGS or (suffix in _DOCUMENTS and bool(folders))
    return suffix in _DRAWINGS or (suffix in (*_DOCUMENTS, *_PAGES) and "media" in folders)


def _in_page(package: Package, name: str) -> Iterator[tuple[int, str]]:
    if (root := parse_page(package, name)) is None:
        yield 1, f"it cannot be read to its end: it has {TOO_MUCH}"
        return
    for element in cast(list[etree._Element], _RUNNING_HTML(root)):
        yield line_of(element), f"a <{element.tag!s}> in it would run"
    for element in cast(list[etree._Element], _HANDLERS(root)):
        yield line_of(element), "an attribute in it would run a script"


def _in_xml(content: bytes, *, is_strict: bool) -> Sequence[tuple[int, str]]:
    reader = _Reader(is_strict=is_strict)
    try:
        reader.parser.Parse(content, True)
    except _Enough:
        pass
    except (expat.ExpatError, ValueError, LookupError) as problem:
        # An encoding that expat does not have is a ValueError or a LookupError.
        reader.found.append((getattr(problem, "lineno", 1), f"it cannot be read as XML: {str(problem)[:80]!r}"))
    return reader.found


class _Enough(Exception):
    """Nothing behind this place is read."""


class _Reader:
    """Follows expat through one file. expat loads nothing; a document type with entities ends the reading."""

    def __init__(self, *, is_strict: bool) -> None:
        self.found: list[tuple[int, str]] = []
        self._is_strict = is_strict
        #: How many style elements are open, and the text in them: a browser puts it together, whatever stands between.
        self._styles = 0
        self._css: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _say(self, fact: str) -> None:
        self.found.append((self.parser.CurrentLineNumber, fact))

    def _instruction(self, target: str, _: str) -> None:
        if self._is_strict or target == "xml-stylesheet":
            self._say(f"the processing instruction {target[:40]!r} in it would be obeyed")

    def _doctype(self, _: str, __: str | None, ___: str | None, has_entities: int) -> None:
        if has_entities or self._is_strict:
            self._say("it has a document type, which can define what is not there")
            raise _Enough

    def _start(self, name: str, attributes: list[str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace == _XHTML:
            self._say("it holds HTML")
        elif tag.lower() in _RUNNING:
            self._say(f"a <{tag}> in it would run")
        self._styles += tag == "style"
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            self._attribute(tag, key.rpartition(" ")[2].lower(), value)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if key.startswith("on"):
            self._say("an attribute in it would run a script")
        elif key in _ADDRESSES and not _INSIDE.match(value):
            self._say(f"it leads to {value[:80]!r}")
        elif key == "attributename" and tag in _ANIMATING and value.rpartition(":")[2].lower() in _ADDRESSES:
            self._say("an animation in it changes an address")
        elif "(" in value or "@" in value or "\\" in value:
            self._style(value)

    def _end(self, name: str) -> None:
        self._styles -= name.rpartition(" ")[2] == "style"
        if self._css and not self._styles:
            self._style("".join(self._css))
            self._css.clear()

    def _characters(self, text: str) -> None:
        if self._styles:
            self._css.append(text)

    def _style(self, text: str) -> None:
        if _LOADING_STYLE.search(text):
            self._say("a style in it would load something")
