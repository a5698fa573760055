"""The two ports of a preview of the small course."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.preview.course import PreviewedCourse
from builder.preview.guard import Ports
from builder.preview.hub import Hub
from builder.preview.inspector import Inspector
from builder.preview.lms import EmulatedLms

SMALL = Path(__file__).resolve().parents[1] / "small_course"
PORTS = Ports(inspector=5001, lms=5002, token="token", key="key")


@pytest.fixture(scope="module")
def lms() -> EmulatedLms:
    return EmulatedLms(PreviewedCourse(SMALL), Hub(), PORTS)


@pytest.fixture
def lms_port(lms: EmulatedLms) -> TestClient:
    return TestClient(lms.application(), base_url="http://127.0.0.1:5002")


@pytest.fixture
def inspector_port(lms: EmulatedLms) -> TestClient:
    inspector = Inspector(lms.subject, lms, Hub(), PORTS)
    return TestClient(inspector.application(), base_url="http://127.0.0.1:5001")
