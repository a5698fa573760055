"""The course's flowchart and its documents."""

from __future__ import annotations

import pytest

from builder.model.course import Course
from builder.model.documents import Flowchart
from builder.render.documents import document_files, filled_flowchart
from builder.render.facts import Facts
from tests.documents.pages import offering


@pytest.fixture(scope="session")
def chart(course: Course) -> Flowchart:
    """The flowchart, with its facts filled in."""
    return filled_flowchart(course, "serious-incident", Facts(course).fill)


@pytest.fixture(scope="session")
def documents(course: Course) -> dict[str, bytes]:
    """Every document of the course: the flowchart by its name, each card as ``<module id>.pdf``."""
    made = {}
    for module in course.contents:
        for file in document_files(course, offering(module, "serious-incident.pdf", "pocket-card.pdf")):
            assert isinstance(file.content, bytes)
            name = file.path.rpartition("/")[2]
            made[f"{module.id}.pdf" if name == "pocket-card.pdf" else name] = file.content
    return made
