"""Names that may not stand in a course, as fingerprints: a readable list would itself publish the names of children.

A fingerprint is the start of the SHA-256 of a name in small letters. It keeps the list from being read and searched for; it is
no secret, as whoever has a name can test it. The list with the names stays with the people who keep it; ``python -m
tools.blocklist`` makes fingerprints of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: The longest name on a list, in words.
_LONGEST = 3
#: Half of 64 bits: one false hit in some hundred million different words.
_DIGITS = 12


@cache
def fingerprint_of(name: str) -> str:
    """Return the fingerprint of *name*; capitals, spaces and apostrophes do not count."""
    folded = " ".join(word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(name))
    return sha256(f"coursepack blocked name: {folded}".encode()).hexdigest()[:_DIGITS]


def names_in(text: str, blocked: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the place and the words of each blocked name in *text*. A name starts with a capital letter."""
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        if word[0][0].isupper():
            for end in words[number : number + _LONGEST]:
                name = text[word.start() : end.end()]
                if fingerprint_of(name) in blocked:
                    yield word.start(), name
