"""The course of this repository as the subject of its own tests, and of those that it shares with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.conftest import chart
from tests.subject import address, contents, course, packages, reading, world

__all__ = [
    "address", "chart", "contents", "course", "packages", "reading", "world",
]  # fmt: skip


@pytest.fixture(scope="session")
def course_folder() -> Path:
    """The course that this repository ships."""
    return Path(__file__).parents[2] / "course_src"


@pytest.fixture(params=["introduction", "level-1", "level-2", "level-3", "level-4"])
def module(request: pytest.FixtureRequest) -> str:
    """Each of its modules."""
    return str(request.param)
