"""Data that all modules share: principles, scenarios, facts, words, contacts, animations."""

from typing import Annotated, Literal

from pydantic import Field

from builder.model.cases import BranchingCase, Verdict
from builder.model.held import Held
from builder.model.kinds import APART, CITED, FEEDBACK, LINE, LOCAL, NOTE, PARAGRAPHS, PLAIN, SENTENCES, VALUE, Id, Ref
from builder.model.node import AuthoredId, ByKey, IsoDate, Key, Label, Node, Text, Title
from builder.model.svg import Motion


class Principle(Node):
    """One principle, with a line for each module that deepens it (by module id)."""

    id: Annotated[AuthoredId, Id("principle")]
    title: Title
    line: Annotated[Text, LINE]
    levels: ByKey[Annotated[str, Ref("level")], Annotated[Text, LINE]] = Field(default_factory=dict)


class GuidanceFact(Node):
    """A fact of law or guidance: ``{{g:key}}`` is its claim, ``{{g:key_short}}`` its form named ``short``."""

    id: Annotated[AuthoredId, Id("fact")]
    key: Annotated[Key, Id("guidance")]
    claim: Annotated[Text, PLAIN]
    forms: ByKey[str, Annotated[Text, PLAIN]] = Field(default_factory=dict)
    strength: Literal["must", "should", "may", "expected", "practice", "right", "evidence", "history"]
    status: Literal["in_force", "prospective", "watch", "superseded", "evidence"]
    from_: Annotated[str, VALUE] = Field(default="", alias="from")
    edition: Annotated[str, CITED] = ""
    source: Annotated[Text, CITED]
    url: Annotated[str, VALUE] = ""
    confidence: Literal["A", "B", "C"]
    #: How far it was read: on the live page, in a saved copy of an official page, partly in one, or nowhere but in what
    #: others say of it. Learners are told (``page.source-live`` and the other words of this name).
    read: Literal["live", "official", "part", "secondary"] = "secondary"
    #: The day on which somebody read the live page.
    read_on: IsoDate | None = None
    checked_on: IsoDate
    next_check: IsoDate
    note: Annotated[str, NOTE] = ""

    @property
    def cited(self) -> str:
        """Where it comes from, as learners read it."""
        return self.edition or self.source


class Unverified(Node):
    """What the writers could not find out, and only a person can check: open until it says who did, and when."""

    id: Annotated[AuthoredId, Id("open point")]
    what: Annotated[Text, NOTE]
    checked_by: Annotated[str, NOTE] = ""
    checked_on: IsoDate | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has yet put a name and a day to it."""
        return not (self.checked_by and self.checked_on)


class Bar(Node):
    """One bar of a chart."""

    label: Title
    value: float = Field(ge=0)
    unit: Annotated[str, VALUE] = "%"


class ReviewFigure(Node):
    """A number from reviews, with what it counts and when: ``{{f:key}}`` is its text."""

    id: Annotated[AuthoredId, Id("number")]
    key: Annotated[Key, Id("figure")]
    text: Annotated[Text, PLAIN]
    base: Annotated[Text, PLAIN]
    period: Annotated[Text, PLAIN]
    source: Annotated[Text, CITED]
    bars: tuple[Bar, ...] = ()
    note: Annotated[str, NOTE] = ""


class Term(Node):
    """A word that the course explains."""

    id: Annotated[AuthoredId, Id("term")]
    term: Title
    full: Annotated[str, PLAIN] = ""
    meaning: Annotated[Text, LINE]


class TextNumber(Node):
    """A number that takes text messages, and the word with which one begins."""

    number: Annotated[Text, VALUE]
    word: Annotated[str, PLAIN] = ""


class SupportContact(Node):
    """Somebody who can help. A number is shown only with the date on which it was checked.

    Without a number, an address or something to say there is nothing to offer, and nothing is shown.
    """

    id: Annotated[AuthoredId, Id("support")]
    name: Title
    for_: Annotated[Text, PLAIN] = Field(alias="for")
    #: Under which heading it stands; headings come in the order of the file.
    group: Annotated[str, PLAIN] = ""
    number: Annotated[str, VALUE] = ""
    text: TextNumber | None = None
    email: Annotated[str, VALUE] = ""
    url: Annotated[str, VALUE] = ""
    #: When somebody answers, in words.
    hours: Annotated[str, PLAIN] = ""
    #: What to know or to do, in a sentence.
    say: Annotated[str, SENTENCES] = ""
    grade: Literal["A", "B", "C"] | None = None
    checked_on: IsoDate | None = None

    @property
    def is_reachable(self) -> bool:
        """Whether there is anything to offer."""
        return bool(self.number or self.text or self.email or self.url or self.say)


class LocalContact(Node):
    """A slot that each partnership fills in: a number, an address, or words.

    Where it is empty, ``fallback`` says what to do instead, in the modules ``fallback_in`` if not everywhere; without
    one, nothing is shown. ``essential`` ones are shown even where a partnership has hardly filled in anything.
    """

    id: Annotated[Key, Id("contact")]
    label: Title
    value: Annotated[str, LOCAL] = ""
    fallback: Annotated[str, SENTENCES] = ""
    #: What an address in the fallback leads to; it stands there without its https://www.
    fallback_url: Annotated[str, VALUE] = ""
    fallback_in: tuple[Annotated[AuthoredId, Ref("module")], ...] = ()
    essential: bool = False
    checked_on: IsoDate | None = None


class DecisionOption(Node):
    """One way to act, what it is worth, and what may follow from it."""

    text: Annotated[Text, PLAIN]
    verdict: Verdict
    feedback: Annotated[Text, FEEDBACK]


class Decision(Node):
    """A decision point: three ways to act, one of them best."""

    id: Annotated[AuthoredId, Id("decision")]
    #: As that of a question.
    slug: Annotated[Label | None, APART] = None
    levels: Annotated[tuple[AuthoredId, ...], Ref("level")] = Field(min_length=1)
    stem: Annotated[Text, PLAIN]
    options: tuple[DecisionOption, ...] = Field(min_length=2, max_length=6)


class Scenario(Node):
    """A fictional person's story, used at every level from another seat.

    ``before`` is what can be known at its decision points. ``after`` tells how it goes on. A page that asks shows that,
    the ``voice`` and the ``learning`` only once the learner has decided, or has asked for them.
    """

    id: Annotated[AuthoredId, Id("scenario")]
    name: Title
    age: Annotated[str, PLAIN] = ""
    title: Title
    primary: Annotated[AuthoredId | None, Ref("principle")] = None
    secondary: Annotated[tuple[AuthoredId, ...], Ref("principle")] = ()
    themes: Annotated[tuple[Text, ...], NOTE] = ()
    note: Annotated[str, PLAIN] = ""
    #: Ids of ``support.yaml``: who can help stands above and below the story, wherever it is told.
    support: Annotated[tuple[AuthoredId, ...], Ref("support")] = ()
    held: Held | None = None
    before: Annotated[Text, PARAGRAPHS]
    after: Annotated[str, PARAGRAPHS] = ""
    voice: Annotated[str, LINE] = ""
    learning: Annotated[Text, PARAGRAPHS]
    decisions: tuple[Decision, ...] = ()
    #: A branching case: the same story, decided step by step.
    case: BranchingCase | None = None


class Scene(Node):
    """One scene of an animation."""

    id: Annotated[AuthoredId, Id("scene")]
    seconds: int = Field(ge=1, le=120)
    picture: Annotated[Text, PLAIN]
    words: Annotated[str, PLAIN] = ""
    narration: Annotated[Text, PLAIN]
    #: The narration as somebody speaks it: a file in ``media/`` of each module that shows the animation.
    sound: Annotated[Text | None, APART] = None
    motion: Annotated[tuple[Motion, ...], APART] = ()


class Animation(Node):
    """An animation, scene by scene, and what is said when it is over."""

    id: Annotated[AuthoredId, Id("animation")]
    title: Title
    scenes: tuple[Scene, ...] = Field(min_length=1)
    after: Annotated[str, PARAGRAPHS] = ""


class OwnWords(Node):
    """A sentence of the tool that this course says in its own words: its key, and the sentence or its plural forms."""

    key: Annotated[str, Id("word")]
    sentence: Annotated[str | dict[str, str], PLAIN]
