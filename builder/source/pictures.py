"""What a file holds by its first bytes, whatever it is called; and how wide and high a picture is.

Only what browsers show or people open is told apart, as in https://mimesniff.spec.whatwg.org/. Nothing is decoded.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping

#: Where the parts that are looked at stand: the metadata of a photograph may come before its size.
HEAD = 300_000
Size = tuple[int, int]

#: The start of each kind of file.
_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(start, re.DOTALL), kind)
    for start, kind in (
        (rb"\x89PNG\r\n\x1a\n", "png"),
        (rb"\xff\xd8\xff", "jpeg"),
        (rb"GIF8[79]a", "gif"),
        (rb"RIFF.{4}WEBP", "webp"),
        (rb".{4}ftyp(?:.{4}){0,12}avi[fs]", "avif"),
        (rb".{4}ftyp(?:hei|mif|msf)", "heic"),
        (rb".{4}ftyp", "mp4"),
        (rb"\x1a\x45\xdf\xa3", "webm"),
        (rb"OggS", "ogg"),
        (rb"ID3|\xff[\xe2-\xff]", "mp3"),
        (rb"%PDF-", "pdf"),
        (rb"PK\x03\x04", "zip"),
        (rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|iframe|svg|\?xml|!--)", "markup"),
    )
)
#: What stands in a file whose name ends so.
KINDS: Mapping[str, str] = {
    **{kind: kind for kind in ("png", "jpeg", "gif", "webp", "avif", "mp4", "webm", "mp3", "ogg", "pdf", "svg")},
    "jpg": "jpeg", "m4a": "mp4",
    **dict.fromkeys(("docx", "odp", "ods", "odt", "pptx", "xlsx"), "zip"),
    **dict.fromkeys(("csv", "txt", "vtt"), "text"),
}  # fmt: skip
PICTURES = frozenset({"png", "jpeg", "gif", "webp", "avif", "svg"})


def picture_kind(head: bytes) -> str:
    """Return what the file that starts with *head* holds: one of ``KINDS``, ``markup``, ``heic`` or nothing."""
    for start, kind in _STARTS:
        if start.match(head):
            return kind
    return "text" if head and b"\0" not in head else ""


def size_of_picture(kind: str, head: bytes) -> Size | None:
    """Return the width and height in pixels of the picture of *kind* that starts with *head*, as a browser shows it.

    ``None`` where it does not say: then it is broken.
    """
    try:
        width, height = _READERS[kind](head)
    except (KeyError, ValueError, IndexError, struct.error):
        return None
    return (width, height) if width > 0 and height > 0 else None


def _png(head: bytes) -> Size:
    """https://www.w3.org/TR/png-3/#11IHDR"""
    if head[12:16] != b"IHDR":
        raise ValueError
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _gif(head: bytes) -> Size:
    """https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 18"""
    width, height = struct.unpack_from("<HH", head, 6)
    return width, height


def _webp(head: bytes) -> Size:
    """RFC 9649, 2.5 to 2.7"""
    match head[12:16]:
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", head, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(head: bytes) -> Size:
    """ITU-T T.81, B.2.2: the frame's header; a camera that was held upright says so in Exif."""
    at, is_turned = 2, False
    while head[at] == 0xFF:
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4])
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", head, at + 5)
            return (height, width) if is_turned else (width, height)
        if marker == 0xE1 and head[at + 4 : at + 10] == b"Exif\0\0":
            is_turned = orientation_in(head[at + 10 : at + 2 + length]) >= 5
        at += 2 + length
    raise ValueError


def orientation_in(exif: bytes) -> int:
    """Return how *exif* says a picture is to be turned (Exif 2.32, 4.6.4): 1 to 4 are upright, 5 to 8 on their side."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for entry in range(min(count, 100)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + entry * 12)
            if tag == 0x0112:
                return int(value)
    except struct.error:
        pass
    return 1


def _avif(head: bytes) -> Size:
    """ISO/IEC 23008-12, 6.5.3 and 6.5.10: the largest of its images is the one that is shown."""
    sizes = [struct.unpack(">II", found) for found in re.findall(rb"ispe\0{4}(.{8})", head, re.DOTALL)]
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    turned = re.search(rb"\0{3}\x09irot([\0-\x03])", head)
    return (height, width) if turned and turned[1][0] % 2 else (width, height)


_READERS: Mapping[str, Callable[[bytes], Size]] = {
    "png": _png, "gif": _gif, "webp": _webp, "jpeg": _jpeg, "avif": _avif,
}  # fmt: skip
