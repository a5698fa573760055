"""Node.js and browsers are taken where they are, and what is missing is said in words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.chromium import find_chromium
from tools.firefox import find_firefox
from tools.node import NoNode, find_node

ROOT = Path(__file__).resolve().parents[2]
Program = Callable[[str, str], Path]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Make the one folder on PATH, and return what puts a shell script into it."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture
def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the Node.js of PyPI is not installed."""
    monkeypatch.setattr("tools.node.find_spec", lambda name: None)


def test_a_node_on_path_is_used_from_the_oldest_supported_version_on(program: Program) -> None:
    npm = program("npm", "")
    program("node", "echo v20.19.0")
    assert find_node().npm == (str(npm),)


@pytest.mark.usefixtures("without_wheel")
@pytest.mark.parametrize("says", ["echo v20.18.1", "echo v8.0.0", "echo nonsense", "exit 1"])
def test_a_node_that_is_too_old_or_broken_counts_as_none(program: Program, says: str) -> None:
    program("npm", "")
    program("node", says)
    with pytest.raises(NoNode, match=r"Node\.js 20\.19 or newer was not found"):
        find_node()


@pytest.mark.usefixtures("without_wheel")
def test_a_node_without_its_npm_counts_as_none(program: Program) -> None:
    program("node", "echo v22.0.0")
    with pytest.raises(NoNode):
        find_node()


def test_npm_is_run_with_the_arguments_and_the_exit_code_comes_back(program: Program) -> None:
    program("npm", 'echo "$@"; exit 7')
    program("node", "echo v22.0.0")
    command = [sys.executable, "-m", "tools.node", "npm", "run", "two words"]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "run two words\n")


def test_a_chromium_on_path_is_used_and_one_that_does_not_start_is_passed_over(program: Program) -> None:
    program("chromium", "exit 1")
    starts = program("google-chrome", "echo Chrome 150")
    assert find_chromium() == starts


def test_the_firefox_of_debian_is_used_before_another(program: Program) -> None:
    program("firefox", "echo Mozilla Firefox 160")
    debians = program("firefox-esr", "echo Mozilla Firefox 153")
    assert find_firefox() == debians


@pytest.mark.parametrize(("tool", "code"), [("chromium", 1), ("firefox", 0)])
def test_a_browser_that_cannot_be_had_is_told_in_words_and_only_chromium_is_needed(
    program: Program, tool: str, code: int
) -> None:
    # Neither apt nor sudo is on PATH, and Playwright's own download would ask a proxy that is not there.
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "PLAYWRIGHT_BROWSERS_PATH": str(program("other", "").parent)}
    command = [sys.executable, "-m", f"tools.{tool}"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | nowhere, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert f"No {tool.title()} was found, and none could be installed" in done.stdout + done.stderr
    assert "What was tried:\n  " in done.stdout + done.stderr
