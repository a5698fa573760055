"""Markdown: the one parser with which courses are read and rendered, and what may not stand in their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.diagnostics import Diagnostic, Location
from builder.source.problems import pages
from builder.source.text_file import Report, place_within

#: What every link, picture and piece of HTML has in it, and every heading that is not of the second or third level.
_WORTH_A_LOOK = re.compile(r"[\[<]|(?:^|[ >])#(?!##? )|^[ >]*=+[ \t]*$", re.MULTILINE)
#: A link's target as written, and its place.
Link = tuple[str, Location]


@cache
def parser() -> MarkdownIt:
    """Return the parser for everything that is shown: CommonMark with tables, without raw HTML."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _inspector() -> MarkdownIt:
    """Return a parser that sees what ``parser`` would turn into plain text: raw HTML, and links of every scheme."""
    inspector = MarkdownIt("commonmark", {"html": True}).enable("table")
    inspector.validateLink = lambda url: True  # type: ignore[method-assign]
    inspector.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return inspector


def inspect_blocks(text: str, where: Location, report: Report) -> list[Link]:
    """Report what may not stand in the Markdown *text*, which starts at *where*, and return its links."""
    if not _WORTH_A_LOOK.search(text):
        return []
    return _Inspection(text, where, report).links(_inspector().parse(text))


def inspect_inline(text: str, raw: str, where: Location, report: Report) -> list[Link]:
    """Do the same for one line of Markdown that was written as *raw* at *where*."""
    tokens = _inspector().parseInline(text)
    for token in tokens:
        # Lines of the text are not lines of the file.
        token.map = None
    return _Inspection(raw, where, report).links(tokens)


class _Inspection:
    """One walk through the tokens of a text. Inline tokens have no place of their own, so it is looked up in order."""

    def __init__(self, raw: str, where: Location, report: Report) -> None:
        self._raw = raw
        self._where = where
        self._report = report
        self._starts = [0, *(newline.end() for newline in re.finditer("\n", raw))]
        self._at = 0
        self._end = len(raw)

    def links(self, tokens: list[Token]) -> list[Link]:
        found: list[Link] = []
        for token in tokens:
            if token.map:
                self._at = max(self._at, self._line_start(token.map[0]))
                self._end = self._line_start(token.map[1])
            if token.type == "html_block":
                self._report(pages.raw_html(self._find("<"), _first_word(token.content)))
            elif token.type == "heading_open" and token.tag not in ("h2", "h3"):
                self._report(_heading(token, self._place(self._at)))
            for child in token.children or ():
                found += self._inline(child)
        return found

    def _inline(self, token: Token) -> Iterator[Link]:
        if token.type == "html_inline":
            self._report(pages.raw_html(self._find(token.content), _first_word(token.content)))
        elif token.type == "image":
            self._report(pages.markdown_image(self._find("![")))
        elif token.type == "link_open":
            target = str(token.attrGet("href") or "")
            yield target, self._find(f"]({target}", target)

    def _find(self, *wanted: str) -> Location:
        for text in wanted:
            at = self._raw.find(text, self._at, self._end)
            if at >= 0:
                self._at = at + len(text)
                return self._place(at + (2 if text.startswith("](") else 0))
        # The target of a reference link ([text][name]) stands somewhere else.
        elsewhere = self._raw.find(wanted[-1])
        return self._place(elsewhere if elsewhere >= 0 else self._at)

    def _place(self, index: int) -> Location:
        return place_within(self._raw, index, self._where)

    def _line_start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._raw)


def _heading(token: Token, where: Location) -> Diagnostic:
    too_high = "a first-level heading: that is the page's title"
    return pages.heading_level(where, too_high if token.tag == "h1" else "a heading below the third level")


def _first_word(html: str) -> str:
    tag = html.strip().splitlines()[0]
    return tag if len(tag) <= 30 else tag[:29] + "…"
