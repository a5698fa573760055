"""JSON Schemas of the source files, for editors that check YAML as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from builder.model.course import CourseFile, ModuleFile, PageFront
from builder.model.edition import EditionFile
from builder.model.questions import Question
from builder.model.session import LedSession
from builder.source.homes import SHARED_FILES, SHARED_FOLDERS
from builder.words import is_fixed, original

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _models() -> Mapping[str, Any]:
    """Return what stands in each kind of file, by the name of the kind."""
    return {
        "course": CourseFile,
        "module": ModuleFile,
        "page": PageFront,
        "questions": tuple[Question, ...],
        "session": LedSession,
        "edition": EditionFile,
        **{file.removesuffix(".yaml"): tuple[model, ...] for file, (_, model) in SHARED_FILES.items()},  # type: ignore[valid-type]
        **{folder.removesuffix("s"): model for folder, (_, model) in SHARED_FOLDERS.items()},
    }


def json_schemas(others: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each kind of file by the name of its own file; ``page`` is a page's front matter.

    *others* says what stands in kinds of files that the builder reads and does not know.
    """
    schemas = {
        name: TypeAdapter(model).json_schema(mode="validation", by_alias=True)
        for name, model in {**_models(), **others}.items()
    }
    schemas["words"] = _words()
    return {
        f"{name}.schema.json": {"$schema": _DIALECT, **schema, "title": f"coursepack: {name}"}
        for name, schema in schemas.items()
    }


def _words() -> dict[str, Any]:
    """Return what ``words.yaml`` may hold: the sentences of the tool that a course can replace."""
    forms = {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}, "minProperties": 1}
    keys = {
        key: {"description": sentence if isinstance(sentence, str) else sentence["other"], "$ref": "#/$defs/sentence"}
        for key, sentence in original().items()
        if not is_fixed(key)
    }
    sentence = {"anyOf": [{"type": "string", "minLength": 1}, forms]}
    return {"type": "object", "properties": keys, "additionalProperties": False, "$defs": {"sentence": sentence}}
