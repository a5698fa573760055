"""Branching cases: a story that goes on from what the learner chooses, step by step, to one of several endings.

Options give marks, and the marks of the whole way choose the ending. A case is practice: it is neither scored nor sent.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from builder.model.kinds import FEEDBACK, PLAIN, PLAIN_SENTENCES, VALUE, Id, Ref
from builder.model.node import AuthoredId, Key, Node, Text, Title

#: What a way to act is worth.
Verdict = Literal["best", "partial", "unsafe"]
#: What an option names as ``next`` where the case is over.
END = "END"
#: The most steps of one way that saved state has room for (``builder/render/saved_state.py``).
MOST_STEPS = 15


class CaseOption(Node):
    """One way to act: what it is worth, what follows, and which step comes next."""

    text: Annotated[Text, PLAIN]
    verdict: Verdict
    feedback: Annotated[Text, FEEDBACK]
    #: What happens next, with a clock.
    then: Annotated[Text, PLAIN_SENTENCES]
    #: The id of the next node, or ``END``.
    next: Annotated[AuthoredId, VALUE]
    #: What the ending may ask about.
    gives: Annotated[tuple[Key, ...], VALUE] = ()


class CaseNode(Node):
    """One step: when it is, whose seat the learner takes, what is known there, and what is asked."""

    id: Annotated[AuthoredId, Id("case node", "part")]
    clock: Annotated[Text, PLAIN]
    you_are: Annotated[Text, PLAIN]
    known: Annotated[Text, PLAIN_SENTENCES]
    ask: Annotated[Text, PLAIN]
    options: tuple[CaseOption, ...] = Field(min_length=2, max_length=6)


class CaseEnding(Node):
    """One way in which it ends, for whoever has all the marks that it ``needs`` and none that it ``lacks``."""

    id: Annotated[AuthoredId, Id("case ending", "part")]
    needs: Annotated[tuple[Key, ...], VALUE] = ()
    lacks: Annotated[tuple[Key, ...], VALUE] = ()
    title: Title
    text: Annotated[Text, PLAIN_SENTENCES]

    def fits(self, marks: Collection[str]) -> bool:
        """Say whether a learner with *marks* may be shown it."""
        return set(self.needs).issubset(marks) and set(self.lacks).isdisjoint(marks)


class BranchingCase(Node):
    """A story in steps. Of its endings the first that fits is shown, so the one for all others stands last."""

    id: Annotated[AuthoredId, Id("branching-case")]
    levels: Annotated[tuple[AuthoredId, ...], Ref("level")] = Field(min_length=1)
    title: Title
    #: How long one way through it takes.
    minutes: int = Field(ge=1)
    intro: Annotated[Text, PLAIN_SENTENCES]
    #: The id of the first node.
    start: Annotated[AuthoredId, VALUE]
    nodes: tuple[CaseNode, ...] = Field(min_length=1, max_length=MOST_STEPS)
    endings: tuple[CaseEnding, ...] = Field(min_length=1, max_length=12)
    #: What the person whose story it is says helped, whatever the ending.
    debrief: Annotated[Text, PLAIN]

    @cached_property
    def by_id(self) -> Mapping[str, CaseNode]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def options(self) -> tuple[CaseOption, ...]:
        """The options of all nodes."""
        return tuple(option for node in self.nodes for option in node.options)

    @cached_property
    def asked_marks(self) -> frozenset[str]:
        """The marks about which endings ask."""
        return frozenset(mark for ending in self.endings for mark in (*ending.needs, *ending.lacks))

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """What a saved way through the case hangs on: its id, its steps, and where each option leads.

        With another shape it is another case for saved states, so that no choice is read as one that was not made.
        """
        steps = (f"{node.id}:{','.join(f'{o.verdict}>{o.next}' for o in node.options)}" for node in self.nodes)
        return self.id, *steps

    @cached_property
    def longest_way(self) -> int:
        """The most steps of a way that saved state keeps: each node once, or all that there is room for in a loop."""
        ahead = {node.id: {option.next for option in node.options} & self.by_id.keys() for node in self.nodes}
        layer, steps = {self.start}, 0
        while layer and steps < MOST_STEPS:
            layer = {name for node in layer for name in ahead.get(node, ())}
            steps += 1
        return steps

    def ending(self, marks: Collection[str]) -> CaseEnding | None:
        """Return the ending that a learner with *marks* is shown; None if none fits."""
        return next((ending for ending in self.endings if ending.fits(marks)), None)
