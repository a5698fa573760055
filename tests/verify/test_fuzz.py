"""Whatever a package holds, ``verify`` ends with problems and never with a mistake of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.verify import verify
from tests.verify.conftest import files_of
from tests.verify.lab import Member, make_zip

TARGETS = [
    ("small-one-scorm12.zip", "imsmanifest.xml"),
    ("small-one-xapi.zip", "tincan.xml"),
    ("small-one-xapi.zip", "index.html"),
    ("small-one-xapi.zip", "bank.json"),
    ("small-one-xapi.zip", "style.css"),
]
STRANGE = [
    b"\0",
    b"\xff\xfe",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"<!--",
    b"]]>",
    b'"',
    b"'",
    b"{",
    b"}",
    b"[[[[",
    b"-1",
    b"1e999",
    b"url(",
]
fuzz = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize(("package", "name"), TARGETS)
@fuzz
@given(data=st.data())
def test_strange_bytes_in_a_file_are_no_mistake_of_ours(
    package: str, name: str, data: st.DataObject, built: Mapping[str, Path], tmp_path: Path
) -> None:
    files = files_of(built[package])
    content = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 12))
        content[start : start + length] = data.draw(st.sampled_from(STRANGE) | st.binary(max_size=6))
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(key, bytes(content) if key == name else text) for key, text in files.items()]))
    verify(path)


@pytest.mark.parametrize(
    "content", [b"", b" \n ", b"<!-- only a remark -->", b"\0\0", b"text", b"\xef\xbb\xbf", b"<?php ?>"]
)
@pytest.mark.parametrize(
    "name", ["imsmanifest.xml", "index.html", "questions.html", "style.css", "bank.json", "probe.txt"]
)
def test_a_file_without_sense_is_no_mistake_of_ours(
    name: str, content: bytes, built: Mapping[str, Path], tmp_path: Path
) -> None:
    files = {**files_of(built["small-one-scorm12.zip"]), name: content}
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(key, text) for key, text in files.items()]))
    assert verify(path) or name == "style.css"


@fuzz
@given(data=st.data(), cut=st.booleans())
def test_damage_on_the_way_is_noticed(
    data: st.DataObject, built: Mapping[str, Path], tmp_path: Path, *, cut: bool
) -> None:
    content = bytearray(built["small-two-xapi.zip"].read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if cut:
        del content[at : at + data.draw(st.integers(1, 5000))]
    else:
        content[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    if not verify(path):
        # Nothing but a clock, a version or an attribute was changed: another reader finds the same files.
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert {n: archive.read(n) for n in archive.namelist()} == files_of(built["small-two-xapi.zip"])


def test_elements_within_elements_within_elements_are_refused(built: Mapping[str, Path], tmp_path: Path) -> None:
    files = files_of(built["small-one-scorm12.zip"])
    deep = b"<item>" * 100_000
    files["imsmanifest.xml"] = files["imsmanifest.xml"].replace(b"<item ", deep + b"<item ", 1)
    files["index.html"] = b"<div>" * 100_000
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(key, text) for key, text in files.items()]))
    assert {problem.code for problem in verify(path)} == {"xml-syntax"}


def test_a_page_too_large_to_read_is_not_read(built: Mapping[str, Path], tmp_path: Path) -> None:
    files = files_of(built["small-one-scorm12.zip"])
    files["index.html"] = b"".join(b"<p>%d</p>" % number for number in range(450_000))
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(key, text) for key, text in files.items()]))
    assert {problem.code for problem in verify(path)} == {"package-too-large"}


def test_thousands_of_missing_files_are_listed_in_no_time(built: Mapping[str, Path], tmp_path: Path) -> None:
    files = files_of(built["small-one-scorm12.zip"])
    missing = b"".join(b'<file href="missing/file-%d.html"/>\n' % number for number in range(45_000))
    files["imsmanifest.xml"] = files["imsmanifest.xml"].replace(b"<file ", missing + b"<file ", 1)
    files |= {f"media/{number}.txt": b"" for number in range(1_900)}
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(key, text) for key, text in files.items()]))
    (missing,) = [problem for problem in verify(path) if problem.code == "missing-package-file"]
    assert "; 44,999 more like this" in missing.message
