from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, get_origin

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import BeforeValidator

from builder.diagnostics import Diagnostic, Location
from builder.model.node import Node
from builder.model.shared import Principle
from builder.source.text_file import FORBIDDEN
from builder.source.yaml_places import Source, SourceIndex, Yaml
from builder.source.yaml_text import MAX_DEPTH, read_yaml


def read(text: str, line0: int = 0) -> tuple[Yaml | None, list[Diagnostic], SourceIndex]:
    """Return what *text* says, the problems, and what else was found."""
    problems, found = list[Diagnostic](), SourceIndex()
    return read_yaml(Source("f.yaml", text, line0), found, problems.append), problems, found


def value_of(text: str) -> Any:
    """Return the plain value of a sound *text*, without places and with lists for tuples."""
    part, problems, _ = read(text)
    assert problems == []
    assert part is not None
    return without_places(part.value)


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key != "where"}
    return [without_places(inner) for inner in value] if isinstance(value, tuple) else value


def codes(text: str) -> list[tuple[str, int, int]]:
    """Return the code, line and column of each problem."""
    return [(p.code, p.where.line, p.where.column) for p in read(text)[1]]


# --- values

texts = st.text(st.characters(codec="utf-8", exclude_characters="\xad")).filter(lambda text: not FORBIDDEN.search(text))
keys = texts.filter(lambda key: key not in ("", "where", "<<", "levels", "forms") and "\n" not in key)
numbers = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
trees = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


def no_exponents(value: Any) -> bool:
    """Say whether *value* is free of numbers that JSON writes as 1e+20, on which YAML readers do not agree."""
    if isinstance(value, float):
        return "e" not in repr(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(no_exponents(item) for item in inner)


@given(trees.filter(no_exponents))
def test_json_is_read_as_what_it_says(tree: Any) -> None:
    assert value_of(json.dumps(tree, ensure_ascii=False)) == tree
    assert value_of(json.dumps(tree, indent=2, ensure_ascii=False)) == tree


@given(trees.filter(no_exponents))
def test_what_pyyaml_writes_is_read_as_what_it_says_unless_the_versions_of_yaml_differ(tree: Any) -> None:
    part, problems, _ = read(yaml.safe_dump(tree, allow_unicode=True))
    assume(not problems)
    assert part is not None
    assert without_places(part.value) == tree


@given(st.text("0123456789+-.:_eExXoObByYnNsStTrRuUfFaAlLiI~ ", min_size=1, max_size=8).map(str.strip))
@example("no")
@example("010")
@example("12:30")
@example("1_000")
@example("0o17")
@example("1e3")
@example("2026-11-21")
@example("-0")
@example("1.")
@example("+.5")
def test_a_plain_scalar_without_a_warning_means_the_same_to_readers_of_both_versions(text: str) -> None:
    part, problems, _ = read(f"- {text}\n")
    assume(part is not None and not problems)
    assert part is not None
    (ours,) = part.value
    assume(not isinstance(ours, dict | tuple))
    (theirs,) = yaml.safe_load(f"- {text}\n")
    if isinstance(theirs, date | datetime) or (isinstance(theirs, float) and not math.isfinite(theirs)):
        theirs = text
    assert (ours, type(ours)) == (theirs, type(theirs))


@pytest.mark.parametrize(
    "word", ["y", "N", "yes", "No", "ON", "off", "010", "-08", "12:30", "1:2:3.5", "1_0", "0b1", "0o7", "1e3"]
)
def test_what_the_versions_of_yaml_read_differently_is_refused_where_it_stands(word: str) -> None:
    assert codes(f"a: x\nb: {word}\n") == [("yaml-surprise", 2, 4)]
    assert codes(f"a: x\n{word}: b\n")[0] == ("yaml-surprise", 2, 1)
    assert value_of(f"a: '{word}'") == {"a": word}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None), ("~", None), ("", None), ("true", True), ("FALSE", False), ("tRue", "tRue"),
        ("0", 0), ("-7", -7), ("+7", 7), ("2.50", 2.5), (".5", 0.5),
        ("2026-11-21", "2026-11-21"), ("2026.11.0", "2026.11.0"), ("1.2.3", "1.2.3"),
        (".inf", ".inf"), (".nan", ".nan"),
        ("9" * 5000, "9" * 5000), ("-", "-"), ("0800 1111", "0800 1111"),
    ],
)  # fmt: skip
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    read_value = value_of(f"a: {text if text != '-' else chr(34) + text + chr(34)}\n")["a"]
    assert (read_value, type(read_value)) == (value, type(value))


# --- places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: Unit #1 welcome", [(1, 13)]),
        ("title: #1 welcome", [(1, 8)]),
        ("- Press\n  button\t #2", [(2, 11)]),
        ("title: Unit # one\npage: L1-07   # where to read", []),
        ("title: Unit#1\nline: 'Unit' #1\ntext: |\n  Unit #1", []),
        ("#one\ntitle: Unit\n#two\nlist:\n  - a\n  #three\n  - b", []),
    ],
)
def test_words_that_yaml_would_leave_out_are_named_and_comments_are_not(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert codes(text) == [("yaml-comment", *place) for place in places]


def test_every_group_of_keys_knows_its_line_and_column() -> None:
    part, _, _ = read("a:\n  - b: 1\n    c: {d: 2}\n", line0=10)
    assert part is not None
    assert part.value["where"] == Location("f.yaml", 11, 1)
    assert part.value["a"][0]["where"] == Location("f.yaml", 12, 5)
    assert part.value["a"][0]["c"]["where"] == Location("f.yaml", 13, 8)


def test_the_place_of_a_value_is_found_by_its_keys() -> None:
    part, _, found = read("a:\n  - b: 1\n    c: [x, 'ü', z]\n")
    assert part is not None
    assert part.place(("a", 0, "c", 2)) == Location("f.yaml", 3, 17)
    assert part.key_place(("a", 0, "c")) == Location("f.yaml", 3, 5)
    assert found.locate(Location("f.yaml", 2, 5), ("c", 1)) == Location("f.yaml", 3, 12)
    assert found.locate(Location("f.yaml", 9, 9), ("c",)) == Location("f.yaml", 9, 9)


@given(trees.filter(no_exponents))
def test_a_place_is_where_the_value_starts(tree: Any) -> None:
    text = json.dumps([tree], indent=2, ensure_ascii=False)
    part, _, _ = read(text)
    assert part is not None
    where = part.place((0,))
    line = text.split("\n")[where.line - 1]
    assert line[where.column - 1 :].startswith(json.dumps(tree, ensure_ascii=False)[0])


def models(base: type[Node]) -> Iterator[type[Node]]:
    """Yield every model of a course."""
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def test_every_group_whose_keys_are_the_authors_own_leaves_the_place_out() -> None:
    fields = [(name, field) for model in models(Node) for name, field in model.model_fields.items()]
    own = [(name, field.metadata) for name, field in fields if get_origin(field.annotation) is dict]
    assert own
    for name, marks in own:
        assert any(isinstance(mark, BeforeValidator) for mark in marks), f"{name} is no ByKey"


def test_a_group_under_the_authors_own_keys_holds_nothing_else() -> None:
    part, _, _ = read("id: P1\ntitle: x\nline: x\nlevels:\n  L1: x\n")
    assert part is not None
    assert Principle.model_validate(part.value).levels == {"L1": "x"}


# --- what is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)]),
        ("a: &x 1\nb: *x\n", [("yaml-alias", 1, 4), ("yaml-alias", 1, 4)]),
        ("a: &x\n  b: 1\nc: *x\n", [("yaml-alias", 1, 4), ("yaml-alias", 1, 4)]),
        ("a: &x [*x]\n", [("yaml-alias", 1, 4)]),
        ("&x a: 1\n", [("yaml-alias", 1, 1)]),
        ("a: *gone\n", [("yaml-alias", 1, 4)]),
        ("a: 1\n<<: {b: 2}\n", [("yaml-alias", 2, 1)]),
        ("a: !!str 7\n", [("yaml-tag", 1, 4)]),
        ("a: ! b\n", [("yaml-tag", 1, 4)]),
        ('a: ! "b"\n', [("yaml-tag", 1, 4)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-tag", 1, 4)]),
        ("!<tag:x> {a: 1}\n", [("yaml-tag", 1, 1)]),
        ("a: !x!y b\n", [("yaml-tag", 1, 4)]),
        ("where: 1\n", [("unknown-key", 1, 1)]),
        ("1: a\n", [("key-not-text", 1, 1)]),
        ("[a]: b\n", [("key-not-text", 1, 1)]),
        ("? |\n  a\n  b\n: c\n", [("key-not-text", 1, 3)]),
        ("? \n: c\n", [("key-not-text", 1, 2)]),
        ("a: {{g:b}}\n", [("yaml-syntax", 1, 4)]),
        ("a: {{g:b}} c\n", [("yaml-syntax", 1, 4)]),
        ("- {{g:b}} c\n", [("yaml-syntax", 1, 3)]),
        ('a: "\\u0007"\n', [("control-character", 1, 4)]),
        ("a: b: c\n", [("yaml-syntax", 1, 5)]),
        ("a: 'b\n\nc: d\n", [("yaml-syntax", 1, 4)]),
        ("a: [b\n", [("yaml-syntax", 1, 4)]),
        ("a: 'b' c\n", [("yaml-syntax", 1, 6)]),
        ("a: @b\n", [("yaml-syntax", 1, 4)]),
        ("a: %b\n", [("yaml-syntax", 1, 4)]),
        ("a: `b`\n", [("yaml-syntax", 1, 4)]),
        ("a:\n\tb: c\n", [("yaml-syntax", 2, 1)]),
        ('a: "\\q"\n', [("yaml-syntax", 1, 5)]),
        ("a: > b\n", [("yaml-syntax", 1, 6)]),
        ("a: b\n---\nc: d\n", [("yaml-syntax", 2, 1)]),
        ("a: 1\n b: 2\n", [("yaml-syntax", 2, 2)]),
        ("- a\nb: c\n", [("yaml-syntax", 2, 1)]),
        ("a\nb: c\n", [("yaml-syntax", 1, 1)]),
        ("a:b\n\nc: d\n", [("yaml-syntax", 1, 3)]),
        ("- a: b\n    c: d\n", [("yaml-syntax", 2, 5)]),
        ("%FOO\n--- a\n", [("yaml-syntax", 1, 5)]),
        ("%YAML 2.0\n--- a\n", [("yaml-syntax", 1, 1)]),
        ("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), []),
        ("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, [("yaml-depth", 1, MAX_DEPTH + 3)]),
    ],
)  # fmt: skip
def test_what_yaml_may_not_hold_is_reported_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("opener", ["[", "- ", "{a: ", "? ", "[[],"])
def test_no_depth_of_nesting_brings_the_reader_down(opener: str) -> None:
    text = (opener * (1_000_000 // len(opener)))[:999_000]
    assert {code for code, _, _ in codes(text)} <= {"yaml-depth", "yaml-syntax"}


def test_a_few_lines_that_stand_for_millions_cost_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert {code for code, _, _ in codes("\n".join(lines))} == {"yaml-alias"}


def test_text_that_starts_with_a_token_may_stand_in_quotation_marks() -> None:
    assert value_of('a: "{{g:b}} c"') == {"a": "{{g:b}} c"}


# --- tokens and links


def test_tokens_are_found_where_they_stand() -> None:
    _, _, found = read(
        'a: b {{g:c}}\nd: >-\n  e\n  {{f:g}} {{h}}\n# {{g:comment}}\ni: "{{g:\n  j}}"\nk: {l: "x {{g:m"}\n'
    )
    assert [(token.text, token.where.line, token.where.column) for token in found.tokens] == [
        ("g:c", 1, 6),
        ("f:g", 4, 3),
        ("h", 4, 11),
        ("g: j", 6, 4),
        ("{{g:m", 8, 11),
    ]


# --- anything at all


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    read(FORBIDDEN.sub(" ", text))


@given(
    st.lists(
        st.sampled_from([*"abc01:-?,[]{}&*!|>'\"%@`# \n\t", "- ", ": ", "\n  ", "<<", "{{", "~", "---\n"]), max_size=40
    )
)
def test_no_heap_of_signs_makes_the_reader_raise(signs: list[str]) -> None:
    text = "".join(signs)
    for problem in read(text)[1]:
        assert 1 <= problem.where.line <= text.count("\n") + 2
