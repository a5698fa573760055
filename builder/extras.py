"""How the Python that runs gets an extra of the install, which only some commands need."""

from __future__ import annotations

import sys
from pathlib import Path


def how_to_install(extra: str) -> str:
    """Return what to type for *extra*. What another Python is given, this one does not find."""
    python, here = Path(sys.executable), Path.cwd()
    shown = python.relative_to(here) if python.is_relative_to(here) else python
    return f'{shown} -m pip install ".[{extra}]" in the clone, or {shown} -m pip install "coursepack[{extra}]"'
