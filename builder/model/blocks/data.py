"""What the course's shared data says, shown on a page."""

from typing import ClassVar, Literal

from builder.model.blocks.block import Block
from builder.model.node import AuthoredId, Key


class Chart(Block):
    """Bars of a figure of ``figures.yaml`` that has ``bars``; never a pie, as one incident can have many features."""

    HEADING: ClassVar[str | None] = "figure"
    kind: Literal["chart"] = "chart"
    figure: Key
    note: str = ""


class Principles(Block):
    """The principles as cards, one line each: all of them, or only those named."""

    kind: Literal["principles"] = "principles"
    only: tuple[AuthoredId, ...] = ()


class Contacts(Block):
    """The local contacts of ``local.yaml``."""

    kind: Literal["contacts"] = "contacts"


class Support(Block):
    """Who can help: the list of ``support.yaml``."""

    kind: Literal["support"] = "support"
