"""A course with one thing wrong anywhere: it is told with a cure, and nothing ends in a traceback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from builder.diagnostics import has_errors
from builder.judge import judge

WIDE = Path(__file__).parents[1] / "wide_course"
FILES = sorted(str(path.relative_to(WIDE)) for path in WIDE.rglob("*.yaml"))
#: What an author may leave in the place of anything.
VALUES = (
    '""', "null", "no", "12:30", "1e999", "-1", "9" * 5000, "[]", "{}", "[[]]", "{a: b}", r'"\0"', r'"\uD800"',
    r'"\U0010FFFF"', r'"\u202E"', r'"a\nb"', "2026-13-40", "9999-12-31", '"{{g:x}}"', '"{{g:_src}}"', '"{{"',
    '"[a](page:SPR-01)"', '"**b**"', "&x a", "*a", "!!python/object/apply:os.system [a]", f'"{"a " * 3000}"',
    f'"{"[" * 600}"', '"../../x"', '"con"', '"a.svg"', '"https://[::1/x"', '"__proto__"', '"END"', '"P1"', '"SPR-01"',
    '"]]>"', "0x10", "|\n  x\n", '{"": 1}', "{null: 1}", "{<<: {a: 1}}", "? a\n: b", "{a: 1, a: 2}",
)  # fmt: skip


def spots(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where every key and every value of YAML stands, *start* characters into a file."""
    nodes = [yaml.compose(text, yaml.CSafeLoader)]
    for node in nodes:
        yield node.start_mark.index + start, node.end_mark.index + start
        if isinstance(node, yaml.MappingNode):
            nodes += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value


def mutations() -> Iterator[tuple[str, str]]:
    """Yield a file and what stands in it: each value takes many places, and each place a value."""
    places = [(file, spot) for file in FILES for spot in spots((WIDE / file).read_text())]
    for page in sorted(WIDE.rglob("*.md")):
        for block in re.finditer(r"^(?:---|::: .*)\n((?:.*\n)+?)(?:---|:::)$", page.read_text(), re.MULTILINE):
            if block[1].partition(":")[0].isidentifier():
                places += [(str(page.relative_to(WIDE)), spot) for spot in spots(block[1], block.start(1))]
    for number, (file, (begin, end)) in enumerate(places[::29]):
        text = (WIDE / file).read_text()
        yield file, text[:begin] + VALUES[number % len(VALUES)] + text[end:]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(WIDE, tmp_path_factory.mktemp("mutations") / "course"))


MUTATIONS = [*mutations()]


@pytest.mark.parametrize("number", range(len(MUTATIONS)))
def test_a_value_that_does_not_belong_there_is_told_with_its_cure(course: Path, number: int) -> None:
    file, text = MUTATIONS[number]
    (course / file).write_text(text)
    try:
        problems = judge(course).problems
    finally:
        shutil.copy(WIDE / file, course / file)
    assert [problem for problem in problems if not problem.hint or not problem.where.path] == []


def with_stranger(value: object) -> object:
    """Return *value* with a key that nobody knows, in whatever has keys."""
    if isinstance(value, dict):
        return {**{key: with_stranger(part) for key, part in value.items()}, "stranger": 1}
    return [with_stranger(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", FILES)
def test_a_key_that_nobody_knows_is_told_wherever_it_stands(course: Path, file: str) -> None:
    changed = with_stranger(yaml.load((WIDE / file).read_text(), yaml.CSafeLoader))
    (course / file).write_text(yaml.safe_dump(changed))
    try:
        problems = judge(course).problems
    finally:
        shutil.copy(WIDE / file, course / file)
    assert has_errors(problems)
    assert [problem for problem in problems if not problem.hint] == []
