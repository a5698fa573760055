"""Reads what a zip says of itself, from its end forwards, and believes none of it that cannot be read in one way only.

``zipfile`` is not used: it repairs what it reads (it renames ``../evil.js`` to ``evil.js``), and what has been repaired
cannot be judged. Layout: APPNOTE.TXT 4.3. What common tools make of it: docs/facts.md#what-tools-write-into-zips.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from builder.archive import (
    CENTRAL_HEADER,
    CENTRAL_SIGNATURE,
    END_RECORD,
    END_SIGNATURE,
    LOCAL_HEADER,
    LOCAL_SIGNATURE,
)
from builder.diagnostics import Diagnostic, Location
from builder.verify import zip64
from builder.verify.package import ZipEntry, place_in_zip
from builder.verify.problems import zips

#: The largest exports of authoring tools that were seen have some thousand files.
MAX_ENTRIES = 20_000
_MAX_COMMENT = 0xFFFF
#: 6.3, ten times over (APPNOTE 4.4.3.2). Readers refuse what asks for more.
_NEWEST = 63
_MAX_DIRECTORY = 8 << 20
_UTF8_NAME, _DESCRIPTOR = 1 << 11, 1 << 3
_DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
_UNICODE_NAME = 0x7075
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class RefusedError(Exception):
    """The zip cannot be read on; ``problem`` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the *problem*."""
        super().__init__(str(problem))
        self.problem = problem


class Directory(NamedTuple):
    """The entries of a zip, in its own order, and whether it has records for very large zips."""

    entries: list[ZipEntry]
    has_zip64: bool


def read_directory(archive: BinaryIO, shown: str) -> Directory:
    """Return what the zip *archive* says it holds.

    Raises RefusedError as soon as anything in it contradicts anything else. Names, sizes and methods are not judged
    here.
    """
    here = Location(shown)
    end, is_large = _end(archive, archive.seek(0, os.SEEK_END), here)
    if end.entries > MAX_ENTRIES:
        what, cure = f"holds {end.entries:,} files", "take out the files that no page shows"
        raise RefusedError(zips.package_too_large(here, what, f"{MAX_ENTRIES:,}", cure))
    archive.seek(end.start)
    directory = archive.read(end.length)
    entries = []
    for entry, has_zip64 in _central(directory, end.entries, shown):
        entry, in_local = _with_data_start(archive, entry, shown)
        is_large = is_large or has_zip64 or in_local
        entries.append(entry)
    _refuse_gaps_and_overlaps(archive, entries, end.start, shown)
    return Directory(entries, is_large)


def _end(archive: BinaryIO, size: int, here: Location) -> tuple[zip64.ZipEnd, bool]:
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
    if disk or first_disk or on_disk != entries:
        raise RefusedError(zips.zip_inconsistent(here, "it says that it is one part of several"))
    try:
        said = zip64.ZipEnd(entries, length, start, list_end=size - END_RECORD.size - comment)
        end, is_large = zip64.completed(archive, said)
    except zip64.ContradictionError as found:
        raise RefusedError(zips.zip_inconsistent(here, str(found))) from None
    if end.start + end.length > end.list_end or end.length > _MAX_DIRECTORY:
        raise RefusedError(zips.zip_inconsistent(here, "its list of files does not fit into it"))
    if end.start + end.length < end.list_end:
        beside = end.list_end - end.start - end.length
        raise RefusedError(zips.zip_hidden_data(here, f"{beside:,} bytes stand beside its list of files"))
    return end, is_large


def _central(directory: bytes, count: int, shown: str) -> Iterator[tuple[ZipEntry, bool]]:
    """Yield what the list says of each file, and whether in 64 bits; ``start`` is not known yet."""
    at = 0
    for _ in range(count):
        if len(directory) < at + CENTRAL_HEADER.size or not directory.startswith(CENTRAL_SIGNATURE, at):
            raise RefusedError(
                zips.zip_inconsistent(Location(shown), f"it does not have the {count} files that it says")
            )
        (
            _, _, needed, flags, method, _, _, checksum, packed, size,
            name_length, extra_length, comment_length, disk, _, attributes, offset,
        ) = CENTRAL_HEADER.unpack_from(directory, at)  # fmt: skip
        at += CENTRAL_HEADER.size
        raw, extra = directory[at : at + name_length], directory[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment_length
        if at > len(directory):
            raise RefusedError(zips.zip_inconsistent(Location(shown), "its list of files is cut off"))
        extras = _extras(extra)
        name = _name(raw, flags, extras, shown)
        where = place_in_zip(shown, name)
        # The upper byte is the system on which the tool ran (APPNOTE 4.4.3.1).
        if needed & 0xFF > _NEWEST:
            fact = f"it asks for version {(needed & 0xFF) / 10:g} of the format, which there is not"
            raise RefusedError(zips.zip_inconsistent(where, fact))
        large = extras.get(zip64.EXTRA)
        size, packed, offset = _large((size, packed, offset), large, where)
        if disk:
            raise RefusedError(zips.zip_inconsistent(where, "it says that it is in another part of the zip"))
        # Unix is not the only system whose links tools unpack, and others leave this empty.
        mode = attributes >> 16
        yield ZipEntry(name, flags, method, checksum, packed, size, mode, offset, start=0), large is not None
    if at < len(directory):
        raise RefusedError(
            zips.zip_hidden_data(Location(shown), f"{len(directory) - at:,} bytes stand in its list of files")
        )


def _with_data_start(archive: BinaryIO, entry: ZipEntry, shown: str) -> tuple[ZipEntry, bool]:
    """Return *entry* with the place of its data, if its local header says the same, and whether it does in 64 bits."""
    where = place_in_zip(shown, entry.name)
    archive.seek(entry.offset)
    header = archive.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(LOCAL_SIGNATURE):
        raise RefusedError(zips.zip_inconsistent(where, "no file stands where the list says"))
    _, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = LOCAL_HEADER.unpack(header)
    raw = archive.read(name_length)
    extras = _extras(archive.read(extra_length))
    name = _name(raw, flags, extras, shown)
    if name != entry.name:
        raise RefusedError(zips.zip_inconsistent(where, f"the list says {entry.name!r}, the file itself {name!r}"))
    if (flags, method) != (entry.flags, entry.method):
        raise RefusedError(zips.zip_inconsistent(where, "the list and the file differ on how it is packed"))
    large = extras.get(zip64.EXTRA)
    size, packed = _large((size, packed), large, where)
    said, listed = (checksum, packed, size), (entry.checksum, entry.packed, entry.size)
    # Tools that write without knowing a number leave a zero here, and put the numbers behind the data. The Finder of
    # macOS knows the size, and leaves the others.
    unknown = (0, zip64.FULL_32) if large is not None else (0,)
    if any(
        here != there and not (flags & _DESCRIPTOR and here in unknown)
        for here, there in zip(said, listed, strict=True)
    ):
        raise RefusedError(zips.zip_inconsistent(where, "the list and the file differ on its size or checksum"))
    start = entry.offset + LOCAL_HEADER.size + name_length + extra_length
    return entry._replace(start=start), large is not None


def _large(fields: tuple[int, ...], payload: bytes | None, where: Location) -> list[int]:
    try:
        return list(fields) if payload is None else zip64.with_large(fields, payload)
    except zip64.ContradictionError as found:
        raise RefusedError(zips.zip_inconsistent(where, str(found))) from None


def _refuse_gaps_and_overlaps(archive: BinaryIO, entries: list[ZipEntry], directory_start: int, shown: str) -> None:
    """Every byte in front of the directory belongs to exactly one entry."""
    at = 0
    in_order = sorted(entries, key=lambda entry: entry.offset)
    ends = [*(entry.offset for entry in in_order[1:]), directory_start]
    for entry, end in zip(in_order, ends, strict=False):
        where = place_in_zip(shown, entry.name)
        if entry.offset < at:
            raise RefusedError(zips.zip_overlap(where))
        if entry.offset > at:
            raise RefusedError(
                zips.zip_hidden_data(where, f"{entry.offset - at:,} bytes in front of it belong to no file")
            )
        at = entry.start + entry.packed
        if entry.flags & _DESCRIPTOR and end - at in (12, 16, 20, 24):
            _refuse_descriptor(archive, entry, end - at, where)
            at = end
    if at > directory_start:
        raise RefusedError(zips.zip_overlap(Location(shown)))
    if at < directory_start:
        raise RefusedError(zips.zip_hidden_data(Location(shown), f"{directory_start - at:,} bytes belong to no file"))


def _refuse_descriptor(archive: BinaryIO, entry: ZipEntry, length: int, where: Location) -> None:
    """The numbers behind an entry's data, of 4 or 8 bytes and with a signature or without, are those of the list."""
    width = 8 if length >= 20 else 4
    archive.seek(entry.start + entry.packed)
    signed = _DESCRIPTOR_SIGNATURE if length in (16, 24) else b""
    numbers = entry.packed.to_bytes(width, "little") + entry.size.to_bytes(width, "little")
    if archive.read(length) != signed + entry.checksum.to_bytes(4, "little") + numbers:
        raise RefusedError(zips.zip_inconsistent(where, "the numbers behind the file are not those of the list"))


def _name(name: bytes, flags: int, extras: Mapping[int, bytes], shown: str) -> str:
    """Return the name of a file; one that is not said to be UTF-8 and can be is taken for it, as PHP's zip does."""
    try:
        found = name.decode("utf-8")
    except UnicodeDecodeError:
        if flags & _UTF8_NAME:
            where = place_in_zip(shown, name.decode("utf-8", "replace"))
            raise RefusedError(zips.unsafe_name(where, "is not the UTF-8 that it says it is")) from None
        found = name.decode("cp437")
    if _UNICODE_NAME not in extras:
        return found
    # Version, checksum of the name in the header, and the same name in UTF-8 (APPNOTE 4.6.9).
    second = extras[_UNICODE_NAME]
    text = second[5:].decode("utf-8", "replace")
    same_ascii = _NOT_ASCII.sub("?", text) == _NOT_ASCII.sub("?", found)
    if second[1:5] != zlib.crc32(name).to_bytes(4, "little") or not same_ascii:
        raise RefusedError(zips.zip_inconsistent(place_in_zip(shown, found), "the file has a second name"))
    return text


def _extras(extra: bytes) -> dict[int, bytes]:
    """Return the parts of an extra field by their kinds, the first of each."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(extra):
        length = int.from_bytes(extra[at + 2 : at + 4], "little")
        found.setdefault(int.from_bytes(extra[at : at + 2], "little"), extra[at + 4 : at + 4 + length])
        at += 4 + length
    return found
