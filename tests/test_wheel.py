"""What ``pip install .`` gives builds the same packages as the clone, without Node.js and without the clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, folder: Path, **environment: str) -> None:
    """Run a command in *folder*; show what it said if it fails."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each package in *folder* by its name."""
    return {path.name: path.read_bytes() for path in folder.glob("*.zip")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this clone with the hatchling of the development lock, so without a network."""
    target = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target, folder=ROOT)
    return next(target.glob("coursepack-*-py3-none-any.whl"))


def test_the_wheel_carries_what_packages_need_and_no_sources_of_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    generated = {path.relative_to(ROOT).as_posix() for path in (ROOT / "scorm_templates/generated").rglob("*.*")}
    needed = {name for name in generated if "/." not in name}
    assert needed <= names
    assert {name for name in names if name.endswith((".ts", ".scss"))} == set()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"builder", "scorm_templates"}


def test_an_installed_coursepack_builds_the_same_packages_as_the_clone(wheel: Path, tmp_path: Path) -> None:
    site, course = tmp_path / "site", ROOT / "course_src"
    # Unpacking is all that installing a pure wheel does, and needs no index.
    zipfile.ZipFile(wheel).extractall(site)
    # One module, of each kind of package: what differs between the two would differ in all.
    chosen = ("--module", "introduction", "--format", "scorm2004", "--format", "cmi5")
    build = (sys.executable, "-m", "builder", "build", course, *chosen, "--output")
    run(*build, tmp_path / "installed", folder=tmp_path, PYTHONPATH=str(site), PATH="")
    run(*build, tmp_path / "clone", folder=ROOT)
    assert contents_of(tmp_path / "installed") == contents_of(tmp_path / "clone") != {}
