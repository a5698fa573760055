"""What stands on one slide as shapes of PowerPoint. They are read out in the order in which they are made."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from builder.session.content import Numbered, Picture, Points, Said, SlideTable
from builder.session.layout import (
    BARS,
    BULLET,
    CELL,
    MARK,
    NUMBER,
    PADDING,
    SMALL,
    SPACING,
    Area,
    Flow,
    Laid,
    Placed,
    row_heights,
    said_size,
    table_width,
)
from builder.session.raster import as_bitmap

#: Its types are not told.
_COLOUR: Any = RGBColor.from_string
INK, QUIET = _COLOUR("1D2226"), _COLOUR("3D4549")
BRAND, ACCENT = _COLOUR("17545A"), _COLOUR("94441D")
_COOL, _WARM = _COLOUR("E3F0EF"), _COLOUR("FBEEE5")
_WHITE = _COLOUR("FFFFFF")
#: ECMA-376 has no word for a shape that says nothing; this is Office's own.
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_NUMBER_OF_SLIDE = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="{id}" name="Slide number"/>
 <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr>
 <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="r"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}"
 type="slidenum"><a:rPr sz="1200"><a:solidFill><a:srgbClr val="3D4549"/></a:solidFill></a:rPr><a:t>{number}</a:t>
 </a:fld></a:p></p:txBody></p:sp>"""


class Painter:
    """Paints one slide."""

    def __init__(self, laid: Laid) -> None:
        """Take the slide with everything in its place."""
        self._laid = laid
        #: The text that stands in the slide's own box: outlines and screen readers know it as what the slide says.
        first = laid.placed[0] if laid.placed else None
        self.flow = first if first and isinstance(first.what, Flow) else None
        self._slide: Any = None

    def paint(self, slide: Any) -> None:
        """Paint it on *slide*, which has a title, and a box for text if there is a ``flow``."""
        self._slide, laid = slide, self._laid
        title = slide.shapes.title
        _put(title, laid.title)
        frame = _frame(title, anchor=MSO_ANCHOR.TOP)
        painted_text(frame.paragraphs[0], laid.slide.title, laid.title_size, BRAND, is_bold=True)
        if laid.slide.mark:
            mark = self._box(laid.slide.mark, laid.mark, size=MARK, fill=BRAND, colour=_WHITE, weight="bold")
            title._element.addnext(mark._element)
        for placed in laid.placed:
            self._paint(placed)
        if laid.slide.small:
            frame = _frame(self._text_box(laid.small))
            for text in laid.slide.small:
                painted_text(_paragraph(frame), text, SMALL, QUIET)
        number = _NUMBER_OF_SLIDE.format(id=len(slide.shapes) + 2, number=laid.slide.number)
        slide.shapes._spTree.append(parse_xml(number))

    def _paint(self, placed: Placed) -> None:
        match placed.what:
            case Flow(items):
                self._flow(items, placed)
            case Said(text, "ask" | "first"):
                self._box(text, placed.area, size=placed.size, fill=_WARM, colour=INK, weight="bold", edge=ACCENT)
            case Said(text):
                self._box(text, placed.area, size=placed.size, fill=_COOL, colour=INK, weight="italic")
            case Numbered():
                self._numbered(placed.what, placed)
            case SlideTable():
                self._table(placed.what, placed)
            case Picture():
                data = io.BytesIO(as_bitmap(placed.what))
                shown = self._slide.shapes.add_picture(data, *map(Pt, placed.area))
                shown._element.nvPicPr.cNvPr.set("descr", placed.what.alt)

    def _flow(self, items: Sequence[Said | Points], placed: Placed) -> None:
        if placed is self.flow:
            shape = next(s for s in self._slide.placeholders if s.placeholder_format.idx == 1)
            _put(shape, placed.area)
        else:
            shape = self._text_box(placed.area)
        frame = _frame(shape)
        for item in items:
            if isinstance(item, Said):
                is_strong = item.how == "strong"
                paragraph = _paragraph(frame, after=SPACING * placed.size)
                _list_style(paragraph, indent=0, mark="buNone")
                colour = BRAND if is_strong else INK
                painted_text(paragraph, item.text, said_size(item, placed.size), colour, is_bold=is_strong)
            else:
                for text in item.texts:
                    paragraph = _paragraph(frame, after=SPACING * placed.size)
                    _list_style(paragraph, indent=BULLET, mark="buChar", char="•")
                    painted_text(paragraph, text, placed.size, INK)

    def _numbered(self, what: Numbered, placed: Placed) -> None:
        frame = _frame(self._text_box(placed.area))
        for number, (title, text) in enumerate(what.pairs, placed.start):
            paragraph = _paragraph(frame, after=SPACING * placed.size)
            _list_style(
                paragraph, indent=NUMBER * placed.size, mark="buAutoNum", type="arabicPeriod", startAt=str(number)
            )
            if title:
                painted_text(paragraph, title, placed.size, BRAND, is_bold=True)
            if title and text:
                paragraph.add_line_break()
                # Else the line between them is as high as the letters of the template.
                paragraph._p[-1].get_or_add_rPr().set("sz", str(round(placed.size * 100)))
            if text:
                painted_text(paragraph, text, placed.size, INK)

    def _table(self, what: SlideTable, placed: Placed) -> None:
        area, rows = placed.area, [what.head, *what.rows]
        wide = table_width(what, area.width)
        heights = row_heights(what, placed.size, area.width, placed.share)
        frame = self._slide.shapes.add_table(len(rows), 2, *map(Pt, area._replace(width=wide)))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", what.caption)
        table = frame.table
        table.first_row, table.horz_banding = True, False
        for number, part in enumerate((placed.share, 1 - placed.share)):
            table.columns[number].width = Pt(wide * part)
        for row, (texts, height) in enumerate(zip(rows, heights, strict=True)):
            table.rows[row].height = Pt(height)
            for column, text in enumerate(texts):
                _cell(table.cell(row, column), text, placed.size, is_head=row == 0)
        self._bars(what, area, heights)

    def _bars(self, what: SlideTable, area: Area, heights: Sequence[float]) -> None:
        left, room = area.x + area.width * (1 - BARS) + 12, area.width * BARS - 12
        y = area.y + heights[0]
        for share, height in zip(what.shares, heights[1:], strict=False):
            place = Area(left, y + height * 0.2, max(room * share, 2), height * 0.6)
            bar = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, place))
            _fill(bar, BRAND, None)
            bar._element.nvSpPr.cNvPr.append(etree.fromstring(_DECORATIVE))
            y += height

    def _box(
        self, text: str, area: Area, *, size: float, fill: RGBColor, colour: RGBColor, weight: str, edge: Any = None
    ) -> Any:
        shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, area))
        _fill(shape, fill, edge)
        frame = _frame(shape, margin=PADDING, anchor=MSO_ANCHOR.MIDDLE)
        frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        run = painted_text(paragraph, text, size, colour, is_bold=weight == "bold")
        run.font.italic = weight == "italic"
        return shape

    def _text_box(self, area: Area) -> Any:
        return self._slide.shapes.add_textbox(*map(Pt, area))


def painted_text(paragraph: Any, text: str, size: float, colour: RGBColor, *, is_bold: bool = False) -> Any:
    """Add *text* to *paragraph*, and return its run."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(round(size, 1)), is_bold, colour
    return run


def _put(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, area)


def _frame(shape: Any, *, margin: float = 0, anchor: Any = MSO_ANCHOR.TOP) -> Any:
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(margin)
    frame.vertical_anchor = anchor
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    return frame


def _paragraph(frame: Any, *, after: float = 0) -> Any:
    """Return a new paragraph of *frame*: its first is there already."""
    paragraph = frame.paragraphs[0] if not frame.paragraphs[0].runs else frame.add_paragraph()
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.space_before, paragraph.space_after = Pt(0), Pt(round(after, 1))
    return paragraph


def _list_style(paragraph: Any, *, indent: float, mark: str, **attributes: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(indent)))
    properties.set("indent", str(-Pt(indent)))
    style = etree.SubElement(properties, qn(f"a:{mark}"))
    for name, value in attributes.items():
        style.set(name, value)


def _cell(cell: Any, text: str, size: float, *, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(PADDING)
    cell.margin_top = cell.margin_bottom = Pt(CELL)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = BRAND if is_head else _COOL
    painted_text(cell.text_frame.paragraphs[0], text, size, _WHITE if is_head else INK, is_bold=is_head)


def _fill(shape: Any, fill: RGBColor, edge: RGBColor | None) -> None:
    # The template's style would add a shadow.
    shape._element.remove(shape._element.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.rgb = fill
    if edge is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb, shape.line.width = edge, Pt(1.5)
