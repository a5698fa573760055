"""What ``pip install .`` gives builds the same packages as the clone, without Node.js and without the clone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from email.parser import Parser
from importlib import metadata
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from packaging.requirements import Requirement

from builder.build import build
from builder.cli import main
from builder.lrs.account import StoreAccount
from builder.preview.lrs import Lrs
from tests.e2e.server import World, serve

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
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    generated = {path.relative_to(ROOT).as_posix() for path in (ROOT / "scorm_templates/generated").rglob("*.*")}
    needed = {name for name in generated if "/." not in name}
    assert needed <= names
    assert {name for name in names if name.endswith((".ts", ".scss"))} == set()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"builder", "scorm_templates"}


def requirements_of(names: Iterable[str]) -> set[str]:
    """Return the names of the distributions *names* and of all that they need in turn, on this machine."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            needed = (Requirement(line) for line in metadata.requires(name) or ())
            waiting += [need.name for need in needed if not need.marker or need.marker.evaluate({"extra": ""})]
    return found


@pytest.fixture(scope="module")
def environments(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """What ``pip install`` of the wheel would install, alone and with each of its extras; nothing of developers."""
    return {extra: installed(wheel, extra, tmp_path_factory.mktemp("environment")) for extra in ("", *EXTRAS.values())}


def installed(wheel: Path, extra: str, site: Path) -> Path:
    """Return the folder *site* with what ``pip install`` of the wheel and the *extra* would put there."""
    # Unpacking is all that installing a pure wheel does, and needs no index.
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (about,) = site.glob("coursepack-*.dist-info/METADATA")
    declared = Parser().parsestr(about.read_text(encoding="utf-8")).get_all("Requires-Dist", [])
    asked = [need for need in map(Requirement, declared) if not need.marker or need.marker.evaluate({"extra": extra})]
    for name in requirements_of(need.name for need in asked):
        tops = {file.parts[0] for file in metadata.files(name) or () if file.parts[0] != ".."}
        for top in tops - {"__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(metadata.distribution(name).locate_file(top))))
    return site


#: What each command is run with, in a folder that holds a course and one package of it.
COMMANDS: dict[str, tuple[str, ...]] = {
    "build": ("course", "--format", "web"),
    "check": ("course",),
    "compare": ("package.zip", "package.zip"),
    "doctor": (),
    "edition": ("new", "anyborough", "--name", "Anyborough", "--course", "course"),
    "explain": ("link-target",),
    "lrs-check": (),
    "new": ("course", "begun"),
    "preview": ("course", "--no-browser"),
    "released": ("course",),
    "release": ("course", "--draft", "--output", "release"),
    "report": ("small-code-book.csv", "--statements", "statements.json"),
    "review": ("course", "--output", "review"),
    "schema": ("--output", "schemas"),
    "session": ("course", "--minutes", "30", "--output", "session"),
    "sources": ("course",),
    "verify": ("package.zip",),
}


#: What a command needs beside the plain install.
EXTRAS = {"preview": "preview", "release": "release", "session": "session"}
#: What goes on until somebody ends it.
LASTING = {"preview"}


def test_every_command_is_tried_as_it_is_installed() -> None:
    assert set(COMMANDS) == set(main.commands)


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - LASTING))
def test_a_command_runs_with_nothing_but_what_the_wheel_asks_for(
    command: str, environments: Mapping[str, Path], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "tests" / "small_course", tmp_path / "course")
    (package,) = build(tmp_path / "course", formats=["xapi"], modules=["one"], output=tmp_path / "made").packages
    package.path.rename(tmp_path / "package.zip")
    (tmp_path / "made" / "small-code-book.csv").rename(tmp_path / "small-code-book.csv")
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        promised = json.loads(archive.read("statements.json"))["statements"]
    (tmp_path / "statements.json").write_text(json.dumps([each["example"] for each in promised]), "utf-8")
    settings = {"PYTHONPATH": str(environments[EXTRAS.get(command, "")]), "no_proxy": "127.0.0.1"}
    with serve(World(lrs=Lrs(credentials=StoreAccount("", "key", "secret").authorization))) as address:
        settings |= {"COURSEPACK_LRS_ENDPOINT": f"{address}/lrs/", "COURSEPACK_LMS": address}
        settings |= {"COURSEPACK_LRS_KEY": "key", "COURSEPACK_LRS_SECRET": "secret"}
        # Without `site`, nothing of the environment that runs the tests can be imported.
        run(sys.executable, "-S", "-m", "builder", command, *COMMANDS[command], folder=tmp_path, **settings)


def test_an_installed_preview_serves_its_page_and_its_scripts(environments: Mapping[str, Path], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "small_course", tmp_path / "course")
    command = (sys.executable, "-S", "-m", "builder", "preview", *COMMANDS["preview"])
    settings = {**os.environ, "PYTHONPATH": str(environments["preview"])}
    with subprocess.Popen(command, cwd=tmp_path, env=settings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        for name in ("", "inspector.js", "inspector.css", "subject"):
            with build_opener(ProxyHandler({})).open(address + name) as answer:
                assert answer.status == 200
        process.terminate()
        assert process.wait() == 0


def test_a_plain_install_names_the_extra_that_a_command_needs(environments: Mapping[str, Path], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "small_course", tmp_path / "course")
    for command, extra in EXTRAS.items():
        told = subprocess.run(
            (sys.executable, "-S", "-m", "builder", command, *COMMANDS[command]),
            env={**os.environ, "PYTHONPATH": str(environments[""])},
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 2
        assert f'pip install ".[{extra}]"' in told.stderr


def test_an_installed_coursepack_builds_the_same_packages_as_the_clone(wheel: Path, tmp_path: Path) -> None:
    site, course = tmp_path / "site", ROOT / "course_src"
    # Unpacking is all that installing a pure wheel does, and needs no index.
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # One module, of each kind of package: what differs between the two would differ in all.
    chosen = ("--module", "introduction", "--format", "scorm2004", "--format", "cmi5")
    command = (sys.executable, "-m", "builder", "build", course, *chosen, "--output")
    run(*command, tmp_path / "installed", folder=tmp_path, PYTHONPATH=str(site), PATH="")
    run(*command, tmp_path / "clone", folder=ROOT)
    assert contents_of(tmp_path / "installed") == contents_of(tmp_path / "clone") != {}
