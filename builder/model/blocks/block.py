"""What all blocks have in common."""

from functools import cached_property
from typing import ClassVar, Literal

from builder.model.kinds import LearnerText
from builder.model.node import Node
from builder.model.walk import walk_part

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

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What learners read in it, without feedback."""
        return tuple(entry.text for entry in walk_part(self, LearnerText) if entry.role != "feedback")


def kind_of(block: type[Block]) -> str:
    """Return the kind by which authors, templates and the player call *block*."""
    return str(block.model_fields["kind"].default)
