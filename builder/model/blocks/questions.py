"""Questions on a page, where they teach, and the place of the check."""

from typing import ClassVar, Literal, Union

from builder.model.blocks.block import Block
from builder.model.questions import Choice, Hotspot, Match, Order, Sort


class Quiz(Block):
    """The place of the check at the end of the module, once per module."""

    IS_A_PAUSE: ClassVar[bool] = True
    kind: Literal["check"] = "check"


class ChoiceBlock(Choice, Block):
    """Options: one is right, or as many as ``choose`` says. It teaches: learners try again, and nothing is scored."""

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["choice"] = "choice"


class HotspotBlock(Hotspot, Block):
    """Places in a picture or a document, as lines to tick. It teaches, as a ``choice`` does.

    Where each option has a ``pin: [13, 57]`` (per cent from the left and from the top), numbered pins stand on the
    picture of the ``figure`` before it, and each number beside its line.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["hotspot"] = "hotspot"


class OrderBlock(Order, Block):
    """Items to put in order: here they stand in the right one, and learners see them shuffled. It teaches."""

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["order"] = "order"


class SortBlock(Sort, Block):
    """Items to sort, each into one of the ``groups``. It teaches."""

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["sort"] = "sort"


class MatchBlock(Match, Block):
    """Items that each have a ``match`` of their own; what is ``spare`` belongs to none. It teaches."""

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["match"] = "match"


QuestionBlock = ChoiceBlock | HotspotBlock | OrderBlock | SortBlock | MatchBlock


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    Quiz,
    ChoiceBlock,
    HotspotBlock,
    OrderBlock,
    SortBlock,
    MatchBlock,
]
