"""What somebody else's reader finds in a PDF: its tags in reading order, its words, and its letters."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject


class Tag(NamedTuple):
    """An element of the structure tree: its role, how deep it stands, and its alternative text."""

    role: str
    depth: int
    alt: str


def reader(content: bytes) -> PdfReader:
    """Return *content* opened; a damaged file fails here."""
    return PdfReader(io.BytesIO(content), strict=True)


def tags(pdf: PdfReader) -> list[Tag]:
    """Return the structure tree in reading order."""
    return list(_walk(pdf.root_object["/StructTreeRoot"]["/K"], 0))


def _walk(element: Any, depth: int) -> Iterator[Tag]:
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for child in element:
            yield from _walk(child, depth)
    elif isinstance(element, DictionaryObject) and isinstance(element.get("/S"), NameObject):
        yield Tag(element["/S"].removeprefix("/"), depth, str(element.get("/Alt", "")))
        if "/K" in element:
            yield from _walk(element["/K"], depth + 1)


def words(pdf: PdfReader, page: int) -> str:
    """Return the words of a page, one space between any two."""
    return " ".join(pdf.pages[page].extract_text().split())


def letter_sizes(pdf: PdfReader, *pages: int) -> set[float]:
    """Return every size in which letters are set on *pages*, or else on all of them, in points on the paper."""
    sizes: set[float] = set()

    def note(text: str, page: list[float], matrix: list[float], _: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(matrix[3]) * abs(page[3]), 2))

    for number in pages or range(len(pdf.pages)):
        pdf.pages[number].extract_text(visitor_text=note)
    return sizes


def fonts(pdf: PdfReader) -> dict[str, bool]:
    """Return the name of each font, and whether its letters are in the file."""
    found = {}
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"].get_object()
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(descriptor["/FontName"]).partition("+")[2]] = embedded
    return found
