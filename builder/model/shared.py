"""Data that all modules share: principles, scenarios, facts, words, contacts, animations."""

from typing import Literal

from pydantic import Field

from builder.model.drawing import Motion
from builder.model.node import AuthoredId, IsoDate, Key, Node, Text, Title


class Principle(Node):
    """One principle, with a line for each module that deepens it (by module id)."""

    id: AuthoredId
    title: Title
    line: Text
    levels: dict[str, Text] = Field(default_factory=dict)


class GuidanceFact(Node):
    """A fact of law or guidance: ``{{g:key}}`` is its claim, ``{{g:key_short}}`` its form named ``short``."""

    id: AuthoredId
    key: Key
    claim: Text
    forms: dict[str, Text] = Field(default_factory=dict)
    strength: Literal["must", "should", "expected", "practice", "evidence"]
    status: Literal["in_force", "prospective", "watch", "superseded", "evidence"]
    from_: str = Field(default="", alias="from")
    edition: str = ""
    source: Text
    url: str = ""
    confidence: Literal["A", "B", "C"]
    checked_on: IsoDate
    next_check: IsoDate
    note: str = ""


class Bar(Node):
    """One bar of a chart."""

    label: Title
    value: float = Field(ge=0)
    unit: str = "%"


class ReviewFigure(Node):
    """A number from reviews, with what it counts and when: ``{{f:key}}`` is its text."""

    id: AuthoredId
    key: Key
    text: Text
    base: Text
    period: Text
    source: Text
    bars: tuple[Bar, ...] = ()
    note: str = ""


class Term(Node):
    """A word that the course explains."""

    id: AuthoredId
    term: Title
    full: str = ""
    meaning: Text


class SupportContact(Node):
    """Somebody who can help. A number is shown only with the date on which it was checked."""

    id: AuthoredId
    name: Title
    for_: Text = Field(alias="for")
    number: str = ""
    checked_on: IsoDate | None = None


class LocalContact(Node):
    """A slot that each partnership fills in; empty values say "Ask your manager for this"."""

    id: Key
    label: Title
    value: str = ""
    checked_on: IsoDate | None = None


class DecisionOption(Node):
    """One way to act, what it is worth, and what may follow from it."""

    text: Text
    verdict: Literal["best", "partial", "unsafe"]
    feedback: Text


class Decision(Node):
    """A decision point: three ways to act, one of them best."""

    id: AuthoredId
    levels: tuple[AuthoredId, ...] = Field(min_length=1)
    stem: Text
    options: tuple[DecisionOption, ...] = Field(min_length=2, max_length=6)


class Scenario(Node):
    """A fictional person's story, used at every level from another seat."""

    id: AuthoredId
    name: Title
    age: Text
    title: Title
    primary: AuthoredId
    secondary: tuple[AuthoredId, ...] = ()
    themes: tuple[Text, ...] = ()
    note: Text
    story: Text
    voice: Text
    learning: Text
    decisions: tuple[Decision, ...] = ()


class Scene(Node):
    """One scene of an animation."""

    id: AuthoredId
    seconds: int = Field(ge=1, le=120)
    picture: Text
    words: str = ""
    narration: Text
    motion: tuple[Motion, ...] = ()


class Animation(Node):
    """An animation, scene by scene, and what is said when it is over."""

    id: AuthoredId
    title: Title
    scenes: tuple[Scene, ...] = Field(min_length=1)
    after: str = ""
