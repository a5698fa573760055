from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from builder.house.course import HOUSE_SCHEMAS
from builder.source.json_schema import json_schemas

SCHEMAS = json_schemas(HOUSE_SCHEMAS)


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.get("properties", {})
        for inner in value.values():
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    kinds = {name.removesuffix(".schema.json") for name in SCHEMAS}
    assert kinds >= {
        "course", "module", "page", "questions", "scenario", "animation",
        "principles", "guidance", "figures", "glossary", "support", "local",
        "lint", "signoff",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_speaks_of_what_authors_write(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"where", "from_", "for_"}.isdisjoint(keys_in(schema))
    assert json.loads(json.dumps(schema)) == schema


def test_a_schema_refuses_unknown_keys_and_lists_what_is_needed() -> None:
    course = SCHEMAS["course.schema.json"]
    assert course["additionalProperties"] is False
    assert {"id", "title", "modules", "pass_mark"} <= set(course["required"])
    assert "from" in SCHEMAS["guidance.schema.json"]["$defs"]["GuidanceFact"]["properties"]
