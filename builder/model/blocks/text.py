"""Text and pictures that are read: what most of a page is made of."""

from typing import Annotated, ClassVar, Literal, Union

from pydantic import Field

from builder.model.blocks.block import BodyKind, Teaching
from builder.model.kinds import LINE, PARAGRAPHS, PLAIN, VALUE, Ref
from builder.model.node import Key, Node, Text, Title


class TextBlock(Teaching):
    """Plain Markdown between blocks."""

    BODY: ClassVar[BodyKind] = "markdown"
    kind: Literal["text"] = "text"
    body: Annotated[Text, PARAGRAPHS]


class Callout(Teaching):
    """The one thing to remember."""

    BODY: ClassVar[BodyKind] = "markdown"
    HEADING: ClassVar[str | None] = "title"
    kind: Literal["callout"] = "callout"
    title: Title
    body: Annotated[Text, PARAGRAPHS]


class WarningText(Teaching):
    """A duty or a danger; at most one on a page."""

    BODY: ClassVar[BodyKind] = "markdown"
    kind: Literal["warning"] = "warning"
    body: Annotated[Text, PARAGRAPHS]


class Quote(Teaching):
    """What somebody says."""

    BODY: ClassVar[BodyKind] = "markdown"
    HEADING: ClassVar[str | None] = "who"
    kind: Literal["quote"] = "quote"
    who: Title
    body: Annotated[Text, PARAGRAPHS]


class Definition(Teaching):
    """What a word means, folded away: some readers need it, most do not."""

    BODY: ClassVar[BodyKind] = "markdown"
    HEADING: ClassVar[str | None] = "term"
    kind: Literal["definition"] = "definition"
    term: Title
    body: Annotated[Text, PARAGRAPHS]


class DoDont(Teaching):
    """What to do and what not to do; each line goes on from "Do" and "Do not": ``promise to keep a secret``."""

    kind: Literal["do-dont"] = "do-dont"
    title: Title | None = None
    do: Annotated[tuple[Text, ...], LINE] = Field(min_length=1)
    dont: Annotated[tuple[Text, ...], LINE] = Field(min_length=1)


class Figure(Teaching):
    """A picture with its words.

    ``image`` is a file in ``media/``, and ``dark`` the same picture for readers who chose dark colours. ``alt`` is what
    it says (or ``decorative: true``), and ``long`` a long description. ``shape: portrait`` shows somebody small.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    kind: Literal["figure"] = "figure"
    image: Annotated[Text, VALUE]
    dark: Annotated[Text | None, VALUE] = None
    shape: Literal["scene", "portrait"] = "scene"
    alt: Annotated[str, PLAIN] = ""
    decorative: bool = False
    caption: Annotated[str, LINE] = ""
    long: Annotated[str, PARAGRAPHS] = ""


class Table(Teaching):
    """A table with a caption and headings: ``head`` is a list of headings, ``rows`` a list of lists."""

    kind: Literal["table"] = "table"
    caption: Title
    head: Annotated[tuple[Text, ...], LINE] = Field(min_length=1)
    rows: Annotated[tuple[tuple[str, ...], ...], LINE] = Field(min_length=1)


class RevealItem(Node):
    """One panel of a reveal. Where it is for certain ``roles``, a learner in one of these sees it open."""

    title: Title
    roles: Annotated[tuple[Key, ...], Ref("role")] = ()
    text: Annotated[Text, PARAGRAPHS]


class Reveal(Teaching):
    """An accordion: panels to open for more depth. What everybody needs stands in the open."""

    HEADING: ClassVar[str | None] = "title"
    kind: Literal["reveal"] = "reveal"
    title: Title | None = None
    items: tuple[RevealItem, ...] = Field(min_length=1)


class Panel(Node):
    """One tab, or one step of a stepper."""

    title: Title
    text: Annotated[Text, PARAGRAPHS]


class Tabs(Teaching):
    """Tabs: panels of which one is shown at a time, for what readers choose between and not for what all must read."""

    HEADING: ClassVar[str | None] = "title"
    kind: Literal["tabs"] = "tabs"
    title: Title
    items: tuple[Panel, ...] = Field(min_length=2)


class Stepper(Teaching):
    """A stepper: steps in their order, of which one is shown at a time, with the way to the next."""

    HEADING: ClassVar[str | None] = "title"
    kind: Literal["stepper"] = "stepper"
    title: Title
    items: tuple[Panel, ...] = Field(min_length=2)


class TimelineItem(Node):
    """One moment of a timeline."""

    when: Annotated[Text, PLAIN]
    title: Annotated[Title, LINE]
    text: Annotated[str, PARAGRAPHS] = ""


class Timeline(Teaching):
    """Moments in order."""

    IS_A_PAUSE: ClassVar[bool] = True
    HEADING: ClassVar[str | None] = "title"
    kind: Literal["timeline"] = "timeline"
    title: Title | None = None
    items: tuple[TimelineItem, ...] = Field(min_length=1)


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    TextBlock,
    Callout,
    WarningText,
    Quote,
    Definition,
    DoDont,
    Figure,
    Table,
    Reveal,
    Tabs,
    Stepper,
    Timeline,
]
