"""Builds every package twice, of copies in two places, in two time zones and locales: ``python -m tools.rebuild``.

Prints the checksum of each package, and fails where the two differ.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PLACES = (("here", "UTC", "C"), ("elsewhere", "Pacific/Kiritimati", "tr_TR.UTF-8"))


def built(folder: Path, zone: str, locale: str) -> Mapping[str, str]:
    """Build a copy of the course in *folder*; return the checksum of each package by its name."""
    shutil.copytree(ROOT / "course_src", folder / "course")
    command = [sys.executable, "-m", "builder", "build", str(folder / "course"), "--output", str(folder / "packages")]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"TZ": zone, "LC_ALL": locale}, check=True, stdout=sys.stderr)
    packages = sorted((folder / "packages").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in packages}


def main() -> int:
    """Build twice and compare."""
    with TemporaryDirectory() as folder:
        here, elsewhere = (built(Path(folder, name), zone, locale) for name, zone, locale in PLACES)
    for name, digest in here.items():
        print(f"{digest}  {name}")
    differing = sorted(name for name in {*here, *elsewhere} if here.get(name) != elsewhere.get(name))
    for name in differing:
        print(f"{name} differs", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
