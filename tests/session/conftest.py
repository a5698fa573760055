"""The led session of the wide course, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.course import Course
from builder.session import write_session
from builder.session.content import Content, ShownSlide


@pytest.fixture(scope="session")
def content(course: Course) -> Content:
    """The words of the session in its first length."""
    (session,) = course.sessions
    return Content(course, session, session.lengths[0])


@pytest.fixture(scope="session")
def slides(content: Content) -> list[ShownSlide]:
    """Its slides."""
    return content.slides()


@pytest.fixture(scope="session")
def written(course_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that a trainer gets."""
    folder = tmp_path_factory.mktemp("written")
    write_session(course_folder, minutes=30, output=folder)
    return folder
