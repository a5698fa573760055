"""Somebody else's judge of HTML."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def assert_valid_html(folder: Path) -> None:
    """Fail with the validator's words if any HTML file below *folder* is not valid."""
    judged = subprocess.run(
        ["node_modules/.bin/html-validate", "--config", "tests/render/htmlvalidate.json", f"{folder}/**/*.html"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stdout[-4000:] + judged.stderr[-1000:]
