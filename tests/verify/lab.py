"""Makes zips that no tool would make: every field of every record can be a lie."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.archive import (
    CENTRAL_HEADER,
    CENTRAL_SIGNATURE,
    DEFLATED,
    END_RECORD,
    END_SIGNATURE,
    LOCAL_HEADER,
    LOCAL_SIGNATURE,
    STORED,
)
from builder.verify import verify

REGULAR, LINK, DEVICE = 0o100644, 0o120777, 0o020666


@dataclass(frozen=True)
class Member:
    """One file of a zip. ``local`` and ``central`` overrule what the headers say; ``packed`` what is between them."""

    name: str | bytes
    content: bytes = b"text"
    method: int = DEFLATED
    flags: int = 0
    mode: int = REGULAR
    packed: bytes | None = None
    behind: bytes = b""
    local: dict[str, Any] = field(default_factory=dict)
    central: dict[str, Any] = field(default_factory=dict)


def deflated(content: bytes) -> bytes:
    """Return *content* deflated, without header."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush()


def make_zip(members: Sequence[Member], *, before: bytes = b"", after: bytes = b"", **end: Any) -> bytes:
    """Return a zip of *members*. *before* and *after* are put around it; *end* overrules its last record."""
    archive, directory = bytearray(before), bytearray()
    for member in members:
        name = member.name if isinstance(member.name, bytes) else member.name.encode()
        packed = member.packed
        if packed is None:
            packed = deflated(member.content) if member.method == DEFLATED else member.content
        fact = {
            "flags": member.flags, "method": member.method, "checksum": zlib.crc32(member.content),
            "packed": len(packed), "size": len(member.content), "name": name, "extra": b"",
        }  # fmt: skip
        listed = {"offset": len(archive), "disk": 0, "made_by": 3 << 8 | 20, "needed": 20}
        local, central = fact | member.local, fact | listed | member.central
        directory += CENTRAL_HEADER.pack(
            CENTRAL_SIGNATURE, central["made_by"], central["needed"], central["flags"], central["method"], 0, 33,
            central["checksum"], central["packed"], central["size"], len(central["name"]), len(central["extra"]), 0,
            central["disk"], 0, member.mode << 16, central["offset"],
        ) + central["name"] + central["extra"]  # fmt: skip
        archive += LOCAL_HEADER.pack(
            local.get("signature", LOCAL_SIGNATURE), 20, local["flags"], local["method"], 0, 33,
            local["checksum"], local["packed"], local["size"], len(local["name"]), len(local["extra"]),
        ) + local["name"] + local["extra"] + packed + member.behind  # fmt: skip
    last = {
        "disk": 0, "first": 0, "here": len(members), "all": len(members),
        "length": len(directory), "start": len(archive), "comment": b"", "comment_length": None,
    } | end  # fmt: skip
    length = len(last["comment"]) if last["comment_length"] is None else last["comment_length"]
    record = END_RECORD.pack(
        END_SIGNATURE, last["disk"], last["first"], last["here"], last["all"], last["length"], last["start"], length
    )
    return bytes(archive + directory + last.get("between", b"") + record + last["comment"] + after)


def codes(path: Path) -> set[str]:
    """Return the codes of what ``verify`` says of *path*, but for the remark that another tool made it."""
    return {problem.code for problem in verify(path)} - {"foreign-package"}


def stored(name: str, content: bytes = b"text") -> Member:
    """Return a file that is not deflated."""
    return Member(name, content, method=STORED)
