"""How wide the letters of Arial are: slides are laid out before anybody opens them, and no text may leave its box."""

from __future__ import annotations

from functools import cache

#: By number in ASCII from the space on, in thousandths of the size: the widths of Helvetica, whose measures Arial and
#: Liberation Sans keep (Adobe, Core 14 AFM files).
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = tuple(map(int, _REGULAR.split()))
#: Bold letters are wider, by less than this for any word of English.
_BOLD = 1.09
#: Any other letter counts as wide.
_OTHER = 1000


@cache
def width(text: str, size: float, *, weight: str = "regular") -> float:
    """Return how wide *text* is at *size*, in its unit."""
    total = sum(_WIDTHS[ord(letter) - 32] if " " <= letter <= "~" else _OTHER for letter in text)
    return total * size / 1000 * (_BOLD if weight == "bold" else 1)


def lines(text: str, size: float, room: float, *, weight: str = "regular") -> int:
    """Return how many lines *text* takes at *size* where they may be *room* wide."""
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
