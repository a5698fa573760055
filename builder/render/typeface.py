"""The typeface of a package: what names its files, and the files that have letters of its pages.

Source: docs/decisions/050-typeface.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builder.archive import PackageFile
from builder.render.templates import asset

_EVERYDAY, _EXTENDED = "typeface", "typeface-extended"
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def typeface_files(*texts: str) -> Iterator[PackageFile]:
    """Yield the style sheet and the files that it names: the letters of English, and others where *texts* have any."""
    written = {ord(letter) for text in texts for letter in set(text)}
    names = [_EVERYDAY] if _extended().isdisjoint(written) else [_EVERYDAY, _EXTENDED]
    yield PackageFile(f"{_EVERYDAY}.css", b"".join(_sheet(name) for name in names))
    for name in names:
        yield PackageFile(f"{name}.woff2", asset(f"generated/theme/{name}.woff2"))


def _sheet(name: str) -> bytes:
    return asset(f"generated/theme/{name}.css")


@cache
def _extended() -> frozenset[int]:
    """Return the code points of which the second file has letters, as its makers name them in its style sheet."""
    ranges = _RANGE.findall(_sheet(_EXTENDED).decode())
    return frozenset(point for first, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1))
