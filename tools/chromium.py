"""Finds the Chromium in which the end-to-end tests play packages, and installs one where there is none.

``python -m tools.chromium`` prints its path. Order: one on PATH, Playwright's own; then, to install: Debian's package
as root or with sudo, else Playwright's download.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

#: The shell comes first: it is the same browser without its own windows, and plays a module in two thirds of the time.
NAMES_ON_PATH = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""

NO_CHROMIUM = """\
No Chromium was found, and none could be installed. The tests play every package in one. Install it by hand:
  Debian:      sudo apt-get install chromium-headless-shell
  Ubuntu:      sudo .venv/bin/python -m playwright install --with-deps chromium
  elsewhere:   .venv/bin/python -m playwright install chromium
or put a program named chromium or google-chrome on PATH. What was tried:
"""


class NoChromium(Exception):
    """There is no Chromium on this machine, and none could be installed."""


def find_chromium() -> Path | None:
    """Return a Chromium that starts on this machine, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def install_chromium() -> Path:
    """Install a Chromium and return it; raise ``NoChromium`` with what was tried if none starts afterwards."""
    tried = []
    for commands in _installers():
        for command in commands:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            if done.returncode:
                tried.append(f"  {' '.join(command)}: exit code {done.returncode}. {_reason(done)}")
                break
        if found := find_chromium():
            return found
    raise NoChromium(NO_CHROMIUM + "\n".join(tried))


def _candidates() -> Iterator[Path]:
    """Yield the programs that may be a Chromium, Playwright's own last: asking for its path takes half a second."""
    for name in NAMES_ON_PATH:
        if path := shutil.which(name):
            yield Path(path)
    # In a process of its own: the tests ask while their own Playwright runs, and two do not fit into one thread.
    asked = subprocess.run([sys.executable, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True, check=False)
    if asked.returncode == 0:
        yield Path(asked.stdout.strip())


def _starts(program: Path) -> bool:
    """Say whether *program* starts: Ubuntu's chromium-browser may be an empty shell, a download may lack libraries."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _installers() -> Iterator[Sequence[Sequence[str]]]:
    """Yield the ways to install a Chromium on this machine, the best first; each is a list of commands."""
    if _is_debian() and shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo")):
        # -n: a password prompt in the middle of a test run would look like a hang.
        rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*rights, "apt-get", "-qq"]
        for package in ("chromium-headless-shell", "chromium"):
            yield [[*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", package]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line in which a program that failed says why, as far as that can be told."""
    lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return next((line for line in lines if re.search("error|failed", line, re.IGNORECASE)), lines[-1] if lines else "")


def _is_debian() -> bool:
    """Say whether this is Debian itself: Ubuntu's package of that name only points to a snap."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False


def main() -> int:
    """Print the path of a Chromium, installed first if need be, and return the exit code."""
    found = find_chromium()
    if found is None:
        print("installing Chromium for the tests ...", flush=True)
        try:
            found = install_chromium()
        except NoChromium as missing:
            print(missing, file=sys.stderr)
            return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
