"""Questions on a page, where they teach, and the place of the check."""

from typing import Literal

from builder.model.blocks.block import Block
from builder.model.questions import Choice, Hotspot, Match, Order, Sort


class Check(Block):
    """The place of the check at the end of the module, once per module."""

    kind: Literal["check"] = "check"


class ChoiceBlock(Choice, Block):
    """A ``choice`` that teaches on a page."""

    kind: Literal["choice"] = "choice"


class HotspotBlock(Hotspot, Block):
    """A ``hotspot`` that teaches on a page."""

    kind: Literal["hotspot"] = "hotspot"


class OrderBlock(Order, Block):
    """An ``order`` that teaches on a page."""

    kind: Literal["order"] = "order"


class SortBlock(Sort, Block):
    """A ``sort`` that teaches on a page."""

    kind: Literal["sort"] = "sort"


class MatchBlock(Match, Block):
    """A ``match`` that teaches on a page."""

    kind: Literal["match"] = "match"


QuestionBlock = ChoiceBlock | HotspotBlock | OrderBlock | SortBlock | MatchBlock
