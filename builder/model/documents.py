"""What documents are made from: flowcharts by phases, and cards with the principles of a module."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from builder.model.kinds import PLAIN, Id, Ref, Shows
from builder.model.node import AuthoredId, Key, Node, Slug, Text, Title

StepKind = Literal["start", "action", "decision", "end", "alongside"]


class FlowNode(Node):
    """One step of a flowchart: what happens, who does it, and when. Nodes ``alongside`` belong to the whole flow."""

    id: Annotated[AuthoredId, Id("node", "part")]
    kind: StepKind
    label: Annotated[Text, PLAIN]
    who: Annotated[Text, PLAIN]
    when: Annotated[Text, PLAIN]
    #: What else there is to know: on a page below the step, on paper behind the sheet.
    more: Annotated[str, PLAIN] = ""


class FlowArrow(Node):
    """What follows what; the label says in which case."""

    from_: Annotated[AuthoredId, Ref("node")] = Field(alias="from")
    to: Annotated[AuthoredId, Ref("node")]
    label: Annotated[str, PLAIN] = ""


class FlowPhase(Node):
    """A part of the flow, with its nodes in the order in which they are read."""

    title: Title
    nodes: Annotated[tuple[AuthoredId, ...], Ref("node")] = Field(min_length=1)


class FlowClock(Node):
    """A time limit that runs: what has to be done, how long there is, and at which nodes it runs."""

    title: Title
    time: Annotated[Text, PLAIN]
    nodes: Annotated[tuple[AuthoredId, ...], Ref("node")] = Field(min_length=1)


class Flowchart(Node):
    """A process by phases, from one set of nodes and arrows."""

    id: Annotated[Slug, Id("flowchart", among="document")]
    title: Title
    nodes: tuple[FlowNode, ...] = Field(min_length=2)
    arrows: tuple[FlowArrow, ...] = Field(min_length=1)
    phases: tuple[FlowPhase, ...] = Field(min_length=1)
    clocks: tuple[FlowClock, ...] = ()
    #: What stands below it on paper: the guidance that it follows, and what to do about local steps.
    guidance: Annotated[str, PLAIN] = ""
    note: Annotated[str, PLAIN] = ""

    @cached_property
    def by_id(self) -> Mapping[str, FlowNode]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def alongside(self) -> tuple[FlowNode, ...]:
        """The nodes that belong to the whole flow."""
        return tuple(node for node in self.nodes if node.kind == "alongside")

    @cached_property
    def times_placed(self) -> Mapping[str, int]:
        """How often each node stands in the phases; a node in none counts as 0."""
        return Counter(name for phase in self.phases for name in phase.nodes)


class Card(Node):
    """A card for the pocket, to cut out and fold, and the same in large letters.

    It holds every principle; in large letters each with the line of the module in which the card is offered.
    """

    id: Annotated[Slug, Id("card", among="document")]
    title: Title
    #: What to do when somebody is in danger now: it stands out.
    urgent_title: Title
    urgent: Annotated[Text, PLAIN]
    #: Ids of ``support.yaml``: whom to ring.
    numbers: Annotated[tuple[AuthoredId, ...], Shows("support")] = Field(default=(), max_length=4)
    contacts_title: Title
    #: Ids of ``local.yaml``; a contact without a value gets a line to write on.
    contacts: Annotated[tuple[Key, ...], Shows("contact")] = Field(min_length=1, max_length=6)
