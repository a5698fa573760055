"""Problems as SARIF 2.1.0, which code scanning and editors read.

Sections are those of https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from builder import __version__
from builder.diagnostics import Diagnostic, Location, Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def sarif_log(problems: Sequence[Diagnostic]) -> dict[str, Any]:
    """Return *problems* as a log of one run, ready for JSON. What is in a zip is an artifact nested in the zip's."""
    codes = sorted({problem.code for problem in problems})
    artifacts = _artifacts(problems)
    indexes = {path: index for index, path in enumerate(artifacts)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "coursepack", "version": __version__, "rules": [{"id": code} for code in codes]}
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(path, indexes) for path in artifacts],
                "results": [_result(problem, codes, indexes) for problem in problems],
            }
        ],
    }


def _artifacts(problems: Iterable[Diagnostic]) -> list[str]:
    """Return what problems stand in, each zip in front of what is inside it."""
    paths = [part for problem in problems for part in (_container(problem.where.path), problem.where.path) if part]
    return list(dict.fromkeys(paths))


def _container(path: str) -> str:
    """Return the zip in which a place such as ``x.zip!index.html`` is, or ""."""
    zip_path, inside, _ = path.partition(".zip!")
    return f"{zip_path}.zip" if inside else ""


def _artifact(path: str, indexes: Mapping[str, int]) -> dict[str, Any]:
    container = _container(path)
    if not container:
        return {"location": {"uri": _uri(path)}}
    # 3.24.2 and 3.24.3: a nested artifact has a path from the root of what holds it.
    return {"location": {"uri": f"/{_uri(path[len(container) + 1 :])}"}, "parentIndex": indexes[container]}


def _uri(path: str) -> str:
    # A colon in the first step would be taken for the end of a scheme.
    return quote(path, safe="/-._~", errors="replace")


def _result(problem: Diagnostic, codes: Sequence[str], indexes: Mapping[str, int]) -> dict[str, Any]:
    words = [problem.message, problem.hint]
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _LEVELS[problem.severity],
        "message": {"text": ". ".join(filter(None, words))},
    }
    if problem.where.path:
        result["locations"] = [{"physicalLocation": _place(problem.where, indexes)}]
    if problem.consequence:
        result["properties"] = {"consequence": problem.consequence.value}
    return result


def _place(where: Location, indexes: Mapping[str, int]) -> dict[str, Any]:
    artifact = _artifact(where.path, indexes)["location"]
    place: dict[str, Any] = {"artifactLocation": {**artifact, "index": indexes[where.path]}}
    if where.line:
        place["region"] = {"startLine": where.line, "startColumn": max(where.column, 1)}
    return place
