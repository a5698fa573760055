"""Files to take away."""

from typing import Annotated, Literal, Union

from builder.model.blocks.block import Teaching
from builder.model.kinds import VALUE, Shows
from builder.model.node import Node, Text, Title


class DownloadItem(Node):
    """One file to download."""

    file: Annotated[Text, VALUE]
    title: Title


class Downloads(Teaching):
    """Files to download: ``items`` of ``media/``, or ``documents`` that the build makes, or both.

    A document has the name of its flowchart or card: ``serious-incident.pdf``, ``pocket-card.pdf``.
    """

    kind: Literal["downloads"] = "downloads"
    items: tuple[DownloadItem, ...] = ()
    documents: Annotated[tuple[Text, ...], Shows("document")] = ()


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    Downloads,
]
