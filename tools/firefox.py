"""The Firefox in which the fault tests are played as well: ``python -m tools.firefox`` prints its path.

Where there is none, it is installed; where that is impossible, the tests leave it out and say so.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.browsers import Kind, NoBrowser

ADVICE = """\
No Firefox was found, and none could be installed: no fault is played in it. Install it by hand (Debian: sudo apt-get
install firefox-esr), or put a program named firefox on PATH. What was tried:
"""
FIREFOX = Kind(
    name="Firefox",
    programs=("firefox-esr", "firefox"),
    debian_packages=("firefox-esr",),
    # Its download is a Firefox that was changed for it; this is to be the one that learners have.
    playwrights="",
    advice=ADVICE,
)


def find_firefox() -> Path | None:
    """Return a Firefox that starts on this machine, or None."""
    return FIREFOX.find()


def main() -> int:
    """Print the path of a Firefox, installed first if need be. Nothing depends on there being one."""
    try:
        print(FIREFOX.find_or_install())
    except NoBrowser as missing:
        print(missing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
