"""How each try at the check of a module is drawn from its bank."""

from typing import Annotated

from pydantic import Field

from builder.model.kinds import VALUE, Ref
from builder.model.node import AuthoredId, Key, Node


class DrawPart(Node):
    """So many questions of a try are about certain outcomes, or are taught on certain pages, of the module."""

    take: int = Field(ge=1)
    of: Annotated[tuple[AuthoredId, ...], Ref("draw part")] = Field(min_length=1)


class QuizRule(Node):
    """How each try at the check is drawn from the bank.

    ``cases`` is a number of case sets, of which each comes whole. ``critical`` questions come from as many kinds of
    danger as there are; each has to be of the ``kind_of``, if one is named. What ``parts`` leave open is spread over
    the principles.
    """

    draw: int = Field(ge=1, le=50)
    critical: int = Field(default=0, ge=0)
    kind_of: Annotated[Key | None, VALUE] = None
    cases: int = Field(default=0, ge=0)
    parts: tuple[DrawPart, ...] = ()
