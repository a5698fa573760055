"""Tokens such as ``{{g:consent}}``: where they stand in a source."""

from __future__ import annotations

import re

from builder.diagnostics import Location
from builder.model.found import TokenUse
from builder.source.text_file import Places

#: Anything between double braces, and the word after double braces that are never closed.
_ANY = re.compile(r"\{\{(?:(?P<inside>[^{}]*)\}\}|[^\s\"'{]*)")


def tokens_in(text: str, raw: str, where: Location) -> list[TokenUse]:
    """Return the tokens of *text*, each with the place where it stands in *raw*, which starts at *where*.

    *raw* is *text* as it was written. Where the two do not match, because a token was spelt with escapes or runs over
    the end of a line, the place is the start.
    """
    meant, written = list(_ANY.finditer(text)), list(_ANY.finditer(raw))
    if [token[0] for token in meant] != [token[0] for token in written]:
        return [TokenUse(text=_inside(token), where=where) for token in meant]
    places = Places(raw, where)
    return [TokenUse(text=_inside(token), where=places.at(token.start())) for token in written]


def _inside(token: re.Match[str]) -> str:
    """Return what stands between the braces; an unclosed token keeps its own, so that no rule takes it for good."""
    inside: str | None = token["inside"]
    return token[0] if inside is None else inside
