"""Names that may not stand in a course, as fingerprints: a readable list would itself publish them.

An entry is the start of the SHA-256 of the name's first word, a hyphen, and that of the whole name, all in small
letters. It keeps the list from being read and searched for; it is no secret, as whoever has a name can test it. The
list with the names stays with the people who keep it; ``python -m tools.blocklist`` makes entries of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

_WORD = re.compile(r"[^\W\d_]+")
#: The longest name on a list, in words.
_LONGEST = 4
#: With 48 bits, one in some billion names that are not on the list would be taken for one that is.
_DIGITS = 12


@cache
def fingerprint_of(name: str) -> str:
    """Return the fingerprint of *name*; capitals, and what stands between its words, do not count."""
    folded = " ".join(_WORD.findall(name)).casefold()
    return sha256(f"coursepack blocked name: {folded}".encode()).hexdigest()[:_DIGITS]


def entry_of(name: str) -> str:
    """Return the entry of *name* for ``names: blocked:`` in ``lint.yaml``."""
    return f"{fingerprint_of(_WORD.findall(name)[0])}-{fingerprint_of(name)}"


@dataclass(frozen=True)
class Blocklist:
    """The fingerprints of blocked names and of their first words."""

    starts: Collection[str]
    names: Collection[str]

    def may_start_with(self, word: str) -> bool:
        """Say whether a blocked name starts with *word*."""
        return fingerprint_of(word) in self.starts

    def names_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the place and the words of each blocked name in *text*. A name starts with a capital letter."""
        words = list(_WORD.finditer(text))
        for number, word in enumerate(words):
            if word[0][0].isupper() and self.may_start_with(word[0]):
                for end in words[number : number + _LONGEST]:
                    name = text[word.start() : end.end()]
                    if fingerprint_of(name) in self.names:
                        yield word.start(), name


def blocklist(entries: str) -> Blocklist:
    """Return the list that *entries*, divided by spaces, stand for."""
    pairs = [entry.partition("-") for entry in entries.split()]
    return Blocklist(frozenset(start for start, _, _ in pairs), frozenset(name for _, _, name in pairs))
