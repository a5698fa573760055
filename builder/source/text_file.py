"""From bytes on disk to text that YAML, Markdown and XML can all hold."""

from __future__ import annotations

import errno
import re
import stat
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from builder.diagnostics import Diagnostic, Location
from builder.source.characters import out_of_the_way, strange_characters
from builder.source.problems import files

#: Takes each problem as it is found; usually a list's ``append``.
Report = Callable[[Diagnostic], None]

MAX_BYTES = 500_000
#: A page has some thousand bytes. Markdown takes 20 times as long to read as YAML, and ten times the memory.
MAX_PAGE_BYTES = 100_000
_BOM = b"\xef\xbb\xbf"
#: What git writes above the first of two versions that it could not join.
_UNMERGED = "<<<<<<< "
#: How files start, in small letters, that were given the name of a text.
_NO_TEXT = {
    b"pk\x03\x04": "a document of an office program, or a zip",
    b"\xd0\xcf\x11\xe0": "a document of an old office program",
    b"%pdf-": "a PDF",
    b"{\\rtf": "a document of a word processor (RTF)",
    b"\x89png": "a picture",
    b"<!doctype": "a page of HTML",
    b"<html": "a page of HTML",
    b"\xff\xd8\xff": "a picture",
}
#: C0 and C1 controls other than tab and line feed, the line ends that only Unicode knows, byte order marks, and the
#: non-characters that XML 1.0 section 2.2 leaves out. (UTF-8 cannot hold a lone surrogate.)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_text(file: Path, shown: str, report: Report, *, limit: int = MAX_BYTES) -> str | None:
    """Return the text of *file* with ``\\n`` line ends, or ``None`` if it has none that could be read on.

    *shown* is the file's name in messages. Characters that no package may hold are reported and replaced by spaces, so
    that reading can go on and every column stays right.
    """
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            report(files.unreadable_file(Location(shown), "it is not a file"))
            return None
        if status.st_size > limit:
            report(files.file_too_large(Location(shown), status.st_size, limit))
            return None
        data = file.read_bytes()
    except OSError as problem:
        report(files.unreadable_file(Location(shown), problem.strerror or type(problem).__name__))
        return None
    if other := _no_text(data[:16].lower(), shown):
        report(files.no_text(Location(shown, 1, 1), other))
        return None
    if data.startswith(_BOM):
        report(files.byte_order_mark(Location(shown, 1, 1)))
        data = data.removeprefix(_BOM)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        report(files.not_utf8(Location(shown, 1, 1), "this is UTF-16, and not UTF-8"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        place = place_within(before, len(before), Location(shown, 1, 1))
        report(files.not_utf8(place, f"the byte 0x{data[problem.start]:02X} is not UTF-8"))
        return None
    text = text.replace("\r\n", "\n") if "\n" in text else text.replace("\r", "\n")
    if f"\n{_UNMERGED}" in f"\n{text}":
        report(files.unmerged_file(Location(shown, f"\n{text}".partition(f"\n{_UNMERGED}")[0].count("\n") + 1, 1)))
        return None
    text = out_of_the_way(text, Places(text, Location(shown, 1, 1)).at, report)
    for strange in strange_characters(text, Places(text, Location(shown, 1, 1)).at):
        report(strange)
    return _without_forbidden(text, shown, report)


def whole_file(path: Path) -> Path:
    """Return *path*. Raises OSError if a pipe or a device stands there.

    To open a pipe is to wait for whoever writes into it, and a device may have no end.
    """
    if path.exists() and not path.is_dir() and not path.is_file():
        raise OSError(errno.EINVAL, "Is not a file", str(path))
    return path


class Places:
    """The places of characters in *raw*, a text that stands at *start*; each is found without counting from there."""

    def __init__(self, raw: str, start: Location) -> None:
        """Look at nothing until a place is asked for."""
        self._raw = raw
        self._start = start

    @cached_property
    def lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(newline.end() for newline in re.finditer("\n", self._raw))]

    def at(self, index: int) -> Location:
        """Return the place of the character at *index*."""
        line = bisect_right(self.lines, index) - 1
        column = index - self.lines[line] + 1 if line else self._start.column + index
        return Location(self._start.path, self._start.line + line, column)


def place_within(raw: str, index: int, start: Location) -> Location:
    """Return the place of the character at *index* of *raw*, a text that stands at *start*."""
    return Places(raw, start).at(index)


def _no_text(head: bytes, shown: str) -> str:
    """Return what a file is that starts with *head*, where it is none of text and is called so."""
    if not shown.endswith((".md", ".yaml")):
        return ""
    return next((what for start, what in _NO_TEXT.items() if head.startswith(start)), "")


def _without_forbidden(text: str, shown: str, report: Report) -> str:
    found = FORBIDDEN.search(text)
    if found is None:
        return text
    others = len(FORBIDDEN.findall(text)) - 1
    report(files.control_character(place_within(text, found.start(), Location(shown, 1, 1)), found[0], others))
    return FORBIDDEN.sub(" ", text)
