"""Files to take away."""

from typing import Annotated, Literal

from builder.model.blocks.block import Block
from builder.model.kinds import VALUE, Shows
from builder.model.node import Node, Text, Title


class DownloadItem(Node):
    """One file to download."""

    file: Annotated[Text, VALUE]
    title: Title


class Downloads(Block):
    """Files to download: those of ``media/``, and documents that the build makes, named as in ``Course.documents``."""

    kind: Literal["downloads"] = "downloads"
    items: tuple[DownloadItem, ...] = ()
    documents: Annotated[tuple[Text, ...], Shows("document")] = ()
