"""A share of a release: ``SHARD=1 SHARDS=4 python -m tools.release``, which the workflow of a tag runs side by side.

The first share is of the course without an edition, and the editions are dealt out in turn. Each is a folder of its
own in ``release/``, complete in itself. It is never a draft.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def shares(editions: Sequence[str], environment: Mapping[str, str]) -> Sequence[str]:
    """Return the editions of this share; "" stands for none."""
    own, of = int(environment.get("SHARD", "1")), int(environment.get("SHARDS", "1"))
    return ["", *editions][own - 1 :: of]


def main() -> int:
    """Make the releases of this share; the exit code is that of the first that fails."""
    course = ROOT / "course_src"
    editions = sorted(path.parent.name for path in course.glob("editions/*/edition.yaml"))
    results = ["--results", "results.xml"] if (ROOT / "results.xml").is_file() else []
    for edition in shares(editions, os.environ):
        name = edition or "course"
        chosen = ["--edition", edition] if edition else []
        command = [sys.executable, "-m", "builder", "release", str(course), "--rehearse", "--output", f"release/{name}"]
        done = subprocess.run([*command, *chosen, *results], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
