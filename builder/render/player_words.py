"""What the player says: of the words of the course's language, those that the scripts of its package ask for."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from builder.words import Words

#: A key as it stands in a script, or the beginning of keys that a script puts together, which ends in a dot.
_ASKED = re.compile(rb"player\.[a-z.-]+")


def player_words(words: Words, *scripts: bytes) -> str:
    """Return as JSON what the player's *scripts* can say, by its key.

    What a tracker for another standard says, or the controls of an animation, is left out where there is none: words
    stand in the first page, or in front of the script that says them (docs/decisions/005-first-page-bytes.md).
    """
    asked = frozenset().union(*map(_asked, scripts))
    beginnings = tuple(key for key in asked if key.endswith("."))
    said = {key: text for key, text in words.of("player").items() if key in asked or key.startswith(beginnings)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=16)
def _asked(script: bytes) -> frozenset[str]:
    return frozenset(found.decode() for found in _ASKED.findall(script))
