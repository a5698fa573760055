"""Blocks: the parts of a page. A closed union; a block's kind names its folder in ``scorm_templates/components``.

Each class is also the list of that block's options. ``BODY`` says what an author writes inside the block: Markdown
(into the field ``body``) or YAML (into the fields of the same name). ``HEADING`` names the field that takes
the words behind the kind on the opening line. A new block is a class in the file of its family, and a line of the union
at the end of that file.
"""

from typing import Annotated, get_args

from pydantic import Field

from builder.model.blocks import data, files, private, questions, recordings, story, text
from builder.model.blocks.block import Block

#: Every kind of block; the order is the order of the documentation.
AnyBlock = Annotated[
    text.Blocks | recordings.Blocks | data.Blocks | story.Blocks | private.Blocks | files.Blocks | questions.Blocks,
    Field(discriminator="kind"),
]

BLOCKS: tuple[type[Block], ...] = get_args(get_args(AnyBlock)[0])
