"""Files on their way into a package, and the zip that holds them.

The zip is written here and not by ``zipfile`` because ``zipfile`` cannot take data that is deflated already, and a
third of what the packages of a course hold stands in several of them. Measured on the ten packages of ``course_src``:
195 ms with ``zipfile``, 150 ms here, of which 120 ms is zlib's. A film that stands in every format of a module counts
for more. It takes three fixed records (APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16).
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from builder.in_place import locked, part_of, unstopped

#: signature, version needed, flags, method, time, date, CRC-32, compressed size, size, name length, extra length
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
#: signature, version made by, version needed, flags, method, time, date, CRC-32, compressed size, size,
#: name length, extra length, comment length, disk, internal attributes, external attributes, offset of the local header
CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
CENTRAL_SIGNATURE = b"PK\x01\x02"
#: signature, disk, disk of the directory, entries on disk, entries, size and offset of the directory, comment length
END_RECORD = struct.Struct("<4s4H2LH")
END_SIGNATURE = b"PK\x05\x06"
STORED, DEFLATED = 0, 8
#: Films and sounds: packed as tightly as they can be already, and fetched piece by piece.
STREAMED = (".m4a", ".mp3", ".mp4", ".ogg", ".webm")

_UNIX = 3 << 8
_VERSION_2_0 = 20
_MIDNIGHT, _FIRST_OF_JANUARY_1980 = 0, 1 << 5 | 1
_ATTRIBUTES = (stat.S_IFREG | 0o644) << 16
_LEVEL = 6
_CHUNK = 1 << 20


@dataclass(frozen=True, order=True)
class PackageFile:
    """One file of a package: its path inside the zip, and its bytes or the file on disk that holds them.

    ``path`` has forward slashes and no leading slash. Media is given as a ``Path`` and streamed into the zip, so that a
    large video is never held in memory.
    """

    path: str
    content: bytes | Path


class KeptFile(NamedTuple):
    """A file of a package whose content a ``PackageWriter`` has taken already, by the key under which it knows it."""

    path: str
    key: bytes | Path


class _Packed(NamedTuple):
    """One content as it goes into a zip: where it stands in the spool, and what the headers say of it."""

    method: int
    checksum: int
    size: int
    start: int
    length: int


class PackageWriter:
    """Writes the packages of one build into a folder: all of them, or none.

    Each is written under a name of its own that ends in ``.part``. ``put_in_place`` gives all of them their names;
    whatever has not got its name by the end of the ``with`` block is removed, also after an error or an interruption.
    All methods raise OSError where the disk does.

    Same files, same bytes: the clock, the permissions and the operating system in the headers are fixed, and nothing
    else is written. (The deflated bytes are those of the zlib that Python was built with; another zlib may choose
    others.) Each content is deflated once, however many packages hold it; what is deflated waits in a nameless
    temporary file, never in memory.
    """

    def __init__(self, folder: Path) -> None:
        """Make *folder* if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._spool = _Spool(folder)
        # zlib leaves Python's lock to others: one core deflates while another renders and judges.
        self._aside = ThreadPoolExecutor(max_workers=1)
        self._packed: dict[bytes | Path, Future[_Packed] | _Packed] = {}
        self._targets: dict[Path, Path] = {}
        #: What stands beside the packages.
        self.beside: list[Path] = []

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was not put in place."""
        self._aside.shutdown(cancel_futures=True)
        try:
            # On a full disk, what is left to write of it cannot be written either.
            self._spool.close()
        finally:
            for part in self._targets:
                part.unlink(missing_ok=True)

    def expect(self, files: Iterable[PackageFile]) -> list[KeptFile]:
        """Begin to deflate *files* in the background; return what is to be written in their place, without bytes."""
        return [KeptFile(file.path, self._begin(file.content)) for file in files]

    def write(self, name: str, files: Sequence[PackageFile | KeptFile]) -> tuple[Path, Path]:
        """Write *files*, in their order, as the package *name*; return its place, and where it is until it is put
        there.

        Raises ValueError if two files have one path, or a path is not ASCII: both are mistakes of ours.
        """
        if len({file.path for file in files}) < len(files):
            raise ValueError(f"{name} would hold two files of one path")
        target = self._folder / name
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        archive, part = part_of(target)
        self._targets[part] = target
        with archive:
            self._write_zip(archive, files)
        return target, part

    def write_beside(self, file: PackageFile) -> Path:
        """Write *file*, which is no package and holds bytes, into the folder, and return its place."""
        assert isinstance(file.content, bytes), "only media is streamed from disk"
        with self.open_beside(file.path) as opened:
            opened.write(file.content)
        return self.beside[-1]

    def open_beside(self, name: str) -> BinaryIO:
        """Open the file *name* beside the packages, which is no package, to be written piece by piece."""
        target = self._folder / name
        opened, part = part_of(target)
        self._targets[part] = target
        self.beside.append(target)
        return opened

    def put_in_place(self) -> None:
        """Give every package that was written its name, in place of one that has it already."""
        # Else two releases could stand there mixed.
        with unstopped(), locked(self._folder):
            for part, target in self._targets.items():
                part.replace(target)

    def _write_zip(self, archive: BinaryIO, files: Sequence[PackageFile | KeptFile]) -> None:
        directory = bytearray()
        for file in files:
            directory += self._add(archive, file)
        start = archive.tell()
        archive.write(directory)
        archive.write(END_RECORD.pack(END_SIGNATURE, 0, 0, len(files), len(files), len(directory), start, 0))

    def _add(self, archive: BinaryIO, file: PackageFile | KeptFile) -> bytes:
        """Write one file with its local header; return its record in the central directory."""
        packed = self._pack(file.key if isinstance(file, KeptFile) else self._begin(file.content))
        name = file.path.encode("ascii")
        offset = archive.tell()
        about = (_VERSION_2_0, 0, packed.method, _MIDNIGHT, _FIRST_OF_JANUARY_1980)
        sizes = (packed.checksum, packed.length, packed.size, len(name), 0)
        archive.write(LOCAL_HEADER.pack(LOCAL_SIGNATURE, *about, *sizes) + name)
        for start, length in _pieces(packed):
            archive.write(self._spool.read(start, length))
        made_by = _UNIX | _VERSION_2_0
        return CENTRAL_HEADER.pack(CENTRAL_SIGNATURE, made_by, *about, *sizes, 0, 0, 0, _ATTRIBUTES, offset) + name

    def _begin(self, content: bytes | Path) -> bytes | Path:
        """Begin to deflate *content*, unless that has begun; return the key under which it is found."""
        key = hashlib.sha256(content).digest() if isinstance(content, bytes) else content
        if key not in self._packed:
            self._packed[key] = self._aside.submit(self._deflate, content)
        return key

    def _pack(self, key: bytes | Path) -> _Packed:
        packed = self._packed[key]
        if isinstance(packed, Future):
            # A result weighs a tenth of what waited for it, and a large course has tens of thousands.
            self._packed[key] = packed = packed.result()
        return packed

    def _deflate(self, content: bytes | Path) -> _Packed:
        """Put *content* into the spool: deflated if that is shorter, else as it is, as films and sounds are."""
        start = self._spool.end
        if isinstance(content, Path) and content.name.lower().endswith(STREAMED):
            return self._store(content, start)
        deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        checksum = size = 0
        for chunk in _chunks(content):
            checksum = zlib.crc32(chunk, checksum)
            size += len(chunk)
            self._spool.append(deflate.compress(chunk))
        self._spool.append(deflate.flush())
        length = self._spool.end - start
        if length < size:
            return _Packed(DEFLATED, checksum, size, start, length)
        return self._store(content, start)

    def _store(self, content: bytes | Path, start: int) -> _Packed:
        self._spool.end, checksum = start, 0
        for chunk in _chunks(content):
            checksum = zlib.crc32(chunk, checksum)
            self._spool.append(chunk)
        size = self._spool.end - start
        return _Packed(STORED, checksum, size, start, size)


class _Spool:
    """A nameless temporary file: one thread appends to it while another reads what it holds already."""

    def __init__(self, folder: Path) -> None:
        self._file: BinaryIO = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by whoever made the spool
        self._one_at_a_time = Lock()
        #: Where the next piece goes.
        self.end = 0

    def append(self, piece: bytes) -> None:
        with self._one_at_a_time:
            self._file.seek(self.end)
            self._file.write(piece)
        self.end += len(piece)

    def read(self, start: int, length: int) -> bytes:
        with self._one_at_a_time:
            self._file.seek(start)
            return self._file.read(length)

    def close(self) -> None:
        self._file.close()


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _pieces(packed: _Packed) -> Iterator[tuple[int, int]]:
    """Cut what is packed into pieces that fit into memory: where each starts, and how long it is."""
    end = packed.start + packed.length
    for start in range(packed.start, end, _CHUNK):
        yield start, min(_CHUNK, end - start)
