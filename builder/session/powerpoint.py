"""A led session's slides as a PowerPoint file: titles, reading order, notes, alternative texts, and the same bytes.

python-pptx writes its zip with the clock of the machine, so its parts are taken out and packed like any package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from builder.archive import PackageFile
from builder.session.layout import HEIGHT, SIDE, WIDTH, Laid
from builder.session.shapes import Painter

#: What the template of python-pptx calls the layouts of slides with and without a box for text.
_WITH_TEXT, _WITHOUT = "Title and Content", "Title Only"
#: The clock of every package (builder/archive.py).
_ALWAYS = datetime(1980, 1, 1)
_TYPEFACE = "Arial"
#: A band of colour at the left edge of every slide, which says nothing.
BAND = 14.0
_BAND = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="99" name="Band"/><p:cNvSpPr/>
 <p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
 <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="17545A"/></a:solidFill><a:ln><a:noFill/>
 </a:ln></p:spPr></p:sp>"""


def slides_pptx(slides: Sequence[Laid], *, title: str, author: str, language: str) -> list[PackageFile]:
    """Return the parts of a PowerPoint file with *slides*, in the order in which they are packed."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layouts = {layout.name: layout for layout in deck.slide_layouts if layout.name in (_WITH_TEXT, _WITHOUT)}
    _prepare(deck, layouts)
    for laid in slides:
        painter = Painter(laid)
        slide = deck.slides.add_slide(layouts[_WITH_TEXT if painter.flow else _WITHOUT])
        painter.paint(slide)
        notes = [*([laid.slide.mark] if laid.slide.mark else []), *laid.slide.notes]
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)
        _say_language(slide._element, language)
        _say_language(slide.notes_slide._element, language)
    about = deck.core_properties
    about.title, about.author, about.last_modified_by, about.language = title, author, author, language
    about.created = about.modified = _ALWAYS
    about.revision = 1
    return _parts(deck)


def _prepare(deck: Any, layouts: dict[str, Any]) -> None:
    """Make the template ours: wide, in Arial, without the layouts and the preview that nobody uses."""
    for layout in list(deck.slide_layouts):
        if layout.name not in layouts:
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    places = {"TITLE": (SIDE, 30, WIDTH - 2 * SIDE, 60), "BODY": (SIDE, 110, WIDTH - 2 * SIDE, 380)}
    for shape in master.placeholders:
        name = shape.placeholder_format.type.name
        x, y, width, height = places.get(name, (WIDTH - SIDE - 200, HEIGHT - 30, 200, 22))
        shape.left, shape.top, shape.width, shape.height = Pt(x), Pt(y), Pt(width), Pt(height)
    band = master.shapes._spTree
    band.insert(2, parse_xml(_BAND.format(width=Pt(BAND), height=Pt(HEIGHT))))
    for layout in layouts.values():
        for shape in list(layout.placeholders):
            # Dates and footers of the template: an empty one would be read out and says nothing.
            if shape.placeholder_format.type.name in ("DATE", "FOOTER"):
                shape._element.getparent().remove(shape._element)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{_TYPEFACE}"'.encode())
    package = deck.part.package
    for name, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(name)


def _say_language(element: Any, language: str) -> None:
    """Say the language of every run of text: a voice reads it by that."""
    for tag in ("rPr", "endParaRPr"):
        for properties in element.iter(f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}"):
            properties.set("lang", language)
    for run in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
        run.get_or_add_rPr().set("lang", language)


def _parts(deck: Any) -> list[PackageFile]:
    written = io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as archive:
        # The list of contents comes first by its name, as readers expect it.
        return [PackageFile(name, archive.read(name)) for name in sorted(archive.namelist())]
