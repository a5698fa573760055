"""What people paste from letters, sheets, presentations and chats: its lines would run together, and signs be lost.

To Markdown, the end of a line is a space. Looked for in text as it is read (``builder.source.dialects.as_read``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from builder.diagnostics import Severity
from builder.source.dialects import ENDED, HIDDEN, Sign

#: Blocks of Unicode that hold signs alone: bullets, arrows to dingbats, more arrows, a word processor's own, and emoji.
#: https://www.unicode.org/charts/
_SIGN = "\u00b7\u2022\u2023\u2043\u2219\u2190-\u27ff\u2900-\u2bff\uf000-\uf0ff\U0001f000-\U0001faff"
_NAME = r"[A-Z\u00c0-\u00de][\w-]*(?:[ ][\w-]+){0,2}:"
#: How a line begins that is an item of a list to people alone: with a sign, or with a number that counts on.
_ODD = (
    rf"(?:(?P<sign>[{_SIGN}]|[0-9#*]\ufe0f?\u20e3|[-+](?=[^\W\d]|\u00a0)|\*(?=\u00a0)|"
    r"[–—o\u00bb~=.](?=[ \t\u00a0]))|"
    r"(?P<bare>\d{1,2})(?=[ \t\u00a0])|(?P<parts>\d{1,2}(?:\.\d{1,2})+)(?=[.)]?[ \t\u00a0])|"
    r"(?P<near>\d{1,2})[.)](?=[^\W\d]|\u00a0)|(?P<letter>[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)](?=[ \t\u00a0])|"
    r"\((?P<round>\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)|(?P<word>[^\W\d_]{1,12}[ ]?\d{1,2})[ ]?[.:)–—-](?=[ \t\u00a0]))"
)
_ITEM = re.compile(rf"[ \t]*(?:{_ODD}|(?P<plain>\d{{1,2}})[.)](?=[ \t]))")
_NAMED = re.compile(rf"[ \t]*{_NAME}[ \t]")
#: Wrapped lines are longer, and who breaks them by sense does it behind a stop: what ends so was meant to be a line.
_SHORT_END, _SHORT_START = r"[\w)\]*_]", r"[*_]{0,3}(?:[A-Z\u00c0-\u00de\d#\u00a7\u00b9\u00b2\u00b3(]|\[\d)"
_SHORT = re.compile(rf"(?!.*:::).{{0,39}}{_SHORT_END}")
_MAY = re.compile(
    rf"^[ \t>*_+-]*(?:\d{{1,9}}[.)][ \t]+)*(?:{_ODD}|{_NAME}[*_]*[ \t][^\n]*\n[ \t>*_+-]*{_NAME}[*_]*[ \t])|"
    r"^[ \t>]*[*_]+\d{1,2}[.)]|-\n|\t|,(?=[^\W\d]|[\"'(]\w)|;(?=\S)|"
    rf"^(?!#{{2,6}} |[|:])[^\n]{{0,39}}{_SHORT_END}\n[ >]*(?!\d{{1,9}}[.)][ ]){_SHORT_START}",
    re.MULTILINE,
)
#: An item that is none: in the middle of a paragraph, a list can begin with 1 alone (CommonMark, "List items").
_LATE = re.compile(r"\n[ \t]*\d{1,2}[.)][ \t]")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
#: A word whose second half stands on the next line. A hyphen may stand for the rest of a word, as in "in- and outside".
_DIVIDED = re.compile(r"[^\W\d_]-\n[ \t]*(?!(?:and|or|to|und|oder|bis|et|ou|y|o|e|en|of)\b)[^\W\d_A-Z]")
_SEPARATORS = {
    "\t": re.compile(r"(?<=\S)\t+(?=\S)"),
    ",": re.compile(r",(?=[^\W\d]|[\"'(]\w)"),
    ";": re.compile(r";(?=\S)"),
}
#: A path of Windows that would lose one of its backslashes: Markdown takes those before a sign away.
_LOST = r"\\[\0!-/:-@\[-`{-~]"
_PATH = re.compile(rf"(?<![\w\\])[A-Za-z]:(?:\\\w[^\s\\\0]*){{0,20}}{_LOST}|(?<![\w\\\0])\\\0[\w.$-]+\\\w")
#: How chat programs begin a formula: what is escaped for its own sake has no space behind it.
_FORMULA, _INDENTED = (r"\(", r"\["), re.compile(r"[ ]\S")
_WITHIN = re.compile(r"(?<=\w)\*(?=\w)")

ODD_ITEM = (
    "a line that looks like an item of a list, and is none",
    "begin each item with a hyphen or a number, and a space: '- one', '1. one'",
)
_APART = "or end each line with a backslash"
_KINDS = {
    "late": (
        "a list that goes on from a line of text",
        "leave a line empty above it: below text, a list begins with 1",
    ),
    "item": (ODD_ITEM[0], f"{ODD_ITEM[1]}; {_APART}"),
    "name": ("lines that would run together into one", f"begin each with a hyphen and a space, {_APART}"),
    "table": ("a table without its bars", "write | Name | Day |, and below the head | --- | --- |; or ::: table"),
    "short": (
        "a short line that would run together with the next one",
        f"begin each with a hyphen and a space, {_APART}",
    ),
    "word": ("a word divided at the end of a line", "write it in one, and take the hyphen out unless it belongs there"),
}
RUN_TOGETHER = (
    "a line break in a text of one line",
    "write > in the place of |, which makes one line of them, or write one",
)


class Pasted(NamedTuple):
    """The number of a line, from 0, and what is pasted there, how sure that is, and what to do instead."""

    line: int
    severity: Severity
    what: str
    cure: str


def may_be_pasted(text: str) -> bool:
    """Say, without reading it as Markdown, whether *text* may hold lines that ``pasted_in`` names."""
    return _MAY.search(text) is not None


def pasted_in(text: str) -> Iterator[Pasted]:
    """Yield the first line of *text*, a paragraph, that would run together with another one; one message is enough."""
    if "\n" not in text or not (may_be_pasted(text) or _LATE.search(text)):
        return
    lines = text.split("\n")
    items = [(number, found) for number, line in enumerate(lines) if (found := _ITEM.match(line))]
    pairs = [(one, item) for (one, item), (two, after) in pairwise(items) if _goes_on(item, after, two - one)]
    numbers = {
        "late": [number for number, item in pairs if item.lastgroup == "plain" and number],
        "item": [number for number, item in pairs if item.lastgroup != "plain" or not number],
        "name": [n for n, pair in enumerate(pairwise(lines)) if all(map(_NAMED.match, pair))],
        "table": [n for n, pair in enumerate(pairwise(lines)) if _are_rows(pair)],
        "short": [n for n, (line, after) in enumerate(pairwise(lines)) if _is_short(line, after)],
        "word": [text.count("\n", 0, word.start()) for word in _DIVIDED.finditer(text)],
    }
    for kind, places in numbers.items():
        # A line that is ended with a backslash or two spaces is meant to end there.
        if first := [number for number in places if not lines[number].endswith(ENDED)][:1]:
            yield Pasted(first[0], Severity.WARNING if kind == "short" else Severity.ERROR, *_KINDS[kind])
            return


def _goes_on(item: re.Match[str], after: re.Match[str], lines: int) -> bool:
    kind, kind_after = str(item.lastgroup), str(after.lastgroup)
    one, two = item[kind], after[kind_after]
    if kind == kind_after == "sign":
        return lines == 1 or (lines == 2 and not one.isascii())
    if "sign" in (kind, kind_after) or ({kind, kind_after} - {"near", "plain"} and kind != kind_after):
        return False
    if kind in ("parts", "word"):
        (before, one), (before_after, two) = (re.split(r"(?=\d+$)", number, maxsplit=1) for number in (one, two))
        if before != before_after:
            return False
    return lines <= (1 if kind == "bare" else 2) and _counts_on(one, two)


def _counts_on(one: str, two: str) -> bool:
    if one.isdecimal() and two.isdecimal():
        return int(two) == int(one) + 1
    if len(one) == len(two) == 1 and ord(two) == ord(one) + 1:
        return True
    one, two = one.lower(), two.lower()
    return one in _ROMAN and two in _ROMAN and _ROMAN.index(two) == _ROMAN.index(one) + 1


def _is_short(line: str, after: str) -> bool:
    return _SHORT.fullmatch(line.strip()) is not None and re.match(_SHORT_START, after.strip()) is not None


def _are_rows(lines: Sequence[str]) -> bool:
    """Say whether *lines* have as many cells as one another: a comma within a sentence has a space behind it."""
    for separator, cell in _SEPARATORS.items():
        counts = {len(cell.findall(line)) for line in lines}
        if len(counts) == 1 and counts != {0} and not any(f"{separator} " in line for line in lines):
            return True
    return False


def may_be_lost(text: str) -> bool:
    """Say whether *text* may hold signs that ``lost_in`` names."""
    return "\\" in text or _WITHIN.search(text) is not None


def lost_in(text: str, tokens: Sequence[Token]) -> Iterator[Sign]:
    """Yield what takes signs away that were hardly meant as signs, in *text* as read of *tokens*."""
    for path in _PATH.finditer(text) if "\\" in text else ():
        cure = "put it between backticks, or write / for each backslash"
        yield Sign(path[0].partition(HIDDEN)[0], "a path that would lose a backslash", cure)
    for number, token in enumerate(tokens):
        if token.type == "strong_open" and token.markup == "__":
            name = tokens[number + 1].content
            if name.isidentifier() and tokens[number + 2].type == "strong_close":
                cure = f"write **{name}** for bold, or put a name between backticks: `__{name}__`"
                yield Sign(f"__{name}", "a word between two underscores at each side", cure)
        elif token.markup in _FORMULA and any(_INDENTED.match(after.content) for after in tokens[number + 1 :][:1]):
            cure = "write it in words and signs, or show it in a picture: ::: figure"
            yield Sign(token.markup, "a formula", cure)
        elif token.type == "em_open" and token.markup == "*" and number and tokens[number - 1].content[-1:].isalnum():
            same = (end for end in range(number, len(tokens)) if tokens[end].level == token.level)
            end = next(n for n in same if tokens[n].type == "em_close") + 1
            if end < len(tokens) and tokens[end].content[:1].isalnum():
                written = f"{tokens[number - 1].content[-1]}*{tokens[number + 1].content[:1]}"
                cure = "write \u00d7 to multiply, or a backslash before each asterisk, \\*"
                yield Sign(written, "emphasis within a word", cure)
