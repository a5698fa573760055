"""Problems as data: where, what is wrong, and what would cure it.

A ``Diagnostic`` is the only way to tell an author anything. Printing is in ``builder.printing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a source file, or in a file inside a package.

    ``path`` has forward slashes and is relative to where the author stands; ``line`` and ``column`` count from 1,
    and 0 means that the whole file is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``path:line:column``, which editors and terminals turn into a link."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


NOWHERE = Location("")


class Severity(StrEnum):
    """An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Consequence(StrEnum):
    """What comes of a package that has the problem, in an LMS. A problem of a course has none: it is not built."""

    NONE = ""
    REFUSED = "every LMS refuses it"
    MOODLE_ALONE = "Moodle takes it, others do not"
    NOT_MOODLE = "some LMSs take it, Moodle does not"
    AT_A_COST = "every LMS takes it, and learners meet the fault"
    UNTIDY = "works, untidy"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem: a place, a stable code, the fact as a sentence, and the cure as a hint (may be empty).

    Problems of packages say in ``consequence`` what an LMS will make of it.
    """

    where: Location
    code: str
    severity: Severity
    message: str
    hint: str = ""
    consequence: Consequence = Consequence.NONE

    def __str__(self) -> str:
        """Return the problem's first line, ``path:line:column: severity[code]: message``."""
        return f"{self.where}: {self.severity}[{self.code}]: {self.message}"


def error(
    code: str, where: Location, message: str, hint: str = "", *, consequence: Consequence = Consequence.NONE
) -> Diagnostic:
    """Return a problem that stops the build."""
    return Diagnostic(where, code, Severity.ERROR, message, hint, consequence)


def warning(
    code: str, where: Location, message: str, hint: str = "", *, consequence: Consequence = Consequence.NONE
) -> Diagnostic:
    """Return a problem that the author should look at, and that does not stop the build."""
    return Diagnostic(where, code, Severity.WARNING, message, hint, consequence)


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Say whether any of *problems* stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def counted(number: int, noun: str) -> str:
    """Return *number* with *noun*, which takes an s in the plural: ``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the known word nearest to *word*, or *otherwise* if none is near."""
    near = nearest(word, known)
    return f"did you mean {near!r}?" if near else otherwise


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to *word*, whatever their capital letters, or an empty string if none is near."""
    by_folded: Mapping[str, str] = {name.casefold(): name for name in sorted(known)}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""
