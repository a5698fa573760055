"""What the course's shared data says, shown on a page."""

from typing import Annotated, ClassVar, Literal, Union

from builder.model.blocks.block import Teaching
from builder.model.kinds import SENTENCES, VALUE, Shows
from builder.model.node import AuthoredId, Key


class Chart(Teaching):
    """Bars of a figure of ``figures.yaml`` that has ``bars``; never a pie, as one incident can have many features."""

    IS_A_PAUSE: ClassVar[bool] = True
    HEADING: ClassVar[str | None] = "figure"
    kind: Literal["chart"] = "chart"
    figure: Annotated[Key, Shows("figure")]
    note: Annotated[str, SENTENCES] = ""


class Principles(Teaching):
    """The principles as cards, one line each: all of them, or only those named."""

    kind: Literal["principles"] = "principles"
    only: Annotated[tuple[AuthoredId, ...], Shows("principle")] = ()


class Contacts(Teaching):
    """The local contacts of ``local.yaml``."""

    SHOWS_EVERY: ClassVar[str] = "contact"
    kind: Literal["contacts"] = "contacts"


class Support(Teaching):
    """Who can help: ``support.yaml``, or only those of its groups that are named."""

    kind: Literal["support"] = "support"
    only: Annotated[tuple[str, ...], VALUE] = ()


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    Chart,
    Principles,
    Contacts,
    Support,
]
