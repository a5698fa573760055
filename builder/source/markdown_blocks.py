"""Where the blocks of a page start and end: ``::: kind heading``, the lines inside, ``:::``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.diagnostics import Location
from builder.source.problems import pages
from builder.source.text_file import Report


class _Fence(NamedTuple):
    """A line that opens or closes a block: its kind and heading, and the columns of the fence and of the heading."""

    kind: str
    heading: str
    column: int
    heading_column: int


#: A fence without one of its colons.
_TWO_COLONS = re.compile(r"::(?:[ \t]*[a-z].*|[ \t]*)")


def _fence(line: str) -> _Fence | None:
    opening = line.lstrip()
    if not opening.startswith(":::") and not _TWO_COLONS.fullmatch(opening):
        return None
    kind, *rest = re.split(r"[ \t]+", opening.lstrip(":").strip(), maxsplit=1) or [""]
    heading = rest[0] if rest else ""
    end = len(line.rstrip())
    return _Fence(kind, heading, len(line) - len(opening) + 1, end - len(heading) + 1)


@dataclass(frozen=True)
class Span:
    """Some lines of a page: plain text (``kind`` is empty), or a block with its kind and heading.

    ``start`` and ``end`` count lines from 0 and leave out the fences; ``where`` is the first line, fence included.
    """

    kind: str
    heading: str
    where: Location
    heading_column: int
    start: int
    end: int


def spans(lines: Sequence[str], *, first: int, path: str, report: Report) -> list[Span]:
    """Return the parts of a page from line *first* (from 0) on, in order; a block left open ends where it must."""
    return _Scan(lines, path, report).run(first)


class _Scan:
    def __init__(self, lines: Sequence[str], path: str, report: Report) -> None:
        self._lines = lines
        self._path = path
        self._report = report
        self._done: list[Span] = []
        #: Closing fences to forgive, because the block that they close was ended early.
        self._owed = 0

    def run(self, first: int) -> list[Span]:
        open_block: Span | None = None
        text_start = first
        for number in range(first, len(self._lines)):
            line = self._lines[number]
            fence = _fence(line) if "::" in line else None
            if fence is None:
                continue
            if ":::" not in line:
                where = Location(self._path, number + 1, fence.column)
                self._report(
                    pages.unsupported_markdown(where, "a block with two colons", "begin and end it with three, :::")
                )
            if fence.kind:
                if open_block:
                    self._end_early(open_block, number)
                else:
                    self._text(text_start, number)
                open_block = self._opened(fence, number)
            elif open_block:
                self._close(open_block, number)
                open_block, text_start = None, number + 1
            else:
                self._text(text_start, number)
                text_start = number + 1
                self._stray(number)
        if open_block:
            self._report(pages.unclosed_block(open_block.where, open_block.kind, "this block is never closed"))
            self._close(open_block, len(self._lines))
        else:
            self._text(text_start, len(self._lines))
        return self._done

    def _opened(self, fence: _Fence, number: int) -> Span:
        where = Location(self._path, number + 1, fence.column)
        return Span(fence.kind, fence.heading, where, fence.heading_column, number + 1, number + 1)

    def _close(self, block: Span, end: int) -> None:
        self._done.append(Span(block.kind, block.heading, block.where, block.heading_column, block.start, end))

    def _text(self, start: int, end: int) -> None:
        while start < end and not self._lines[start].strip():
            start += 1
        while end > start and not self._lines[end - 1].strip():
            end -= 1
        if start < end:
            self._done.append(Span("", "", Location(self._path, start + 1, 1), 0, start, end))

    def _end_early(self, block: Span, number: int) -> None:
        message = f"the block of line {block.where.line} is still open here, and blocks do not nest"
        self._report(pages.unclosed_block(Location(self._path, number + 1, 1), block.kind, message))
        self._close(block, number)
        self._owed += 1

    def _stray(self, number: int) -> None:
        if self._owed:
            self._owed -= 1
        else:
            self._report(pages.stray_block_end(Location(self._path, number + 1, 1)))
