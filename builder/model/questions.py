"""Questions: on a page, where they teach, and in a bank, where they are drawn for the check.

Two mechanics serve all kinds. In ``choice`` and ``hotspot`` the learner picks options; in ``order``, ``sort`` and
``match`` each item is given a label (a position, a group, a match).
"""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Annotated, Literal

from pydantic import Field

from builder.model.node import AuthoredId, Key, Node, Text


class Option(Node):
    """One answer of a choice, with what it teaches."""

    id: AuthoredId | None = None
    text: Text
    right: bool = False
    feedback: Text


class OrderItem(Node):
    """One step of an order; the right place is the place where it stands in the source."""

    id: AuthoredId | None = None
    text: Text
    feedback: Text


class SortItem(Node):
    """One thing to sort, and the group to which it belongs."""

    id: AuthoredId | None = None
    text: Text
    group: Text
    feedback: Text


class MatchItem(Node):
    """One thing to match, and its match."""

    id: AuthoredId | None = None
    text: Text
    match: Text
    feedback: Text


class QuestionBase(Node):
    """What all questions carry. A bank asks for more of it than a page does (see ``builder.checks.questions``)."""

    id: AuthoredId
    stem: Text
    principle: AuthoredId | None = None
    outcome: AuthoredId | None = None
    page: AuthoredId | None = None
    scenario: AuthoredId | None = None
    critical: bool = False
    case: AuthoredId | None = None
    guidance: tuple[Key, ...] = ()
    rationale: str = ""


class Choice(QuestionBase):
    """Pick one option, or as many as ``choose`` says."""

    kind: Literal["choice"]
    choose: int = Field(default=1, ge=1, le=6)
    options: tuple[Option, ...] = Field(min_length=2, max_length=26)


class Hotspot(QuestionBase):
    """Pick places in a document or a picture; each place is also an option in words."""

    kind: Literal["hotspot"]
    choose: int = Field(default=1, ge=1, le=6)
    options: tuple[Option, ...] = Field(min_length=2, max_length=26)


class Order(QuestionBase):
    """Put the items in order."""

    kind: Literal["order"]
    items: tuple[OrderItem, ...] = Field(min_length=2, max_length=12)


class Sort(QuestionBase):
    """Put each item in a group."""

    kind: Literal["sort"]
    groups: tuple[Text, ...] = Field(min_length=2, max_length=6)
    items: tuple[SortItem, ...] = Field(min_length=2, max_length=12)


class Match(QuestionBase):
    """Give each item its match; ``spare`` matches belong to no item."""

    kind: Literal["match"]
    items: tuple[MatchItem, ...] = Field(min_length=2, max_length=12)
    spare: tuple[Text, ...] = ()


Question = Annotated[Choice | Hotspot | Order | Sort | Match, Field(discriminator="kind")]


def option_ids(options: Sequence[Option | OrderItem | SortItem | MatchItem]) -> tuple[str, ...]:
    """Return the id of each option or item: the one written beside it, else the letter of its place."""
    return tuple(option.id or letter for option, letter in zip(options, ascii_lowercase, strict=False))


def options_of(
    question: Choice | Hotspot | Order | Sort | Match,
) -> tuple[Option | OrderItem | SortItem | MatchItem, ...]:
    """Return what the learner picks or places: the options of a ``pick`` question, the items of an ``assign`` one."""
    return question.options if isinstance(question, Choice | Hotspot) else question.items
