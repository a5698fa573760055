"""What all blocks have in common."""

from typing import ClassVar, Literal

from builder.model.node import Node

BodyKind = Literal["markdown", "yaml"]


class Block(Node):
    """One part of a page."""

    BODY: ClassVar[BodyKind] = "yaml"
    HEADING: ClassVar[str | None] = None
    #: What the block shows all of, without naming any, such as ``contact``.
    SHOWS_EVERY: ClassVar[str] = ""
    #: Whether it gives a reader something to look at or to do, and not more to read.
    IS_A_PAUSE: ClassVar[bool] = False
    #: How long what is to be done in it takes, beside reading it.
    MINUTES: ClassVar[float] = 0


def kind_of(block: type[Block]) -> str:
    """Return the kind by which authors, templates and the player call *block*."""
    return str(block.model_fields["kind"].default)
