"""Stories and films that stand in files of their own, shown on a page."""

from typing import Annotated, ClassVar, Literal, Union

from builder.model.blocks.block import Block, Teaching
from builder.model.kinds import Shows
from builder.model.node import AuthoredId, Slug

#: The parts of a scenario, in the order in which they are told.
ScenarioPart = Literal["before", "after", "voice", "learning"]


class ScenarioBlock(Block):
    """A scenario's story before and after its decision, the voice of the person in it, and what we learn from it.

    Below a decision point of the same scenario it is shown once the learner has decided, or skips to it.
    """

    HEADING: ClassVar[str | None] = "scenario"
    kind: Literal["scenario"] = "scenario"
    scenario: Annotated[AuthoredId, Shows("scenario")]
    show: tuple[ScenarioPart, ...] = ("before", "after", "voice", "learning")


class DecisionBlock(Block):
    """A decision point from a scenario's file: choose, then see what may follow each choice."""

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 0.5
    HEADING: ClassVar[str | None] = "decision"
    kind: Literal["decision"] = "decision"
    decision: Annotated[AuthoredId, Shows("decision")]


class CaseBlock(Block):
    """A branching case from a scenario's file: one step at a time, and an ending that follows from what was chosen.

    It is practice: what a learner chooses is neither scored nor sent.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    HEADING: ClassVar[str | None] = "case"
    kind: Literal["case"] = "case"
    case: Annotated[AuthoredId, Shows("branching-case")]


class AnimationBlock(Teaching):
    """An animation, with its transcript."""

    IS_A_PAUSE: ClassVar[bool] = True
    HEADING: ClassVar[str | None] = "animation"
    kind: Literal["animation"] = "animation"
    animation: Annotated[AuthoredId, Shows("animation")]


class FlowchartBlock(Teaching):
    """A flowchart: its steps under the headings of their phases, with the ways that lead on from each."""

    IS_A_PAUSE: ClassVar[bool] = True
    HEADING: ClassVar[str | None] = "flowchart"
    kind: Literal["flowchart"] = "flowchart"
    flowchart: Annotated[Slug, Shows("flowchart")]


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    ScenarioBlock,
    DecisionBlock,
    CaseBlock,
    AnimationBlock,
    FlowchartBlock,
]
