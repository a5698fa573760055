"""A package as it stands on disk: what its zip says it holds, and the bytes of any one file, unpacked in memory."""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO, NamedTuple

from builder.archive import STORED
from builder.diagnostics import Location, Severity
from builder.render.module import LAUNCH
from builder.verify.verdicts import Verdicts

#: What the player asks for to see whether its package can be reached.
PROBE = "probe.txt"

_CHUNK = 1 << 16
_MAX_OUTPUT = 1 << 20
_LONGEST_SHOWN = 200


class ZipEntry(NamedTuple):
    """One entry of the zip's directory, with which its local header agrees; ``start`` is where its data begins."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    mode: int
    offset: int
    start: int

    @property
    def is_folder(self) -> bool:
        """Whether the entry is a folder, which has no data."""
        return self.name.endswith("/")


class DamagedError(Exception):
    """A file in the zip is not what the zip says of it; the message says how."""


class Taken(NamedTuple):
    """What was taken of the files of a package when it was opened, by their names: texts, and the digest of each."""

    kept: dict[str, bytes]
    digests: dict[str, bytes]


@dataclass(frozen=True)
class Package:
    """A package whose zip has passed: ``shown`` is its name in messages, ``files`` its files without folders."""

    shown: str
    size: int
    files: Mapping[str, ZipEntry]
    archive: BinaryIO
    taken: Taken = field(default_factory=lambda: Taken({}, {}))
    #: Those of the run, so that a verdict on the same content can be trusted.
    verdicts: Verdicts = field(default_factory=Verdicts)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file *name*. Its size and checksum were judged when the package was opened."""
        if name in self.taken.kept:
            return self.taken.kept[name]
        return b"".join(unpacked(self.archive, self.files[name]))

    def digest(self, name: str) -> bytes:
        """Return a digest by which the content of the file *name* is known again; nothing, if there is no such file."""
        if name in self.files and name not in self.taken.digests:
            self.taken.digests[name] = packed_digest(self.archive, self.files[name])
        return self.taken.digests.get(name, b"")

    @cached_property
    def names(self) -> bytes:
        """The names of all files, as something on which a verdict can rest."""
        return "\n".join(sorted(self.files)).encode()

    @cached_property
    def is_ours(self) -> bool:
        """Whether coursepack made the package: what a module consists of stands at its top or in a folder."""
        return bool(self.modules)

    @property
    def severity(self) -> Severity:
        """How a thing counts that coursepack never does, and that LMSs let pass: an error in our own packages alone."""
        return Severity.ERROR if self.is_ours else Severity.WARNING

    @cached_property
    def modules(self) -> Sequence[str]:
        """The folder of each module that coursepack made, with a slash at its end: "" alone, or a whole course's."""
        folders = ["", *sorted({f"{name.partition('/')[0]}/" for name in self.files if "/" in name})]
        found = [folder for folder in folders if folder + PROBE in self.files and folder + LAUNCH in self.files]
        return [""] if "" in found else found

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {_folded(name): name for name in self.files}

    def spelt_otherwise(self, name: str) -> str:
        """Return the file whose name differs from *name* only in how letters are written (capital, accented), or ""."""
        return self._names.get(_folded(name), "")

    def where(self, name: str, line: int = 0) -> Location:
        """Return a place inside the package, shown as ``x.zip!index.html:12``."""
        return place_in_zip(self.shown, name, line)


def place_in_zip(shown: str, name: str, line: int = 0) -> Location:
    """Return a place in the file *name* of the zip *shown*; of a very long name, the middle is left out."""
    short = name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN // 2]}…{name[-_LONGEST_SHOWN // 2 :]}"
    return Location(f"{shown}!{short}", line)


def packed_digest(archive: BinaryIO, entry: ZipEntry) -> bytes:
    """Return a digest of the bytes of *entry* as they stand in the zip, and of all that says how to unpack them."""
    digest = hashlib.sha256(f"{entry.method} {entry.checksum} {entry.packed} {entry.size} ".encode())
    for piece in _stored(archive, entry):
        digest.update(piece)
    return digest.digest()


def unpacked(archive: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    """Yield the bytes of *entry*, never more than a megabyte at once and never more than the zip says that there are.

    Raises DamagedError if its size, checksum or deflated form is not what the zip says.
    """
    size = checksum = 0
    for piece in _stored(archive, entry) if entry.method == STORED else _inflated(archive, entry):
        size += len(piece)
        if size > entry.size:
            raise DamagedError(f"holds more than the {entry.size:,} bytes that the zip says")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size < entry.size:
        raise DamagedError(f"holds {size:,} bytes, and the zip says {entry.size:,}")
    if checksum != entry.checksum:
        raise DamagedError("its checksum is wrong")


def _stored(archive: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    archive.seek(entry.start)
    left = entry.packed
    while left and (piece := archive.read(min(left, _CHUNK))):
        left -= len(piece)
        yield piece


def _inflated(archive: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _stored(archive, entry):
            rest = piece
            while rest:
                if inflate.eof:
                    raise DamagedError("has bytes behind the end of its deflated data")
                yield inflate.decompress(rest, _MAX_OUTPUT)
                rest = inflate.unconsumed_tail or inflate.unused_data
        yield inflate.flush()
    except zlib.error:
        raise DamagedError("cannot be unpacked") from None
    if not inflate.eof:
        raise DamagedError("its deflated data has no end")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
