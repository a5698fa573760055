"""The table of cmi5's requirements in docs/formats.md: nothing is left out, and every test that it names exists."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBER = re.compile(r"\b\d+\.\d+\.\d+\.\d+-\d+\b")
NAMED = re.compile(r"`([\w/.]+\.(?:py|test\.ts))::([^`]+)`")
SECTION = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8").partition("## cmi5, requirement by requirement")[2]
ROWS = [
    [cell.strip() for cell in row.strip("|").split(" | ")] for row in re.findall(r"^\|.+\|$", SECTION, re.MULTILINE)[2:]
]


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of the tests in a file: functions in Python, titles in TypeScript."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        found = {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
    else:
        found = set(re.findall(r'test\("([^"]+)"', text))
    return frozenset(found)


def test_every_test_that_the_table_names_exists() -> None:
    named = NAMED.findall(SECTION)
    assert len(named) > 15
    assert [f"{path}::{name}" for path, name in named if name not in names_in(path)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].partition(",")[0])
def test_a_requirement_is_shown_or_does_not_apply_for_a_reason(row: list[str]) -> None:
    numbers, words, shown = row
    assert NUMBER.findall(numbers)
    assert words
    assert NAMED.search(shown) or shown == "the strict LMS" or shown.startswith("does not apply: ")


def test_every_requirement_of_the_list_is_in_the_table_once(published_schemas: Path) -> None:
    listed = json.loads((published_schemas / "cmi5" / "cmi5-requirements.json").read_text(encoding="utf-8"))
    # The list repeats some with a letter behind them, as what an LMS's own tests look for.
    expected = sorted(number for number in listed if "(" not in number)
    assert sorted(NUMBER.findall(SECTION)) == expected
