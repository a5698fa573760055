"""Reads what a zip says of itself, from its end forwards, and believes none of it that cannot be read in one way only.

``zipfile`` is not used: it repairs what it reads (it renames ``../evil.js`` to ``evil.js``), and what has been repaired
cannot be judged. Layout: APPNOTE.TXT 4.3.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from builder.archive import (
    CENTRAL_HEADER,
    CENTRAL_SIGNATURE,
    END_RECORD,
    END_SIGNATURE,
    LOCAL_HEADER,
    LOCAL_SIGNATURE,
)
from builder.diagnostics import Diagnostic, Location
from builder.verify.package import Entry, place_in_zip
from builder.verify.problems import zips

MAX_ENTRIES = 2_000
_MAX_COMMENT = 0xFFFF
#: 6.3, ten times over (APPNOTE 4.4.3.2). Readers refuse what asks for more.
_NEWEST = 63
_MAX_DIRECTORY = 4 << 20
_UTF8_NAME, _DESCRIPTOR = 1 << 11, 1 << 3
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_EXTRA, _UNICODE_NAME_EXTRA = 0x0001, 0x7075
_UNIX = 3


class RefusedError(Exception):
    """The zip cannot be read on; ``problem`` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the *problem*."""
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class _End:
    """Where the central directory is, and how many entries it says it has."""

    entries: int
    start: int
    size: int


def read_entries(archive: BinaryIO, shown: str) -> list[Entry]:
    """Return the entries of the zip *archive*, in the order of its directory.

    Raises RefusedError as soon as anything in it contradicts anything else. Names, sizes and methods are not judged
    here.
    """
    here = Location(shown)
    size = archive.seek(0, os.SEEK_END)
    end = _end(archive, size, here)
    if end.entries > MAX_ENTRIES:
        raise RefusedError(zips.package_too_large(here, f"holds {end.entries:,} files", f"{MAX_ENTRIES:,}"))
    archive.seek(end.start)
    directory = archive.read(end.size)
    entries = [_with_data_start(archive, entry, shown) for entry in _central(directory, end.entries, shown)]
    _refuse_gaps_and_overlaps(entries, end.start, shown)
    return entries


def _end(archive: BinaryIO, size: int, here: Location) -> _End:
    """Find the record at the end of the zip, which must be the only one that could be meant."""
    archive.seek(max(0, size - END_RECORD.size - _MAX_COMMENT))
    tail = archive.read()
    at = tail.rfind(END_SIGNATURE)
    if at < 0:
        archive.seek(0)
        cut = archive.read(len(LOCAL_SIGNATURE)) == LOCAL_SIGNATURE
        raise RefusedError(zips.zip_truncated(here) if cut else zips.not_a_zip(here))
    if len(tail) < at + END_RECORD.size:
        raise RefusedError(zips.zip_truncated(here))
    _, disk, first_disk, on_disk, entries, length, start, comment = END_RECORD.unpack_from(tail, at)
    behind = len(tail) - at - END_RECORD.size
    if behind < comment:
        raise RefusedError(zips.zip_truncated(here))
    if behind > comment:
        raise RefusedError(zips.zip_hidden_data(here, f"{behind - comment:,} bytes stand behind the end of the zip"))
    if tail[max(0, at - 20) : at].startswith(_ZIP64_LOCATOR) or entries == 0xFFFF or 0xFFFFFFFF in (length, start):
        raise RefusedError(zips.zip64(here))
    if disk or first_disk or on_disk != entries:
        raise RefusedError(zips.zip_inconsistent(here, "it says that it is one part of several"))
    directory_end = size - END_RECORD.size - comment
    if start + length > directory_end or length > _MAX_DIRECTORY:
        raise RefusedError(zips.zip_inconsistent(here, "its list of files does not fit into it"))
    if start + length < directory_end:
        raise RefusedError(
            zips.zip_hidden_data(here, f"{directory_end - start - length:,} bytes stand beside its list of files")
        )
    return _End(entries, start, length)


def _central(directory: bytes, count: int, shown: str) -> Iterator[Entry]:
    """Yield what the central directory says; ``start`` is not known yet."""
    at = 0
    for _ in range(count):
        if len(directory) < at + CENTRAL_HEADER.size or not directory.startswith(CENTRAL_SIGNATURE, at):
            raise RefusedError(
                zips.zip_inconsistent(Location(shown), f"it does not have the {count} files that it says")
            )
        (
            _, made_by, needed, flags, method, _, _, checksum, packed, size,
            name_length, extra_length, comment_length, disk, _, attributes, offset,
        ) = CENTRAL_HEADER.unpack_from(directory, at)  # fmt: skip
        at += CENTRAL_HEADER.size
        name = _name(directory[at : at + name_length], flags, shown)
        extra = directory[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment_length
        if at > len(directory):
            raise RefusedError(zips.zip_inconsistent(Location(shown), "its list of files is cut off"))
        where = place_in_zip(shown, name)
        if needed > _NEWEST:
            fact = f"it asks for version {needed / 10:g} of the format, which there is not"
            raise RefusedError(zips.zip_inconsistent(where, fact))
        if disk or 0xFFFFFFFF in (packed, size, offset) or _ZIP64_EXTRA in _extra_kinds(extra):
            raise RefusedError(zips.zip64(where))
        if _UNICODE_NAME_EXTRA in _extra_kinds(extra):
            raise RefusedError(zips.zip_inconsistent(where, "the file has a second name"))
        mode = attributes >> 16 if made_by >> 8 == _UNIX else 0
        yield Entry(name, flags, method, checksum, packed, size, mode, offset, start=0)
    if at < len(directory):
        raise RefusedError(
            zips.zip_hidden_data(Location(shown), f"{len(directory) - at:,} bytes stand in its list of files")
        )


def _with_data_start(archive: BinaryIO, entry: Entry, shown: str) -> Entry:
    """Return *entry* with the place of its data, if its local header says the same as the directory."""
    where = place_in_zip(shown, entry.name)
    archive.seek(entry.offset)
    header = archive.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(LOCAL_SIGNATURE):
        raise RefusedError(zips.zip_inconsistent(where, "no file stands where the list says"))
    _, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = LOCAL_HEADER.unpack(header)
    name = _name(archive.read(name_length), flags, shown)
    extra = archive.read(extra_length)
    if name != entry.name:
        raise RefusedError(zips.zip_inconsistent(where, f"the list says {entry.name!r}, the file itself {name!r}"))
    if (flags, method) != (entry.flags, entry.method):
        raise RefusedError(zips.zip_inconsistent(where, "the list and the file differ on how it is packed"))
    if {_ZIP64_EXTRA, _UNICODE_NAME_EXTRA} & _extra_kinds(extra):
        raise RefusedError(zips.zip_inconsistent(where, "the file has a second name or size"))
    # Tools that write without knowing the size leave zeros here and put the numbers behind the data.
    blank = flags & _DESCRIPTOR and (checksum, packed, size) == (0, 0, 0)
    if not blank and (checksum, packed, size) != (entry.checksum, entry.packed, entry.size):
        raise RefusedError(zips.zip_inconsistent(where, "the list and the file differ on its size or checksum"))
    start = entry.offset + LOCAL_HEADER.size + name_length + extra_length
    return Entry(**{**vars(entry), "start": start})


def _refuse_gaps_and_overlaps(entries: list[Entry], directory_start: int, shown: str) -> None:
    """Every byte in front of the directory belongs to exactly one entry."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        where = place_in_zip(shown, entry.name)
        if entry.offset < at:
            raise RefusedError(zips.zip_overlap(where))
        if entry.offset > at:
            raise RefusedError(
                zips.zip_hidden_data(where, f"{entry.offset - at:,} bytes in front of it belong to no file")
            )
        at = entry.start + entry.packed
        if entry.flags & _DESCRIPTOR:
            at = _behind_descriptor(entries, at, directory_start)
    if at > directory_start:
        raise RefusedError(zips.zip_overlap(Location(shown)))
    if at < directory_start:
        raise RefusedError(zips.zip_hidden_data(Location(shown), f"{directory_start - at:,} bytes belong to no file"))


def _behind_descriptor(entries: list[Entry], data_end: int, directory_start: int) -> int:
    """Return the end of the numbers behind an entry's data: 12 bytes, or 16 with a signature."""
    following = min((e.offset for e in entries if e.offset >= data_end), default=directory_start)
    return following if following - data_end in (12, 16) else data_end


def _name(name: bytes, flags: int, shown: str) -> str:
    try:
        return name.decode("utf-8" if flags & _UTF8_NAME else "cp437")
    except UnicodeDecodeError:
        where = place_in_zip(shown, name.decode("utf-8", "replace"))
        raise RefusedError(zips.unsafe_name(where, "is not the UTF-8 that it says it is")) from None


def _extra_kinds(extra: bytes) -> set[int]:
    kinds, at = set(), 0
    while at + 4 <= len(extra):
        kinds.add(int.from_bytes(extra[at : at + 2], "little"))
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
    return kinds
