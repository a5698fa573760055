"""Programs of the tests in TypeScript, as browsers take them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

_ESBUILD = Path(__file__).resolve().parents[1] / "node_modules" / ".bin" / "esbuild"


@cache
def bundled(program: Path) -> bytes:
    """Return *program* with everything that it imports."""
    command = [_ESBUILD, program, "--bundle", "--format=iife", "--log-level=warning"]
    return subprocess.run(command, check=True, capture_output=True).stdout
