"""Characters that a reader cannot see, or takes for others: a reviewer would read something else than is there.

Sources: https://www.unicode.org/reports/tr36/ and https://trojansource.codes/.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape

from builder.diagnostics import Diagnostic, Location, Severity
from builder.source.problems import files

#: What changes the direction of what follows, what has no width, and what is blank and counts as a letter. Joiners
#: (U+200C, U+200D) belong to several scripts and to emoji: they are strange between Latin letters alone. Tags
#: (U+E0000 to U+E007F) belong to flags.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164"
    "\uffa0\ufff9-\ufffb]|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])|(?<![\U0001f3f4\U000e0020-\U000e007f])"
    "[\U000e0000-\U000e007f]"
)
#: The same where it keeps a line from being a key, an item, or the first or last one of a block.
_IN_THE_WAY = re.compile(r"^([ \t]*(?:- )*)[\u200b-\u200f\u2060]+(?=:::|---|- |[A-Za-z_]+:)", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
#: Letters that look like Latin ones: those of Cyrillic, Armenian and Cherokee, and some of Greek.
_LIKE_LATIN = (
    "\u0400-\u052f\u0531-\u0587\u13a0-\u13ff\uab70-\uabbf\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b3"
    "\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u037f\u03f2\u03f3\u03f9"
)
_MIXED = re.compile(rf"(?<=[A-Za-z])[{_LIKE_LATIN}]|[{_LIKE_LATIN}](?=[A-Za-z])")
#: Two letters or three in one, as documents for print have them: a word with one is not found, and read out wrongly.
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HOST = re.compile(r"https?://(?:[^\s/?#@]*@)?(?P<host>[^\s/?#\"'<>)\]]*)", re.IGNORECASE)

#: UTF-8 that was read as Windows-1252: what begins a sign of two bytes or more, and what may follow it there; and what
#: stands for a sign that could not be read. https://encoding.spec.whatwg.org/index-windows-1252.txt
_GARBLED = re.compile(
    "\ufffd|(?:\u00e2\u20ac|\u00f0\u0178|[\u00c2\u00c3])[\u00a0-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)

PlaceAt = Callable[[int], Location]


def strange_characters(text: str, place: PlaceAt) -> Iterator[Diagnostic]:
    """Yield each kind of strange character in *text* once, at its first place, with how many there are."""
    hidden = [(found[0], found.start()) for found in _HIDDEN.finditer(text)] if not text.isascii() else []
    if "&" in text:
        for entity in _ENTITY.finditer(text):
            if _HIDDEN.fullmatch(character := unescape(entity[0])):
                hidden.append((character, entity.start()))
    for character, (at, others) in _counted(hidden).items():
        yield files.hidden_character(place(at), named(character), others)
    if text.isascii():
        return
    if garbled := [*_GARBLED.finditer(text)]:
        yield files.garbled_text(place(garbled[0].start()), garbled[0][0], len(garbled) - 1)
    alike = [(found[0], found.start()) for letters in (_MIXED, _LIGATURE) for found in letters.finditer(text)]
    for host in _HOST.finditer(text):
        if not host["host"].isascii():
            alike += [(c, host.start("host") + n) for n, c in enumerate(host["host"]) if _is_strange_in_host(c)]
    for character, (at, others) in _counted(alike).items():
        yield files.look_alike(place(at), character, named(character), others)


def out_of_the_way(text: str, place: PlaceAt, report: Callable[[Diagnostic], None]) -> str:
    """Return *text* without hidden characters that would keep a key, an item or a block from being one; report them."""

    def taken(found: re.Match[str]) -> str:
        hidden = files.hidden_character(place(found.end(1)), named(found[0][len(found[1])]), 0)
        report(replace(hidden, severity=Severity.ERROR))
        return found[1]

    return text if text.isascii() else _IN_THE_WAY.sub(taken, text)


#: What spoils a line, and what the line can seem to be with it.
_SPOILING = frozenset({"control-character", "garbled-text", "hidden-character"})
_SEEMING = frozenset(
    {
        "bad-form", "duplicate-key", "stray-block-end", "unclosed-block", "unknown-block", "unknown-key",
        "unknown-value", "wrong-type", "yaml-syntax",
    }
)  # fmt: skip


def first_causes(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield *problems* without those that follow from a character that spoils their line: that is an error."""
    problems = tuple(problems)
    spoiled = {problem.where[:2] for problem in problems if problem.code in _SEEMING}
    unseen = {problem.where[:2] for problem in problems if problem.code in _SPOILING}
    for problem in problems:
        if problem.where[:2] not in spoiled & unseen:
            yield problem
        elif problem.code not in _SEEMING:
            yield replace(problem, severity=Severity.ERROR)


def named(character: str) -> str:
    """Return what Unicode calls *character*, with its number."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '(without a name)')}"


def _counted(found: list[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    counted: dict[str, tuple[int, int]] = {}
    places = sorted({(at, character) for character, at in found})
    for at, character in places:
        first, others = counted.get(character, (at, -1))
        counted[character] = (first, others + 1)
    return counted


def _is_strange_in_host(character: str) -> bool:
    """Say whether *character* is no ASCII, and no letter of the Latin script or mark upon one."""
    return not character.isascii() and not unicodedata.name(character, "").startswith(("LATIN ", "COMBINING "))
