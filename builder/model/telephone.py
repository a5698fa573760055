"""Telephone numbers: what people read, and what a telephone dials."""

from __future__ import annotations

import re

#: Digits with what people put between them; a plus sign stands first, and brackets hold a dialling code.
_WRITTEN = re.compile(r"\+?[ .\u00a0-]*(?:\([0-9]{2,6}\))?[0-9 .\u00a0-]*")
#: ITU-T E.164, 6.1: at most 15 digits. The shortest that anybody dials has three. After +44 stands no zero.
_DIALLED = re.compile(r"(?!\+440)\+?[0-9]{3,15}")


def dialled(number: str) -> str | None:
    """Return what ``tel:`` and ``sms:`` take: the digits of *number*, and its leading ``+``; ``None`` if it is not one
    number that anybody can dial as it stands.
    """
    digits = re.sub(r"[^+0-9]", "", number)
    return digits if _WRITTEN.fullmatch(number.strip()) and _DIALLED.fullmatch(digits) else None
