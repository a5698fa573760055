"""CONTRIBUTING's recipes name the files that what is there already consists of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.checks import CHECKS_BY_EXTENT
from builder.formats import FORMATS
from builder.model.blocks import BLOCKS
from builder.model.blocks.block import kind_of

ROOT = Path(__file__).resolve().parents[1]
#: A file or folder of the repository, with ``<...>`` for what each has of its own.
PATH = re.compile(r"`((?:builder|docs|player|scorm_templates|tests|tools)/[^`\s]*)`")
RECIPES = ("format", "component", "rule")
#: What a step may also stand for, beside the whole path: a file in the folder that its step names first.
INSIDE = re.compile(r"`(<kind>[.\w]+|template\.html\.j2|examples\.yaml)`")
#: Not every format has these: one in XML may bring its own schemas, and one may speak as another does.
SOME = {"scorm_templates/rng/<name>.rng", "player/src/trackers/<name>.ts"}


def recipe(name: str) -> str:
    """Return the steps of a recipe."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^### Add a {name}\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    return str(found)


def paths(name: str) -> Iterator[str]:
    """Yield the files of a recipe, from the root of the repository."""
    steps = recipe(name)
    yield from PATH.findall(steps)
    yield from (f"scorm_templates/components/<kind>/{file}" for file in INSIDE.findall(steps))


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in RECIPES for path in paths(name)])
def test_a_file_of_a_recipe_is_there_for_something_that_has_gone_by_it(name: str, path: str) -> None:
    assert list(ROOT.glob(re.sub(r"<[^>]+>", "*", path).rstrip("/"))), f"no {name} has a file like {path}"


@pytest.mark.parametrize("path", sorted(set(paths("format")) - SOME))
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_what_its_recipe_asks_of_all(name: str, path: str) -> None:
    assert (ROOT / path.replace("<name>", name)).exists()


@pytest.mark.parametrize("block", BLOCKS, ids=kind_of)
def test_every_component_is_the_folder_that_its_recipe_describes(block: type) -> None:
    kind = kind_of(block)
    folder = ROOT / "scorm_templates" / "components" / kind
    named = {file.replace("<kind>", kind) for file in INSIDE.findall(recipe("component"))}
    assert {"template.html.j2", "examples.yaml"} <= {path.name for path in folder.iterdir()}
    assert {path.name for path in folder.iterdir() if path.stem.split(".")[0] == kind} <= named
    assert Path(block.__module__.replace(".", "/")).parent == Path("builder/model/blocks")


def test_a_rule_stands_in_a_file_that_its_recipe_names() -> None:
    folders = {path.partition("<")[0].rpartition("/")[0] for path in paths("rule")}
    rules = {rule for rules in CHECKS_BY_EXTENT.values() for rule in rules}
    assert {Path(rule.__module__.replace(".", "/")).parent.as_posix() for rule in rules} <= folders
