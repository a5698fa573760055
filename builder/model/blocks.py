"""Blocks: the parts of a page. A closed union; a block's kind names its folder in ``scorm_templates/components``.

Each class is also the list of that block's options. ``BODY`` says what an author writes inside the block: Markdown
(into the field ``body``) or YAML (into the fields of the same name). ``HEADING`` names the field that takes
the words behind the kind on the opening line.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from builder.model.node import AuthoredId, Key, Node, Slug, Text, Title
from builder.model.questions import Choice, Hotspot, Match, Order, Sort

BodyKind = Literal["markdown", "yaml"]


class Block(Node):
    """One part of a page."""

    BODY: ClassVar[BodyKind] = "yaml"
    HEADING: ClassVar[str | None] = None


class TextBlock(Block):
    """Plain Markdown between blocks."""

    BODY: ClassVar[BodyKind] = "markdown"
    kind: Literal["text"] = "text"
    body: Text


class Callout(Block):
    """The one thing to remember."""

    BODY: ClassVar[BodyKind] = "markdown"
    HEADING: ClassVar[str | None] = "title"
    kind: Literal["callout"] = "callout"
    title: Title
    body: Text


class Warning(Block):
    """A duty or a danger."""

    BODY: ClassVar[BodyKind] = "markdown"
    kind: Literal["warning"] = "warning"
    body: Text


class Quote(Block):
    """The voice of the child, or what somebody says."""

    BODY: ClassVar[BodyKind] = "markdown"
    HEADING: ClassVar[str | None] = "who"
    kind: Literal["quote"] = "quote"
    who: Title
    body: Text


class Definition(Block):
    """What a word means, folded away: most readers do not need it."""

    BODY: ClassVar[BodyKind] = "markdown"
    HEADING: ClassVar[str | None] = "term"
    kind: Literal["definition"] = "definition"
    term: Title
    body: Text


class DoDont(Block):
    """What to do and what not to do; each line goes on from "Do" or "Do not"."""

    kind: Literal["do-dont"] = "do-dont"
    title: Title | None = None
    do: tuple[Text, ...] = Field(min_length=1)
    dont: tuple[Text, ...] = Field(min_length=1)


class Figure(Block):
    """A picture with its words."""

    kind: Literal["figure"] = "figure"
    image: Text
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    long: str = ""


class Table(Block):
    """A table with a caption and headings."""

    kind: Literal["table"] = "table"
    caption: Title
    head: tuple[Text, ...] = Field(min_length=1)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)


class Chart(Block):
    """Bars of a figure of ``figures.yaml``; never a pie, as one incident can have many features."""

    HEADING: ClassVar[str | None] = "figure"
    kind: Literal["chart"] = "chart"
    figure: Key
    note: str = ""


class RevealItem(Node):
    """One panel of a reveal."""

    title: Title
    text: Text


class Reveal(Block):
    """Panels to open for more depth."""

    HEADING: ClassVar[str | None] = "title"
    kind: Literal["reveal"] = "reveal"
    title: Title | None = None
    items: tuple[RevealItem, ...] = Field(min_length=1)


class TimelineItem(Node):
    """One moment of a timeline."""

    when: Text
    title: Title
    text: str = ""


class Timeline(Block):
    """Moments in order."""

    HEADING: ClassVar[str | None] = "title"
    kind: Literal["timeline"] = "timeline"
    title: Title | None = None
    items: tuple[TimelineItem, ...] = Field(min_length=1)


class Principles(Block):
    """The principles as cards: all of them, or only those named."""

    kind: Literal["principles"] = "principles"
    only: tuple[AuthoredId, ...] = ()


class ScenarioBlock(Block):
    """A scenario's story, the voice of its child, and what we learn from it."""

    HEADING: ClassVar[str | None] = "scenario"
    kind: Literal["scenario"] = "scenario"
    scenario: AuthoredId
    show: tuple[Literal["story", "voice", "learning"], ...] = ("story", "voice", "learning")


class DecisionBlock(Block):
    """A decision point of a scenario: choose, then see what may follow."""

    HEADING: ClassVar[str | None] = "decision"
    kind: Literal["decision"] = "decision"
    decision: AuthoredId


class AnimationBlock(Block):
    """An animation, with its transcript."""

    HEADING: ClassVar[str | None] = "animation"
    kind: Literal["animation"] = "animation"
    animation: AuthoredId


class FlowchartBlock(Block):
    """A flowchart, as a picture and in words."""

    HEADING: ClassVar[str | None] = "flowchart"
    kind: Literal["flowchart"] = "flowchart"
    flowchart: Slug


class Poll(Block):
    """A private question; ``again`` shows the answer given to an earlier poll."""

    kind: Literal["poll"] = "poll"
    id: AuthoredId | None = None
    prompt: Text | None = None
    options: tuple[Text, ...] = ()
    again: AuthoredId | None = None


class Reflection(Block):
    """A private note. It is never sent (design decision 13)."""

    kind: Literal["reflection"] = "reflection"
    id: AuthoredId
    prompt: Text


class Confidence(Block):
    """Private ratings from 0 to 10. They are never sent."""

    kind: Literal["confidence"] = "confidence"
    id: AuthoredId
    prompt: Text
    statements: tuple[Text, ...] = Field(min_length=1)


class Contacts(Block):
    """The local contacts."""

    kind: Literal["contacts"] = "contacts"


class Support(Block):
    """Who can help."""

    kind: Literal["support"] = "support"


class DownloadItem(Node):
    """One file to download."""

    file: Text
    title: Title


class Downloads(Block):
    """Files to download: those of ``media/``, and documents that the build makes, named as in ``Course.documents``."""

    kind: Literal["downloads"] = "downloads"
    items: tuple[DownloadItem, ...] = ()
    documents: tuple[Text, ...] = ()


class Check(Block):
    """The place of the check at the end of the module."""

    kind: Literal["check"] = "check"


class ChoiceBlock(Choice, Block):
    """A ``choice`` that teaches on a page."""

    kind: Literal["choice"] = "choice"


class HotspotBlock(Hotspot, Block):
    """A ``hotspot`` that teaches on a page."""

    kind: Literal["hotspot"] = "hotspot"


class OrderBlock(Order, Block):
    """An ``order`` that teaches on a page."""

    kind: Literal["order"] = "order"


class SortBlock(Sort, Block):
    """A ``sort`` that teaches on a page."""

    kind: Literal["sort"] = "sort"


class MatchBlock(Match, Block):
    """A ``match`` that teaches on a page."""

    kind: Literal["match"] = "match"


QuestionBlock = ChoiceBlock | HotspotBlock | OrderBlock | SortBlock | MatchBlock

#: Every kind of block; the order is the order of the documentation.
BLOCKS: tuple[type[Block], ...] = (
    TextBlock, Callout, Warning, Quote, Definition, DoDont, Figure, Table, Chart, Reveal, Timeline,
    Principles, ScenarioBlock, DecisionBlock, AnimationBlock, FlowchartBlock, Poll, Reflection, Confidence,
    Contacts, Support, Downloads, Check, ChoiceBlock, HotspotBlock, OrderBlock, SortBlock, MatchBlock,
)  # fmt: skip

AnyBlock = Annotated[
    TextBlock | Callout | Warning | Quote | Definition | DoDont | Figure | Table | Chart | Reveal | Timeline
    | Principles | ScenarioBlock | DecisionBlock | AnimationBlock | FlowchartBlock | Poll | Reflection | Confidence
    | Contacts | Support | Downloads | Check | ChoiceBlock | HotspotBlock | OrderBlock | SortBlock | MatchBlock,
    Field(discriminator="kind"),
]  # fmt: skip


def kind_of(block: type[Block]) -> str:
    """Return the kind by which authors, templates and the player call *block*."""
    return str(block.model_fields["kind"].default)
