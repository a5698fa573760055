"""A Moodle course, for the tests of what is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.build import build

COURSE = Path(__file__).parents[1] / "wide_course"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the course was built, for Moodle alone."""
    output = tmp_path_factory.mktemp("built")
    report = build(COURSE, formats=["moodle"], modules=[], output=output)
    assert report.exit_code == 0, "\n".join(map(str, report.problems))
    return output


@pytest.fixture(scope="module")
def files(built: Path) -> Mapping[str, bytes]:
    """What stands in the backup."""
    with zipfile.ZipFile(built / "hives-moodle.mbz") as archive:
        return {name: archive.read(name) for name in archive.namelist()}
