"""Files to take away."""

from typing import Literal

from builder.model.blocks.block import Block
from builder.model.node import Node, Text, Title


class DownloadItem(Node):
    """One file to download."""

    file: Text
    title: Title


class Downloads(Block):
    """Files to download: those of ``media/``, and documents that the build makes, named as in ``Course.documents``."""

    kind: Literal["downloads"] = "downloads"
    items: tuple[DownloadItem, ...] = ()
    documents: tuple[Text, ...] = ()
