"""A package has the letters that its pages need, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.render.typeface import typeface_files

ENGLISH = ["typeface.css", "typeface.woff2"]
BEYOND = [*ENGLISH, "typeface-extended.woff2"]


@pytest.mark.parametrize(
    ("texts", "files"),
    [
        (("Notice", "Caf\u00e9 \u2013 \u2018naïve\u2019 £5, 20 \u20ac, \u2190 \u2192"), ENGLISH),
        (("Notice", "Tŷ Gŵyr"), BEYOND),
        (("Łódź",), BEYOND),
        ((), ENGLISH),
    ],
)
def test_a_package_has_the_letters_of_its_pages(texts: tuple[str, ...], files: list[str]) -> None:
    assert [file.path for file in typeface_files(*texts)] == files


@given(st.text(), st.text())
def test_the_style_sheet_names_each_file_that_is_there_and_no_other(one: str, other: str) -> None:
    sheet, *letters = typeface_files(one, other)
    assert isinstance(sheet.content, bytes)
    assert [f"url({file.path})".encode() in sheet.content for file in letters] == [True] * len(letters)
    assert sheet.content.count(b"url(") == len(letters)
