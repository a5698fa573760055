"""The real course, judged once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.judge import judge
from builder.model.course import Course

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def real_course() -> Course:
    """The course that this repository ships."""
    judged = judge(ROOT / "course_src")
    assert judged.course is not None, "\n".join(map(str, judged.problems))
    return judged.course
