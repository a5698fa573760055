"""The list of formats and the player's entries, made from what each format has: part of ``python -m tools.generate``.

A format is a section of ``docs/formats.md`` and a file of its name in ``builder/formats``. The sections give the order
in which formats are built and named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from builder.formats.format import Format

BANNER = "Written by tools/generate.py from docs/formats.md. Do not change it here."
SECTION = re.compile(r"^## `(\w+)`: ", re.MULTILINE)


def names_in(document: Path) -> list[str]:
    """Return the names of the formats that have a section in *document*, in its order."""
    return SECTION.findall(document.read_text(encoding="utf-8"))


def formats_of(names: Sequence[str]) -> list[Format]:
    """Return the formats called *names*, from the files that hold them."""
    return [import_module(f"builder.formats.{name}").FORMAT for name in names]


def format_table(names: Sequence[str]) -> str:
    """Return ``builder/formats/table.py``, which lists *names*."""
    members = "".join(f'    "{name}": {name}.FORMAT,\n' for name in names)
    return (
        f'"""Every format by its name. {BANNER}"""\n\nfrom __future__ import annotations\n\n'
        "from collections.abc import Mapping\n\n"
        f"from builder.formats import {', '.join(sorted(names))}\nfrom builder.formats.format import Format\n\n"
        f"#: What is built when nobody says what to build.\nFORMATS: Mapping[str, Format] = {{\n{members}}}\n"
    )


def entries(names: Sequence[str], player: Path) -> Mapping[Path, str]:
    """Return the entry of each of *names* below *player*: saving, with ``trackerOf`` of the tracker's file.

    A format without a tracker tells nobody.
    """
    return {
        player / "entries" / f"{name}.ts": _entry(name if (player / "trackers" / f"{name}.ts").is_file() else "")
        for name in names
    }


def _entry(tracker: str) -> str:
    start = (
        '/* Written by tools/generate.py (tools/formats.py). */\nimport { offerSaving } from "../saving_script.js";\n'
    )
    if not tracker:
        return f"{start}\n// Nobody is told: progress stays on this device.\nofferSaving(() => null);\n"
    return f'{start}import {{ trackerOf }} from "../trackers/{tracker}.js";\n\nofferSaving(trackerOf);\n'
