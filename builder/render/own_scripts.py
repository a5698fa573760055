"""The scripts of blocks that have one of their own and need no data beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.archive import PackageFile
from builder.render.animations import SCRIPTS as ANIMATION_SCRIPTS
from builder.render.cases import SCRIPT as CASE_SCRIPT
from builder.render.templates import asset

#: The template of a block says that it has one; the player asks for it by the kind (player/src/later.ts).
_MARKED = re.compile(r'data-component="([a-z-]+)" data-own-script')
#: These come with the files that they play.
_BESIDE_DATA = frozenset({*ANIMATION_SCRIPTS, CASE_SCRIPT})


def own_scripts(pages: Iterable[str]) -> tuple[PackageFile, ...]:
    """Return the scripts that the blocks on *pages* (HTML) ask for, each once, but those that come with their data."""
    names = sorted({f"{kind}.js" for html in pages for kind in _MARKED.findall(html)} - _BESIDE_DATA)
    return tuple(PackageFile(name, asset(f"generated/player/blocks/{name}")) for name in names)
