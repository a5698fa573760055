"""A report, without a name in it: of each module how far people came, and of each question how it was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from builder.report.book import BookedQuestion, CodeBook
from builder.report.cells import PeopleGroup, SaidRow, in_tens, sayable
from builder.report.learning import Learning, ModuleRun

OPENED, NOT_PASSED, PASSED, COMPLETED = "opened", "not passed", "passed", "completed"
ANSWERED, RIGHT, WRONG, OTHERS = "answered", "right", "wrong", "all other answers"
_COMPLETED = PeopleGroup(COMPLETED, (PeopleGroup("first try"), PeopleGroup("later try"), PeopleGroup("once")))
#: How far people come in a module. The smallest parts are the stages of a run.
PROGRESS = PeopleGroup(
    OPENED,
    (
        PeopleGroup(NOT_PASSED, (PeopleGroup("no try"), PeopleGroup("tried"))),
        PeopleGroup(PASSED, (PeopleGroup("passed, pages left"), _COMPLETED)),
    ),
)


@dataclass(frozen=True)
class ItemRow:
    """What is said of a question in some editions, or in all; ``discrimination`` is None where it cannot be said."""

    said: SaidRow
    discrimination: float | None


@dataclass(frozen=True)
class ItemReport:
    """A question, what is said of it, and the wrong answers that can be told apart, the commonest first."""

    question: BookedQuestion
    rows: Sequence[ItemRow]
    wrong: Sequence[str]


@dataclass(frozen=True)
class ModuleReport:
    """What is said of a module; of fewer than ten people nothing is, and ``rows`` is empty."""

    name: str
    rows: Sequence[SaidRow]
    items: Sequence[ItemReport]


def summary_of(learning: Learning, book: CodeBook) -> Sequence[ModuleReport]:
    """Return what may be said of *learning*, in the order of *book*."""
    order = [*book.modules, *sorted(set(learning.modules) - book.modules.keys())]
    return [_module(iri, list(learning.of(iri)), book) for iri in order]


def _module(iri: str, runs: Sequence[ModuleRun], book: CodeBook) -> ModuleReport:
    slug = iri.rpartition("/")[2]
    name = f"{book.modules[iri]} ({slug})" if iri in book.modules else slug
    rows = sayable(_counted(runs, lambda run: run.stage), PROGRESS)
    questions = [q for q in book.questions.values() if q.iri.rpartition("/")[0] == iri]
    return ModuleReport(name, rows, [item for q in questions if (item := _item(q, runs)).rows])


def _counted(runs: Iterable[ModuleRun], part_of: Callable[[ModuleRun], str]) -> Mapping[str, Mapping[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for run in runs:
        counts.setdefault(run.edition, Counter())[part_of(run)] += 1
    return counts


def _item(question: BookedQuestion, runs: Sequence[ModuleRun]) -> ItemReport:
    """Return what is said of *question*, by everybody's first answer to it."""
    own = [run for run in runs if question.id in run.answers]

    def part_of(run: ModuleRun) -> str:
        is_right, answer = run.answers[question.id]
        # No answer of a course is called as a part is: it begins with a mark of its own.
        return RIGHT if is_right else f"={answer}"

    wrong = Counter(part for run in own if (part := part_of(run)) != RIGHT)
    tree = PeopleGroup(ANSWERED, (PeopleGroup(RIGHT), in_tens(WRONG, wrong, OTHERS)))
    rows = [ItemRow(said, _discrimination(question.id, said, own)) for said in sayable(_counted(own, part_of), tree)]
    told = [part.name for part in tree.parts[1].parts]
    return ItemReport(question, rows, told)


def _discrimination(item: str, said: SaidRow, runs: Sequence[ModuleRun]) -> float | None:
    """Return how far those who answer *item* rightly do better in their other questions, from -1 to 1.

    It is the correlation of the item with the share of the others that are right (corrected item-total correlation).
    """
    if ANSWERED not in said.divided:
        return None
    pairs = [
        (run.answers[item][0], sum(right for right, _ in others) / len(others))
        for run in runs
        if (not said.editions or run.edition in said.editions)
        and (others := [answer for key, answer in run.answers.items() if key != item])
    ]
    try:
        # To one place: more would give small numbers away, and says no more to who mends a question.
        return round(correlation(*zip(*pairs, strict=True)), 1) + 0.0
    except (StatisticsError, TypeError):
        return None
