"""A flowchart in the order in which it is read: numbered steps, each with the ways that lead on from it.

Page and paper show the same steps. An arrow to the next step is drawn; every other one is told, with the number of the
step to which it leads, so that the words alone say the whole process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.documents import FlowArrow, Flowchart, FlowNode


@dataclass(frozen=True)
class Way:
    """An arrow as it is told at one of its ends: the number and the id of the other end, and in which case."""

    number: int
    node: str
    label: str


@dataclass(frozen=True)
class Step:
    """A node with its number, from 1.

    ``follows`` says that the step before leads to it; where none does, ``comes_from`` tells the steps that do.
    ``clocks`` are the numbers of the time limits that run here.
    """

    number: int
    node: FlowNode
    follows: bool
    comes_from: tuple[Way, ...]
    ways: tuple[Way, ...]
    clocks: tuple[int, ...]


@dataclass(frozen=True)
class Phase:
    """A part of the flow with its steps."""

    title: str
    steps: tuple[Step, ...]


def phases_of(chart: Flowchart) -> Sequence[Phase]:
    """Return the phases of *chart*, which has passed the rules for flowcharts, with their steps."""
    numbers = {name: number for number, name in enumerate((n for phase in chart.phases for n in phase.nodes), 1)}
    return [Phase(phase.title, tuple(_step(chart, name, numbers) for name in phase.nodes)) for phase in chart.phases]


def _step(chart: Flowchart, name: str, numbers: dict[str, int]) -> Step:
    node, number = chart.by_id[name], numbers[name]
    going = [arrow for arrow in chart.arrows if arrow.from_ == name]
    coming = [arrow for arrow in chart.arrows if arrow.to == name]
    follows = any(numbers[arrow.from_] == number - 1 for arrow in coming)

    def is_drawn(arrow: FlowArrow) -> bool:
        return node.kind != "decision" and not arrow.label and numbers[arrow.to] == number + 1

    return Step(
        number=number,
        node=node,
        follows=follows,
        comes_from=() if follows else tuple(Way(numbers[a.from_], a.from_, a.label) for a in coming),
        ways=tuple(Way(numbers[a.to], a.to, a.label) for a in going if not is_drawn(a)),
        clocks=tuple(at for at, clock in enumerate(chart.clocks, 1) if name in clock.nodes),
    )
