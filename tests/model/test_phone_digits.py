"""What a telephone dials is made of digits alone, or nothing is dialled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.phone import dialled


@pytest.mark.parametrize(
    ("written", "digits"),
    [("999", "999"), ("0800 11 11", "08001111"), ("+44 20 7946 0000", "+442079460000"),
     ("020 7946-0000", "02079460000"), (" 112 ", "112")],
)  # fmt: skip
def test_one_number_gives_its_digits(written: str, digits: str) -> None:
    assert dialled(written) == digits


@pytest.mark.parametrize(
    "written",
    ["0800 000 000 or text 12345", "+44 (0)20 0000 0000", "+44 020 0000 0000", "116 123 / 999", "0800 11 11, 999", "12",
     "", "0800 CALL NOW", "javascript:alert(1)", "020 7946 0000 x12", "0800 1111 0800 2222", "+", "++44 20",
     "\u0660800 1111",
     "*#06#", "0800+1111", "999;999", "(999"],
)  # fmt: skip
def test_what_is_not_one_number_gives_none(written: str) -> None:
    assert dialled(written) is None


@given(st.text(alphabet="0123456789+ ()-./,;xa#*\u00a0\u0660", max_size=25))
def test_whatever_is_written_only_digits_are_dialled(written: str) -> None:
    digits = dialled(written)
    assert digits is None or re.fullmatch(r"\+?[0-9]{3,15}", digits)
    # No digit is lost on the way.
    assert digits is None or [c for c in written if c in "0123456789+"] == list(digits)
