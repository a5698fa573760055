"""Reads XML that nobody vouches for: nothing is fetched, nothing is expanded, and a DOCTYPE is refused.

Source: docs/facts.md#a-document-type-can-read-files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, cast

from lxml import etree

from builder.diagnostics import Diagnostic, Location, Severity
from builder.verify.package import Package
from builder.verify.problems import xml

MAX_XML = 2_000_000
_SMALL = 200_000
_MOST_ATTRIBUTES, _MOST_PARTS = 200, 2_000
#: These may have any number of parts, which are looked at one after the other.
_LISTS = frozenset({"activities", "courseStructure", "block", "objectives"})
_DOCTYPE_OR_ROOT = re.compile(rb"<!DOCTYPE|<[A-Za-z_]")
_NAMESPACE = re.compile(r"\{[^}]*\}")


class XmlRefusedError(Exception):
    """The XML was not read; ``problem`` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the *problem*."""
        super().__init__(str(problem))
        self.problem = problem


def read_xml(package: Package, name: str, largest: int = MAX_XML) -> etree._Element:
    """Return the root of the XML file *name*, which may have at most *largest* bytes.

    Nobody changes it: it is the same object for the same bytes. Raises XmlRefusedError if it is too large, has a
    DOCTYPE or is not well-formed.
    """
    size = package.files[name].size
    if size > largest:
        raise XmlRefusedError(xml.xml_too_large(package.where(name), size, largest))
    return parse_xml(package.read(name), partial(package.where, name))


def parse_xml(data: bytes, at: Callable[[int], Location]) -> etree._Element:
    """Return the root of the XML *data*, of which *at* says where a line stands; refuse what ``read_xml`` refuses."""
    first = _DOCTYPE_OR_ROOT.search(data)
    if first and first[0] == b"<!DOCTYPE":
        raise XmlRefusedError(xml.xml_doctype(at(data.count(b"\n", 0, first.start()) + 1)))
    try:
        root = _parsed(data)
    except etree.XMLSyntaxError as problem:
        raise XmlRefusedError(xml.xml_syntax(at(problem.lineno or 1), problem.msg or "it is empty")) from None
    # In UTF-16 the bytes of a DOCTYPE are not those that were looked for above.
    if cast(Any, root.getroottree().docinfo).doctype:
        raise XmlRefusedError(xml.xml_doctype(at(1)))
    return root


# Whether a manifest is known is asked before it is judged.
@lru_cache(maxsize=1)
def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, _parser())


def _parser(schema: etree.XMLSchema | None = None) -> etree.XMLParser:
    """Return a parser that leaves entities as they stand. Of itself lxml's fetches nothing, and ends at 256 levels."""
    return etree.XMLParser(schema=schema, resolve_entities=False)


def line_of(element: etree._Element) -> int:
    """Return the line on which *element*, which was read from a file, starts."""
    return cast(int, element.sourceline)


def judge_by_schema(
    package: Package,
    name: str,
    root: etree._Element,
    *,
    schema: etree.XMLSchema | etree.RelaxNG,
    severity: Severity = Severity.ERROR,
) -> Iterator[Diagnostic]:
    """Yield every place at which *root*, the XML file *name*, is not as *schema* says."""
    if isinstance(schema, etree.XMLSchema) and package.files[name].size > _SMALL:
        yield from _judge_large(package, name, root, schema, severity)
    elif isinstance(schema, etree.RelaxNG) and (crowded := _crowded(root)) is not None:
        fact = f"Element '{etree.QName(crowded).localname}': it has more parts than can be judged"
        yield xml.schema_violation(package.where(name, line_of(crowded)), fact, severity)
    elif not schema.validate(root):
        # A grammar goes on to say of each element around the place that it is not as it should be either.
        log = list(cast(Any, schema.error_log))
        for entry in log[:1] if isinstance(schema, etree.RelaxNG) else log:
            fact = _NAMESPACE.sub("", entry.message)
            yield xml.schema_violation(package.where(name, entry.line), fact, severity)


def _crowded(root: etree._Element) -> etree._Element | None:
    """Return an element with so many parts that libxml2, which tries each in the place of each, would not come back."""
    for element in root.iter("*"):
        is_list = etree.QName(element).localname in _LISTS
        if len(element.attrib) > _MOST_ATTRIBUTES or (len(element) > _MOST_PARTS and not is_list):
            return element
    return None


def _judge_large(
    package: Package, name: str, root: etree._Element, schema: etree.XMLSchema, severity: Severity
) -> Iterator[Diagnostic]:
    """Judge a large file while it is read once more.

    For each error in a tree, lxml counts the elements beside it: thousands of errors would take the square of their
    number. Of a stream it knows no lines, and whether an identifier stands twice is left to us.
    """
    parser = _parser(schema)
    try:
        etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError:
        for entry in cast(Any, parser.error_log):
            yield xml.schema_violation(package.where(name), _NAMESPACE.sub("", entry.message), severity)
    seen: set[str] = set()
    for element in root.iter("*"):
        if identifier := (element.get("identifier") or "").strip():
            if identifier in seen:
                where = package.where(name, line_of(element))
                yield xml.schema_violation(where, f"another element has the identifier {identifier!r}", severity)
            seen.add(identifier)


def judge_characters(package: Package, name: str) -> Iterator[Diagnostic]:
    """Yield the first character of the XML file *name* that is written as a number."""
    before, found, _ = package.read(name).partition(b"&#")
    if found:
        yield xml.numeric_reference(package.where(name, before.count(b"\n") + 1))
