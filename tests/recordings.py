"""Films and sounds that tests make themselves: real ones, as small as their formats allow, and the same each time.

``python -m tests.recordings`` writes those of the examples (``scorm_templates/components/video`` and ``audio``).
"""

from __future__ import annotations

import struct
from pathlib import Path

MEDIA = Path(__file__).parent / "wide_course" / "spring" / "media"
#: A frame of Opus that says nothing, for 20 ms (RFC 6716, 3.1).
_SILENCE = b"\xf8\xff\xfe"
_OPUS_HEAD = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, 48_000, 0, 0)


def webm(seconds: float = 6, *, codec: str = "V_VP8", width: int = 160, height: int = 80, says: bool = True) -> bytes:
    """Return a grey film of one picture a second; it *says* how long it is, or not, as one that a browser recorded."""
    tick = 1_000_000
    info = [_element(0x2AD7B1, _number(tick)), _element(0x4D80, b"tests"), _element(0x5741, b"tests")]
    if says:
        info.append(_element(0x4489, struct.pack(">d", seconds * 1000)))
    size = _element(0xB0, _number(width)) + _element(0xBA, _number(height))
    track = [(0xD7, _number(1)), (0x73C5, _number(1)), (0x83, _number(1)), (0x86, codec.encode()), (0xE0, size)]
    tracks = _element(0xAE, b"".join(_element(name, data) for name, data in track))
    pictures = (
        _element(0xA3, b"\x81" + struct.pack(">hB", second * 1000, 0x80) + _vp8(width, height))
        for second in range(int(seconds))
    )
    cluster = _element(0x1F43B675, _element(0xE7, _number(0)) + b"".join(pictures))
    parts = _element(0x1549A966, b"".join(info)) + _element(0x1654AE6B, tracks)
    place = _element(0xB7, _element(0xF7, _number(1)) + _element(0xF1, _number(len(parts))))
    cues = _element(0x1C53BB6B, _element(0xBB, _element(0xB3, _number(0)) + place))
    version = [(0x4286, 1), (0x42F7, 1), (0x42F2, 4), (0x42F3, 8), (0x4287, 2), (0x4285, 2)]
    head = b"".join(_element(name, _number(value)) for name, value in version) + _element(0x4282, b"webm")
    return _element(0x1A45DFA3, head) + _element(0x18538067, parts + cluster + cues)


def mp4(seconds: float = 6, *, video: str = "avc1", audio: str = "mp4a", brand: bytes = b"isom") -> bytes:
    """Return the frame of a film: what it says of itself, and no picture."""
    tracks = b"".join(_track(*track) for track in ((b"vide", video), (b"soun", audio)) if track[1])
    length = _box(b"mvhd", bytes(12) + struct.pack(">II", 1000, round(seconds * 1000)) + bytes(80))
    return _box(b"ftyp", brand + bytes(4)) + _box(b"moov", length + tracks) + _box(b"mdat", bytes(8))


def ogg(seconds: float = 6, *, head: bytes = _OPUS_HEAD) -> bytes:
    """Return a sound in which nothing is said, or one that begins with another *head*."""
    frames, pages = round(seconds * 50), []
    for number, start in enumerate(range(0, frames, 250)):
        some = min(250, frames - start)
        last = 4 if start + some == frames else 0
        pages.append(_page(last, (start + some) * 960, number + 2, [_SILENCE] * some))
    tags = b"OpusTags" + struct.pack("<I", 5) + b"tests" + bytes(4)
    return _page(2, 0, 0, [head]) + _page(0, 0, 1, [tags]) + b"".join(pages)


def mp3(seconds: float = 6, *, counted: bool = False) -> bytes:
    """Return silence at 32 kbit/s, at one rate; where it is *counted*, its first frame says how many there are."""
    frame = b"\xff\xfb\x10\xc4" + bytes(100)
    frames = round(seconds * 44_100 / 1152)
    tag = frame[:4] + bytes(17) + b"Xing" + struct.pack(">II", 1, frames) if counted else b""
    return b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + tag.ljust(len(frame) if tag else 0, b"\0") + frame * frames


def _vp8(width: int, height: int) -> bytes:
    """Return a picture in one grey (RFC 6386, 9.1): where every bit is 0, each part is as the one before it."""
    blocks = -(-width // 16) * -(-height // 16)
    first = bytes(32 + blocks)
    tag = len(first) << 5 | 1 << 4
    return (
        tag.to_bytes(3, "little") + b"\x9d\x01\x2a" + struct.pack("<HH", width, height) + first + bytes(32 + 2 * blocks)
    )


def _number(value: int) -> bytes:
    return value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big")


def _element(name: int, data: bytes) -> bytes:
    """Return an element of EBML (RFC 8794), its length in four bytes."""
    return _number(name) + (0x10000000 | len(data)).to_bytes(4, "big") + data


def _box(name: bytes, data: bytes) -> bytes:
    """Return a box (ISO/IEC 14496-12, 4.2)."""
    return struct.pack(">I", 8 + len(data)) + name + data


def _track(handler: bytes, codec: str) -> bytes:
    entries = _box(b"stsd", struct.pack(">II", 0, 1) + _box(codec.encode(), bytes(8)))
    media = _box(b"hdlr", bytes(8) + handler + bytes(13)) + _box(b"minf", _box(b"stbl", entries))
    return _box(b"trak", _box(b"mdia", media))


def _page(flags: int, granule: int, number: int, packets: list[bytes]) -> bytes:
    """Return a page of Ogg (RFC 3533, 6) with its checksum."""
    table = bytes(len(packet) for packet in packets)
    start = b"OggS\0" + struct.pack("<BqII", flags, granule, 1, number)
    rest = bytes([len(table)]) + table + b"".join(packets)
    checksum = 0
    for byte in start + bytes(4) + rest:
        checksum ^= byte << 24
        for _ in range(8):
            checksum = (checksum << 1 ^ (0x04C11DB7 if checksum & 0x80000000 else 0)) & 0xFFFFFFFF
    return start + struct.pack("<I", checksum) + rest


#: The recordings of the examples, by their names.
EXAMPLES = {"hive.webm": webm, "bees.ogg": ogg}

if __name__ == "__main__":
    for name, made in EXAMPLES.items():
        (MEDIA / name).write_bytes(made())
