"""Where the blocks of a page start and end: ``::: kind heading``, the lines inside, ``:::``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from builder.diagnostics import Location
from builder.model.blocks import BLOCKS
from builder.model.blocks.block import kind_of
from builder.model.blocks.text import TextBlock
from builder.source.problems import pages
from builder.source.text_file import Report


class _Fence(NamedTuple):
    """A line that opens or closes a block: its kind and heading, and the columns of the fence and of the heading."""

    kind: str
    heading: str
    column: int
    heading_column: int


#: A fence without one of its colons, or with a backslash before it, as programs write that turn other documents into
#: Markdown; a single colon or semicolons count before the kind of a block alone.
_KINDS = "|".join(kind_of(block) for block in BLOCKS if block is not TextBlock)
_NEARLY = re.compile(r"(?:::|\\:::|(?:\\:){3})(?!:)(?:[ \t]*[a-z].*|[ \t]*)|(?::|;{3})[ \t]+" + rf"(?:{_KINDS})\b.*")
#: A block that begins behind other words.
_WITHIN = re.compile(r"\S[ \t](?=:::[ \t]*[a-z])")


def _fence(line: str) -> _Fence | None:
    opening = line.lstrip()
    if not opening.startswith(":::") and (opening[:1] not in ":;\\" or not _NEARLY.fullmatch(opening)):
        return None
    # Word processors leave spaces of other kinds, too.
    kind, *rest = re.split(r"\s+", opening.lstrip(r"\:;").strip(), maxsplit=1) or [""]
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
    #: Whether its own last line closes it.
    closed: bool = True


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
        #: Whether the block that is open began with nearly a fence: one message is enough.
        self._nearly = False

    def run(self, first: int) -> list[Span]:
        open_block: Span | None = None
        text_start = first
        for number in range(first, len(self._lines)):
            line = self._lines[number]
            fence = _fence(line) if ":" in line or ";;;" in line else None
            if fence is None:
                continue
            if not line.startswith(":::", fence.column - 1) and (fence.kind or not self._nearly):
                where = Location(self._path, number + 1, fence.column)
                what = "a block that does not begin with three colons alone"
                self._nearly = True
                self._report(pages.unsupported_markdown(where, what, "begin and end it with three, :::"))
            if fence.kind and open_block and self._is_meant_to_close(fence, open_block, number):
                where = Location(self._path, number + 1, fence.column)
                message = f"a block ends with three colons alone, and {fence.kind} stands behind them"
                self._report(pages.unclosed_block(where, open_block.kind, message))
                fence = fence._replace(kind="")
            if fence.kind:
                if open_block:
                    self._end_early(open_block, number)
                else:
                    self._text(text_start, number)
                open_block = self._opened(fence, number)
            elif open_block:
                self._close(open_block, number)
                open_block, text_start, self._nearly = None, number + 1, False
            else:
                self._text(text_start, number)
                self._stray(number, text_start)
                text_start = number + 1
        if open_block:
            self._report(pages.unclosed_block(open_block.where, open_block.kind, "this block is never closed"))
            self._done.append(replace(open_block, end=len(self._lines), closed=False))
        else:
            self._text(text_start, len(self._lines))
        return self._done

    def _is_meant_to_close(self, fence: _Fence, block: Span, number: int) -> bool:
        """Say whether *fence* names the *block* that it is to close, or nothing: what it would open has no end."""
        names_it = fence.kind.strip("/") in {"end", "close", block.kind} or not re.search(r"\w", fence.kind)
        if fence.heading or not names_it:
            return False
        following = (_fence(line) for line in self._lines[number + 1 :] if line.startswith(":::"))
        after = next(filter(None, following), None)
        return after is None or after.kind != ""

    def _opened(self, fence: _Fence, number: int) -> Span:
        where = Location(self._path, number + 1, fence.column)
        return Span(fence.kind, fence.heading, where, fence.heading_column, number + 1, number + 1)

    def _close(self, block: Span, end: int) -> None:
        self._done.append(replace(block, end=end))

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
        self._done.append(replace(block, end=number, closed=False))
        self._owed += 1

    def _stray(self, number: int, text_start: int) -> None:
        if self._owed:
            self._owed -= 1
        elif within := next((n for n in range(text_start, number) if _WITHIN.search(self._lines[n])), -1) + 1:
            where = Location(self._path, within, self._lines[within - 1].index(":::") + 1)
            what = "a block that begins behind other words"
            self._report(pages.unsupported_markdown(where, what, "begin it on a line of its own"))
        else:
            self._report(pages.stray_block_end(Location(self._path, number + 1, 1)))
