"""One message for one cause: a thousand units whose files are missing are one mistake, made a thousand times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from builder.diagnostics import Diagnostic, Location

_EXAMPLES = 3
#: Kinds of mistakes under one code that are told apart; whoever has more than these sees the rest when these are cured.
_MOST_KINDS = 10
_LONGEST_MESSAGE = 400
#: What differs from one place to the next: quoted words and numbers. libxml2 names the element first, which matters.
_VARYING = re.compile(r"""'[^']*'|"[^"]*"|\d[\d,.]*""")
_ELEMENT = re.compile(r"Element '[^']{0,80}'(, attribute '[^']{0,80}')?: ")


@dataclass
class _Cause:
    first: Diagnostic
    count: int = 1
    others: list[Location] = field(default_factory=list)


class Causes:
    """Problems as they are found, of which as many are kept as can be shown, however many there are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[tuple[object, ...], _Cause] = {}
        self._kinds: Counter[str] = Counter()

    def take(self, problems: Iterable[Diagnostic]) -> None:
        """Add *problems*."""
        for problem in problems:
            self._add(problem)

    def _add(self, problem: Diagnostic) -> None:
        kind = (problem.code, problem.severity, problem.consequence)
        key = (*kind, _without_what_varies(problem.message))
        if key not in self._found and self._kinds[problem.code] >= _MOST_KINDS:
            key = (*kind, "others")
        cause = self._found.get(key)
        if cause is None:
            self._kinds[problem.code] += 1
            self._found[key] = _Cause(replace(problem, message=shortened(problem.message)))
            return
        cause.count += 1
        if len(cause.others) < _EXAMPLES and problem.where not in (cause.first.where, *cause.others):
            cause.others.append(problem.where)

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return one problem for each cause, in the order in which they were found."""
        return tuple(_told(cause) for cause in self._found.values())


def shortened(message: str) -> str:
    """Return *message*, without its middle if it is longer than anybody reads."""
    if len(message) <= _LONGEST_MESSAGE:
        return message
    return f"{message[: _LONGEST_MESSAGE // 2]}…{message[-_LONGEST_MESSAGE // 2 :]}"


def _without_what_varies(message: str) -> str:
    # A message about a name of 65,000 characters begins like any other.
    short = message[:_LONGEST_MESSAGE]
    element = _ELEMENT.match(short)
    start = element[0] if element else ""
    return start + _VARYING.sub("?", short[len(start) :])


def _told(cause: _Cause) -> Diagnostic:
    if cause.count == 1:
        return cause.first
    file = cause.first.where.path
    places = [_place(where, file) for where in cause.others]
    such = f", such as at {', '.join(places)}" if places else ""
    return replace(cause.first, message=f"{cause.first.message}; {cause.count - 1:,} more like this{such}")


def _place(where: Location, file: str) -> str:
    name = where.path.partition("!")[2] or where.path
    if where.path == file and where.line:
        return f"line {where.line}"
    return f"{name}:{where.line}" if where.line else name
