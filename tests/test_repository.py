"""What is committed: lock files that any machine can use, nothing third-party, nothing that names a machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tools.node import OLDEST

ROOT = Path(__file__).resolve().parents[1]
PYTHON_LOCKS = ("runtime", "dev", "docs", "node")
NPM_FOLDERS = (".", "tools/stryker")
LARGEST_COMMITTED_FILE = 300 * 1024
PINNED = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE
)


def committed() -> list[Path]:
    """Return the files that are committed, or would be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git clone")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def pins(name: str) -> dict[str, str]:
    """Return the version of each package that a Python lock file pins with its hashes."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return dict(PINNED.findall(text))


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_a_python_lock_pins_every_line_with_hashes_and_names_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    left = "\n".join(line for line in PINNED.sub("", text).splitlines() if line and not line.startswith("#"))
    assert left == "", "lines that are not a version with its hashes"
    assert pins(name)


def test_the_development_lock_holds_the_same_runtime() -> None:
    assert pins("runtime").items() <= pins("dev").items()


@pytest.mark.parametrize("folder", NPM_FOLDERS)
def test_an_npm_lock_pins_every_package_with_its_integrity_and_names_no_address(folder: str) -> None:
    text = (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []


@pytest.mark.parametrize("folder", NPM_FOLDERS)
def test_npm_packages_are_pinned_to_one_version(folder: str) -> None:
    package = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    ranges = {name: version for name, version in package["devDependencies"].items() if not version[0].isdigit()}
    assert ranges == {}
    assert "dependencies" not in package, "the player has no run-time dependency"


def test_the_oldest_node_is_the_one_that_npm_is_told() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert package["engines"]["node"] == f">={OLDEST[0]}.{OLDEST[1]}"


def test_no_committed_file_is_large() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in committed()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_COMMITTED_FILE} == {}


def test_nothing_generated_is_committed() -> None:
    folders = {"node_modules", "generated", ".venv", "__pycache__"}
    generated = [path for path in committed() if folders & set(path.relative_to(ROOT).parts)]
    zips = [path for path in committed() if path.suffix in {".zip", ".whl", ".tgz", ".part"}]
    assert generated + zips == []


def test_no_committed_file_names_a_registry_or_the_folder_of_this_clone() -> None:
    # Written in parts, or this file would find itself.
    forbidden = [b"registry.npmjs" + b".org", b"files.pythonhosted" + b".org", b"pypi" + b".org", os.fsencode(ROOT)]
    found = {
        path.relative_to(ROOT).as_posix(): [word for word in forbidden if word in content]
        for path in committed()
        if any(word in (content := path.read_bytes()) for word in forbidden)
    }
    assert found == {}


def test_what_ci_runs_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
