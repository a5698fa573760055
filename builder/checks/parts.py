"""Ways to go through a course that several rules share."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from builder.diagnostics import Diagnostic, Location, did_you_mean, error
from builder.model.blocks import DecisionBlock, QuestionBlock
from builder.model.course import Course, Module, blocks_of
from builder.model.node import Node
from builder.model.questions import Choice, Hotspot, Match, Order, Sort
from builder.model.shared import Decision

AnyQuestion = Choice | Hotspot | Order | Sort | Match


class Word(NamedTuple):
    """Something that an author wrote: the text, and where to find it (looked up only if there is something to say)."""

    text: str
    part: Node
    keys: tuple[str | int, ...] = ()

    def where(self, course: Course) -> Location:
        """Return where it stands."""
        return course.place(self.part, *self.keys)


def questions_of(course: Course) -> Iterator[tuple[Module, AnyQuestion]]:
    """Yield every question of the course with its module: first those on pages, then those of the bank."""
    for module in course.contents:
        for page in module.pages:
            for block in page.blocks:
                if isinstance(block, QuestionBlock):
                    yield module, block
        for question in module.bank:
            yield module, question


def decisions_shown(course: Course, module: Module) -> Iterator[tuple[DecisionBlock, Decision]]:
    """Yield the blocks of *module* that show a decision point which exists, with the decision point."""
    for owner, _, block in blocks_of(course):
        if owner is module and isinstance(block, DecisionBlock) and block.decision in course.decisions:
            yield block, course.decisions[block.decision][1]


def unknown(code: str, where: Location, *, what: str, name: str, known: Collection[str]) -> Diagnostic:
    """Return the problem that there is no *what* called *name*, with the nearest of the *known* names."""
    listed = ", ".join(sorted(known)) if len(known) <= 12 else ""
    otherwise = f"there are: {listed}" if listed else f"there is no {what} yet" if not known else ""
    return error(code, where, f"there is no {what} {name!r}", did_you_mean(name, known, otherwise))
