"""The rules for the files in a zip: their names, their kinds and their sizes.

Sources: docs/facts.md#unzipping-hides-an-attack and docs/facts.md#a-small-zip-may-be-a-large-one.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from builder.archive import DEFLATED, STORED
from builder.diagnostics import Diagnostic, Location
from builder.model.names import DEVICE, MAX_DEPTH
from builder.verify.package import DamagedError, Taken, ZipEntry, packed_digest, place_in_zip, unpacked
from builder.verify.problems import zips
from builder.verify.verdicts import Verdicts

MAX_FILE = 200_000_000
MAX_TOTAL = 500_000_000
#: Sound content of this size never shrinks further (measured: 20 to 1 for the most repetitive of real pages).
_MAX_RATIO, _RATIO_FROM = 100, 1_000_000
#: All files together: films and pictures hardly shrink, so what is larger than this holds some.
_MAX_TOTAL_RATIO, _TOTAL_RATIO_FROM = 20, 100_000_000
_MAX_NAME = 180
#: What file systems end a name at, in bytes.
_MAX_STEP = 255
_DEEPEST = 32
_MOST_KEPT = 5_000_000
_TEXTS = (".html", ".css", ".json", ".txt", ".xml", ".svg")
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f:*?"<>|]')
#: What macOS and Windows put beside the files of whoever zips a folder (docs/facts.md#what-tools-write-into-zips).
_LEFT_BEHIND = re.compile(r"(.*/)?(__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE | re.DOTALL)


def judge_entries(entries: Sequence[ZipEntry], shown: str) -> Iterator[Diagnostic]:
    """Yield every problem that can be seen before a file is unpacked."""
    for entry in entries:
        yield from _judge_name(entry, place_in_zip(shown, entry.name))
        yield from _judge_kind(entry, place_in_zip(shown, entry.name))
    yield from _judge_same_names(entries, shown)
    yield from _judge_total(entries, Location(shown))
    yield from (zips.left_behind(place_in_zip(shown, entry.name)) for entry in entries if is_left_behind(entry.name))


def is_left_behind(name: str) -> bool:
    """Say whether the file *name* is what a system keeps beside its files, and no part of a package."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def _judge_total(entries: Sequence[ZipEntry], here: Location) -> Iterator[Diagnostic]:
    size, packed = sum(entry.size for entry in entries), sum(entry.packed for entry in entries)
    large = [entry for entry in entries if entry.size > _RATIO_FROM and entry.size > entry.packed * _MAX_RATIO]
    ratio = _MAX_RATIO if size <= _TOTAL_RATIO_FROM else _MAX_TOTAL_RATIO
    if size > MAX_TOTAL:
        yield zips.package_too_large(here, f"would unpack to {size:,} bytes", f"{MAX_TOTAL:,}")
    elif not large and size > _RATIO_FROM and size > packed * ratio:
        yield zips.zip_bomb(here, size, packed)


def judge_contents(
    archive: BinaryIO, entries: Sequence[ZipEntry], shown: str, taken: Taken, verdicts: Verdicts
) -> Iterator[Diagnostic]:
    """Unpack every file, piece by piece, and yield what is not as the zip says; what was unpacked before is not again.

    Small texts, which will be read soon, are kept in *taken*, and the digest of each file; all else goes into nothing.
    """
    left = _MOST_KEPT
    for entry in entries:
        taken.digests[entry.name] = packed_digest(archive, entry)
        keep = entry.size <= left and entry.name.endswith(_TEXTS)
        left -= entry.size if keep else 0
        yield from verdicts.once(
            ("unpacked", taken.digests[entry.name]), partial(_unpack, archive, entry, shown, taken if keep else None)
        )


def _unpack(archive: BinaryIO, entry: ZipEntry, shown: str, taken: Taken | None) -> Iterator[Diagnostic]:
    try:
        if taken:
            taken.kept[entry.name] = b"".join(unpacked(archive, entry))
            return
        for _ in unpacked(archive, entry):
            pass
    except DamagedError as damage:
        yield zips.zip_damaged(place_in_zip(shown, entry.name), str(damage))


def _judge_name(entry: ZipEntry, where: Location) -> Iterator[Diagnostic]:
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
    elif any(len(part.encode()) > _MAX_STEP for part in parts):
        yield zips.unsafe_name(where, f"has more than {_MAX_STEP} bytes in one step of its path")
    elif len(parts) > _DEEPEST:
        yield zips.unsafe_name(where, f"has {len(parts)} levels, more than {_DEEPEST}")
    elif len(entry.name) > _MAX_NAME:
        yield zips.long_name(where, f"has {len(entry.name)} characters, more than {_MAX_NAME}")
    elif len(parts) > MAX_DEPTH:
        yield zips.long_name(where, f"has {len(parts)} levels, more than {MAX_DEPTH}")
    elif not entry.name.isascii():
        yield zips.non_ascii_name(where)


def _judge_kind(entry: ZipEntry, where: Location) -> Iterator[Diagnostic]:
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


def _judge_same_names(entries: Sequence[ZipEntry], shown: str) -> Iterator[Diagnostic]:
    taken: dict[str, ZipEntry] = {}
    for entry in entries:
        first = taken.setdefault(_folded(entry.name), entry)
        if first is not entry and not (first.is_folder and entry.is_folder):
            yield zips.duplicate_name(place_in_zip(shown, entry.name), first.name)
    files = {name for name, entry in taken.items() if not entry.is_folder}
    for entry in entries:
        # What is deeper has been refused, and would make this the square of its length.
        folder = "" if entry.name.count("/") > _DEEPEST else _folded(entry.name).rpartition("/")[0]
        while folder:
            if folder in files:
                yield zips.duplicate_name(place_in_zip(shown, entry.name), taken[folder].name)
            folder = folder.rpartition("/")[0]


def _folded(name: str) -> str:
    """Return the name by which systems that know no case, or one form of each accent, would store *name*."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).removesuffix("/")
