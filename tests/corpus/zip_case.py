"""One zip of the corpus: how it is made, and what ``coursepack verify`` has to say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Files = dict[str, bytes]
#: The sound packages of the small course, by format, and what was made from them.
Bases = Mapping[str, Files]


@dataclass(frozen=True)
class Case:
    """``codes`` is all that is said but ``foreign-package``; ``at`` is where the first stands, inside the zip."""

    name: str
    make: Callable[[Bases], bytes]
    codes: frozenset[str] = frozenset()
    at: str = ""
    exit_code: int = 0
    #: How many messages there may be beyond one for each code: a code may have several causes.
    more: int = 0

    def __str__(self) -> str:
        return self.name


def refused(name: str, make: Callable[[Bases], bytes], *codes: str, at: str = "") -> Case:
    """Return a case that has an error."""
    return Case(name, make, frozenset(codes), at, 1)


def let_through(name: str, make: Callable[[Bases], bytes], *codes: str, at: str = "") -> Case:
    """Return a case that has warnings at most."""
    return Case(name, make, frozenset(codes), at, 0)


def line_of(text: str, part: str) -> int:
    """Return the line of *text* on which *part* stands."""
    return text.count("\n", 0, text.index(part)) + 1
