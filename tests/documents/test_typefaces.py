"""The widths of letters against somebody who measures them."""

from __future__ import annotations

import json

import pytest
import typst

from builder.documents.typefaces import LIBERTINUS, SANS, Typeface, Weight

MEASURE = """
#set text(font: "Libertinus Serif", size: 1000pt, weight: "{weight}", ligatures: false, kerning: false)
#context [#metadata(range(32, 127).map(code => measure(str.from-unicode(code)).width.pt())) <widths>]
"""


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_letters_of_a_pdf_are_as_wide_as_typst_says(weight: Weight) -> None:
    source = MEASURE.replace("{weight}", weight).encode()
    fonts = typst.Fonts(include_system_fonts=False)
    measured = json.loads(
        typst.query(source, "<widths>", field="value", one=True, font_paths=fonts, ignore_system_fonts=True)
    )
    assert [round(width) for width in measured] == list(getattr(LIBERTINUS, weight)[32:127])


@pytest.mark.parametrize("face", [LIBERTINUS, SANS])
def test_a_width_is_the_sum_of_its_letters(face: Typeface) -> None:
    assert face.width("ab", weight="regular", size=12) == pytest.approx(
        face.width("a", weight="regular", size=12) + face.width("b", weight="regular", size=12)
    )
    assert face.width("a" * 10, weight="bold", size=24) == 2 * face.width("a" * 10, weight="bold", size=12)


def test_a_letter_that_is_not_listed_is_never_thought_too_narrow() -> None:
    widest = max(SANS.regular)
    for letter in "é中\u2011\x7f":
        assert SANS.width(letter, weight="regular", size=1000) >= widest
    assert SANS.width("\N{NO-BREAK SPACE}", weight="regular", size=1000) == SANS.width(" ", weight="regular", size=1000)
