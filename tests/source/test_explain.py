from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from builder.diagnostics import Diagnostic
from builder.model.blocks import BLOCKS
from builder.model.blocks.block import kind_of
from builder.model.course import CourseFile, ModuleFile, PageFront
from builder.model.edition import EditionFile
from builder.model.questions import Question
from builder.model.released import Released
from builder.source.explain import EXPLAINED, FORMS, validate
from builder.source.homes import SHARED_FILES, SHARED_FOLDERS
from builder.source.yaml_places import Source, SourceIndex
from builder.source.yaml_text import read_yaml

SHARED = [model for _, model in (*SHARED_FILES.values(), *SHARED_FOLDERS.values())]
MODELS = [CourseFile, ModuleFile, PageFront, EditionFile, Released, Question, *SHARED, *BLOCKS]

#: What each part of a schema can object to, by pydantic-core's names.
ERRORS_OF: dict[str, set[str]] = {
    "any": set(),
    "bool": {"bool_type"},
    "default": set(),
    "definition-ref": set(),
    "definitions": set(),
    "dict": {"dict_type"},
    "float": {"float_type"},
    "int": {"int_type"},
    "literal": {"literal_error"},
    "model": {"model_type"},
    "model-field": set(),
    "model-fields": {"missing", "extra_forbidden", "model_attributes_type"},
    "nullable": set(),
    "str": {"string_type"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found", "model_attributes_type"},
    "tuple": {"tuple_type"},
}
ERRORS_OF_LIMIT = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("str", "pattern"): "string_pattern_mismatch",
    ("tuple", "min_length"): "too_short",
    ("tuple", "max_length"): "too_long",
    ("int", "ge"): "greater_than_equal",
    ("int", "le"): "less_than_equal",
    ("float", "ge"): "greater_than_equal",
    ("float", "le"): "less_than_equal",
}
LIMITS = {"min_length", "max_length", "pattern", "ge", "le", "gt", "lt", "multiple_of", "allow_inf_nan"}


def possible_errors(schema: Any) -> Iterator[str]:
    """Yield every type of error that *schema*, one of pydantic-core's, can raise. Unknown parts fail the test."""
    if isinstance(schema, dict):
        kind = schema.get("type")
        if kind == "is-instance":
            return  # a Location: the loader fills in `where` itself
        if kind == "function-before":
            yield from possible_errors(schema["schema"])
            return  # what takes the place out of a group whose keys are the author's own
        if isinstance(kind, str):
            yield from ERRORS_OF[kind]
            yield from (ERRORS_OF_LIMIT[kind, limit] for limit in LIMITS & schema.keys())
        yield from (error for key, inner in schema.items() if key != "metadata" for error in possible_errors(inner))
    elif isinstance(schema, list):
        yield from (error for inner in schema for error in possible_errors(inner))


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_every_error_that_a_model_can_raise_is_explained(model: Any) -> None:
    assert set(possible_errors(TypeAdapter(model).core_schema)) - {"extra_forbidden", "missing"} <= EXPLAINED.keys()


def patterns(schema: Any) -> Iterator[str]:
    """Yield every pattern in *schema*."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from (found for key, inner in schema.items() if key != "metadata" for found in patterns(inner))
    elif isinstance(schema, list):
        yield from (found for inner in schema for found in patterns(inner))


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_every_form_that_a_model_asks_for_is_put_into_words(model: Any) -> None:
    for pattern in patterns(TypeAdapter(model).core_schema):
        assert any(pattern.startswith(start) for start in FORMS), pattern


def explained(model: Any, text: str) -> list[str]:
    """Return what an author is told about *text*, with its line and column."""
    problems: list[Diagnostic] = []
    part = read_yaml(Source("f", text), SourceIndex(), problems.append)
    assert part is not None
    validate(model, part, problems.append)
    return [f"{p.where.line}:{p.where.column} {p.code}: {p.message} ({p.hint})" for p in problems]


def test_a_slip_of_the_pen_is_one_problem_and_not_two() -> None:
    text = "id: Q1\nkind: choice\nstme: What?\noptions:\n  - {text: a, feedback: b}\n  - {text: c, feedback: d}\n"
    assert explained(Question, text) == ["3:1 unknown-key: unknown key 'stme' (did you mean 'stem'?)"]


def test_an_unknown_key_that_is_like_none_brings_a_list_of_those_that_can_stand_there() -> None:
    text = "id: a\nname: A\nfor: B\ncolour: red\n"
    (told,) = explained(SHARED_FILES["support.yaml"][1], text)
    keys = "id, name, for, group, number, text, email, url, hours, say, grade, checked_on"
    assert told == f"4:1 unknown-key: unknown key 'colour' (the keys here are: {keys})"


def test_a_list_is_not_called_too_short_because_of_an_item_that_is_wrong() -> None:
    text = "id: Q1\nkind: choice\nstem: What?\noptions:\n  - {text: a}\n  - {text: c, feedback: d}\n"
    assert [told.split(":")[0:2] for told in explained(Question, text)] == [["5", "5 missing-key"]]


def test_two_options_with_the_same_slip_are_two_problems() -> None:
    text = "id: Q1\nkind: choice\nstem: What?\noptions:\n  - {text: a, feedbck: b}\n  - {text: c, feedbck: d}\n"
    assert [told[:4] for told in explained(Question, text)] == ["5:15", "6:15"]


def test_what_was_refused_while_reading_is_not_refused_again() -> None:
    text = "id: Q1\nkind: choice\ncritical: yes\nstem: &a What?\noptions: *a\n"
    assert [told.split(":")[1] for told in explained(Question, text)] == [
        "11 yaml-surprise",
        "7 yaml-alias",
        "7 yaml-alias",
    ]


def test_a_number_where_text_is_asked_for_is_quoted_back_as_it_was_written() -> None:
    text = "id: a\nterm: 1.10\nmeaning: b\n"
    (told,) = explained(SHARED_FILES["glossary.yaml"][1], text)
    assert told == "2:7 wrong-type: 'term' must be text, and this is a number (put it in quotation marks: \"1.10\")"


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.floats(0, 9) | st.sampled_from(["", "a", "A b", "x" * 300]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@st.composite
def almost_right(draw: st.DrawFn) -> tuple[Any, str]:
    """Draw a model and a text that has most of its keys, and values of every kind."""
    model = draw(st.sampled_from([model for model in MODELS if model is not Question]))
    keys = [field.alias or name for name, field in model.model_fields.items() if name != "where"]
    names = draw(st.lists(st.sampled_from([*keys, *(key[:-1] + "x" for key in keys), "colour"]), unique=True))
    kind = {"kind": kind_of(model)} if "kind" in keys else {}
    return model, json.dumps({**{name: draw(values) for name in names}, **draw(st.just(kind) | st.just({}))})


@given(almost_right())
def test_whatever_an_author_writes_is_explained(drawn: tuple[Any, str]) -> None:
    model, text = drawn
    for told in explained(model, text):
        assert "1:" in told


@given(
    st.sampled_from(["choice", "order", "sort", "match", "hotspot", "choise", ""]),
    st.dictionaries(st.sampled_from(["id", "stem", "options", "items", "groups", "spare", "choose"]), values),
)
def test_whatever_question_an_author_writes_is_explained(kind: str, rest: dict[str, Any]) -> None:
    explained(Question, json.dumps({"kind": kind, **rest}))
    explained(Question, json.dumps(rest))
    explained(Question, json.dumps(list(rest.values())))
