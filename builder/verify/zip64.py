"""The records of very large zips: a second set of numbers, which may complete the first and may not contradict it.

Layout: APPNOTE.TXT 4.3.14, 4.3.15 and 4.5.3. cmi5 lets packages be such zips (docs/facts.md#large-zips-in-cmi5).
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import BinaryIO, NamedTuple

FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF
EXTRA = 0x0001
_LOCATOR, _LOCATOR_SIGNATURE = Struct("<4sIQI"), b"PK\x06\x07"
_RECORD, _RECORD_SIGNATURE = Struct("<4sQHHIIQQQQ"), b"PK\x06\x06"


class ContradictionError(Exception):
    """The two sets of numbers cannot both be true; the message says in what."""


class ZipEnd(NamedTuple):
    """What the end of a zip says of its list of files, and where the list itself ends."""

    entries: int
    length: int
    start: int
    list_end: int


def completed(archive: BinaryIO, said: ZipEnd) -> tuple[ZipEnd, bool]:
    """Return *said* as the records for large zips complete it, and whether there are any. Raises ContradictionError."""
    at = said.list_end - _LOCATOR.size
    archive.seek(max(0, at))
    locator = archive.read(_LOCATOR.size)
    if at < 0 or not locator.startswith(_LOCATOR_SIGNATURE):
        return said, False
    _, disk, record_at, disks = _LOCATOR.unpack(locator)
    if record_at + _RECORD.size != at or disk or disks > 1:
        raise ContradictionError("its zip64 records do not stand together at its end")
    archive.seek(record_at)
    record = archive.read(_RECORD.size)
    if not record.startswith(_RECORD_SIGNATURE):
        raise ContradictionError("its zip64 record is none")
    _, size, _, _, disk, first_disk, on_disk, entries, length, start = _RECORD.unpack(record)
    if size != _RECORD.size - 12 or disk or first_disk or on_disk != entries:
        raise ContradictionError("its zip64 record says that it is one part of several, or holds more than it should")
    for plain, full, large in (
        (said.entries, FULL_16, entries),
        (said.length, FULL_32, length),
        (said.start, FULL_32, start),
    ):
        if plain not in (full, large):
            raise ContradictionError("its zip64 record says another number than its end")
    return ZipEnd(entries, length, start, record_at), True


def with_large(fields: Iterable[int], payload: bytes) -> list[int]:
    """Return *fields*, size first, with the numbers of *payload* in the place of those that are full.

    *payload* has a number for each field that is full, or, as some tools write it, one for each field from the first
    on. Raises ContradictionError if it says anything else.
    """
    plain = list(fields)
    numbers = [int.from_bytes(payload[at : at + 8], "little") for at in range(0, len(payload) - 7, 8)]
    large = iter(numbers)
    if plain.count(FULL_32) == len(numbers):
        return [next(large) if field == FULL_32 else field for field in plain]
    found = [*numbers, *plain[len(numbers) :]]
    if len(found) != len(plain) or any(field not in (FULL_32, n) for field, n in zip(plain, found, strict=True)):
        raise ContradictionError("the file has a second size")
    if FULL_32 in plain[len(numbers) :]:
        raise ContradictionError("a size of the file is missing")
    return found
