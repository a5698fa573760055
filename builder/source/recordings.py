"""What a film or a sound says of itself: how long it is, and by which codecs it is written. Nothing is decoded.

Why not a library: docs/decisions/051-media.md.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from builder.model.found import Recording

#: A file of more parts on one level than this is none of a camera's or an editor's.
_MOST_PARTS = 20_000
#: No part that is read whole has more bytes: tracks have some hundred.
_MOST_BYTES = 64_000
#: The last page of an Ogg file is in so many bytes of its end: a page has 65,307 at most (RFC 3533, 6).
_LAST_PAGE = 66_000

#: The start and the end of a part in its file.
Bounds = tuple[int, int]


def read_recording(kind: str, file: BinaryIO, length: int) -> Recording | None:
    """Return what the recording of *kind* in *file*, which has *length* bytes, says of itself.

    ``None`` where it is no recording, or broken. Raises OSError.
    """
    try:
        return _READERS[kind](file, length)
    except (KeyError, ValueError, IndexError, struct.error, OverflowError):
        return None


def _mp4(file: BinaryIO, length: int) -> Recording:
    """ISO/IEC 14496-12: 8.2.2 for the length, 8.4.3 and 8.5.2 for the tracks."""
    (movie,) = _named(b"moov", _boxes(file, (0, length)))
    tracks: dict[bytes, list[str]] = {b"vide": [], b"soun": []}
    seconds = None
    for name, span in _boxes(file, movie):
        if name == b"mvhd":
            head = _bytes(file, span)
            at, form = (20, ">IQ") if head[0] == 1 else (12, ">II")
            scale, ticks = struct.unpack_from(form, head, at)
            seconds = ticks / scale if ticks and scale else None
        elif name == b"trak":
            (media,) = _named(b"mdia", _boxes(file, span))
            handler, codec = _mp4_track(file, media)
            tracks.setdefault(handler, []).append(codec)
    return Recording(tuple(tracks[b"vide"]), tuple(tracks[b"soun"]), seconds)


def _mp4_track(file: BinaryIO, media: Bounds) -> tuple[bytes, str]:
    inside = dict(_boxes(file, media))
    (table,) = _named(b"stbl", _boxes(file, inside[b"minf"]))
    entries = _bytes(file, dict(_boxes(file, table))[b"stsd"])
    return _bytes(file, inside[b"hdlr"])[8:12], entries[12:16].decode("latin-1")


def _boxes(file: BinaryIO, span: Bounds) -> Iterator[tuple[bytes, Bounds]]:
    """Yield the name and the place of each box (ISO/IEC 14496-12, 4.2). Raises ValueError where one is cut off."""
    at, end = span
    for _ in range(_MOST_PARTS):
        if at + 8 > end:
            return
        file.seek(at)
        head = file.read(16)
        size, name = struct.unpack_from(">I4s", head)
        start = at + 8
        if size == 1:
            (size,), start = struct.unpack_from(">Q", head, 8), at + 16
        stop = end if size == 0 else at + size
        if not start <= stop <= end:
            raise ValueError
        yield name, (start, stop)
        at = stop
    raise ValueError


def _webm(file: BinaryIO, length: int) -> Recording:
    """RFC 9559: 5.1.2 for the length, 5.1.4 for the tracks; the head of EBML comes first, and is passed over."""
    (segment,) = _named(0x18538067, _elements(file, (0, length)))
    tracks: dict[int, list[str]] = {1: [], 2: []}
    seconds = None
    for name, span in _elements(file, segment):
        if name == 0x1549A966:
            info = dict(_elements(file, span))
            tick = _uint(file, info[0x2AD7B1]) if 0x2AD7B1 in info else 1_000_000
            if 0x4489 in info:
                said = _bytes(file, info[0x4489])
                lasting = struct.unpack(">d" if len(said) == 8 else ">f", said)[0] * tick / 1e9
                # A number below zero, or none, comes of a damaged file.
                seconds = lasting if lasting > 0 else None
        elif name == 0x1654AE6B:
            for _, entry in _elements(file, span):
                track = dict(_elements(file, entry))
                codec = _bytes(file, track[0x86]).decode("latin-1").rstrip("\0")
                tracks.setdefault(_uint(file, track[0x83]), []).append(codec)
        elif name == 0x1F43B675:
            # The pictures begin: what is said of them stands before (https://www.webmproject.org/docs/container/).
            break
    return Recording(tuple(tracks[1]), tuple(tracks[2]), seconds)


def _elements(file: BinaryIO, span: Bounds) -> Iterator[tuple[int, Bounds]]:
    """Yield the name and the place of each element (RFC 8794, 4 to 6); one of unknown length goes on to the end."""
    at, end = span
    for _ in range(_MOST_PARTS):
        if at >= end:
            return
        file.seek(at)
        head = file.read(12)
        name, start = _vint(head, 0)
        size, start = _vint(head, start)
        # Without the bit that says how many bytes the length has.
        room = 7 * (size.bit_length() // 7)
        size -= 1 << room
        stop = end if size == (1 << room) - 1 else at + start + size
        if stop > end:
            raise ValueError
        yield name, (at + start, stop)
        at = stop
    raise ValueError


def _vint(head: bytes, at: int) -> tuple[int, int]:
    """Return the number at *at*, with the bit that marks its length, and where the next begins."""
    length = 9 - head[at].bit_length()
    if length > 8 or at + length > len(head):
        raise ValueError
    return int.from_bytes(head[at : at + length]), at + length


def _ogg(file: BinaryIO, length: int) -> Recording:
    """RFC 3533, 6: the last page says how many samples there are; RFC 7845, 5.1, Vorbis I, 4.2.2: how many a second."""
    file.seek(0)
    head = file.read(4096)
    packet = head[27 + head[26] :]
    skipped = 0
    if packet.startswith(b"OpusHead"):
        codec, rate = "opus", 48_000
        (skipped,) = struct.unpack_from("<H", packet, 10)
    elif packet.startswith(b"\x01vorbis"):
        codec = "vorbis"
        (rate,) = struct.unpack_from("<I", packet, 12)
    else:
        return Recording((), ("unknown",), None)
    file.seek(max(0, length - _LAST_PAGE))
    end = file.read(_LAST_PAGE)
    (samples,) = struct.unpack_from("<q", end, end.rindex(b"OggS") + 6)
    return Recording((), (codec,), (samples - skipped) / rate if rate and samples > skipped else None)


#: Kilobits a second of Layer III in MPEG-1 and in MPEG-2 (ISO/IEC 11172-3, 2.4.2.3; ISO/IEC 13818-3, 2.4.2.3).
_BIT_RATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_SAMPLE_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _mp3(file: BinaryIO, length: int) -> Recording:
    """The first frame says how many follow (in a ``Xing`` or ``Info`` of its own), or all have its bit rate."""
    start = 0
    file.seek(0)
    tag = file.read(10)
    if tag.startswith(b"ID3"):
        # https://id3.org/id3v2.4.0-structure, 3.1: seven bits of each byte count.
        start = 10 + sum(byte << 7 * (3 - place) for place, byte in enumerate(tag[6:10]))
    file.seek(start)
    frame = file.read(200)
    version, layer = frame[1] >> 3 & 3, frame[1] >> 1 & 3
    if frame[0] != 0xFF or frame[1] < 0xE0 or version == 1 or layer != 1:
        raise ValueError
    rate, kilobits = _SAMPLE_RATES[version][frame[2] >> 2 & 3], _BIT_RATES[version != 3][frame[2] >> 4]
    is_mono = frame[3] >> 6 == 3
    side = (17 if is_mono else 32) if version == 3 else (9 if is_mono else 17)
    head = frame[4 + side :]
    if head[:4] in (b"Xing", b"Info") and head[7] & 1:
        (frames,) = struct.unpack_from(">I", head, 8)
        seconds = frames * (1152 if version == 3 else 576) / rate
    else:
        seconds = (length - start) / (kilobits * 125) if kilobits else 0
    return Recording((), ("mp3",), seconds or None)


def _named(wanted: object, parts: Iterator[tuple[object, Bounds]]) -> list[Bounds]:
    """Return where the first part called *wanted* is; nothing if there is none."""
    return [span for name, span in parts if name == wanted][:1]


def _bytes(file: BinaryIO, span: Bounds) -> bytes:
    start, end = span
    if end - start > _MOST_BYTES:
        raise ValueError
    file.seek(start)
    return file.read(end - start)


def _uint(file: BinaryIO, span: Bounds) -> int:
    return int.from_bytes(_bytes(file, span))


_READERS: Mapping[str, Callable[[BinaryIO, int], Recording]] = {"mp4": _mp4, "webm": _webm, "ogg": _ogg, "mp3": _mp3}
