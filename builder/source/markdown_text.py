"""Markdown: the one parser with which courses are read and rendered, and what may not stand in their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.diagnostics import Diagnostic, Location
from builder.source.problems import pages
from builder.source.text_file import Places, Report

#: What every link, picture, table and piece of HTML has in it, and every heading of another level than the second or
#: third.
#: And every address, and every bullet that word processors set.
_WORTH_A_LOOK = re.compile(r"[\[<|•‣◦∙▪●○■·\uf0b7]|://|www\.|(?:^|[ >])#(?!##? )|^[ >]*=+[ \t]*$", re.MULTILINE)
#: Where the parser stops being linear: 500 brackets in one paragraph take it a millisecond, and 60,000 take 7 seconds.
#: The longest paragraph of a real course has 900 characters.
_MOST_BRACKETS, _LONGEST_PARAGRAPH = 500, 20_000
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_TICK_BOX = re.compile(r"^[ \t]*(?:[-*+] +)?(\[[ xX]\]) ", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*([•‣◦∙▪●○■·\uf0b7])[ \t\u00a0]", re.MULTILINE)
#: An address as far as it is certainly one: what ends a sentence behind it is no part of it.
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")
_ROW = re.compile(r"^[ \t]*\|.*\|", re.MULTILINE)
_CELL_ENDS = re.compile(r"(?<!\\)(?:\\\\)*\|")
#: A link's target as written, and its place.
Link = tuple[str, Location]


@cache
def parser() -> MarkdownIt:
    """Return the parser for everything that is shown: CommonMark with tables and struck words, without raw HTML."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@cache
def _inspector() -> MarkdownIt:
    """Return a parser that sees what ``parser`` would turn into plain text: raw HTML, and links of every scheme."""
    inspector = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    inspector.validateLink = lambda url: True  # type: ignore[method-assign]
    inspector.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return inspector


def inspect_blocks(text: str, where: Location, report: Report) -> list[Link]:
    """Report what may not stand in the Markdown *text*, which starts at *where*, and return its links."""
    if not _WORTH_A_LOOK.search(text) or _is_tangled(text, where, report):
        return []
    return _Inspection(text, where, report).links(_inspector().parse(text))


def inspect_inline(text: str, raw: str, where: Location, report: Report) -> list[Link]:
    """Do the same for one line of Markdown that was written as *raw* at *where*."""
    if _is_tangled(text, where, report):
        return []
    tokens = _inspector().parseInline(text)
    for token in tokens:
        # Lines of the text are not lines of the file.
        token.map = None
    return _Inspection(raw, where, report).links(tokens)


def _is_tangled(text: str, where: Location, report: Report) -> bool:
    """Say whether *text* has a paragraph that nobody could read, after reporting it."""
    if len(text) <= _MOST_BRACKETS:
        return False
    places = Places(text, where)
    for paragraph in re.finditer(r"(?:[^\n]+\n?)+", text):
        if len(paragraph[0]) > _LONGEST_PARAGRAPH or paragraph[0].count("[") > _MOST_BRACKETS:
            report(pages.tangled_text(places.at(paragraph.start()), len(paragraph[0]), paragraph[0].count("[")))
            return True
    return False


class _Inspection:
    """One walk through the tokens of a text. Inline tokens have no place of their own, so it is looked up in order."""

    def __init__(self, raw: str, where: Location, report: Report) -> None:
        self._raw = raw
        self._report = report
        self._places = Places(raw, where)
        self._starts = self._places.lines
        self._at = 0
        self._end = len(raw)
        #: What stands nowhere else in this paragraph, or in the text, so that nobody looks again.
        self._nowhere: set[tuple[str, int]] = set()
        self._elsewhere: dict[str, int] = {}

    def links(self, tokens: list[Token]) -> list[Link]:
        found: list[Link] = []
        #: Of the table in which we are; none outside one.
        columns = None
        for token in tokens:
            if token.map:
                self._at = max(self._at, self._line_start(token.map[0]))
                self._end = self._line_start(token.map[1])
            if token.type == "html_block":
                self._report(pages.raw_html(self._find("<"), _first_word(token.content)))
            elif token.type == "heading_open" and token.tag not in ("h2", "h3"):
                self._report(_heading(token, self._places.at(self._at)))
            elif token.type in ("table_open", "table_close"):
                columns = 0 if token.type == "table_open" else None
            elif token.type == "th_open" and columns is not None:
                columns += 1
            elif token.type == "tr_open" and columns:
                self._row(columns)
            elif token.type == "inline" and columns is None:
                self._text(token.content)
            if token.type == "inline" and token.map:
                self._addresses(token.children or ())
            for number, child in enumerate(token.children or ()):
                found += self._inline(child, (token.children or ())[number + 1 : number + 2])
        return found

    def _row(self, columns: int) -> None:
        row = self._raw[self._at : self._end].strip()
        cells = len(_CELL_ENDS.findall(row)) + 1 - row.startswith("|") - bool(re.search(r"(?<!\\)\|$", row))
        if cells > columns:
            message = f"this row has {cells} cells, and the head of the table {columns}: the rest would be lost"
            self._report(pages.markdown_table(self._places.at(self._at), message, r"write a pipe in a text as \|"))

    def _text(self, content: str) -> None:
        """Report what looks like a table, or like a list of boxes to tick, and is neither."""
        if row := _ROW.search(content):
            message = "this looks like a row of a table, and stands outside one"
            hint = "give the table a head, and below it a line with as many dashes: | --- | --- |"
            self._report(pages.markdown_table(self._find_from_here(row[0].strip()), message, hint))
        for box in _TICK_BOX.finditer(content):
            place = self._find_from_here(box[1])
            self._report(pages.unsupported_markdown(place, "a box to tick", "write a plain list"))
        for bullet in _BULLET.finditer(content):
            hint = "begin each item of a list with a hyphen and a space, on a line of its own"
            self._report(pages.unsupported_markdown(self._find_from_here(bullet[0].strip()), "a typed bullet", hint))

    def _addresses(self, tokens: Sequence[Token]) -> None:
        """Report addresses that look as if they could be pressed, and cannot."""
        depth = 0
        for token in tokens:
            depth += token.nesting if token.type.startswith("link_") else 0
            for found in _ADDRESS.findall(token.content) if token.type == "text" and not depth else ():
                hint = f"make it a link: [what is there]({found if '://' in found else f'https://{found}'})"
                self._report(pages.unsupported_markdown(self._find_from_here(found), "an address by itself", hint))

    def _inline(self, token: Token, following: Sequence[Token]) -> Iterator[Link]:
        if token.type == "html_inline":
            self._report(pages.raw_html(self._find(token.content), _first_word(token.content)))
        elif token.type == "image":
            self._report(pages.markdown_image(self._find("![")))
        elif token.type == "text" and "[^" in token.content:
            for note in _FOOTNOTE.findall(token.content):
                self._footnote(note)
        elif token.type == "link_open":
            if following and following[0].content.startswith("^"):
                self._footnote("[^")
            target = str(token.attrGet("href") or "")
            yield target, self._find(f"]({target}", target)

    def _footnote(self, written: str) -> None:
        if self._raw.find("\\" + written, self._at, self._end) >= 0:
            # Somebody means what is written, and has said so.
            return
        hint = "say it in the sentence, or link to it: [the report](https://example.org)"
        self._report(pages.unsupported_markdown(self._find_from_here(written), "a footnote", hint))

    def _find_from_here(self, wanted: str) -> Location:
        at = self._raw.find(wanted, self._at, self._end)
        return self._places.at(max(at, self._at))

    def _find(self, *wanted: str) -> Location:
        for text in wanted:
            if (text, self._end) in self._nowhere:
                continue
            at = self._raw.find(text, self._at, self._end)
            if at >= 0:
                self._at = at + len(text)
                return self._places.at(at + (2 if text.startswith("](") else 0))
            self._nowhere.add((text, self._end))
        # The target of a reference link ([text][name]) stands somewhere else.
        text = wanted[-1]
        if text not in self._elsewhere:
            self._elsewhere[text] = self._raw.find(text)
        elsewhere = self._elsewhere[text]
        return self._places.at(elsewhere if elsewhere >= 0 else self._at)

    def _line_start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._raw)


def _heading(token: Token, where: Location) -> Diagnostic:
    too_high = "a first-level heading: that is the page's title"
    return pages.heading_level(where, too_high if token.tag == "h1" else "a heading below the third level")


def _first_word(html: str) -> str:
    tag = html.strip().splitlines()[0]
    return tag if len(tag) <= 30 else tag[:29] + "…"
