"""The logo of an edition: a picture that was made elsewhere, of which a package gets what is shown and nothing else."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

from builder.model.found import MediaFile
from builder.source.folder import FolderEntry
from builder.source.media import read_media_file
from builder.source.pictures import orientation_in
from builder.source.text_file import Report

#: A fifth of what a module's zip may weigh.
MAX_LOGO_BYTES = 100_000
#: Chunks of PNG that make the picture (https://www.w3.org/TR/png-3/#11Chunks): no words, no frames of an animation.
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"})
#: Segments of JPEG that make the picture (ITU-T T.81, B.1.1.3): tables, frames, scans; of those of applications only
#: JFIF's, the profile of its colours, and Adobe's, which says how colours are meant.
_SEGMENTS = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0), 0xE0, 0xE2, 0xEE})
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")


def read_logo(name: str, entry: FolderEntry, report: Report) -> MediaFile:
    """Return the file *entry*, called *name*, as the logo of an edition; problems go to *report*."""
    found = read_media_file(name, entry, report)
    if found.holds not in _SHOWN or found.length > MAX_LOGO_BYTES:
        return found
    return found.model_copy(update={"shown": shown_of(found.holds, entry.path.read_bytes())})


def shown_of(kind: str, picture: bytes) -> bytes | None:
    """Return what a browser shows of *picture*, which is a PNG or JPEG file; None where it ends too soon, or is broken.

    Notes of a camera, words, later frames, and whatever stands behind the picture are left out. Nothing is decoded.
    """
    try:
        return b"".join(_SHOWN[kind](picture))
    except (ValueError, IndexError, struct.error):
        return None


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(data[at + 4 : at + 8 + length]) != check:
            raise ValueError
        if kind in _CHUNKS:
            yield data[at : at + 12 + length]
        at += 12 + length


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while data[at + 1] != 0xD9:
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        # What is scanned goes on to the next marker.
        following = _MARKER.search(data, at + 2 + length)
        if following is None or (marker != 0xDA and following.start() != at + 2 + length):
            raise ValueError
        if marker in _SEGMENTS:
            yield data[at : following.start()]
        elif marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            yield _turned(orientation_in(data[at + 10 : following.start()]))
        at = following.end() - 2
    yield data[at : at + 2]


def _turned(orientation: int) -> bytes:
    """Return what says that a picture lies on its side, and nothing else of where and when it was taken."""
    if orientation == 1:
        return b""
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


_SHOWN: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {"png": _png, "jpeg": _jpeg}
