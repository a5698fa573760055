"""What each format sends, as a table of ``docs/formats.md``: part of ``python -m tools.generate``."""

from __future__ import annotations

from pathlib import Path

from builder.formats import FORMATS
from builder.render.sent import EVERYTHING, SENDING, STATE, Sent
from builder.words import original

BEGIN, END = "<!-- What is sent: written by tools/generate.py from builder/render/sent.py. -->", "<!-- End. -->"


def with_sent_table(document: Path) -> str:
    """Return the text of *document* with the table between its two marks as it is now."""
    before, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    heads = " | ".join(FORMATS[name].title for name in SENDING)
    rows = [f"| {original()[one.words]} | {' | '.join(_cell(one, name) for name in SENDING)} |\n" for one in EVERYTHING]
    return f"{before}{BEGIN}\n\n| what | {heads} |\n|---|{'---|' * len(SENDING)}\n{''.join(rows)}\n{END}{after}"


def _cell(one: Sent, name: str) -> str:
    names = [*one.names.get(name, ()), *([STATE[name]] if one.state else [])]
    return ", ".join(f"`{each}`" for each in names)
