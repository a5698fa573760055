"""How large the letters of a card may be: short lines are set larger, and never smaller than 12 points."""

from __future__ import annotations

from collections.abc import Iterable

from builder.documents.lines import Letters, Words, in_box
from builder.documents.typefaces import LIBERTINUS

#: From the largest to the smallest, in points.
SIZES = (15, 14, 13, 12)
#: What A5 leaves for the principles beside their numbers, and between what stands above and below them. In points.
_WIDTH, _HEIGHT = 352, 425
#: From one baseline to the next, and between two principles, in sizes. As in ``scorm_templates/documents/card.typ``.
_LINE, _BETWEEN = 1.08, 0.1


def sizes_to_try(principles: Iterable[tuple[str, str]]) -> tuple[int, ...]:
    """Return the sizes in which *principles* (titles and lines) may fit on a card, the largest first."""
    pairs = list(principles)
    return tuple(size for size in SIZES if _height(pairs, size) <= _HEIGHT) or SIZES[-1:]


def _height(principles: list[tuple[str, str]], size: int) -> float:
    letters = Letters(LIBERTINUS, size, leading=size * _LINE)
    lines = [len(in_box([Words(title, "bold"), Words(line, "regular")], letters, _WIDTH)) for title, line in principles]
    return sum(lines) * letters.leading + len(lines) * size * _BETWEEN
