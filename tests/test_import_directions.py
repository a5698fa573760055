"""Imports go one way in the player too, types included, and no file of either language stands in a circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLAYER = ROOT / "player" / "src"
COMPONENTS = ROOT / "scorm_templates" / "components"
BUILDER = ROOT / "builder"

#: docs/architecture.md: a file of the player may import from its own floor and from those after it. Files at the top of
#: player/src are on the floor of what starts the player, but for the two that know the components.
FLOORS = ("entries", "start", "components", "ui", "run", "save", "trackers", "core")
AT_THE_TOP = {"components.ts": "components", "enhance.ts": "components"}

SCRIPTS = sorted(path for folder in (PLAYER, COMPONENTS) for path in folder.rglob("*.ts") if ".test." not in path.name)
MODULES = sorted(BUILDER.rglob("*.py"))

#: Still there: a course asks for the words of its fields, and the walk over fields knows what a course is.
KNOWN_CIRCLES = {frozenset(f"builder/model/{name}.py" for name in ("course", "going_out", "tokens", "walk"))}


def floor_of(path: Path) -> str:
    """Return the floor of the player on which *path* stands."""
    if path.is_relative_to(COMPONENTS):
        return "components"
    first, *rest = path.relative_to(PLAYER).parts
    return first if rest else AT_THE_TOP.get(first, "start")


def imported_by_script(path: Path) -> Iterator[Path]:
    """Yield the files that the script *path* imports, or takes a type from."""
    found = re.findall(r'(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+\.js)"', path.read_text(encoding="utf-8"))
    yield from ((path.parent / name).resolve().with_suffix(".ts") for name in found)


def imported_by_module(path: Path) -> Iterator[Path]:
    """Yield the files of ``builder`` that the module *path* imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name}" for name in names]
        for name in names:
            yield from file_of(name.split("."))


def file_of(parts: list[str]) -> Iterator[Path]:
    """Yield the file of the module that *parts* name, or of the module in which the last of them stands."""
    for length in (len(parts), len(parts) - 1):
        path = ROOT.joinpath(*parts[:length])
        for candidate in (path.with_suffix(".py"), path / "__init__.py"):
            if parts[0] == "builder" and candidate.is_file():
                yield candidate
                return


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_script_of_the_player_imports_from_its_own_floor_or_from_below(path: Path) -> None:
    here = FLOORS.index(floor_of(path))
    imported = [other for other in imported_by_script(path) if other in SCRIPTS]
    upwards = [other.relative_to(ROOT).as_posix() for other in imported if FLOORS.index(floor_of(other)) < here]
    assert upwards == []


@pytest.mark.parametrize(
    ("files", "imported"),
    [(SCRIPTS, imported_by_script), (MODULES, imported_by_module)],
    ids=["the player", "the builder"],
)
def test_no_files_import_each_other_in_a_circle(files: list[Path], imported: Callable[[Path], Iterator[Path]]) -> None:
    names = {path: path.relative_to(ROOT).as_posix() for path in files}
    graph = {
        names[path]: {names[other] for other in imported(path) if other in names} - {names[path]} for path in files
    }
    assert circles_in(graph) - KNOWN_CIRCLES == set()


def circles_in(graph: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """Return the groups of names that all lead to each other."""
    reached = {name: reach(graph, name) for name in graph}
    groups = {frozenset({name} | {other for other in reached[name] if name in reached[other]}) for name in graph}
    return {group for group in groups if len(group) > 1}


def reach(graph: Mapping[str, set[str]], name: str) -> set[str]:
    """Return every name to which *name* leads."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found
