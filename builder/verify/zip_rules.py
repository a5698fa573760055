"""The rules for the files in a zip: their names, their kinds and their sizes.

Sources: docs/facts.md#unzipping-hides-an-attack and docs/facts.md#a-small-zip-may-be-a-large-one.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from builder.archive import DEFLATED, STORED
from builder.diagnostics import Diagnostic, Location
from builder.model.names import DEVICE, MAX_DEPTH
from builder.verify.package import DamagedError, Entry, place_in_zip, unpacked
from builder.verify.problems import zips

MAX_FILE = 200_000_000
MAX_TOTAL = 500_000_000
#: Sound content of this size never shrinks further (measured: 20 to 1 for the most repetitive of real pages).
_MAX_RATIO, _RATIO_FROM = 100, 1_000_000
_MAX_NAME = 180
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f:*?"<>|]')


def judge_entries(entries: Sequence[Entry], shown: str) -> Iterator[Diagnostic]:
    """Yield every problem that can be seen before a file is unpacked."""
    for entry in entries:
        yield from _judge_name(entry, place_in_zip(shown, entry.name))
        yield from _judge_kind(entry, place_in_zip(shown, entry.name))
    yield from _judge_same_names(entries, shown)
    total = sum(entry.size for entry in entries)
    if total > MAX_TOTAL:
        yield zips.package_too_large(Location(shown), f"would unpack to {total:,} bytes", f"{MAX_TOTAL:,}")


def judge_contents(archive: BinaryIO, entries: Sequence[Entry], shown: str) -> Iterator[Diagnostic]:
    """Unpack every file, piece by piece and into nothing, and yield what is not as the zip says."""
    for entry in entries:
        try:
            for _ in unpacked(archive, entry):
                pass
        except DamagedError as damage:
            yield zips.zip_damaged(place_in_zip(shown, entry.name), str(damage))


def _judge_name(entry: Entry, where: Location) -> Iterator[Diagnostic]:
    parts = entry.name.removesuffix("/").split("/")
    if "\\" in entry.name:
        yield zips.unsafe_name(where, "has a backslash")
    elif entry.name.startswith("/") or re.match("[A-Za-z]:", entry.name):
        yield zips.unsafe_name(where, "starts at the root of a disk")
    elif ".." in parts:
        yield zips.unsafe_name(where, "leads out of the package")
    elif "" in parts or "." in parts:
        yield zips.unsafe_name(where, "has an empty step in its path")
    elif _FORBIDDEN.search(entry.name):
        yield zips.unsafe_name(where, "has a character that not every system allows")
    elif any(part.endswith((".", " ")) or part.startswith(" ") for part in parts):
        yield zips.unsafe_name(where, "starts with a space, or ends with a space or a full stop")
    elif any(DEVICE.fullmatch(part) for part in parts):
        yield zips.unsafe_name(where, "is a device on Windows")
    elif len(entry.name) > _MAX_NAME:
        yield zips.unsafe_name(where, f"has {len(entry.name)} characters, more than {_MAX_NAME}")
    elif len(parts) > MAX_DEPTH:
        yield zips.unsafe_name(where, f"has {len(parts)} levels, more than {MAX_DEPTH}")
    elif not entry.name.isascii():
        yield zips.non_ascii_name(where)


def _judge_kind(entry: Entry, where: Location) -> Iterator[Diagnostic]:
    kind = stat.S_IFMT(entry.mode)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield zips.zip_special_file(where)
    if entry.flags & _ENCRYPTED:
        yield zips.zip_encrypted(where)
    elif entry.method not in (STORED, DEFLATED):
        yield zips.zip_method(where, entry.method)
    if entry.size > MAX_FILE:
        yield zips.package_too_large(where, f"would unpack to {entry.size:,} bytes", f"{MAX_FILE:,}")
    elif entry.size > _RATIO_FROM and entry.size > entry.packed * _MAX_RATIO:
        yield zips.zip_bomb(where, entry.size, entry.packed)


def _judge_same_names(entries: Sequence[Entry], shown: str) -> Iterator[Diagnostic]:
    taken: dict[str, str] = {}
    for entry in entries:
        key = _folded(entry.name)
        if key in taken:
            yield zips.duplicate_name(place_in_zip(shown, entry.name), taken[key])
        taken.setdefault(key, entry.name)
    for entry in entries:
        for folder in PurePosixPath(_folded(entry.name)).parents:
            holder = taken.get(str(folder))
            if holder and not holder.endswith("/"):
                yield zips.duplicate_name(place_in_zip(shown, entry.name), holder)


def _folded(name: str) -> str:
    """Return the name by which systems that know no case, or one form of each accent, would store *name*."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).removesuffix("/")
