"""What editors are told: the schemas take what the builder takes and refuse what it refuses, and a judge says so who is
not ours (the library ``jsonschema``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from builder.cli import main
from builder.diagnostics import Diagnostic
from builder.new import new_course
from builder.new.editor import KINDS, PROBLEM, PROBLEM_OF_A_FILE, editor_files
from builder.source.markdown_page import read_page
from builder.source.problems import fields
from builder.source.yaml_places import Source, SourceIndex
from builder.source.yaml_text import read_yaml
from tools.generate import editor_settings

TESTS = Path(__file__).parent
SAMPLES = TESTS / "samples"
FILES = {name.removeprefix(".vscode/"): text for name, text in editor_files("coursepack check", "COURSE").items()}
VALIDATORS = {
    name: Draft202012Validator(json.loads(text)) for name, text in FILES.items() if name.startswith("schemas/")
}
WIRED = json.loads(FILES["settings.json"])["yaml.schemas"]
FORM = {name.replace("_", "-") for name in vars(fields) if callable(getattr(fields, name)) and name.islower()}
#: What a schema cannot say: it counts characters, and blanks are some. Our reader keeps the key ``where`` for itself.
BEYOND = {"empty-text-feedback", "unknown-key-where"}


def plain(value: Any) -> Any:
    """Return *value*, as our reader of YAML gives it, as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key != "where"}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def judged(course: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each file of *course* that an editor judges, a page for its description, with what is wrong with it."""
    for file in sorted(course.rglob("*")):
        name = file.relative_to(course).as_posix()
        text = file.read_text(encoding="utf-8", errors="replace") if file.suffix in (".yaml", ".md") else ""
        if file.suffix == ".yaml":
            schemas = [schema for schema, pattern in WIRED.items() if fnmatch(f"COURSE/{name}", pattern)]
            assert len(schemas) == 1, f"{name}: {schemas}"
        elif file.suffix == ".md" and text.startswith("---\n"):
            schemas = [".vscode/schemas/page.schema.json"]
            text = text.removeprefix("---\n").partition("\n---")[0]
        else:
            continue
        part = read_yaml(Source(name, text), SourceIndex(), lambda _: None)
        validator = VALIDATORS[schemas[0].removeprefix(".vscode/")]
        if part is not None and part.value is not None:
            yield name, [error.message for error in validator.iter_errors(plain(part.value))]


@pytest.mark.parametrize("course", ["wide_course", "small_course", "fire_safety", "samples/_base"])
def test_every_file_of_a_sound_course_fits_the_schema_that_its_name_leads_to(course: str) -> None:
    found = dict(judged(TESTS / course))
    assert len(found) > 3
    assert {name: errors for name, errors in found.items() if errors} == {}


def test_what_is_begun_fits_its_schemas(tmp_path: Path) -> None:
    new_course(tmp_path, "A course")
    assert {name: errors for name, errors in judged(tmp_path) if errors} == {}


def shaped() -> Iterator[tuple[str, str]]:
    """Yield each sample that breaks a rule of form in a file of YAML or in the description of a page, and that file."""
    for told in sorted(SAMPLES.glob("*/expected.txt")):
        found = re.match(PROBLEM, told.read_text(encoding="utf-8").partition("\n")[0])
        if not found or found[5] not in FORM or told.parent.name in BEYOND:
            continue
        text = (told.parent / found[1]).read_text(encoding="utf-8")
        if found[1].endswith(".yaml") or int(found[2]) <= text[: text.index("\n---\n")].count("\n") + 1:
            yield told.parent.name, found[1]


@pytest.mark.parametrize(("sample", "file"), list(shaped()))
def test_what_breaks_a_rule_of_form_is_refused_by_its_schema(sample: str, file: str) -> None:
    assert dict(judged(SAMPLES / sample))[file]


@pytest.mark.parametrize("name", sorted(name for name in FILES if name.startswith("schemas/")))
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(FILES[name]))


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_snippet_of_a_block_is_a_sound_block(kind: str) -> None:
    lines = json.loads(FILES["course.code-snippets"])[f"::: {kind}"]["body"]
    typed = "\n".join(re.sub(r"\\([\\$}])", r"\1", line) for line in lines)
    problems: list[Diagnostic] = []
    page = read_page(f"---\nid: A\ntitle: B\n---\n{typed}\n", "p.md", SourceIndex(), problems.append)
    # It stands behind what it needs before it.
    assert (problems, [block.kind for block in page.blocks][-1]) == ([], kind)  # type: ignore[attr-defined]


def test_every_problem_that_is_printed_is_matched_by_the_task() -> None:
    lines = "".join(file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*/expected.txt"))).splitlines()
    first = [line for line in lines if not line.startswith("  ")]
    assert len(first) > 200
    for line in first:
        if at_a_line := re.match(PROBLEM, line):
            assert not re.match(PROBLEM_OF_A_FILE, line)
            assert int(at_a_line[2]) and int(at_a_line[3])
        else:
            assert re.match(PROBLEM_OF_A_FILE, line), line


def test_the_settings_of_a_clone_are_those_that_are_written_for_a_course() -> None:
    for file, text in editor_settings().items():
        assert file.read_text(encoding="utf-8") == text, "run: python -m tools.generate"


def test_settings_are_written_beside_a_course_and_over_none(tmp_path: Path) -> None:
    new_course(tmp_path / "course", "A course")
    for code in (0, 2):
        assert CliRunner().invoke(main, ["new", "editor", str(tmp_path / "course")]).exit_code == code
    there = {file.relative_to(tmp_path / "course" / ".vscode").as_posix() for file in tmp_path.rglob(".vscode/**/*.*")}
    assert there == set(FILES)
    wired = json.loads((tmp_path / "course" / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert "course/principles.yaml" in wired.values()
    assert CliRunner().invoke(main, ["check", str(tmp_path / "course")]).output == "No problems found.\n"
