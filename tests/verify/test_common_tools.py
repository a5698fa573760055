"""What common tools write into zips is read: the Finder, Windows, 7-Zip, Python, whatever writes to a pipe."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any, cast

import pytest

from builder.verify import verify
from tests.verify.lab import Member, codes, deflated, make_zip

A = Member("a.txt")
DESCRIPTOR = 1 << 3


def descriptor(content: bytes, *, signature: bytes = b"PK\x07\x08", width: str = "L") -> bytes:
    """Return the numbers that stand behind a file whose header did not know them."""
    return signature + struct.pack(f"<L2{width}", zlib.crc32(content), len(deflated(content)), len(content))


@pytest.mark.parametrize("known", [{}, {"size": 4}, {"size": 4, "packed": len(deflated(b"text"))}])
@pytest.mark.parametrize("signature", [b"", b"PK\x07\x08"])
@pytest.mark.parametrize("width", ["L", "Q"])
def test_a_zip_that_was_written_to_a_pipe_is_read(
    tmp_path: Path, known: dict[str, int], signature: bytes, width: str
) -> None:
    """The Finder of macOS writes the size into the header and the rest behind the file."""
    local = {"checksum": 0, "packed": 0, "size": 0} | known
    behind = descriptor(b"text", signature=signature, width=width)
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(name, flags=DESCRIPTOR, local=local, behind=behind) for name in "ab"]))
    assert codes(path) == {"manifest-missing"}


@pytest.mark.parametrize("behind", [descriptor(b"other"), bytes(12), bytes(16), b"PK\x07\x08" + bytes(20)])
def test_numbers_behind_a_file_that_are_not_those_of_the_list_are_refused(tmp_path: Path, behind: bytes) -> None:
    local = {"checksum": 0, "packed": 0, "size": 0}
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("a", flags=DESCRIPTOR, local=local, behind=behind)]))
    assert codes(path) == {"zip-inconsistent"}


def test_what_a_system_leaves_behind_is_named_once_and_is_no_part_of_the_package(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    names = ["__MACOSX/", "__MACOSX/._a.txt", "__MACOSX/media/._b", ".DS_Store", "media/.DS_Store", "media/Thumbs.db"]
    path.write_bytes(make_zip([A, *(Member(name, b"" if name.endswith("/") else b"text") for name in names)]))
    found = verify(path)
    assert [problem.code for problem in found] == ["left-behind", "manifest-missing"]
    assert "; 5 more like this, such as at " in found[0].message


@pytest.mark.parametrize("name", ["a" * 181, "a/" * 8 + "a"])
def test_a_long_name_is_a_warning(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(name)]))
    assert codes(path) == {"long-name", "manifest-missing"}


@pytest.mark.parametrize("writer", ["a pipe", "a file"])
def test_a_zip64_of_a_common_tool_is_read(writer: str, tmp_path: Path) -> None:
    """What cmi5 allows (section 14.1), and what Python writes when it is told to, or cannot go back."""
    path = tmp_path / "x.zip"
    with path.open("wb") as file:
        out = Pipe(file) if writer == "a pipe" else file
        with (
            zipfile.ZipFile(cast("Any", out), "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("a.txt", "w", force_zip64=True) as inside,
        ):
            inside.write(b"text" * 100)
    assert codes(path) == {"zip64", "manifest-missing"}


class Pipe:
    """A file that nobody can go back in."""

    def __init__(self, file: IO[bytes]) -> None:
        self.write, self.flush = file.write, file.flush


@pytest.mark.parametrize("host", [0, 3, 10, 19])
def test_the_system_on_which_a_zip_was_made_does_not_matter(host: int, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("a.txt", central={"needed": host << 8 | 20})]))
    assert codes(path) == {"manifest-missing"}


def test_what_common_tools_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", b"")
        archive.writestr("folder/a.txt", b"text" * 500)
        archive.comment = b"made by hand"
    assert codes(path) == {"manifest-missing"}
