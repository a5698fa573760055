"""Changes the code in a seeded sample of places and asks the tests: ``make mutants``, in minutes to hours; never in CI.

A mutant is the code with one small mistake in it, made by cosmic-ray (docs/dependencies.md). It is killed if a test
fails; one that survives is the same in effect, or shows what no test holds. The sample is the same each time: so many
of all places and kinds of mistakes, by a seed. ``docs/testing.md`` has what was found.
"""

from __future__ import annotations

import ast
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import click
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tools.chosen_tests import reach_of
from tools.trials import Trial, is_seen, said_in, seen

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
    "verify": (["builder/verify/*.py"], ["tests/verify", "tests/corpus/test_zip_corpus.py"]),
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
    #: The line itself and those of the statements around it, the innermost first; none outside of functions.
    places: Sequence[range]
    kind: str
    #: The line as it was, and as it is.
    changed: str
    text: str


def _places_of(file: str) -> Iterator[tuple[str, int, str, int]]:
    """Yield *file*, the line of each place where a mistake can be made, and one by the seed: its kind and number."""
    tree = get_ast((ROOT / file).read_text(encoding="utf-8"))
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
        yield file, line, *chosen.choice(able)


def _mutant(file: str, line: int, name: str, number: int) -> Mutant | None:
    source = (ROOT / file).read_text(encoding="utf-8")
    try:
        text = mutate_code(source, get_operator(name)(), number)
    except AttributeError:
        # cosmic-ray replaces exceptions in a tuple, but for those with a dot in their name.
        return None
    if text is None or text == source or not _can_be_read(text):
        return None
    lines = zip(source.splitlines(), text.splitlines(), strict=False)
    was, now = next((was.strip(), now.strip()) for was, now in lines if was != now)
    return Mutant(file, line, _places(source, line), name.removeprefix("core/"), f"{was} -> {now}", text)


def _can_be_read(text: str) -> bool:
    """Say whether *text* is Python at all: what is none would be killed by anything."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _places(source: str, line: int) -> list[range]:
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    inner = {node for function in functions for each in function.body for node in ast.walk(each)}
    lines = {range(each.lineno, (each.end_lineno or 0) + 1) for each in inner if isinstance(each, ast.stmt)}
    around = sorted((each for each in lines if line in each), key=len)
    return [range(line, line + 1), *around] if around else []


def _code(target: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for each in TARGETS[target][0] for path in ROOT.glob(each))


def sample_of(target: str, size: int) -> list[Mutant]:
    """Return *size* mutants of *target*, or all that there are."""
    places = [place for file in _code(target) for place in _places_of(file)]
    random.Random(f"{SEED} {target}").shuffle(places)
    return list(islice((mutant for place in places if (mutant := _mutant(*place))), size))


def survivors(tree: Path, target: str, mutants: Sequence[Mutant]) -> Iterator[tuple[int, Mutant, int]]:
    """Yield those of *mutants* that no test of *target* sees in *tree*: their number, and how many tests tried each."""
    reach = reach_of(tree, _code(target), TARGETS[target][1])
    if reach is None:
        raise click.ClickException(f"the tests of {target} fail as the code is: {said_in(tree)}")
    file = _code(target)[0]
    if is_seen(tree, Trial(file, (tree / file).read_text(encoding="utf-8"), reach.patience(reach.seconds))):
        raise click.ClickException(f"the tests of {target} fail in another order: {said_in(tree)}")
    quick: list[tuple[int, Mutant, Trial]] = []
    anew: list[tuple[int, Mutant, Trial]] = []
    for number, mutant in enumerate(mutants, 1):
        trial = Trial(mutant.file, mutant.text, reach.patience(reach.tests(mutant.file, mutant.places)))
        if trial.tests:
            (anew if reach.is_early(mutant.file, mutant.places) else quick).append((number, mutant, trial))
        else:
            yield number, mutant, 0
    for tried, answer in zip(quick, seen(tree, [trial for *_, trial in quick]), strict=True):
        if answer is None:
            anew.append(tried)
        elif not answer:
            yield *tried[:2], len(tried[2].tests)
    for number, mutant, trial in anew:
        if not is_seen(tree, trial):
            yield number, mutant, len(trial.tests)


@click.command()
@click.argument("targets", nargs=-1, type=click.Choice(sorted(TARGETS)))
@click.option("--size", default=300, show_default=True, help="How many mutants of each target.")
def main(targets: Sequence[str], size: int) -> None:
    """Try mutants of TARGETS (all), one at a time, and print the survivors, and how many the tests kill."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder).resolve() / "tree"
        shutil.copytree(ROOT, tree, symlinks=True, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        for name in _LINKED:
            (tree / name).symlink_to((ROOT / name).resolve())
        for target in targets or sorted(TARGETS):
            mutants, alive = sample_of(target, size), 0
            for number, mutant, tests in survivors(tree, target, mutants):
                alive += 1
                reached = f"survives {tests} tests" if tests else "is not reached"
                click.echo(f"{number}: {mutant.file}:{mutant.line} {mutant.kind} {reached}: {mutant.changed}")
            killed = len(mutants) - alive
            click.echo(f"{target}: {killed} of {len(mutants)} killed ({killed / len(mutants):.0%})")


if __name__ == "__main__":
    main()
