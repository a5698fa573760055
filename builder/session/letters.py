"""How wide the letters of Arial are: slides are laid out before anybody opens them, and no text may leave its box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

#: By number in ASCII from the space on, in thousandths of the size: the widths of Helvetica, whose measures Arial and
#: Liberation Sans keep (Adobe, Core 14 AFM files).
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS: Mapping[str, Sequence[int]] = {
    "regular": tuple(map(int, _REGULAR.split())),
    "bold": tuple(map(int, _BOLD.split())),
}
#: Other letters that people write, and a listed one that is as wide or wider.
_LIKE = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{EN DASH}": "0",
        "\N{LEFT SINGLE QUOTATION MARK}": "r",
        "\N{RIGHT SINGLE QUOTATION MARK}": "r",
        "\N{LEFT DOUBLE QUOTATION MARK}": "=",
        "\N{RIGHT DOUBLE QUOTATION MARK}": "=",
    }
)
#: Any other letter counts as wide.
_OTHER = 1000
#: How much of a line is filled: programs round widths, and each in its own way.
_FILLED = 0.985


@cache
def width(text: str, size: float, *, weight: str = "regular") -> float:
    """Return how wide *text* is at *size*, in its unit."""
    widths, letters = _WIDTHS[weight], text.translate(_LIKE)
    return sum(widths[ord(letter) - 32] if " " <= letter <= "~" else _OTHER for letter in letters) * size / 1000


def lines(text: str, size: float, room: float, *, weight: str = "regular") -> int:
    """Return how many lines *text* takes at *size* where they may be *room* wide."""
    room *= _FILLED
    count, used, space = 1, 0.0, width(" ", size, weight=weight)
    for word in text.split():
        needed = width(word, size, weight=weight)
        if used and used + space + needed > room:
            count, used = count + 1, needed
        else:
            used += needed + (space if used else 0)
        # A word wider than the room is broken where the room ends.
        count, used = count + int(used // room), used % room
    return count
