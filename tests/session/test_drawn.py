"""Where everything stands on the slides, in which letters and colours: as it was when a person last looked at them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.session.content import Numbered, Picture, Points, Said, ShownSlide, SlideTable
from builder.session.layout import lay
from builder.session.powerpoint import slides_pptx

GOLDEN = Path(__file__).with_name("slides.txt")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>'
LONG = "Smoke the hive three times, wait for a minute, and lift the lid from the side that is away from you."
#: Everything that the slides of the course do not have.
OF_ALL_KINDS = [
    [Picture(SVG, "svg", (30, 10), "A bar.", "portrait"), Said("Louder", "strong"), Points(["One", LONG]), Said(LONG)],
    [Picture(SVG, "svg", (10, 40), "A bar.", "code"), Numbered([("A title", ""), ("", LONG), ("Both", LONG)])],
    [Numbered([(f"Title {number}", LONG) for number in range(7)]), Said(LONG, "ask"), Said("Oh", "voice")],
    [SlideTable("A table", ("Who", "How"), [("Short", LONG), (LONG, "Short")]), Said("At last")],
    [SlideTable("Bars", ("What", "Share"), [("All", "8"), ("None", "0"), (LONG, "4")], [1, 0, 0.5])],
    [Said(LONG), Said("First of all", "first"), Points([LONG] * 6), Said("Between", "ask"), Points(["After"])],
]
MARKS = ["", "Pick one", "", "Pick", "", ""]


def attributes(element: Any) -> str:
    return " ".join(f"{etree.QName(name).localname}={value}" for name, value in sorted(element.attrib.items()))


def colours(element: Any) -> str:
    return " ".join(colour.get("val") for colour in element.iter(qn("a:srgbClr")))


def drawn(shape: Any) -> Iterator[str]:
    """Yield how *shape* is drawn: its box in points, then each element that says how its text looks."""
    numbers = " ".join(f"{length.pt:.1f}" for length in (shape.left, shape.top, shape.width, shape.height))
    lines = [attributes(line) for line in shape._element.iter(qn("a:ln"))]
    yield f"{shape.shape_id} {shape.name} ({numbers})"
    if told := " ".join((*lines, *map(colours, shape._element.iterchildren(qn("p:spPr"))))):
        yield f"   {told}"
    for element in shape._element.iter(etree.Element):
        name = etree.QName(element).localname
        if name in (
            "bodyPr",
            "tcPr",
            "pPr",
            "spcBef",
            "spcAft",
            "rPr",
            "buAutoNum",
            "buChar",
            "tr",
            "gridCol",
            "tblPr",
        ):
            yield f"    {name} {attributes(element)} {colours(element)}".rstrip()
        elif name in ("spcPts", "buNone"):
            yield f"      {name} {attributes(element)}".rstrip()
        elif name == "t":
            yield f"    {(element.text or '')[:24]}"


def test_the_slides_are_drawn_as_they_were_when_a_person_last_looked_at_them(
    slides: list[ShownSlide], *, update_goldens: bool
) -> None:
    made = [
        ShownSlide(number, f"K-{number}", "Every kind", items, [LONG * 2, "Credit"][: number % 3], [], mark)
        for number, (items, mark) in enumerate(zip(OF_ALL_KINDS, MARKS, strict=True), len(slides) + 1)
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        laid = [lay(slide) for slide in [*slides, *made]]
        for file in slides_pptx(laid, title="T", author="A", language="en"):
            archive.writestr(file.path, file.content)  # type: ignore[arg-type]
    deck: Any = Presentation(packed)
    boxes = [next(drawn(shape)) for each in (deck.slide_master, *deck.slide_layouts) for shape in each.shapes]
    pages = [chain([f"== {number}"], *map(drawn, slide.shapes)) for number, slide in enumerate(deck.slides, 1)]
    text = "".join(f"{line}\n" for line in [*boxes, *chain.from_iterable(pages)])
    if update_goldens:
        GOLDEN.write_bytes(text.encode())
    assert GOLDEN.read_bytes().decode() == text, "run pytest --update-goldens, and look at the slides"
