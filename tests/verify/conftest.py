"""Packages to take apart: the small course of the tests, built once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.build import build
from tests.verify.lab import Member, make_zip

SMALL_COURSE = Path(__file__).parent.parent / "small_course"

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The packages of the small course, by file name."""
    report = build(SMALL_COURSE, formats=[], modules=[], output=tmp_path_factory.mktemp("built"))
    assert report.problems == ()
    return {package.path.name: package.path for package in report.packages}


@pytest.fixture
def scorm12(built: Mapping[str, Path]) -> Files:
    """The files of a sound SCORM 1.2 package."""
    return files_of(built["small-one-scorm12.zip"])


@pytest.fixture
def scorm2004(built: Mapping[str, Path]) -> Files:
    """The files of a sound SCORM 2004 package, 4th Edition."""
    return files_of(built["small-one-scorm2004.zip"])


@pytest.fixture
def cmi5(built: Mapping[str, Path]) -> Files:
    """The files of a sound cmi5 package of a whole course."""
    return files_of(built["small-cmi5.zip"])


@pytest.fixture
def web(built: Mapping[str, Path]) -> Files:
    """The files of a sound web page."""
    return files_of(built["small-one-web.zip"])


@pytest.fixture
def xapi(built: Mapping[str, Path]) -> Files:
    """The files of a sound xAPI package."""
    return files_of(built["small-one-xapi.zip"])


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[Files], Path]:
    """Makes a zip of some files."""

    def zip_of(files: Files) -> Path:
        path = tmp_path / "x.zip"
        path.write_bytes(make_zip([Member(name, content) for name, content in files.items()]))
        return path

    return zip_of
