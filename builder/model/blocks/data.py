"""What the course's shared data says, shown on a page."""

from typing import Annotated, ClassVar, Literal

from builder.model.blocks.block import Block
from builder.model.kinds import SENTENCES, Shows
from builder.model.node import AuthoredId, Key


class Chart(Block):
    """Bars of a figure of ``figures.yaml``; never a pie, as one incident can have many features."""

    HEADING: ClassVar[str | None] = "figure"
    kind: Literal["chart"] = "chart"
    figure: Annotated[Key, Shows("figure")]
    note: Annotated[str, SENTENCES] = ""


class Principles(Block):
    """The principles as cards: all of them, or only those named."""

    kind: Literal["principles"] = "principles"
    only: Annotated[tuple[AuthoredId, ...], Shows("principle")] = ()


class Contacts(Block):
    """The local contacts."""

    SHOWS_EVERY: ClassVar[str] = "contact"
    kind: Literal["contacts"] = "contacts"


class Support(Block):
    """Who can help."""

    kind: Literal["support"] = "support"
