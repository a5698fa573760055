"""The rules for what the pages and stylesheets of a package point at: files of the package, and links to safe
addresses.

Source: docs/decisions/025-nothing-from-elsewhere.md; docs/facts.md#a-drawing-can-run-a-script.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.verify.package import Package
from builder.verify.problems import contents
from builder.verify.references import file_meant, is_external
from builder.verify.xml_file import line_of

_LINKS = frozenset({"a", "area"})
_LINK_SCHEMES = ("https:", "mailto:", "sms:", "tel:")
_ADDRESSES = ("src", "href", "poster", "data", "action", "formaction", "background", "ping", "xlink:href")
#: The elements by which a page loads something or leads somewhere, SVG's among them. (A page has some thousand
#: elements, and Python is slow to look at each.)
_LEADING = (
    "a", "area", "audio", "base", "body", "button", "embed", "form", "iframe", "image", "img", "input", "link",
    "object", "script", "source", "table", "td", "track", "use", "video",
)  # fmt: skip
#: An attribute of a tag, or the blanks around one, as browsers read them (HTML, 13.2.5.33 to 13.2.5.38).
_ATTRIBUTE = rb"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+)"""
#: A page up to the first tag of some 300 attributes, or whole. Our tags have ten.
_SPARE = re.compile(
    rb"(?:[^<]++|<(?![A-Za-z])|<[A-Za-z][^\s/>]*+" + _ATTRIBUTE + rb"{0,600}+(?!" + _ATTRIBUTE + rb"))*+"
)
#: What a page has that nobody reads.
TOO_MUCH = "hundreds of attributes in one tag, or of elements within one another"
_IDS = etree.XPath("//@id", smart_strings=False)
#: No part gives back what it has taken (``*+``), so the time that it takes is the length of the text.
_CSS_ADDRESS = re.compile(
    r"""(?:url\(|@import\s)\s*+(?:"([^"]*+)"|'([^']*+)'|([^"'()\s]*+)(?=\s*+\)))""", re.IGNORECASE
)


def parse_page(package: Package, name: str) -> etree._Element | None:
    """Return the root of the HTML file *name*, read as forgivingly as a browser would; an empty page has one too.

    Nobody changes it: it is the same object for the same bytes. ``None`` stands for a page with a tag of more
    attributes than anybody writes, over which libxml2 would sit for minutes: it compares each with all others; and for
    one with elements so deep within others that libxml2 reads nothing from there on, where a browser goes on.
    """
    return _parsed(package.read(name))


# A module's packages follow one another, and share most of their pages.
@lru_cache(maxsize=4)
def _parsed(page: bytes) -> etree._Element | None:
    spare = _SPARE.match(page)
    if spare is None or spare.end() < len(page):
        return None
    parser = etree.HTMLParser(encoding="utf-8")
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in cast(Any, parser.error_log)):
        return None
    return etree.Element("html") if root is None else root


def judge_addresses(package: Package, name: str, root: etree._Element) -> Iterator[Diagnostic]:
    """Yield every address in the page *name* that is broken, is not safe, or makes a browser ask another server."""
    ids = set(cast(list[str], _IDS(root)))
    for element in root.iter(*_LEADING):
        for address in _addresses(element):
            if address.startswith("#"):
                if address != "#" and address[1:] not in ids:
                    yield contents.broken_reference(package.where(name, line_of(element)), address)
            elif element.tag not in _LINKS or not address.startswith(_LINK_SCHEMES):
                yield from _Place(package, name, line_of(element)).judge(address)
    for meta in root.iter("meta"):
        # No policy keeps a page from going elsewhere by itself.
        if (meta.get("http-equiv") or "").lower() == "refresh":
            yield contents.external_reference(package.where(name, line_of(meta)), meta.get("content") or "")
    for style in root.iter("style"):
        yield from _judge_css(_Place(package, name, line_of(style)), style.text or "")


def judge_stylesheet(package: Package, name: str) -> Iterator[Diagnostic]:
    """Yield every address in the stylesheet *name* that is broken or makes a browser ask another server."""
    yield from _judge_css(_Place(package, name, 1), package.read(name).decode("utf-8", "replace"))


@dataclass(frozen=True)
class _Place:
    """Where an address stands."""

    package: Package
    name: str
    line: int

    @property
    def where(self) -> Location:
        return self.package.where(self.name, self.line)

    def judge(self, address: str) -> Iterator[Diagnostic]:
        """Yield what is wrong with *address*, of which a browser loads what is behind it."""
        # "data:," is nothing at all: an icon of it keeps browsers from asking the LMS for favicon.ico.
        if address.startswith("data:image/") or address == "data:,":
            return
        if is_external(address):
            yield contents.external_reference(self.where, address)
            return
        file = file_meant(address, posixpath.dirname(self.name))
        if file not in self.package.files:
            yield contents.broken_reference(self.where, address, self.package.spelt_otherwise(file))


def _addresses(element: etree._Element) -> Iterator[str]:
    for attribute, value in cast(list[tuple[str, str]], element.items()):
        if attribute == "srcset":
            yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())
        elif attribute in _ADDRESSES and value.strip():
            yield value.strip()


def _judge_css(place: _Place, css: str) -> Iterator[Diagnostic]:
    for lines_above, address in _css_addresses(css):
        yield from _Place(place.package, place.name, place.line + lines_above).judge(address)


# The packages of a course have two stylesheets, one in a file and one in the page, and Python is slow to look through.
@lru_cache(maxsize=4)
def _css_addresses(css: str) -> tuple[tuple[int, str], ...]:
    """Return each address once, with the number of lines above the first place of it."""
    first: dict[str, int] = {}
    lines = at = 0
    for found in _CSS_ADDRESS.finditer(css):
        lines += css.count("\n", at, found.start())
        at = found.start()
        first.setdefault((found[1] or found[2] or found[3] or "").strip(), lines)
    return tuple((above, address) for address, above in first.items())
