"""The shape of the code base: imports go one way, and one idea has one name on every side."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from builder.formats import FORMATS, moodle
from builder.model.blocks import BLOCKS, AnyBlock
from builder.model.blocks.block import kind_of

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "scorm_templates" / "components"

#: docs/architecture.md: a module may import from its own layer and from the layers below it, never from above.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"rules"},
    {"release", "report"},
    {"build"},
    {"unmade"},
    {"edition"},
    {"review", "session", "compare", "new", "preview", "doctor"},
    {"sources", "released"},
    {"lrs"},
    {"verify"},
    {"formats"},
    {"render"},
    {"exits"},
    {"judge"},
    {"house"},
    {"checks"},
    {"documents"},
    {"source"},
    {"archive", "tracking", "words", "terminal"},
    {"model"},
    {"options"},
    {"cldr", "in_place"},
    {"course_argument", "extras"},
    {"printing"},
    {"sarif"},
    {"diagnostics"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted((ROOT / "builder").rglob("*.py"))


def layer_of(path: Path) -> str:
    """Return the part of ``builder`` to which a module belongs; the package itself belongs to none."""
    return path.relative_to(ROOT / "builder").with_suffix("").parts[0]


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the part of ``builder`` for each import in *path*, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            match name.split("."):
                case ["builder", part, *_] if not part.startswith("__"):
                    yield node.lineno, part


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    here = layer_of(path)
    imported = list(imports_of(path))
    if here == "__init__":
        assert imported == []
        return
    upwards = [f"line {line}: {part}" for line, part in imported if RANK[part] < RANK[here]]
    assert upwards == [], f"{here} imports from above itself"


def test_rules_for_any_course_know_neither_a_house_nor_how_documents_are_drawn() -> None:
    parts = {part for path in MODULES if layer_of(path) == "checks" for _, part in imports_of(path)}
    assert not {"house", "documents"} & parts


def test_layers_of_equal_rank_do_not_import_each_other() -> None:
    crossing = [
        f"{path.relative_to(ROOT)}:{line}: {part}"
        for path in MODULES
        for line, part in imports_of(path)
        if RANK.get(layer_of(path)) == RANK[part] and layer_of(path) != part
    ]
    assert crossing == []


def test_the_parts_of_the_builder_are_those_of_the_architecture() -> None:
    assert {layer_of(path) for path in MODULES} - {"__init__"} <= RANK.keys()


@pytest.mark.parametrize(
    ("side", "pattern"),
    [
        ("a file in builder/formats", "builder/formats/{name}.py"),
        ("a verifier", "builder/verify/{name}.py"),
        ("a manifest's template", "scorm_templates/packages/{name}/*.j2"),
        ("an entry of the player", "player/src/entries/{name}.ts"),
        ("a golden", "tests/golden/{name}/*"),
    ],
)
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_has_one_name_on_every_side(name: str, side: str, pattern: str) -> None:
    assert list(ROOT.glob(pattern.format(name=name))), f"the format {name} lacks {side}"


def test_no_side_knows_a_format_that_does_not_exist() -> None:
    packages = {path.name for path in (ROOT / "scorm_templates" / "packages").iterdir()}
    entries = {path.stem for path in (ROOT / "player" / "src" / "entries").glob("*.ts")}
    goldens = {path.name for path in (ROOT / "tests" / "golden").iterdir()}
    # A bundle of packages has neither pages nor a player of its own.
    assert packages | goldens == {*FORMATS, moodle.NAME}
    assert entries == set(FORMATS)
    assert {name: fmt.name for name, fmt in FORMATS.items()} == {name: name for name in FORMATS}


def names_in_python() -> Iterator[tuple[str, str]]:
    """Yield the name of every class and type of the builder, with the file that defines it."""
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            assigned = [node.targets[0]] if isinstance(node, ast.Assign) else []
            names = (
                [node.name] if isinstance(node, ast.ClassDef) else [n.id for n in assigned if isinstance(n, ast.Name)]
            )
            # What is written in capitals is a value; the blocks of each family go by one name.
            yield from ((name, path.name) for name in names if re.match("[A-Z].*[a-z]", name) and name != "Blocks")


def names_in_scripts() -> Iterator[tuple[str, str]]:
    """Yield the name of every class and type of the player, with the file that defines it."""
    for folder in (ROOT / "player" / "src", COMPONENTS):
        for path in sorted(set(folder.rglob("*.ts")) - set(folder.rglob("*.test.ts"))):
            found = re.findall(
                r"^(?:export )?(?:class|interface|type) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE
            )
            yield from ((name, path.name) for name in found)


@pytest.mark.parametrize("names", [names_in_python, names_in_scripts], ids=["the builder", "the player"])
def test_a_class_or_type_has_a_name_of_its_own(names: Callable[[], Iterator[tuple[str, str]]]) -> None:
    places: dict[str, list[str]] = {}
    for name, file in names():
        places.setdefault(name, []).append(file)
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


KINDS = [kind_of(block) for block in BLOCKS]


def test_every_kind_of_block_has_one_component_and_no_component_is_left_over() -> None:
    folders = {path.name for path in COMPONENTS.iterdir() if path.is_dir()}
    assert folders == set(KINDS)


@pytest.mark.parametrize("suffix", [".ts", ".scss"])
def test_a_component_s_script_and_style_have_its_name(suffix: str) -> None:
    """What has another name is found by no list: the player's and the theme's are made from these names."""
    for folder in COMPONENTS.iterdir():
        files = {path.stem for path in folder.glob(f"*{suffix}")}
        assert not files or folder.name in files, folder.name


@pytest.mark.parametrize("kind", KINDS)
def test_a_component_has_a_template_and_examples_of_its_own_kind(kind: str) -> None:
    assert (COMPONENTS / kind / "template.html.j2").is_file()
    examples = yaml.safe_load((COMPONENTS / kind / "examples.yaml").read_text(encoding="utf-8"))
    assert examples, "no examples"
    names = [example["name"] for example in examples]
    assert len(names) == len(set(names)), "two examples have one name"
    for example in examples:
        block = TypeAdapter[AnyBlock](AnyBlock).validate_python({"kind": kind, **example["block"]}, strict=False)
        assert block.kind == kind


def source_files() -> list[Path]:
    """Return the files that people read and write, in the languages that the 300 lines are about."""
    folders = ("builder", "player", "scorm_templates", "tools", "tests", "bench")
    suffixes = {".py", ".ts", ".mjs", ".scss", ".css", ".j2"}
    every = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return [path for path in every if not {"generated", "node_modules"}.intersection(path.parts)]


def test_no_file_is_longer_than_300_lines() -> None:
    lines = {path.relative_to(ROOT).as_posix(): path.read_bytes().count(b"\n") for path in source_files()}
    assert {path: count for path, count in lines.items() if count > 300} == {}


def test_nothing_is_named_for_having_no_name() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "shared_utils"}
    assert [path for path in source_files() if path.stem in vague or vague & set(path.relative_to(ROOT).parts)] == []
