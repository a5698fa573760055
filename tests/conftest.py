"""What every test may ask for: the published schemas, and whether goldens are written anew."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

from tools.node import NoNode, find_node

# Property tests are judged by what they find and not by how fast the machine is.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED_SCHEMAS = ROOT.parent / "shared" / "schemas"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew instead of comparing")


def pytest_configure() -> None:
    # The programs of npm packages look for `node` on PATH; where it came from PyPI it is not there.
    with suppress(NoNode):
        os.environ["PATH"] = find_node().environment["PATH"]


@pytest.fixture(scope="session")
def published_schemas() -> Path:
    """The official schemas, kept beside the repository because third-party text is not copied into it."""
    if not PUBLISHED_SCHEMAS.is_dir():
        pytest.skip("the official schemas are not beside this clone (../shared/schemas)")
    return PUBLISHED_SCHEMAS


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew. CI never does that."""
    asked = bool(request.config.getoption("--update-goldens"))
    if asked and os.environ.get("CI"):
        pytest.fail("goldens are updated by a person who reads the difference, not by CI")
    return asked
