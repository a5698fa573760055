"""Zips that are broken, or made to deceive: each is refused, with the reason, and without extracting anything."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.archive import CENTRAL_SIGNATURE, END_SIGNATURE, LOCAL_HEADER, STORED
from builder.verify import verify
from builder.verify.directory import read_directory
from builder.verify.package import Taken, unpacked
from builder.verify.verdicts import Verdicts
from builder.verify.zip_rules import judge_contents
from tests.verify.lab import DEVICE, LINK, Member, codes, deflated, make_zip, stored

A, B = Member("a.txt"), Member("b.txt", b"other text")
ZIP = make_zip([A, B])
UTF8, DESCRIPTOR = 1 << 11, 1 << 3
UNICODE_NAME = b"\x75\x70\x09\x00\x01\0\0\0\0evil"
ZIP64_EXTRA = b"\x01\x00\x08\x00" + bytes(8)
ZEROS = bytes(5_000_000)
KERNEL = deflated(b"0" * 200_000)

BROKEN: dict[str, tuple[bytes, str]] = {
    "an empty file": (b"", "not-a-zip"),
    "a web page": (b"<!doctype html><title>Course</title>", "not-a-zip"),
    "another kind of archive": (b"\x1f\x8b\x08\x00" + bytes(200), "not-a-zip"),
    "the signature of the end alone": (END_SIGNATURE, "zip-truncated"),
    "the first half": (ZIP[: len(ZIP) // 2], "zip-truncated"),
    "all but the last byte": (ZIP[:-1], "zip-truncated"),
    "all but the end": (ZIP[: ZIP.rindex(END_SIGNATURE)], "zip-truncated"),
    "a comment that is cut off": (make_zip([A], comment=b"hello", comment_length=9), "zip-truncated"),
    "bytes behind the end": (make_zip([A], after=b"<?php"), "zip-hidden-data"),
    "a second zip behind the end": (ZIP + ZIP, "zip-hidden-data"),
    "a program in front": (make_zip([A], before=b"#!/bin/sh\n"), "zip-hidden-data"),
    "a program in front that the list does not count": (b"MZ" * 50 + ZIP, "zip-hidden-data"),
    "bytes between two files": (make_zip([Member("a.txt", behind=b"hidden"), B]), "zip-hidden-data"),
    "bytes in front of the list": (make_zip([A, Member("b.txt", behind=b"hidden")]), "zip-hidden-data"),
    "bytes behind the list": (make_zip([A], between=b"hidden"), "zip-hidden-data"),
    "a file that the list leaves out": (make_zip([A, B], here=1, all=1), "zip-hidden-data"),
    "a list that is one file short": (make_zip([A, B], here=3, all=3), "zip-inconsistent"),
    "one part of several": (make_zip([A], disk=1, first=1), "zip-inconsistent"),
    "a list of which a part is none": (
        make_zip([A, B]).replace(CENTRAL_SIGNATURE, b"PK\x09\x09").replace(b"PK\x09\x09", CENTRAL_SIGNATURE, 1),
        "zip-inconsistent",
    ),
    "the list on another disk": (make_zip([A], first=1), "zip-inconsistent"),
    "the end on another disk": (make_zip([A], disk=1), "zip-inconsistent"),
    "two counts of files": (make_zip([A, B], here=1), "zip-inconsistent"),
    "a list longer than the zip": (make_zip([A], length=5000), "zip-inconsistent"),
    "a list that starts behind the zip": (make_zip([A], start=1 << 30), "zip-inconsistent"),
    "a file that is not where the list says": (make_zip([Member("a.txt", central={"offset": 3})]), "zip-inconsistent"),
    "a file behind the end": (make_zip([Member("a.txt", central={"offset": 1 << 20})]), "zip-inconsistent"),
    "a file with two names": (make_zip([Member("a.txt", local={"name": b"evil.js"})]), "zip-inconsistent"),
    "a file with a second name in Unicode": (
        make_zip([Member("a.txt", central={"extra": UNICODE_NAME})]),
        "zip-inconsistent",
    ),
    "a file with a second name in its own header": (
        make_zip([Member("a.txt", local={"extra": UNICODE_NAME})]),
        "zip-inconsistent",
    ),
    "a file with two sizes": (make_zip([Member("a.txt", local={"size": 9})]), "zip-inconsistent"),
    "a file with two checksums": (make_zip([Member("a.txt", local={"checksum": 9})]), "zip-inconsistent"),
    "a file with two methods": (make_zip([Member("a.txt", local={"method": STORED})]), "zip-inconsistent"),
    "a file with two sets of flags": (make_zip([Member("a.txt", local={"flags": UTF8})]), "zip-inconsistent"),
    "a local header that is none": (
        make_zip([Member("a.txt", local={"signature": b"PK\x09\x09"})]),
        "zip-inconsistent",
    ),
    "the same bytes as two files": (
        make_zip([Member("a.txt", b"x"), Member("a.txt", b"x", central={"offset": 0})]),
        "zip-overlap",
    ),
    "a file that reaches into the list": (
        make_zip(
            [Member("a.txt", method=STORED, local={"packed": 60, "size": 60}, central={"packed": 60, "size": 60})]
        ),
        "zip-overlap",
    ),
    "zip64 counts without the record": (make_zip([A], here=0xFFFF, all=0xFFFF), "package-too-large"),
    "zip64 places without the record": (make_zip([A], start=0xFFFFFFFF), "zip-inconsistent"),
    "zip64 sizes without the record": (make_zip([Member("a.txt", central={"size": 0xFFFFFFFF})]), "zip-inconsistent"),
    "a zip64 record that lies": (make_zip([Member("a.txt", central={"extra": ZIP64_EXTRA})]), "zip-inconsistent"),
    "a zip64 end that leads nowhere": (make_zip([A], between=b"PK\x06\x07" + bytes(16)), "zip-inconsistent"),
    "a file that is encrypted": (make_zip([Member("a.txt", flags=1)]), "zip-encrypted"),
    "a file with strong encryption": (make_zip([Member("a.txt", flags=1 << 6 | 1)]), "zip-encrypted"),
    "an unusual method": (make_zip([Member("a.txt", method=14)]), "zip-method"),
    "a wrong checksum": (
        make_zip([Member("a.txt", local={"checksum": 1}, central={"checksum": 1})]),
        "zip-damaged",
    ),
    "a picture that nobody reads, with a wrong checksum": (
        make_zip([Member("a.png", local={"checksum": 1}, central={"checksum": 1})]),
        "zip-damaged",
    ),
    "deflated data that is noise": (make_zip([Member("a.txt", packed=b"\xff" * 20)]), "zip-damaged"),
    "deflated data without an end": (make_zip([Member("a.txt", packed=deflated(b"text")[:-2])]), "zip-damaged"),
    "deflated data with more behind it": (make_zip([Member("a.txt", packed=deflated(b"text") + b"x")]), "zip-damaged"),
    "a file that is larger than it says": (
        make_zip([Member("a.txt", ZEROS, local={"size": 10}, central={"size": 10})]),
        "zip-damaged",
    ),
    "a file that is smaller than it says": (
        make_zip([Member("a.txt", local={"size": 900}, central={"size": 900})]),
        "zip-damaged",
    ),
    "a bomb": (make_zip([Member("a.txt", ZEROS)]), "zip-bomb"),
    "a bomb inside a zip, which nobody opens": (
        make_zip([Member("a.zip", make_zip([Member("b.txt", ZEROS)]))]),
        "manifest-missing",
    ),
    "a file of more than 200 MB": (
        make_zip([Member("a.txt", local={"size": 210_000_000}, central={"size": 210_000_000})]),
        "package-too-large",
    ),
    "more than 500 MB in all": (
        make_zip(
            [
                Member(f"{n}.txt", packed=bytes(2_000_000), local={"size": 190_000_000}, central={"size": 190_000_000})
                for n in range(3)
            ]
        ),
        "package-too-large",
    ),
    "more than 20,000 files": (make_zip([Member(f"{n}.txt") for n in range(20_001)]), "package-too-large"),
    "500 files of zeros, each a little below a bomb": (
        make_zip([Member(f"{n}.txt", ZEROS[:1_000_000]) for n in range(495)]),
        "zip-bomb",
    ),
    "a symbolic link": (make_zip([Member("a.txt", mode=LINK)]), "zip-special-file"),
    "a device": (make_zip([Member("a.txt", mode=DEVICE)]), "zip-special-file"),
    "a name that is not UTF-8": (make_zip([Member(b"\xff\xfe.txt", flags=UTF8)]), "unsafe-name"),
    "no files at all": (make_zip([]), "manifest-missing"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_zip_is_refused_with_the_reason(name: str, tmp_path: Path) -> None:
    content, code = BROKEN[name]
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert codes(path) == {code}


@pytest.mark.parametrize(
    "content",
    [
        make_zip([A], before=b"hidden"),
        make_zip([A], after=b"hidden"),
        make_zip([A], between=b"hidden"),
        make_zip([Member("a.txt", behind=b"hidden")]),
        make_zip([Member("a.txt", behind=b"hidden"), B]),
    ],
)
def test_of_what_is_hidden_in_a_zip_it_is_said_how_many_bytes_there_are(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    (problem,) = verify(path)
    assert problem.code == "zip-hidden-data" and "6 bytes" in problem.message


@pytest.mark.parametrize("system", [0, 3, 10, 16, 19])
@pytest.mark.parametrize("mode", [LINK, DEVICE])
def test_a_link_is_refused_whatever_the_system(system: int, mode: int, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("a.txt", mode=mode, central={"made_by": system << 8 | 20})]))
    assert codes(path) == {"zip-special-file"}


@pytest.mark.parametrize("bit", [0, 6, 13])
def test_each_of_the_marks_of_encryption_is_enough(bit: int, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("a.txt", flags=1 << bit)]))
    assert codes(path) == {"zip-encrypted"}


def test_of_the_texts_of_a_package_five_megabytes_are_kept_to_be_read_again() -> None:
    sizes = {"a.png": 900_000, **{f"{n}.txt": 1_200_000 for n in range(5)}, "b.txt": 200_000, "c.txt": 5}
    archive, taken = (
        BytesIO(make_zip([Member(name, name.encode().ljust(size)) for name, size in sizes.items()])),
        Taken({}, {}),
    )
    entries = read_directory(archive, "x.zip").entries
    assert list(judge_contents(archive, entries, "x.zip", taken, Verdicts())) == []
    assert {name: len(text) for name, text in taken.kept.items()} == {
        name: sizes[name] for name in ("0.txt", "1.txt", "2.txt", "3.txt", "b.txt")
    }


def test_never_more_than_a_megabyte_is_unpacked_at_once() -> None:
    archive = BytesIO(make_zip([Member("a.txt", ZEROS)]))
    ((entry,), _) = read_directory(archive, "x.zip")
    pieces = [len(piece) for piece in unpacked(archive, entry)]
    assert sum(pieces) == len(ZEROS) and max(pieces) <= 1 << 20


def test_a_bomb_of_overlapping_files_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """David Fifield's construction: many entries, each of which quotes the next one's header and shares one kernel."""
    path = tmp_path / "x.zip"
    kernel = Member("0", b"0" * 200_000, packed=KERNEL)
    path.write_bytes(
        make_zip([kernel, *(Member("0", b"0" * 200_000, packed=b"", central={"offset": 0}) for _ in range(50))])
    )
    assert codes(path) == {"zip-inconsistent"}
    path.write_bytes(
        make_zip([kernel, *(Member("0", b"0" * 200_000, packed=b"", central={"offset": 0, "packed": len(KERNEL)},
                                   local={"packed": len(KERNEL)}) for _ in range(50))])
    )  # fmt: skip
    assert codes(path) == {"zip-overlap"}


def test_nothing_is_extracted(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("../evil.js"), Member("a.txt")]))
    verify(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.zip"]


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=300
)
@given(changes=st.lists(st.tuples(st.integers(0, len(ZIP) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_change_of_bytes_makes_verify_fail_itself(changes: list[tuple[int, int]], tmp_path: Path) -> None:
    changed = bytearray(ZIP)
    for at, byte in changes:
        changed[at] = byte
    path = tmp_path / "x.zip"
    path.write_bytes(changed)
    assert verify(path)


def test_every_byte_of_a_small_zip_matters(tmp_path: Path) -> None:
    """One byte is changed at a time: either it says nothing (a clock, a version), or the zip is refused."""
    sound = make_zip([stored("imsmanifest.xml", b"<x/>")])
    path = tmp_path / "x.zip"
    silent = set()
    for at in range(len(sound)):
        changed = bytearray(sound)
        changed[at] ^= 0xA5
        path.write_bytes(changed)
        if codes(path) == {"unknown-standard"}:
            silent.add(at)
    name_end = LOCAL_HEADER.size + len("imsmanifest.xml")
    # version and clock of the local header; the same, attributes and system in the directory
    assert silent <= {*range(4, 6), *range(10, 14), *range(name_end, len(sound))}
    assert random.Random(1).sample(sorted(silent), 3)


@pytest.mark.parametrize(("needed", "said"), [(64, "6.4"), (99, "9.9"), (3 << 8 | 100, "10")])
def test_a_zip_of_a_version_that_is_still_to_come_is_refused_by_that(needed: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("a.txt", central={"needed": needed})]))
    (problem,) = verify(path)
    assert f"it asks for version {said} of the format" in problem.message
