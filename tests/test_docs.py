"""Whatever is promised is documented, and whatever is documented is there."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import click
import pytest

from builder.cli import main
from builder.formats import FORMATS
from builder.model.blocks import BLOCKS
from builder.model.blocks.block import kind_of
from builder.model.course import TrackingOptions
from tests.faults.card import PROFILES
from tests.faults.catalogue import FAULTS
from tools.commands import command_reference

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "dist" / "README.md"])
WORDS = {4: "four", 9: "nine", 16: "sixteen"}
#: Those of single systems: beside them stand an overview and two for all others.
GUIDES = len([*(ROOT / "docs" / "upload").glob("*.md")]) - 3
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
EXAMPLE = re.compile(r"^(`{3,4})[^\n]*\n.*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    """Return a document of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def dependencies() -> Iterator[str]:
    """Yield every package that is named as a dependency, in Python or in npm."""
    project = tomllib.loads(text_of("pyproject.toml"))
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    for requirement in chain(project["project"]["dependencies"], *extras.values(), *groups.values()):
        yield re.split(r"[^A-Za-z0-9_.-]", requirement)[0]
    package = json.loads(text_of("package.json"))
    yield from {**package.get("dependencies", {}), **package["devDependencies"]}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_in_the_documents_leads_somewhere(document: Path) -> None:
    prose = EXAMPLE.sub("", document.read_text(encoding="utf-8"))
    targets = {target.split("#")[0] for target in LINK.findall(prose) if "://" not in target}
    assert {target for target in targets if not (document.parent / target).exists()} == set()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_a_document_names_exists(document: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s*$|\s+#)", text_of(document), re.MULTILINE))
    assert named, "no target is named"
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert named - targets == set()


def test_the_readme_names_its_two_commands() -> None:
    assert {"make packages", "make test"} <= set(text_of("README.md").splitlines())


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_its_options_are_in_the_readme(name: str) -> None:
    readme = text_of("README.md")
    rows = [line for line in readme.splitlines() if re.match(rf"\| `coursepack {name}[ `]", line)]
    assert len(rows) == 1, f"coursepack {name} is not in the README's table of commands"
    options = [p for p in main.commands[name].params if isinstance(p, click.Option) and not p.hidden]
    long_names = {opt for option in options for opt in option.opts if opt.startswith("--") and opt != "--help"}
    assert {opt for opt in long_names if opt not in rows[0]} == set()


def test_the_page_of_commands_says_what_they_say_of_themselves() -> None:
    assert text_of("docs/commands.md") == command_reference(main), "run: python -m tools.generate"


def test_the_readme_promises_no_command_that_is_not_there() -> None:
    promised = set(re.findall(r"^\| `coursepack ([a-z-]+)", text_of("README.md"), re.MULTILINE))
    assert promised == set(main.commands)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_documented(name: str) -> None:
    assert f"\n## `{name}`: " in text_of("docs/formats.md")


@pytest.mark.parametrize("option", sorted(TrackingOptions.model_fields.keys() - {"where"}))
def test_every_tracking_option_is_documented(option: str) -> None:
    assert f"  {option}: " in text_of("docs/formats.md")


@pytest.mark.parametrize("kind", [kind_of(block) for block in BLOCKS if kind_of(block) != "text"])
def test_every_kind_of_block_is_documented(kind: str) -> None:
    assert f"\n## `{kind}`\n" in text_of("docs/blocks.md")


def test_what_the_builder_imports_is_declared_as_a_dependency_of_it() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    declared = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[^A-Za-z0-9_.-]", requirement)[0].lower() for requirement in declared}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "builder").rglob("*.py")]
    imported = {alias.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    imported |= {n.module or "" for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    roots = {name.partition(".")[0] for name in imported} - sys.stdlib_module_names - {"builder"}
    owners = packages_distributions()
    assert {
        root for root in roots if not names & {owner.lower().replace("_", "-") for owner in owners.get(root, ())}
    } == set()


@pytest.mark.parametrize("name", sorted(set(dependencies())))
def test_every_dependency_is_explained(name: str) -> None:
    assert f"`{name}`" in text_of("docs/dependencies.md")


def parts_of_the_tree() -> Iterator[str]:
    """Yield what a newcomer sees of the tree: the modules and folders of the builder, the folders of the rest."""
    for path in sorted((ROOT / "builder").iterdir()):
        if not path.name.startswith("_"):
            yield path.stem
    for folder in ("player/src", "scorm_templates"):
        for path in sorted((ROOT / folder).iterdir()):
            if path.is_dir() and path.name not in {"__pycache__", "generated"}:
                yield f"{path.name}/"


@pytest.mark.parametrize("part", sorted(set(parts_of_the_tree())))
def test_the_page_about_the_architecture_names_every_part(part: str) -> None:
    assert f"`{part}" in text_of("docs/architecture.md")


#: How many of what there is, and where documents say so.
COUNTED = {
    "docs/preview.md": f"all {len(FAULTS)} things that",
    "docs/testing.md": f"{len(FAULTS)} faults in two browsers",
    "docs/save-engine.md": f"against {WORDS[len(PROFILES) - 4]} LMSs and {WORDS[4]} record stores",
    "docs/upload/README.md": f"One guide for each of {WORDS[GUIDES]} systems",
    "README.md": f"a guide for each of {WORDS[GUIDES]} systems",
}


@pytest.mark.parametrize("document", COUNTED)
def test_what_a_document_counts_is_there_that_often(document: str) -> None:
    assert COUNTED[document] in " ".join(text_of(document).split())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_into_the_code_that_a_document_names_is_there(document: Path) -> None:
    named = re.findall(
        r"`((?:builder|player/src|scorm_templates|tests|tools|bench)/[\w./-]+)`", document.read_text("utf-8")
    )
    made = ("scorm_templates/generated",)
    assert {path for path in named if not path.startswith(made) and not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("document", ["docs/architecture.md", "docs/save-engine.md"])
def test_every_file_of_code_that_a_document_names_is_there(document: str) -> None:
    text = re.sub(r"^```.*?^```$", "", text_of(document), flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`((?:[\w./-]+/)?[\w-]+\.(?:py|ts|json|yaml|scss|j2))`", text))
    assert named, "no file is named"
    folders = ("builder", "player", "scorm_templates", "tools", "tests", "course_src")
    there = {path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.*")}
    assert {name for name in named if not any(path == name or path.endswith(f"/{name}") for path in there)} == set()
