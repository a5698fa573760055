"""What flowcharts are drawn on: a page of the course, and a sheet of paper."""

from __future__ import annotations

from builder.documents.layout import Sheet
from builder.documents.lines import Letters
from builder.documents.typefaces import LIBERTINUS, SANS

#: A page of the course, in pixels: as wide as its text on a screen that has room for a picture.
SCREEN = Sheet(Letters(SANS, size=16, leading=20), width=646, band=128, padding=8, gap=16, lane=16)
#: The title of a picture that stands on its own.
HEADING = Letters(SANS, size=22, leading=28)
#: A4 portrait, in points. Nobody reads less than 12 points from a wall; that this much fits is tight, and is tested.
A4 = Sheet(Letters(LIBERTINUS, size=12, leading=13), width=561, band=78, padding=3.5, gap=9, lane=12)
