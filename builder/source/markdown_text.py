"""Markdown: the one parser with which courses are read and rendered, and what may not stand in their text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from builder.diagnostics import Diagnostic, Location
from builder.source.dialects import as_read, signs_in
from builder.source.first_look import ODD_START, needs_a_look
from builder.source.pasted import ODD_ITEM, lost_in, pasted_in
from builder.source.problems import pages
from builder.source.text_file import Places, Report

#: What every link, picture, table and piece of HTML has in it.
_LINKED = re.compile(r"[\[<|]")
#: Where the parser stops being linear: 500 brackets in one paragraph take it a millisecond, and 60,000 take 7 seconds.
#: The longest paragraph of a real course has 900 characters.
_MOST_BRACKETS, _LONGEST_PARAGRAPH = 500, 20_000
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
_MARGIN = re.compile(r"[ \t>]*")
_LABEL = re.compile(r"\[([^\[\]]{1,999})\]")
#: The line below the head of a table. A field of YAML that holds one may hold a whole table.
_DASHES = re.compile(r"^[ \t]*\|[ \t]*:?-+", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*\|", re.MULTILINE)
_CELL_ENDS = re.compile(r"(?<!\\)(?:\\\\)*\|")
#: Lists that begin later are sentences that begin with a year.
_HIGHEST_START = 99
#: A link's target as written, and its place.
Link = tuple[str, Location]


@cache
def parser() -> MarkdownIt:
    """Return the parser for everything that is shown: CommonMark with tables and struck words, without raw HTML."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@cache
def _inspector() -> MarkdownIt:
    """Return a parser that sees what ``parser`` would turn into plain text: raw HTML, and links of every scheme."""
    inspector = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    inspector.validateLink = lambda url: True  # type: ignore[method-assign]
    inspector.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return inspector


def inspect_blocks(text: str, where: Location, report: Report) -> list[Link]:
    """Report what may not stand in the Markdown *text*, which starts at *where*, and return its links."""
    if not (_LINKED.search(text) or needs_a_look(text)) or _is_tangled(text, where, report):
        return []
    named: dict[str, Any] = {}
    inspection = _Inspection(text, where, report)
    tokens = _inspector().parse(text, named)
    found = inspection.links(tokens)
    inspection.odd_items(tokens)
    inspection.unused(named)
    return found


def inspect_inline(text: str, raw: str, where: Location, report: Report) -> list[Link]:
    """Do the same for one line of Markdown that was written as *raw* at *where*."""
    if _is_tangled(text, where, report):
        return []
    tokens = _inspector().parseInline(text)
    for token in tokens:
        # Lines of the text are not lines of the file.
        token.map = None
    return _Inspection(raw, where, report).links(tokens)


def inspect_signs(text: str, raw: str, where: Location, report: Report) -> None:
    """Report the signs that Markdown does not know in one line of it, *text*, which was written as *raw* at *where*."""
    if not _is_tangled(text, where, report):
        (token,) = _inspector().parseInline(text)
        _Inspection(raw, where, report).signs(token.children or ())


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
        #: Tags that were named as they opened: nobody needs to hear of their ends.
        self._opened: set[str] = set()
        #: Whether HTML was named in this paragraph: what a browser copies is full of it.
        self._has_html = False

    def links(self, tokens: list[Token]) -> list[Link]:
        found: list[Link] = []
        #: Of the table in which we are; none outside one.
        columns = None
        #: Of the items of each list with numbers in which we are, by its depth.
        numbers: dict[int, list[str]] = defaultdict(list)
        for token, *after in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True):
            if token.map:
                self._at = max(self._at, self._line_start(token.map[0]))
                self._end = self._line_start(token.map[1])
            if token.type == "html_block":
                self._report(pages.raw_html(self._find("<"), _first_word(token.content)))
            elif token.type == "heading_open" and not after[0].content:
                self._say("a heading without words", "write it, or take the signs out")
            elif token.type == "heading_open" and token.markup in ("=", "-"):
                hint = (
                    "start it with ## or ###, and take that line out; if it is none, leave a line empty between the two"
                )
                self._say("a heading that is one by the line below it", hint)
            elif token.type == "heading_open" and token.tag not in ("h2", "h3"):
                self._report(_heading(token, self._places.at(self._at)))
            elif token.type in ("table_open", "table_close"):
                columns = 0 if token.type == "table_open" else None
            elif token.type == "th_open" and columns is not None:
                columns += 1
            elif token.type == "tr_open" and columns:
                self._row(columns)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "list_item_open" and token.info:
                numbers[token.level].append(token.info)
            elif token.type == "ordered_list_close":
                self._numbers(numbers.pop(token.level + 1))
            elif token.type == "inline" and columns is None and (token.map or not _DASHES.search(token.content)):
                self._text(token.content)
            if token.type == "inline" and token.map:
                self.signs(token.children or (), token.map[0])
            self._has_html = False
            for number, child in enumerate(token.children or ()):
                found += self._inline(child, (token.children or ())[number + 1 : number + 2])
        return found

    def odd_items(self, tokens: Sequence[Token]) -> None:
        """Report a single line that was to be an item of the list in which it stands, or of the one right below it."""
        for token, after in zip(tokens, tokens[2:], strict=False) if ODD_START.search(self._raw) else ():
            if token.type == "inline" and token.map:
                first, end = map(self._line_start, token.map)
                is_above = after.type.endswith("_list_open") and after.map and after.map[0] == token.map[1]
                odd = [*ODD_START.finditer(self._raw[first:end])]
                if len(odd) == 1 and (is_above or (token.level > 1 and odd[0].start())):
                    self._report(pages.unsupported_markdown(self._places.at(first + odd[0].start()), *ODD_ITEM))

    def _row(self, columns: int) -> None:
        row = self._raw[self._at : self._end].strip()
        cells = len(_CELL_ENDS.findall(row)) + 1 - row.startswith("|") - bool(re.search(r"(?<!\\)\|$", row))
        if cells == 1 and "|" not in row:
            message = "this line stands right below a table, and would become its last row"
            self._report(pages.markdown_table(self._places.at(self._at), message, "leave a line empty between the two"))
        elif cells > columns:
            message = f"this row has {cells} cells, and the head of the table {columns}: the rest would be lost"
            self._report(pages.markdown_table(self._places.at(self._at), message, r"write a pipe in a text as \|"))

    def _text(self, content: str) -> None:
        """Report what looks like a row of a table, and is none."""
        if row := _ROW.search(content):
            message = "this looks like a row of a table, and stands outside one"
            hint = "give the table a head, and below it a line with as many dashes: | --- | --- |"
            self._report(pages.markdown_table(self._find_from_here(row[0].strip()), message, hint))

    def _code(self, token: Token) -> None:
        """Report words that become code, and nobody may have meant it."""
        _, more, last = self._raw[self._at : self._end].rstrip().rpartition("\n")
        if token.type == "code_block":
            what = "a paragraph set in by four spaces"
            self._say(what, "take the spaces out; code stands between two lines of ```")
        elif not (more and last.lstrip(" \t>").startswith(token.markup)):
            self._say("code that is never closed", f"close it with a line of its own: {token.markup}")

    def _numbers(self, written: Sequence[str]) -> None:
        """Report a list that would be numbered otherwise on the page. 1 before each item leaves counting to it."""
        shown = [str(int(written[0]) + number) for number in range(len(written))]
        if list(written) != shown and set(written) != {"1"}:
            hint = f"it would be shown as {', '.join(shown[:6])}: count on, or begin each item with a hyphen"
            self._say(f"a list with the numbers {', '.join(written[:6])}", hint)
        elif int(written[0]) > _HIGHEST_START:
            self._say(
                f"a list that begins with {written[0]}",
                f"if it is a sentence, write {written[0]}\\. or other words first",
            )

    def _say(self, what: str, hint: str) -> None:
        self._report(pages.unsupported_markdown(self._places.at(self._at), what, hint))

    def signs(self, tokens: Sequence[Token], line: int = -1) -> None:
        """Report what Markdown does not know or mistakes in *tokens*, those of a paragraph that begins at *line*."""
        at = self._at
        said: set[tuple[str, str]] = set()
        text = as_read(tokens)
        for sign in (*signs_in(text), *lost_in(text, tokens)):
            # What is wrong with a line of a paragraph is often wrong with all of them.
            if (sign.what, sign.cure) in said:
                continue
            said.add((sign.what, sign.cure))
            found = self._raw.find(sign.written, at, self._end)
            if found >= 0:
                at = found + len(sign.written)
            place = self._places.at(found if found >= 0 else self._at)
            self._report(pages.unsupported_markdown(place, sign.what, sign.cure))
        # Where the lines of a text are not those of a file, a break is named by itself.
        for pasted in pasted_in(text) if line >= 0 and not said else ():
            start = self._line_start(line + pasted.line)
            margin = _MARGIN.match(self._raw, start)
            problem = pages.unsupported_markdown(self._places.at(margin.end() if margin else start), *pasted[2:])
            self._report(replace(problem, severity=pasted.severity))

    def unused(self, named: Mapping[str, Any]) -> None:
        """Report the addresses in *named*, by which Markdown's reader knows links, that no link uses."""
        there = Counter(normalizeReference(label) for label in _LABEL.findall(self._raw))
        for label, reference in named.get("references", {}).items():
            if there[label] < 2:
                place = self._places.at(self._line_start(reference["map"][0]))
                hint = f"link to it, [{label.lower()}], or take it out; if it is no address, write \\[{label.lower()}]"
                self._report(pages.unsupported_markdown(place, "an address that no link uses", hint))
        for twice in named.get("duplicate_refs", ()):
            place = self._places.at(self._line_start(twice["map"][0]))
            hint = "the first one holds; give one of them another name"
            self._report(pages.unsupported_markdown(place, f"a second address for [{twice['label'].lower()}]", hint))

    def _inline(self, token: Token, following: Sequence[Token]) -> Iterator[Link]:
        if token.type == "html_inline" and (opened := _CLOSING.match(token.content)) and opened[1] in self._opened:
            self._find(token.content)
        elif token.type == "html_inline":
            if not self._has_html:
                self._report(pages.raw_html(self._find(token.content), _first_word(token.content)))
            self._has_html = True
            self._opened.add(token.content.strip("<>").partition(" ")[0])
        elif token.type == "image":
            self._report(pages.markdown_image(self._find("![")))
        elif token.type == "link_open":
            if following and following[0].content.startswith("^"):
                hint = "say it in the sentence, or link to it: [the report](https://example.org)"
                self._report(pages.unsupported_markdown(self._find_from_here("[^"), "a footnote", hint))
            elif following and following[0].type == "link_close":
                hint = "write what is there between the square brackets"
                self._report(pages.unsupported_markdown(self._find_from_here("["), "a link without words", hint))
            target = str(token.attrGet("href") or "")
            yield target, self._find(f"]({target}", target)

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
