"""Problems and rules for people, for programs, for GitHub and for code scanning."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TextIO

from builder.diagnostics import Diagnostic, Severity, counted
from builder.sarif import sarif_log

#: No text of a course is larger (builder/source/text_file.py); in a line of a larger file nobody could find a place.
MAX_BYTES = 500_000

Listing = Literal["text", "json", "github", "sarif"]

#: Terminals obey what is written in C0 and C1 controls; text from a course must not move a cursor or change a title.
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_WIDEST_SNIPPET = 120
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}
#: With these a spreadsheet starts a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *problems* sorted by place, each one once."""
    return tuple(sorted(set(problems)))


def print_problems(problems: Sequence[Diagnostic], listing: Listing, out: TextIO | None = None) -> None:
    """Write *problems* to *out* (standard output unless told) in *listing*."""
    out = out or sys.stdout
    out.write(_WRITERS[listing](in_order(problems), out))
    out.flush()


def summary(problems: Iterable[Diagnostic]) -> str:
    """Return how many errors and warnings there are, in words."""
    severities = [problem.severity for problem in in_order(problems)]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    return " and ".join(counted(number, word) for number, word in counts if number)


def printable(text: str) -> str:
    """Return *text* without the characters that a terminal would obey."""
    return _CONTROLS.sub("�", text)


def _text(problems: Sequence[Diagnostic], out: TextIO) -> str:
    paint = _colours if _wants_colour(out) else _no_colours
    lines: list[str] = []
    lines_of = cache(_lines)
    for problem in problems:
        kind = paint(f"{problem.severity}[{problem.code}]", _COLOURS[problem.severity])
        lines.append(f"{paint(printable(str(problem.where)), '1')}: {kind}: {printable(problem.message)}")
        lines += _snippet(problem, lines_of(problem.where.path)) if problem.where.line else []
        if problem.consequence:
            lines.append(f"  what comes of it: {problem.consequence}")
        if problem.hint:
            lines.append(f"  hint: {printable(problem.hint)}")
    return "".join(f"{line}\n" for line in lines)


def _json(problems: Sequence[Diagnostic], _: TextIO) -> str:
    rows = [
        {
            "code": problem.code,
            "message": problem.message,
            "file": problem.where.path,
            "line": problem.where.line,
            "column": problem.where.column,
            "severity": problem.severity.value,
            "hint": problem.hint,
            **({"consequence": problem.consequence.value} if problem.consequence else {}),
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, indent=2, ensure_ascii=True) + "\n"


def _sarif(problems: Sequence[Diagnostic], _: TextIO) -> str:
    return json.dumps(sarif_log(problems), indent=2, ensure_ascii=True) + "\n"


def _github(problems: Sequence[Diagnostic], _: TextIO) -> str:
    """Write workflow commands, which GitHub shows beside the line in a pull request."""
    lines = []
    for problem in problems:
        where = problem.where
        properties: dict[str, object] = {"file": printable(where.path), "line": where.line, "col": where.column}
        properties["title"] = problem.code
        listed = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in properties.items() if value)
        message = printable(". ".join(filter(None, [problem.message, problem.consequence, problem.hint])))
        lines.append(f"::{problem.severity} {listed}::{_escaped(message, _DATA)}\n")
    return "".join(lines)


#: https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the toolkit escapes these characters.
_DATA: dict[str, str | int | None] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY: dict[str, str | int | None] = {**_DATA, ":": "%3A", ",": "%2C"}


def _escaped(text: str, table: dict[str, str | int | None]) -> str:
    return text.translate(str.maketrans(table))


_WRITERS: Mapping[str, Callable[[Sequence[Diagnostic], TextIO], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}


def _snippet(problem: Diagnostic, lines: Sequence[str]) -> list[str]:
    """Return the line that *problem* points at, with a caret below it; nothing if there is none to show."""
    line, column = problem.where.line, max(problem.where.column, 1)
    if not 0 < line <= len(lines) or not lines[line - 1].strip():
        return []
    # A line may be a whole paragraph: show the part around the column.
    start = max(0, column - 1 - _WIDEST_SNIPPET // 2) if column > _WIDEST_SNIPPET - 20 else 0
    shown = printable(lines[line - 1][start : start + _WIDEST_SNIPPET].replace("\t", " "))
    number = str(line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (column - 1 - start)}^"]


def _lines(path: str) -> tuple[str, ...]:
    """Return the lines of the text at *path*. No link, pipe, device or large file is opened to look for any."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return ()
        text = Path(path).read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        # ValueError: a name inside a zip may hold what no file system takes.
        return ()
    return tuple(text.replace("\r\n", "\n").split("\n"))


def _wants_colour(out: TextIO) -> bool:
    """Say whether *out* is a terminal, or is to be taken for one (https://force-color.org).

    Whoever has asked for plain text gets it (https://no-color.org).
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (out.isatty() and os.environ.get("TERM") != "dumb")


def _colours(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _no_colours(text: str, _: str) -> str:
    return text


def guarded(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula: behind an apostrophe if it looks like one."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
