"""The real course, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.course import Course
from builder.source.load import load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def real_course() -> Course:
    """The course that this repository ships."""
    loaded = load(ROOT / "course_src")
    assert loaded.course is not None, "\n".join(map(str, loaded.problems))
    return loaded.course
