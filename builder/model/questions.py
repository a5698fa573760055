"""Questions: on a page, where they teach, and in a bank, where they are drawn for the check.

Two mechanics serve all kinds. In ``choice`` and ``hotspot`` the learner picks options; in ``order``, ``sort`` and
``match`` each item is given a label (a position, a group, a match).
"""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Annotated, Literal

from pydantic import Field

from builder.model.held import Held
from builder.model.kinds import APART, FEEDBACK, NOTE, PLAIN, PLAIN_SENTENCES, VALUE, Id, Ref
from builder.model.node import AuthoredId, Key, Label, Node, Text


class Option(Node):
    """One answer of a choice, with what it teaches."""

    id: Annotated[AuthoredId | None, Id("option", "part")] = None
    text: Annotated[Text, PLAIN_SENTENCES]
    right: bool = False
    feedback: Annotated[Text, FEEDBACK]


#: A part of a picture's width or height, in per cent from its left or its top.
Percent = Annotated[int, Field(ge=0, le=100)]


class Spot(Option):
    """One place of a hotspot, in words; ``pin`` is its place in the picture, in per cent from the left and the top."""

    pin: Annotated[tuple[Percent, Percent] | None, VALUE] = None


class OrderItem(Node):
    """One step of an order; the right place is the place where it stands in the source."""

    id: Annotated[AuthoredId | None, Id("option", "part")] = None
    text: Annotated[Text, PLAIN_SENTENCES]
    feedback: Annotated[Text, FEEDBACK]


class SortItem(Node):
    """One thing to sort, and the group to which it belongs."""

    id: Annotated[AuthoredId | None, Id("option", "part")] = None
    text: Annotated[Text, PLAIN_SENTENCES]
    group: Annotated[Text, PLAIN]
    feedback: Annotated[Text, FEEDBACK]


class MatchItem(Node):
    """One thing to match, and its match."""

    id: Annotated[AuthoredId | None, Id("option", "part")] = None
    text: Annotated[Text, PLAIN_SENTENCES]
    match: Annotated[Text, PLAIN]
    feedback: Annotated[Text, FEEDBACK]


class QuestionBase(Node):
    """What all questions carry. A bank asks for more of it than a page does (see ``builder.checks.questions``).

    ``danger`` says which kind of danger a critical question is about, and ``kind_of`` from which seat it asks.
    Questions in ``pairs`` are too near each other for one try. ``replaces`` names one that is gone, for reviewers.
    """

    id: Annotated[AuthoredId, Id("question", "module", among="activity")]
    #: Words for teachers that go behind the id in an LMS's reports, for ever: ``car_park`` makes ``L1_Q20_car_park``.
    slug: Annotated[Label | None, APART] = None
    stem: Annotated[Text, PLAIN]
    principle: Annotated[AuthoredId | None, Ref("principle")] = None
    outcome: Annotated[AuthoredId | None, Ref("outcome")] = None
    page: Annotated[AuthoredId | None, Ref("page")] = None
    scenario: Annotated[AuthoredId | None, Ref("scenario")] = None
    critical: bool = False
    danger: Annotated[Key | None, VALUE] = None
    kind_of: Annotated[Key | None, VALUE] = None
    pairs: Annotated[tuple[AuthoredId, ...], Ref("question")] = ()
    replaces: Annotated[AuthoredId | None, NOTE] = None
    case: Annotated[AuthoredId | None, Ref("case")] = None
    guidance: Annotated[tuple[Key, ...], Ref("guidance")] = ()
    rationale: Annotated[str, NOTE] = ""
    held: Held | None = None


class Choice(QuestionBase):
    """Pick one option, or as many as ``choose`` says."""

    kind: Literal["choice"]
    choose: int = Field(default=1, ge=1, le=6)
    options: tuple[Option, ...] = Field(min_length=2, max_length=26)


class Hotspot(QuestionBase):
    """Pick places in a document or a picture; each place is also an option in words."""

    kind: Literal["hotspot"]
    choose: int = Field(default=1, ge=1, le=6)
    options: tuple[Spot, ...] = Field(min_length=2, max_length=26)


class Order(QuestionBase):
    """Put the items in order."""

    kind: Literal["order"]
    items: tuple[OrderItem, ...] = Field(min_length=2, max_length=12)


class Sort(QuestionBase):
    """Put each item in a group."""

    kind: Literal["sort"]
    groups: Annotated[tuple[Text, ...], PLAIN] = Field(min_length=2, max_length=6)
    items: tuple[SortItem, ...] = Field(min_length=2, max_length=12)


class Match(QuestionBase):
    """Give each item its match; ``spare`` matches belong to no item."""

    kind: Literal["match"]
    items: tuple[MatchItem, ...] = Field(min_length=2, max_length=12)
    spare: Annotated[tuple[Text, ...], PLAIN] = ()


Question = Annotated[Choice | Hotspot | Order | Sort | Match, Field(discriminator="kind")]


def option_ids(options: Sequence[Option | OrderItem | SortItem | MatchItem]) -> tuple[str, ...]:
    """Return the id of each option or item: the one written beside it, else the letter of its place."""
    return tuple(option.id or letter for option, letter in zip(options, ascii_lowercase, strict=False))


def options_of(
    question: Choice | Hotspot | Order | Sort | Match,
) -> tuple[Option | OrderItem | SortItem | MatchItem, ...]:
    """Return what the learner picks or places: the options of a ``pick`` question, the items of an ``assign`` one."""
    return question.options if isinstance(question, Choice | Hotspot) else question.items
