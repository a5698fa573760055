"""Telephone numbers: from how they are written to what a telephone dials."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"\+?[0-9]+(?:[ -][0-9]+)*")


def dialled(written: str) -> str | None:
    """Return the digits that a telephone dials for one number as it is *written*, or None if it is not one number.

    A link to anything else would ring somebody else: telephones turn letters into digits, and join two numbers to one.
    """
    return re.sub(r"[ -]", "", written) if _WRITTEN.fullmatch(written.strip()) else None
