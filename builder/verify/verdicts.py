"""What was found to be without fault in one run: the same content, in the same surroundings, is judged once.

The packages of a course share most of what is in them, and those of its editions nearly all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from builder.diagnostics import Diagnostic


class Verdicts:
    """What the packages of one run turned out to be. Faults are not kept: each is told wherever it is."""

    def __init__(self) -> None:
        """Begin with none."""
        self._sound: set[bytes] = set()

    def once(self, about: Iterable[str | bytes], judge: Callable[[], Iterable[Diagnostic]]) -> Iterator[Diagnostic]:
        """Yield what *judge* finds; nothing, if it has found nothing about the same before.

        *about* is all that a verdict rests on: the rule, the digest of the content, and what around it counts.
        """
        key = _digest(about)
        if key in self._sound:
            return
        is_sound = True
        for problem in judge():
            is_sound = False
            yield problem
        if is_sound:
            self._sound.add(key)


def _digest(parts: Iterable[str | bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()
