"""What somebody else's readers find in the slides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn

from builder.session.content import Item, Numbered, Picture, Points, Said, SlideTable


def words_of(item: Item) -> Iterator[str]:
    """Yield every text of *item* that people read or hear, in order."""
    match item:
        case Said():
            yield item.text
        case Points():
            yield from item.texts
        case Numbered():
            yield from (text for pair in item.pairs for text in pair if text)
        case SlideTable():
            yield from (text for row in (item.head, *item.rows) for text in row)
        case Picture():
            yield item.alt


def texts_of(slide: Any) -> list[str]:
    """Return every text on a slide of PowerPoint in reading order; a picture is read by its description."""
    texts = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            texts += [run.text for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
        elif getattr(shape, "has_table", False):
            texts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
        else:
            texts.append(shape._element.nvPicPr.cNvPr.get("descr"))
    return [text for text in texts if text]


def languages_of(element: Any) -> set[str | None]:
    """Return the language of each run of text in *element*."""
    runs = element.iter(qn("a:r"))
    return {None if run.rPr is None else run.rPr.get("lang") for run in runs}
