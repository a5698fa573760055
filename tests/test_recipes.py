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
GRAMMAR = "scorm_templates/packages/<name>/<name>.rng"
SOME = {GRAMMAR, "player/src/trackers/<name>.ts", "player/src/trackers/<name>.test.ts"}
#: What is made and only looked at.
MADE = {"docs/rules.md", "tests/golden/<name>/"}
#: What a step sends its reader to, and nobody has to touch.
READ = {"builder/model/kinds.py", "builder/house/"}
#: How many files each recipe may touch; a format whose standard has no schema of its own brings a grammar besides.
MOST = {"format": 6, "component": 6, "rule": 3}


def recipe(name: str) -> str:
    """Return the steps of a recipe."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^### Add a {name}\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    return str(found)


def steps_of(name: str) -> str:
    """Return the numbered steps of a recipe, without what is said behind them of special cases."""
    return "\n".join(re.findall(r"^(?:\d\. |   ).*$", recipe(name), re.MULTILINE))


def paths(name: str) -> Iterator[str]:
    """Yield the files of a recipe, from the root of the repository."""
    yield from _paths(recipe(name))


def _paths(steps: str) -> Iterator[str]:
    yield from PATH.findall(steps)
    yield from (f"scorm_templates/components/<kind>/{file}" for file in INSIDE.findall(steps))


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_touches_few_files(name: str) -> None:
    named = set(_paths(steps_of(name))) - MADE - READ
    # A folder of which a recipe names the files is those files.
    touched = {path for path in named if not any(other != path and other.startswith(path) for other in named)}
    assert len(touched - {GRAMMAR}) <= MOST[name], sorted(touched)


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in RECIPES for path in paths(name)])
def test_a_file_of_a_recipe_is_there_for_something_that_has_gone_by_it(name: str, path: str) -> None:
    assert list(ROOT.glob(re.sub(r"<[^>]+>", "*", path).rstrip("/"))), f"no {name} has a file like {path}"


@pytest.mark.parametrize("path", sorted(set(paths("format")) - SOME))
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_what_its_recipe_asks_of_all(name: str, path: str) -> None:
    assert list(ROOT.glob(re.sub(r"<[^>]+>", "*", path.replace("<name>", name)).rstrip("/")))


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
