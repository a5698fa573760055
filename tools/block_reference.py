"""``docs/blocks.md``: every kind of block with its options and an example, part of ``python -m tools.generate``.

The words are those of the block's class, and of the comments (``#:``) above its fields; the example is the first of its
component's folder.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from builder.model.blocks.block import Block, kind_of
from builder.model.kinds import LearnerText
from builder.model.node import AuthoredId, Key, Slug
from builder.model.questions import QuestionBase
from builder.new.editor import example_of

HEAD = """# Blocks

<!-- Written by tools/generate.py from builder/model/blocks/ and scorm_templates/components/. Do not change it here. -->

A block starts with `:::` and its kind, and ends with `:::`. What follows the kind on the same line is its heading, or
the id of what it shows. Inside stands Markdown or YAML; blocks do not nest. Between blocks stands plain Markdown.
"""
FIELD = re.compile(r"^    (\w+): ")
CITED = re.compile(r"docs/(decisions/[\w-]+\.md)")
#: What a text of a form is called.
FORMS = {
    TypeAdapter(form).json_schema()["pattern"]: word
    for form, word in ((AuthoredId, "an id"), (Key, "a key"), (Slug, "a name"))
}
#: What of a question nobody leaves out on a page.
OF_A_PAGE = {"id", "stem"}
#: What a text that learners read is written in.
WRITTEN = {"blocks": "Markdown", "inline": "Markdown in one line", "plain": "plain text"}


def block_reference(blocks: Sequence[type[Block]], components: Path) -> str:
    """Return the text of ``docs/blocks.md`` for *blocks*, whose examples stand in *components*."""
    named = [block for block in blocks if kind_of(block) != "text"]
    return HEAD + "".join(_section(block, components / kind_of(block)) for block in named)


def _section(block: type[Block], folder: Path) -> str:
    schema = block.model_json_schema(by_alias=True)
    words = CITED.sub(r"[decision](\1)", inspect.cleandoc(block.__doc__ or "").replace("``", "`"))
    shared: set[str] = {*QuestionBase.model_fields} - OF_A_PAGE if issubclass(block, QuestionBase) else set()
    others = [name for name in schema["properties"] if name in shared]
    rows = "".join(
        f"| `{name}` | {_option(block, name, field, schema)} | {_needed(name, field, schema)} |\n"
        for name, field in schema["properties"].items()
        if name not in {"kind", *others}
    )
    table = f"\n| option | what it is | needed |\n|---|---|---|\n{rows}" if rows else "\nIt has no options.\n"
    if others:
        table += f"\nWhat else [a question](writing-a-course.md#the-question-bank) may have: `{'`, `'.join(others)}`.\n"
    return f"\n## `{kind_of(block)}`\n\n{words}\n\n```\n{example_of(block, folder)}```\n{table}"


def _option(block: type[Block], name: str, field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    place = ""
    if name == block.HEADING:
        place = f", behind `::: {kind_of(block)}`"
    elif name == "body" and block.BODY == "markdown":
        place = ", what stands inside"
    said = dict(_comments(block)).get(name, "")
    form = _form(field, schema)
    account = next(account for account in block.ACCOUNTS if account.key == name)
    if isinstance(account.kind, LearnerText):
        form = re.sub(r"\btext\b", WRITTEN[account.kind.form], form)
    for inner in (inner for part in account.parts for inner in part.ACCOUNTS):
        if isinstance(inner.kind, LearnerText) and inner.kind.form != "plain":
            form = form.replace(f"`{inner.key}`", f"`{inner.key}` in Markdown")
    return f"{form}{place}" + (f". {said}" if said else "")


def _needed(name: str, field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if name in schema.get("required", ()):
        return "yes"
    match field.get("default"):
        case None | "" | []:
            return "no"
        case bool() as value:
            return f"no: `{str(value).lower()}`"
        case list() as values:
            return f"no: `[{', '.join(values)}]`"
        case value:
            return f"no: `{value}`"


def _form(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return in words what may stand in a field."""
    if "$ref" in field:
        return _parts(schema["$defs"][field["$ref"].rpartition("/")[2]], schema)
    if "anyOf" in field:
        return next(_form(choice, schema) for choice in field["anyOf"] if choice.get("type") != "null")
    if "enum" in field:
        *others, last = (f"`{value}`" for value in field["enum"])
        return f"{', '.join(others)} or {last}"
    match field["type"]:
        case "array":
            inside = _form(field["items"], schema)
            return "a list of lists" if inside.startswith("a list") else f"a list: {inside}"
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"a number from {field['minimum']} to {field['maximum']}"
        case _:
            longest = f" of at most {field['maxLength']} characters" if "maxLength" in field else ""
            return FORMS.get(field.get("pattern", ""), f"text{longest}")


def _parts(part: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    required = part.get("required", ())
    names = [f"`{name}`" if name in required else f"`{name}` (optional)" for name in part["properties"]]
    return f"each with {', '.join(names)}"


def _comments(block: type[Block]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field of *block* that has a comment, and the comment; a class's own before its bases'."""
    for part in reversed(block.__mro__[: block.__mro__.index(Block)]):
        comment: list[str] = []
        for line in inspect.getsource(part).splitlines():
            if line.startswith("    #: "):
                comment.append(line.removeprefix("    #: "))
                continue
            if comment and (field := FIELD.match(line)):
                yield field[1], " ".join(comment).replace("``", "`")
            comment = []
