"""Telephone numbers: from how they are written to what a telephone dials."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"\+?[0-9]+(?:[ -][0-9]+)*")
#: ITU-T E.164, 6.1: at most 15 digits. The shortest that anybody dials has three. After +44 stands no zero.
_DIALLED = re.compile(r"(?!\+440)\+?[0-9]{3,15}")


def dialled(written: str) -> str | None:
    """Return the digits that a telephone dials for one number as it is *written*, or None if it is not one number.

    A link to anything else would ring somebody else: telephones turn letters into digits, and join two numbers to one.
    """
    digits = re.sub(r"[ -]", "", written)
    return digits if _WRITTEN.fullmatch(written.strip()) and _DIALLED.fullmatch(digits) else None
