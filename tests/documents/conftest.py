"""The course's flowchart, drawn on both sheets, and its documents."""

from __future__ import annotations

import pytest

from builder.documents.layout import Sheet, draw
from builder.documents.picture import Picture
from builder.documents.sheets import A4, SCREEN
from builder.model.course import Course
from builder.model.documents import Flowchart
from builder.render.documents import document_files, filled_flowchart
from builder.render.facts import Facts
from tests.documents.pages import offering

SHEETS = {"screen": SCREEN, "paper": A4}


@pytest.fixture(scope="session")
def chart(course: Course) -> Flowchart:
    """The flowchart, with its facts filled in."""
    return filled_flowchart(course, "serious-incident", Facts(course).fill)


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    """Each sheet that flowcharts are drawn on."""
    return SHEETS[str(request.param)]


@pytest.fixture
def picture(chart: Flowchart, sheet: Sheet) -> Picture:
    """The flowchart on each sheet."""
    return draw(chart, sheet)


@pytest.fixture(scope="session")
def documents(course: Course) -> dict[str, bytes]:
    """Every document of the course: the flowchart's by their names, each card as ``<module id>.pdf``."""
    chart_names = ("serious-incident.pdf", "serious-incident.svg")
    made = {}
    for module in course.contents:
        for file in document_files(course, offering(module, *chart_names, "pocket-card.pdf")):
            assert isinstance(file.content, bytes)
            name = file.path.rpartition("/")[2]
            made[name if name in chart_names else f"{module.id}.pdf"] = file.content
    return made
