"""Finds a browser in which the tests play packages, and installs it where there is none.

What is particular to each stands in ``tools/chromium.py`` and ``tools/firefox.py``. Order: one on PATH, Playwright's
own; then, to install: Debian's packages as root or with sudo, else Playwright's download.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.{}.executable_path)
"""


class NoBrowser(Exception):
    """The browser is not on this machine, and could not be installed."""


@dataclass(frozen=True)
class Kind:
    """One browser: what it is called, and where it comes from."""

    name: str
    #: What its program is called on PATH, the best first.
    programs: tuple[str, ...]
    debian_packages: tuple[str, ...]
    #: What Playwright calls the build that it downloads itself; empty where that one is not wanted.
    playwrights: str
    #: What to tell those for whom nothing worked.
    advice: str

    def find(self) -> Path | None:
        """Return a program of this browser that starts on this machine, or None."""
        return next((path for path in self._candidates() if _starts(path)), None)

    def install(self) -> Path:
        """Install this browser and return it; raise ``NoBrowser`` with what was tried if none starts afterwards."""
        tried = []
        for commands in self._installers():
            for command in commands:
                done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
                if done.returncode:
                    tried.append(f"  {' '.join(command)}: exit code {done.returncode}. {_reason(done)}")
                    break
            if found := self.find():
                return found
        raise NoBrowser(self.advice + "\n".join(tried or ["  nothing: there is no way on this machine"]))

    def find_or_install(self) -> Path:
        """Return this browser, installed first if need be; raise ``NoBrowser`` where that is impossible."""
        if found := self.find():
            return found
        print(f"installing {self.name} for the tests ...", flush=True)
        return self.install()

    def _candidates(self) -> Iterator[Path]:
        """Yield the programs that may be it, Playwright's own last: asking for its path takes half a second."""
        for name in self.programs:
            if path := shutil.which(name):
                yield Path(path)
        if self.playwrights:
            # In a process of its own: tests ask while their own Playwright runs, and two do not fit into one thread.
            command = [sys.executable, "-c", PLAYWRIGHTS_OWN.format(self.playwrights)]
            asked = subprocess.run(command, capture_output=True, text=True, check=False)
            if asked.returncode == 0:
                yield Path(asked.stdout.strip())

    def _installers(self) -> Iterator[Sequence[Sequence[str]]]:
        """Yield the ways to install it on this machine, the best first; each is a list of commands."""
        if _is_debian() and shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo")):
            # -n: a password prompt in the middle of a test run would look like a hang.
            rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
            apt = [*rights, "apt-get", "-qq"]
            for package in self.debian_packages:
                yield [[*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", package]]
        if self.playwrights:
            yield [[sys.executable, "-m", "playwright", "install", self.playwrights]]


def _starts(program: Path) -> bool:
    """Say whether *program* starts: Ubuntu's chromium-browser may be an empty shell, a download may lack libraries."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line in which a program that failed says why, as far as that can be told."""
    lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return next((line for line in lines if re.search("error|failed", line, re.IGNORECASE)), lines[-1] if lines else "")


def _is_debian() -> bool:
    """Say whether this is Debian itself: Ubuntu's packages of these names only point to snaps."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False
