"""Whose letters stand in the PDFs of a package: a PDF holds those of its font that it uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

#: The name of an embedded font that was cut to what is used (ISO 32000-1, section 9.6.4), up to its weight.
_NAME = re.compile(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z0-9]+)")


def letters_in(package: Path) -> Sequence[str]:
    """Return the fonts of which PDFs in *package* hold letters, by name: "Libertinus Serif"."""
    found: set[bytes] = set()
    with ZipFile(package) as archive:
        # In a backup of Moodle files have no names, so each is asked what it is.
        for entry in archive.infolist():
            with archive.open(entry) as content:
                if content.read(5) == b"%PDF-":
                    found |= {name[1] for name in _NAME.finditer(content.read())}
    return sorted(re.sub("(?<=[a-z])(?=[A-Z])", " ", name.decode()) for name in found)
