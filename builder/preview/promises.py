"""Holds statements against what a package promises in its ``statements.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.preview.cmi5_rules import Statement


class Promises:
    """What a package promises to send, ready to be compared with what was sent."""

    def __init__(self, promised: Sequence[Mapping[str, Any]]) -> None:
        """Take the ``statements`` of a package's ``statements.json``."""
        self._by_name = {
            promise["name"]: (promise["when"], set(pointers(promise["example"])), set(promise["optional"]))
            for promise in promised
        }

    def when(self, statement: Statement) -> str:
        """Return when such a statement is sent, in words; "" for one that was not promised."""
        promised = self._by_name.get(_name_of(statement))
        return promised[0] if promised else ""

    def breaches(self, statement: Statement) -> Iterator[str]:
        """Yield each part of *statement* that was not promised, and each promised part that is missing."""
        name = _name_of(statement)
        if name not in self._by_name:
            yield f"{name} was not promised"
            return
        _, promised, optional = self._by_name[name]
        sent = set(pointers(statement))
        # What identifies a learner is one of four things, and the LMS chooses.
        surplus = {pointer for pointer in sent - promised if not pointer.startswith("/actor/")}
        missing = {pointer for pointer in promised - sent - optional if not pointer.startswith("/actor/")}
        yield from (f"{name}: {pointer} was not promised" for pointer in sorted(surplus))
        yield from (f"{name}: {pointer} is missing" for pointer in sorted(missing))


def misread(statement: Statement) -> str:
    """Return why ``tincan``, which others wrote to read statements, cannot read *statement*, or ""."""
    # Not at the top: SCORM has no statements.
    import tincan  # type: ignore[import-untyped]

    try:
        tincan.Statement(statement)
    except (AttributeError, TypeError, ValueError) as problem:
        return f"tincan cannot read it: {problem}"
    return ""


def _name_of(statement: Statement) -> str:
    verb = statement["verb"]
    name = str(verb.get("display", {}).get("en", "") or verb["id"].rpartition("/")[2])
    kind = statement["object"].get("definition", {}).get("interactionType")
    return f"{name} ({kind})" if kind else name


def pointers(part: Any, path: str = "") -> Iterator[str]:
    """Yield the JSON Pointer of every value in *part*; places in lists are ``*``."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from pointers(value, f"{path}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(part, list):
        for value in part:
            yield from pointers(value, f"{path}/*")
    else:
        yield path
