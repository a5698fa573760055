"""The numbers under which saved state files pages, questions and cases: each its own, however many there are.

A number has 24 bits. The first 20 are those under which layout 1 of saved state filed what they name, so that its
states find their entries (``docs/decisions/002-state-keyed-by-id.md``). No two numbers of a module have the same
first 20 bits, and what was released is never given another number (``docs/decisions/027-saved-state-layout-2.md``).
The last 4 bits are never all 0: where they are, they are not known.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

NUMBER_BITS = 24
#: How many of them a narrow state has room for, and layout 1 had.
NARROW_BITS = 20
_REST = NUMBER_BITS - NARROW_BITS

#: What a number stands for: the ids of a module and a page, or of a module, a question and its options, in their order.
Name = tuple[str, ...]


def natural_number(name: Name) -> int:
    """Return the number that *name* has where no other has the same: the front of a CRC-32 of its ids."""
    number = zlib.crc32("\n".join(name).encode()) >> (32 - NUMBER_BITS)
    return number if number % (1 << _REST) else number + 1


def numbered(names: Collection[Name], released: Mapping[Name, int], reserved: Collection[int] = ()) -> dict[Name, int]:
    """Return the number of each of *names*, all of one module.

    What was *released* keeps its number, even if it is gone, and so are *reserved* ones taken. The others take their
    natural number, or the next that is free. Their order in the course does not matter.
    """
    numbers = {name: released[name] for name in names if name in released}
    taken = {number >> _REST for number in (*released.values(), *reserved)}
    for name in sorted(set(names) - numbers.keys()):
        number = natural_number(name)
        while number >> _REST in taken:
            number = (number + (1 << _REST)) % (1 << NUMBER_BITS)
        taken.add(number >> _REST)
        numbers[name] = number
    return numbers


def is_same_number(stored: int, known: int) -> bool:
    """Say whether *stored*, a number in a saved state, means the same as *known*, a number of a module."""
    return stored == known or (stored % (1 << _REST) == 0 and stored == known - known % (1 << _REST))
