"""What tests ask of the course that they are about: ``tests/wide_course``, or in ``tests/course`` the one we ship.

A folder's ``conftest.py`` says by ``course_folder`` and ``module`` which course it is, and imports the rest from here:
fixtures that folders shared would go on holding the course from which they were made first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builder.judge import judge
from builder.model.course import Course
from builder.render.module import ModuleContent, render_module
from tests.e2e.readable import module_of_examples, module_of_quiz, package_of
from tests.e2e.server import World, opened, serve

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def course(course_folder: Path) -> Course:
    """The course, judged once."""
    judged = judge(course_folder)
    assert judged.course is not None, "\n".join(map(str, judged.problems))
    return judged.course


@pytest.fixture(scope="session")
def packages(course_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """All packages of the course by file name without ending, built by the command that users run."""
    output = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "builder", "build", str(course_folder), "--output", str(output)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=os.environ)
    return {path.stem: path for path in sorted(output.glob("*.zip"))}


@pytest.fixture
def world(packages: Mapping[str, Path]) -> Iterator[World]:
    """A server's memory with every package in it, and nobody's records."""
    with opened(packages) as memory:
        yield memory


@pytest.fixture
def address(world: World) -> Iterator[str]:
    """The address at which ``world`` is served."""
    with serve(world) as served:
        yield served


@pytest.fixture(scope="session")
def contents(course: Course) -> Mapping[str, ModuleContent]:
    """Every module, a module of all examples, and a module that is a check alone, rendered once."""
    made = {"examples": module_of_examples(course), "check": module_of_quiz(course)}
    return {module.slug: render_module(course, module) for module in course.contents} | {
        name: render_module(course.model_copy(update={"contents": (module,)}), module) for name, module in made.items()
    }


@pytest.fixture(scope="session")
def reading(contents: Mapping[str, ModuleContent]) -> Iterator[str]:
    """The address at which every one of ``contents`` can be read without an LMS."""
    with serve(World(packages={name: package_of(content) for name, content in contents.items()})) as served:
        yield served
