"""Changes the code in a seeded sample of places and asks the tests: ``make mutants``, in minutes to hours; never in CI.

A mutant is the code with one small mistake in it, made by cosmic-ray (docs/dependencies.md). It is killed if a test
fails; one that survives is the same in effect, or shows what no test holds. The sample is the same each time: so many
of all places and kinds of mistakes, by a seed. ``docs/testing.md`` has what was found.
"""

from __future__ import annotations

import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
SEED = 1
#: The code of each target, and the tests that hold it.
TARGETS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "formats": (["builder/formats/*.py"], ["tests/formats"]),
    "saved-state": (
        ["builder/render/saved_state.py", "builder/render/state_reader.py", "builder/render/bits.py"],
        ["tests/render/test_saved_state.py", "tests/render/test_worst_case.py"],
    ),
    "session": (["builder/session/*.py"], ["tests/session"]),
    "verify": (["builder/verify/*.py"], ["tests/verify"]),
}
#: ``X | None`` in an annotation means nothing as the code runs.
_IDLE = "core/ReplaceBinaryOperator_BitOr"
_LEFT_OUT = (".git", ".venv", "node_modules", "site", "dist", "__pycache__", ".*_cache", ".hypothesis")
_LINKED = (".venv", "node_modules")


@dataclass(frozen=True)
class Mutant:
    """A file with one mistake in it: where it is, what kind it has, and the whole text."""

    file: str
    line: int
    kind: str
    text: str


def mutants_of(file: str) -> Iterator[Mutant]:
    """Yield one mutant for each place of *file* and each kind of mistake that can be made there, chosen by the seed."""
    source = (ROOT / file).read_text(encoding="utf-8")
    tree = get_ast(source)
    by_place: dict[tuple[Any, str], list[tuple[str, int]]] = {}
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments() or name.startswith(_IDLE):
            continue
        places = (place for node in ast_nodes(tree) for place, _ in operator().mutation_positions(node))
        for number, place in enumerate(places):
            by_place.setdefault((place, name.partition("_")[0]), []).append((name, number))
    chosen = random.Random(f"{SEED} {file}")
    for ((line, _), _), able in sorted(by_place.items()):
        name, number = chosen.choice(able)
        text = mutate_code(source, get_operator(name)(), number)
        if text is not None and text != source:
            yield Mutant(file, line, name.removeprefix("core/"), text)


def sample_of(target: str, size: int) -> list[Mutant]:
    """Return *size* mutants of *target*, or all that there are."""
    files = sorted(path.relative_to(ROOT).as_posix() for each in TARGETS[target][0] for path in ROOT.glob(each))
    mutants = [mutant for file in files for mutant in mutants_of(file)]
    return random.Random(f"{SEED} {target}").sample(mutants, min(size, len(mutants)))


def fails(tree: Path, tests: Sequence[str], seconds: float | None) -> bool:
    """Say whether one of *tests* fails in *tree*, or they take longer than *seconds*."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
    # Byte code of a file that changes twice in a second would be taken for that of the other one.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", *options, *tests]
    try:
        ran = subprocess.run(command, cwd=tree, env=environment, capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return True
    return ran.returncode != 0


def survivors(trees: Sequence[Path], target: str, mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return those of *mutants* that no test of *target* sees; each of *trees* tries one at a time."""
    tests = TARGETS[target][1]
    started = time.monotonic()
    if fails(trees[0], tests, None):
        raise click.ClickException(f"the tests of {target} fail as the code is")
    # A loop without end is a mistake that is seen. Machines have slow minutes.
    patience = 5 * (time.monotonic() - started) + 10
    free: queue.Queue[Path] = queue.Queue()
    for tree in trees:
        free.put(tree)

    def survives(mutant: Mutant) -> bool:
        tree = free.get()
        whole = (tree / mutant.file).read_text(encoding="utf-8")
        try:
            (tree / mutant.file).write_text(mutant.text, encoding="utf-8")
            return not fails(tree, tests, patience)
        finally:
            (tree / mutant.file).write_text(whole, encoding="utf-8")
            free.put(tree)

    with ThreadPoolExecutor(len(trees)) as pool:
        alive = list(pool.map(survives, mutants))
    return [mutant for mutant, is_alive in zip(mutants, alive, strict=True) if is_alive]


@click.command()
@click.argument("targets", nargs=-1, type=click.Choice(sorted(TARGETS)))
@click.option("--size", default=300, show_default=True, help="How many mutants of each target.")
@click.option("--jobs", default=2, show_default=True, help="How many are tried at a time.")
def main(targets: Sequence[str], size: int, jobs: int) -> None:
    """Try mutants of TARGETS (all), and print how many the tests kill, and the survivors."""
    with tempfile.TemporaryDirectory() as folder:
        trees = [Path(folder) / str(number) for number in range(jobs)]
        for tree in trees:
            shutil.copytree(ROOT, tree, symlinks=True, ignore=shutil.ignore_patterns(*_LEFT_OUT))
            for name in _LINKED:
                (tree / name).symlink_to((ROOT / name).resolve())
        for target in targets or sorted(TARGETS):
            mutants = sample_of(target, size)
            alive = survivors(trees, target, mutants)
            killed = len(mutants) - len(alive)
            click.echo(f"{target}: {killed} of {len(mutants)} killed ({killed / len(mutants):.0%})")
            for mutant in alive:
                click.echo(f"  {mutant.file}:{mutant.line} {mutant.kind}")


if __name__ == "__main__":
    main()
