"""What each format sends, as a table of ``docs/formats.md``: part of ``python -m tools.generate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.formats import Format
from builder.render.sent import EVERYTHING
from builder.words import original

BEGIN = "<!-- What is sent: made by tools/generate.py of builder/render/sent.py and builder/formats. -->"
END = "<!-- End. -->"


def with_sent_table(document: Path, formats: Sequence[Format]) -> str:
    """Return the text of *document* with the table between its two marks as it is now: a column for each format."""
    before, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    heads = " | ".join(format_.title for format_ in formats)
    cells = ([", ".join(f"`{name}`" for name in one.names(format_.sends)) for format_ in formats] for one in EVERYTHING)
    rows = [f"| {original()[one.words]} | {' | '.join(row)} |\n" for one, row in zip(EVERYTHING, cells, strict=True)]
    return f"{before}{BEGIN}\n\n| what | {heads} |\n|---|{'---|' * len(formats)}\n{''.join(rows)}\n{END}{after}"
