"""The Chromium in which the end-to-end tests play packages: ``python -m tools.chromium`` prints its path.

Where there is none, it is installed; where that is impossible, the tests cannot run, and the exit code says so.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.browsers import Kind, NoBrowser

ADVICE = """\
No Chromium was found, and none could be installed. The tests play every package in one. Install it by hand:
  Debian:      sudo apt-get install chromium-headless-shell
  Ubuntu:      sudo .venv/bin/python -m playwright install --with-deps chromium
  elsewhere:   .venv/bin/python -m playwright install chromium
or put a program named chromium or google-chrome on PATH. What was tried:
"""
CHROMIUM = Kind(
    name="Chromium",
    # The shell comes first: the same browser without its own windows, which plays a module in two thirds of the time.
    programs=("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    debian_packages=("chromium-headless-shell", "chromium"),
    playwrights="chromium",
    advice=ADVICE,
)


def find_chromium() -> Path | None:
    """Return a Chromium that starts on this machine, or None."""
    return CHROMIUM.find()


def main() -> int:
    """Print the path of a Chromium, installed first if need be, and return the exit code."""
    try:
        print(CHROMIUM.find_or_install())
    except NoBrowser as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
