"""Fixtures of the browser tests: a fresh world and page for each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builder.render.module import ModuleContent, render_module
from builder.source.load import load
from tests.e2e.readable import module_of_check, module_of_examples, package_of
from tests.e2e.server import World, opened, serve

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All packages of the real course by file name without ending, built by the command that users run."""
    output = tmp_path_factory.mktemp("packages")
    subprocess.run(
        [sys.executable, "-m", "builder", "build", "course_src", "--output", str(output)],
        cwd=ROOT, check=True, capture_output=True, env=os.environ,
    )  # fmt: skip
    return {path.stem: path for path in sorted(output.glob("*.zip"))}


@pytest.fixture
def world(packages: dict[str, Path]) -> Iterator[World]:
    """A server's memory with every package in it, and nobody's records."""
    with opened(packages) as memory:
        yield memory


@pytest.fixture
def address(world: World) -> Iterator[str]:
    """The address at which ``world`` is served."""
    with serve(world) as served:
        yield served


@pytest.fixture(scope="session")
def contents() -> Mapping[str, ModuleContent]:
    """Every module, a module of all examples, and a module that is a check alone, rendered once."""
    course = load(ROOT / "course_src").course
    assert course is not None
    made = {"examples": module_of_examples(course), "check": module_of_check(course)}
    return {module.slug: render_module(course, module) for module in course.contents} | {
        name: render_module(course.model_copy(update={"contents": (module,)}), module) for name, module in made.items()
    }


@pytest.fixture(scope="session")
def reading(contents: Mapping[str, ModuleContent]) -> Iterator[str]:
    """The address at which every one of ``contents`` can be read without an LMS."""
    with serve(World(packages={name: package_of(content) for name, content in contents.items()})) as served:
        yield served
