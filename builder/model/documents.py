"""What documents are made from: flowcharts, and cards with the principles of a module."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from builder.model.kinds import APART, PLAIN, Id, Ref, Shows
from builder.model.node import AuthoredId, Key, Node, Slug, Text, Title

StepKind = Literal["start", "action", "decision", "end", "alongside"]
#: Ids of nodes that stand one below the other.
Stack = tuple[str, ...]


class FlowNode(Node):
    """One box of a flowchart: what happens, who does it, and when. Nodes ``alongside`` stand beside the whole flow."""

    id: Annotated[AuthoredId, Id("node", "part")]
    kind: StepKind
    label: Annotated[Text, PLAIN]
    who: Annotated[Text, PLAIN]
    when: Annotated[Text, PLAIN]


class FlowArrow(Node):
    """What follows what; the label says in which case."""

    from_: Annotated[AuthoredId, Ref("node")] = Field(alias="from")
    to: Annotated[AuthoredId, Ref("node")]
    label: Annotated[str, PLAIN] = ""


class FlowStep(Node):
    """One step of a flowchart in words, and the nodes that it puts into words."""

    nodes: Annotated[tuple[AuthoredId, ...], Ref("node")] = Field(min_length=1)
    title: Annotated[Text, PLAIN]
    text: Annotated[str, PLAIN] = ""


class Flowchart(Node):
    """A process as a picture and in words, from one set of nodes and arrows."""

    id: Annotated[Slug, Id("flowchart", among="document")]
    title: Title
    nodes: tuple[FlowNode, ...] = Field(min_length=2)
    arrows: tuple[FlowArrow, ...] = Field(min_length=1)
    #: Each row as it is written: ``N1``, or ``D1 | N4``, or ``N9 N10 | N7 D3``.
    rows: Annotated[tuple[Text, ...], APART] = Field(min_length=1)
    steps: tuple[FlowStep, ...] = Field(min_length=1)
    #: What stands below the picture on paper: the guidance that it follows, and what to do about local steps.
    guidance: Annotated[str, PLAIN] = ""
    note: Annotated[str, PLAIN] = ""

    @cached_property
    def by_id(self) -> Mapping[str, FlowNode]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def alongside(self) -> tuple[FlowNode, ...]:
        """The nodes that stand beside the whole flow."""
        return tuple(node for node in self.nodes if node.kind == "alongside")

    @cached_property
    def layout(self) -> tuple[tuple[Stack, ...], ...]:
        """The rows of the picture: each is one stack across it, or two side by side."""
        return tuple(tuple(tuple(stack.split()) for stack in row.split("|")) for row in self.rows)

    @cached_property
    def times_placed(self) -> Mapping[str, int]:
        """How often each node stands in the rows; a node in none counts as 0."""
        return Counter(name for stacks in self.layout for stack in stacks for name in stack)

    @cached_property
    def in_order(self) -> tuple[FlowStep, ...]:
        """The steps that follow one another."""
        return tuple(step for step in self.steps if not self._is_alongside(step))

    @cached_property
    def throughout(self) -> tuple[FlowStep, ...]:
        """The steps about what happens alongside all others."""
        return tuple(step for step in self.steps if self._is_alongside(step))

    def _is_alongside(self, step: FlowStep) -> bool:
        return all(self.by_id[name].kind == "alongside" for name in step.nodes if name in self.by_id)


class Card(Node):
    """A page for the pocket: every principle with the line of the module in which the card is offered."""

    id: Annotated[Slug, Id("card", among="document")]
    title: Title
    #: What to do when somebody is in danger now: it stands out.
    urgent_title: Title
    urgent: Annotated[Text, PLAIN]
    contacts_title: Title
    #: Ids of ``local.yaml``; a contact without a value gets a line to write on.
    contacts: Annotated[tuple[Key, ...], Shows("contact")] = Field(min_length=1, max_length=6)
