"""What the scripts of interactions weigh: those that blocks have for themselves, and what of them is in ``more.js``.

The build knows which is which: it puts the scripts of blocks in a folder, and ``enhance.ts`` brings all others to life.
"""

from __future__ import annotations

import gzip

from bench.processes import ROOT, ProcessFailed
from tools.node import find_node

BLOCKS = ROOT / "scorm_templates" / "generated" / "player" / "blocks"


def own_scripts() -> dict[str, int]:
    """Return the bytes, with gzip, of each script that blocks have for themselves, by its path in ``BLOCKS``."""
    return {path.relative_to(BLOCKS).as_posix(): _gzip_size(path.read_bytes()) for path in sorted(BLOCKS.rglob("*.js"))}


def shared_script() -> int:
    """Return the bytes, with gzip, of all other interactions, bundled by themselves; raise ``ProcessFailed``."""
    bundled = find_node().run_npm(["run", "--silent", "bundle:interactions"], folder=ROOT)
    if bundled.returncode:
        raise ProcessFailed(f"npm run bundle:interactions: {bundled.stderr}")
    return _gzip_size(bundled.stdout.encode())


def _gzip_size(content: bytes) -> int:
    return len(gzip.compress(content, 9))
