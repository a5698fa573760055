"""Settings of Visual Studio Code: schemas of the course's files, a snippet for every block, and the check as a task.

``python -m tools.generate`` writes the same for a clone of this repository.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.model.blocks.block import Block, kind_of
from builder.new.start import STARTERS, written
from builder.source.homes import SHARED_FOLDERS
from builder.source.json_schema import json_schemas
from builder.source.markdown_page import KINDS

COMPONENTS = Path(__file__).parents[2] / "scorm_templates" / "components"
#: How the first line of a problem is printed (``Diagnostic.__str__``); a problem of a whole file has no line.
PROBLEM = r"^(.*?):(\d+):(\d+): (error|warning)\[([a-z0-9-]+)\]: (.*)$"
PROBLEM_OF_A_FILE = r"^([^:\s][^:]*): (error|warning)\[([a-z0-9-]+)\]: (.*)$"
#: Kinds of files that stand elsewhere than beside ``course.yaml``. A page is Markdown, which editors hold to no schema.
_ELSEWHERE = {
    "module": "**/module.yaml",
    "questions": "**/questions/*.yaml",
    "edition": "**/editions/*/edition.yaml",
    **{folder.removesuffix("s"): f"**/{folder}/*.yaml" for folder in SHARED_FOLDERS},
}
_PAGE = "page"


def new_editor(folder: Path) -> tuple[Path, ...]:
    """Write ``.vscode`` into *folder*; return its files. Raises CannotStart if one is there, and OSError."""
    return written(folder, editor_files("coursepack check", folder.resolve().name))


def editor_files(check: str, course: str) -> dict[str, str]:
    """Return the files of ``.vscode`` by name, for a course in a folder *course*; their task runs *check*."""
    # Only who asks for it loads the house.
    from builder.house.course import HOUSE_SCHEMAS

    schemas = json_schemas(HOUSE_SCHEMAS)
    kinds = [name.removesuffix(".schema.json") for name in schemas]
    files: dict[str, Any] = {
        "settings.json": _settings(kinds, course),
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "tasks.json": _tasks(check),
        "course.code-snippets": dict(_snippets()),
        **{f"schemas/{name}": schema for name, schema in schemas.items()},
    }
    return {f".vscode/{name}": json.dumps(held, indent=2, ensure_ascii=False) + "\n" for name, held in files.items()}


def _settings(kinds: list[str], course: str) -> dict[str, Any]:
    return {
        "yaml.schemas": {
            # With the name of its folder: a bank of questions may have a file principles.yaml, too.
            f".vscode/schemas/{kind}.schema.json": _ELSEWHERE.get(kind, f"{course}/{kind}.yaml")
            for kind in kinds
            if kind != _PAGE
        },
        # What a key may be stands in a schema beside this file; nothing is asked of a catalogue on the net.
        "yaml.schemaStore.enable": False,
        "files.encoding": "utf8",
        "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": True}},
        "[yaml]": {"editor.wordWrap": "on"},
    }


def _tasks(check: str) -> dict[str, Any]:
    shared = {"owner": "coursepack", "fileLocation": ["autoDetect", "${workspaceFolder}"]}
    at_a_line = {"regexp": PROBLEM, "file": 1, "line": 2, "column": 3, "severity": 4, "code": 5, "message": 6}
    of_a_file = {"regexp": PROBLEM_OF_A_FILE, "kind": "file", "file": 1, "severity": 2, "code": 3, "message": 4}
    matchers = [{**shared, "pattern": at_a_line}, {**shared, "owner": "coursepack-files", "pattern": of_a_file}]
    task = {
        "label": "check the course",
        "type": "shell",
        "command": check,
        "group": {"kind": "build", "isDefault": True},
    }
    return {"version": "2.0.0", "tasks": [{**task, "problemMatcher": matchers}]}


def _snippets() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each snippet, and the snippet: a page, each kind of block, each kind of question in a bank."""
    page = (STARTERS / "page.md").read_text(encoding="utf-8").partition("\n\n")[0]
    yield "page", _snippet("page", page.replace("$id", "M1-02").replace("$title", "A new page"), "The start of a page.")
    for kind, block in KINDS.items():
        yield f"::: {kind}", _snippet(kind, example_of(block, COMPONENTS / kind), _first_line(block))
        starter = STARTERS / f"{kind}.yaml"
        if starter.exists() and "$more" in (text := starter.read_text(encoding="utf-8")):
            text = text.replace("$id", "M1-Q01").replace("$more", "")
            yield f"question: {kind}", {**_snippet(f"question {kind}", text, "A question of a bank."), "scope": "yaml"}


def _snippet(prefix: str, text: str, description: str) -> dict[str, Any]:
    # In a snippet these three are signs of the editor.
    body = re.sub(r"([\\$}])", r"\\\1", text.rstrip("\n")).split("\n")
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


class _AsTyped(yaml.SafeDumper):
    """Writes a text of several lines below its key, as people type it."""


def _text(dumper: _AsTyped, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_AsTyped.add_representer(str, _text)


def _first_line(block: type[Block]) -> str:
    return inspect.cleandoc(block.__doc__ or "").splitlines()[0].replace("``", "")


def example_of(block: type[Block], folder: Path) -> str:
    """Return the first example in *folder* of what an author writes for *block*, and for what it stands behind."""
    first: Mapping[str, Any] = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))[0]
    behind = dict(first.get("behind", {}))
    before = f"{_written(KINDS[behind.pop('kind')], behind)}\n" if behind else ""
    return before + _written(block, dict(first["block"]))


def _written(block: type[Block], inside: dict[str, Any]) -> str:
    """Return what an author writes for *block* with *inside* in it."""
    heading = inside.pop(block.HEADING, "") if block.HEADING else ""
    if block.BODY == "markdown":
        text = f"{inside.pop('body').strip()}\n"
    else:
        text = yaml.dump(inside, Dumper=_AsTyped, sort_keys=False, allow_unicode=True, width=120) if inside else ""
    return f"::: {kind_of(block)} {heading}".rstrip() + f"\n{text}:::\n"
