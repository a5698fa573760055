"""Writes ``docs/statements.md``, what xAPI and cmi5 packages send: ``python -m tools.statements``.

The examples are those of ``statements.json`` in the packages of the wide course of the tests, as the library
``tincan`` reads and writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import tincan  # type: ignore[import-untyped]

from builder.formats.statements import Standard, profile
from builder.source.load import load

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "statements.md"
COURSE = ROOT / "tests" / "wide_course"
TITLES: dict[Standard, str] = {"xapi": "xAPI, launched as Tin Can", "cmi5": "cmi5"}
HEAD = """\
# What xAPI and cmi5 packages send

Written by `tools/statements.py`; change `builder/formats/statements.py` instead.

Each `xapi` and `cmi5` package holds this, with its own ids and words, in `statements.json`. Tests hold what the player
sends against it, and the examples against two judges that are not ours: the library `tincan`, which wrote those below,
and Ralph's models. Parts that may be missing are JSON Pointers, with `*` for a place in a list.

- A statement's id is made of what happened (UUID version 5), so whoever tells of it again uses the same one.
- Ids of activities are the course's `iri`, the module's folder, and the authored id of the page or question. In cmi5
  the LMS chooses the id under which it launches a module.
- `category` names this profile and, for a question, the principle that it is about. Statements that cmi5 itself defines
  have its categories alone.
- Answers to questions on pages are sent, with the purpose `practice`, only where the course says `practice: true`.
- A package of an edition adds its id to the context of each, as the extension
  `https://w3id.org/coursepack/extensions/edition`.
- Saved state is a document of the State API under the id `suspendData`. It holds no name.
"""


def document() -> str:
    """Return the text of ``docs/statements.md``."""
    course = load(COURSE).course
    assert course is not None
    parts = [HEAD]
    for standard, title in TITLES.items():
        promised = profile(course, course.contents[0], standard=standard)
        parts += [f"\n## {title}\n", *_table(promised), *_examples(promised)]
    return "\n".join(parts)


def _table(promised: dict[str, Any]) -> Iterator[str]:
    yield "| statement | when |\n|---|---|"
    yield from (f"| `{each['name']}` | {each['when']} |" for each in promised["statements"])
    yield "\n| activity type |\n|---|"
    yield from (f"| `{kind}` |" for kind in promised["activityTypes"])
    if promised["extensions"]:
        yield "\n| extension, of the context or of the result |\n|---|"
        yield from (f"| `{iri}` |" for iri in promised["extensions"])


def _examples(promised: dict[str, Any]) -> Iterator[str]:
    for each in promised["statements"]:
        missing = ", ".join(f"`{pointer}`" for pointer in each["optional"])
        yield f"\n### {promised['standard']}: {each['name']}\n"
        yield f"May be missing: {missing}.\n"
        yield f"```json\n{json.dumps(through_tincan(each['example']), indent=2, ensure_ascii=False)}\n```"


def through_tincan(statement: dict[str, Any]) -> dict[str, Any]:
    """Return *statement* as the library ``tincan`` writes it, having read it."""
    return cast(dict[str, Any], json.loads(tincan.Statement(json.loads(json.dumps(statement))).to_json()))


def main() -> int:
    """Write the document and return the exit code."""
    TARGET.write_text(document(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
