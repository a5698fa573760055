"""Zips as containers: what tools write, what nobody writes, and names."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, cast

from builder.archive import END_SIGNATURE, STORED
from tests.corpus.zip_case import Bases, Case, Files, let_through, refused
from tests.verify.lab import DEVICE, LINK, Member, deflated, make_zip

FORMATS = ("scorm12", "scorm2004", "xapi", "cmi5", "web")
DESCRIPTOR, UTF8 = 1 << 3, 1 << 11
#: Sound, and untidy where the standard is older than such zips.
UNTIDY_64 = {"scorm12": ("zip64",), "scorm2004": ("zip64",), "xapi": ("zip64",), "web": ("zip64",), "cmi5": ()}


def numbers(content: bytes, packed: bytes, *, signature: bytes, width: str) -> bytes:
    return signature + struct.pack(f"<L2{width}", zlib.crc32(content), len(packed), len(content))


def streamed(files: Files, known: tuple[str, ...], *, signature: bytes = b"PK\x07\x08", width: str = "L") -> bytes:
    """Return a zip whose headers know only some of the numbers; the Finder knows the size."""
    members = []
    for name, content in files.items():
        packed = deflated(content)
        local = {"checksum": 0, "packed": 0, "size": 0}
        local |= {key: value for key, value in (("size", len(content)), ("packed", len(packed))) if key in known}
        behind = numbers(content, packed, signature=signature, width=width)
        members.append(Member(name, content, flags=DESCRIPTOR, packed=packed, behind=behind, local=local))
    return make_zip(members)


def plain(files: Files, **central: int) -> bytes:
    return make_zip([Member(name, content, central=central) for name, content in files.items()])


class Pipe:
    """A stream that nobody can go back in."""

    def __init__(self, out: IO[bytes]) -> None:
        self.write, self.flush = out.write, out.flush


def of_python(files: Files, method: int, *, out: Callable[[IO[bytes]], Any], large: str = "") -> bytes:
    """Return the zip that Python's zipfile makes of *files*."""
    written = io.BytesIO()
    with zipfile.ZipFile(cast("Any", out(written)), "w", method) as archive:
        for name, content in files.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=bool(large)) as inside:
                inside.write(content)
    return written.getvalue()


def with_zip64_end(files: Files) -> bytes:
    """Return a small zip with the end of a very large one."""
    content = plain(files)
    at = content.rindex(END_SIGNATURE)
    _, _, _, _, count, length, start, _ = struct.unpack("<4s4H2LH", content[at:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    end = struct.pack("<4s4H2LH", END_SIGNATURE, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:at] + record + locator + end


LITTER: Files = {
    "__MACOSX/": b"", "__MACOSX/._index.html": b"\0\5\x16\7", "__MACOSX/media/._map.svg": b"\0\5\x16\7",
    ".DS_Store": b"\0\0\0\1Bud1", "media/.DS_Store": b"\0\0\0\1Bud1", "media/Thumbs.db": b"\xd0\xcf",
    "desktop.ini": b"[.ShellClassInfo]", "._imsmanifest.xml": b"\0\5\x16\7",
}  # fmt: skip


FOLDERS: Files = {"media/": b"", "a/": b"", "a/b/": b""}


def of_tools() -> Iterator[Case]:
    """What common tools make of a sound package: it is sound."""
    for name in FORMATS:
        of = partial(lambda make, which, bases: make(bases[which]))
        for known in ((), ("size",), ("size", "packed")):
            for width, signature in (("L", b"PK\x07\x08"), ("L", b""), ("Q", b"PK\x07\x08")):
                written = partial(streamed, known=known, signature=signature, width=width)
                words = f"{name}: numbers behind, {len(known)} known, {width}, {len(signature)}"
                yield let_through(words, partial(of, written, name))
        for host in (3, 19):
            yield let_through(
                f"{name}: made on system {host}", partial(of, partial(plain, needed=host << 8 | 20), name)
            )
        yield let_through(f"{name}: stored", partial(of, partial(of_python, method=STORED, out=lambda out: out), name))
        python = partial(of_python, method=zipfile.ZIP_DEFLATED)
        yield let_through(f"{name}: to a pipe", partial(of, partial(python, out=Pipe), name))
        for out, words in ((Pipe, "to a pipe"), (lambda out: out, "to a file")):
            large = partial(python, out=cast("Callable[[IO[bytes]], Any]", out), large="yes")
            yield let_through(f"{name}: zip64 {words}", partial(of, large, name), *UNTIDY_64[name])
        yield let_through(f"{name}: the end of zip64", partial(of, with_zip64_end, name), *UNTIDY_64[name])
        yield let_through(
            f"{name}: what systems leave behind",
            partial(lambda which, bases: plain({**bases[which], **LITTER}), name),
            "left-behind",
        )
        yield let_through(
            f"{name}: folders as entries", partial(lambda which, bases: plain({**FOLDERS, **bases[which]}), name)
        )


def swapped(at: int, byte: int, bases: Bases) -> bytes:
    content = bytearray(plain(bases["scorm12"]))
    content[at] ^= byte
    return bytes(content)


#: One of the two files of a zip, and what is said of it.
LIES: dict[str, tuple[Member, str]] = {
    "another name": (Member("a.txt", local={"name": b"evil.js"}), "zip-inconsistent"),
    "another size": (Member("a.txt", local={"size": 9}), "zip-inconsistent"),
    "another checksum": (Member("a.txt", local={"checksum": 9}), "zip-inconsistent"),
    "another method": (Member("a.txt", local={"method": 0}), "zip-inconsistent"),
    "another place": (Member("a.txt", central={"offset": 7}), "zip-inconsistent"),
    "a part of several": (Member("a.txt", central={"disk": 1}), "zip-inconsistent"),
    "version 9.9": (Member("a.txt", central={"needed": 99}), "zip-inconsistent"),
    "a lying zip64": (Member("a.txt", central={"extra": b"\1\0\x10\0" + bytes(16)}), "zip-inconsistent"),
    "a lying zip64 of its own": (Member("a.txt", local={"extra": b"\1\0\x10\0" + bytes(16)}), "zip-inconsistent"),
    "a second name": (Member("a.txt", central={"extra": b"\x75\x70\x09\0\1\0\0\0\0evil"}), "zip-inconsistent"),
    "lying numbers behind": (
        Member("a.txt", flags=DESCRIPTOR, local={"checksum": 0, "packed": 0, "size": 0}, behind=bytes(12)),
        "zip-inconsistent",
    ),
    "bytes behind": (Member("a.txt", behind=b"hidden"), "zip-hidden-data"),
    "noise": (Member("a.txt", packed=b"\xff" * 20), "zip-damaged"),
    "no end": (Member("a.txt", packed=deflated(b"text")[:-2]), "zip-damaged"),
    "more than it says": (Member("a.txt", bytes(999), local={"size": 9}, central={"size": 9}), "zip-damaged"),
    "less than it says": (Member("a.txt", local={"size": 99}, central={"size": 99}), "zip-damaged"),
    "a password": (Member("a.txt", flags=1), "zip-encrypted"),
    "a strong password": (Member("a.txt", flags=1 | 1 << 6), "zip-encrypted"),
    "Deflate64": (Member("a.txt", method=9), "zip-method"),
    "LZMA": (Member("a.txt", method=14), "zip-method"),
    "Zstandard": (Member("a.txt", method=93), "zip-method"),
    "a link": (Member("a.txt", mode=LINK), "zip-special-file"),
    "a device": (Member("a.txt", mode=DEVICE), "zip-special-file"),
    "a bomb": (Member("a.txt", bytes(3_000_000)), "zip-bomb"),
}
NAMES = [
    "../evil.js", "a/../../b", "/etc/x", "C:/x", "c:x", "//host/x", "a\\b.js", "\\x", "..\\x", "a//b", "./a", "a/./b",
    "a\0b", "a\nb", "a\x7f", "a:b", "a?", "a*", 'a"', "a<b", "a|b", "con", "con.txt", "media/NUL.png", "com1", "lpt9.x",
    "aux", "a.", "a ", " a", "a./b", "a /b", "a" * 256, "a/" * 33 + "a",
]  # fmt: skip
PAIRS = [
    ("a.txt", "a.txt"), ("Logo.png", "logo.png"), ("Straße", "STRASSE"), ("café", "cafe\u0301"), ("media", "media/a"),
    ("Media", "media/a/b"),
]  # fmt: skip


def with_faults() -> Iterator[Case]:
    """What is refused, whatever is in it."""
    for name, (member, code) in LIES.items():
        yield refused(
            f"a file with {name}", partial(lambda one, _: make_zip([one, Member("b.txt")]), member), code,
            at="" if name == "bytes behind" else "a.txt",
        )  # fmt: skip
    for name in NAMES:
        yield refused(
            f"the name {name[:20]!r}", partial(lambda one, _: make_zip([Member("b.txt"), Member(one)]), name),
            "unsafe-name",
        )  # fmt: skip
    for first, second in PAIRS:
        members = [Member(name, b"", flags=UTF8) for name in (first, second)]
        codes = ["duplicate-name", *(["non-ascii-name"] if not (first + second).isascii() else [])]
        yield refused(f"{first!r} beside {second!r}", partial(lambda two, _: make_zip(two), members), *codes)
    for name, content in (("nothing", b""), ("a page", b"<!doctype html>"), ("gzip", b"\x1f\x8b\x08\0" * 50)):
        yield refused(f"{name} instead of a zip", partial(lambda text, _: text, content), "not-a-zip")
    for share in (2, 3, 10):
        yield refused(
            f"1/{share} of a zip",
            partial(lambda part, bases: plain(bases["xapi"])[: len(plain(bases["xapi"])) // part], share),
            "zip-truncated",
        )
    yield refused("bytes in front", lambda bases: b"MZ" * 50 + plain(bases["xapi"]), "zip-hidden-data")
    yield refused("bytes behind", lambda bases: plain(bases["xapi"]) + b"<?php", "zip-hidden-data")
    yield refused("a zip in a zip", lambda bases: plain({"x.zip": plain(bases["xapi"])}), "manifest-missing")
    yield refused(
        "a package in a folder",
        lambda bases: plain({f"course/{name}": text for name, text in bases["scorm12"].items()}),
        "manifest-misplaced",
        at="course/imsmanifest.xml",
    )


CASES = (*of_tools(), *with_faults())
