"""A component is one folder: what lists components is made from the folders."""

from __future__ import annotations

import ast
import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.model.blocks import BLOCKS
from builder.model.blocks.block import kind_of
from tools.generate import component_lists, format_lists

ROOT = Path(__file__).resolve().parents[1]
#: The tests that say how components, blocks and lists hang together.
PROVED = ("tests/test_architecture.py", "tests/test_components.py", "-k", "not removed")
GENERATE = """
from tools.generate import component_lists
for path, text in component_lists().items():
    path.write_text(text, encoding="utf-8")
"""


@pytest.mark.parametrize("path", component_lists(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_list_of_components_is_what_the_folders_hold(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == component_lists()[path], "run python -m tools.generate"


@pytest.mark.parametrize("path", format_lists(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_list_of_formats_is_what_the_formats_have(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == format_lists()[path], "run python -m tools.generate"


def without_class(source: str, name: str) -> str:
    """Return Python *source* without its class *name*."""
    (found,) = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == name)
    lines = source.splitlines(keepends=True)
    return "".join(lines[: found.lineno - 1] + lines[found.end_lineno :])


def remove(kind: str, clone: Path) -> None:
    """Do in *clone* what CONTRIBUTING says of removing the component *kind*."""
    block = next(block for block in BLOCKS if kind_of(block) == kind)
    shutil.rmtree(clone / "scorm_templates" / "components" / kind)
    family = clone / Path(inspect.getfile(block)).relative_to(ROOT)
    lines = without_class(family.read_text(encoding="utf-8"), block.__name__).splitlines(keepends=True)
    kept = [line for line in lines if line.strip(" ,\n") != block.__name__]
    assert len(kept) == len(lines) - 1
    family.write_text("".join(kept), encoding="utf-8")


def run(clone: Path, *arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the sources, without what is built from them."""
    ignore = shutil.ignore_patterns("__pycache__", "generated", "samples")
    for name in ("builder", "scorm_templates", "tools", "tests", "player", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["reveal", "definition"])
def test_a_component_is_removed_by_its_folder_its_class_and_its_line_of_the_union(kind: str, clone: Path) -> None:
    remove(kind, clone)
    run(clone, "-c", GENERATE)
    for path in component_lists():
        assert f"components/{kind}/" not in (made := (clone / path.relative_to(ROOT)).read_text(encoding="utf-8"))
        assert f"## `{kind}`" not in made
    run(clone, "-m", "builder", "check", "tests/small_course")
    run(clone, "-m", "pytest", "-q", "-p", "no:cacheprovider", *PROVED)
