"""Problems as data: where, what is wrong, and what would cure it.

A ``Diagnostic`` is the only way to tell an author anything. Printing is in ``builder.printing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
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
#: The code of what cannot be read at all: commands end with 2 where it is among the problems.
UNREADABLE = "unreadable-file"


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


#: More problems of one kind in one file, or with one folder's files, than this are counted: nobody would read them.
MOST_OF_A_KIND = 100
_LONGEST = 400
_LONGEST_WORD = 80
_SHORT = 6


class Findings:
    """Problems as they are found; what comes after the first hundred of a kind in a place is only counted.

    A problem without a line is about a file as a whole: its place is the folder.
    """

    def __init__(self, problems: Iterable[Diagnostic] = ()) -> None:
        """Start with *problems*."""
        self._kept: list[Diagnostic] = []
        self._counts: dict[tuple[str, str], int] = {}
        self._last: dict[tuple[str, str], Diagnostic] = {}
        for problem in problems:
            self.add(problem)

    def add(self, problem: Diagnostic) -> None:
        """Take *problem*; a message or hint that fills a screen is cut."""
        path, line = problem.where.path, problem.where.line
        kind = (path if line else f"{path.rpartition('/')[0]}/", problem.code)
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count > MOST_OF_A_KIND:
            self._last.setdefault(kind, problem)
        elif max(len(problem.message), len(problem.hint)) > _LONGEST:
            self._kept.append(replace(problem, message=_cut(problem.message), hint=_cut(problem.hint)))
        else:
            self._kept.append(problem)

    def all(self) -> tuple[Diagnostic, ...]:
        """Return the problems, and for each kind of which there are more, one that says how many."""
        more = []
        for kind, first in self._last.items():
            place = "folder" if kind[0].endswith("/") else "file"
            message = f"{self._counts[kind] - MOST_OF_A_KIND:,} more problems of this kind in this {place}"
            more.append(replace(first, message=message))
        return (*self._kept, *more)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


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


#: How often ``nearest`` looks before it finds nothing any more: it takes milliseconds, and nobody reads so many hints.
LOOKS = 500
_looks_left: ContextVar[list[int] | None] = ContextVar("looks left", default=None)


@contextmanager
def few_looks() -> Iterator[None]:
    """Within this, ``nearest`` and ``did_you_mean`` look for a word 500 times at most."""
    token = _looks_left.set([LOOKS])
    try:
        yield
    finally:
        _looks_left.reset(token)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to *word*, whatever their capital letters, or an empty string if none is near."""
    if (left := _looks_left.get()) is not None:
        left[0] -= 1
        if left[0] < 0:
            return ""
    word = word[:_LONGEST_WORD]
    by_folded: Mapping[str, str] = {name.casefold(): name for name in sorted(known)}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    if near and len(word) <= _SHORT and any(map(str.isdigit, word)) and not one_slip(word.casefold(), near[0]):
        # Half of a short id with a number, such as L1-04, is the same in all of its kind.
        return ""
    return by_folded[near[0]] if near else ""


def one_slip(one: str, other: str) -> bool:
    """Say whether the two differ in one place: a letter that is another, is missing, or is too many."""
    return _same(one, other) + _same(one[::-1], other[::-1]) >= max(len(one), len(other)) - 1


def _same(one: str, other: str) -> int:
    """Return how many letters are the same at the start of both."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
