"""What learners say to nobody but themselves, and what of the rest is sent."""

from typing import Annotated, ClassVar, Literal, Union

from pydantic import Field

from builder.model.blocks.block import Block
from builder.model.kinds import PARAGRAPHS, PLAIN, Id, Ref
from builder.model.node import AuthoredId, Key, Node, Text, Title


class Poll(Block):
    """A private question, never sent; with ``again`` alone it shows the answer given to an earlier poll.

    The answer is gone when the page is closed, unless the learner chooses to keep it on this device for 30 days.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["poll"] = "poll"
    id: Annotated[AuthoredId | None, Id("poll", "module", among="activity")] = None
    prompt: Annotated[Text | None, PLAIN] = None
    options: Annotated[tuple[Text, ...], PLAIN] = ()
    #: For which role of ``course.yaml`` each option stands, in their order: the choice opens the lines for that role.
    roles: Annotated[tuple[Key, ...], Ref("role")] = ()
    again: Annotated[AuthoredId | None, Ref("poll")] = None


class Reflection(Block):
    """A private note. It is never sent (docs/decisions/024-what-leaves-the-browser.md).

    It is gone when the page is closed, unless the learner chooses to keep it on this device for 30 days.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["reflection"] = "reflection"
    id: Annotated[AuthoredId, Id("reflection", "module", among="activity")]
    prompt: Annotated[Text, PLAIN]


class FollowUpQuestion(Node):
    """A question to answer once more, and what a good answer has."""

    question: Annotated[Text, PLAIN]
    #: Markdown.
    answer: Annotated[Text, PARAGRAPHS]


class FollowUp(Block):
    """Three questions and one action for four and eight weeks after the module is done: a card to print or to keep.

    What is written in it is a private note, which is kept on this device for 60 days if the learner so chooses.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["follow-up"] = "follow-up"
    id: Annotated[AuthoredId, Id("follow-up", "module", among="activity")]
    questions: tuple[FollowUpQuestion, ...] = Field(min_length=3, max_length=3)
    #: What the learner is asked to do.
    action: Annotated[Text, PLAIN]


class Note(Block):
    """A note to practise on: the learner writes it, compares it with a model and ticks what it has.

    It does not count, and it is neither kept nor sent.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["note"] = "note"
    id: Annotated[AuthoredId, Id("note", "module", among="activity")]
    prompt: Annotated[Text, PLAIN]
    #: How many words are enough.
    words: int = Field(default=60, ge=1, le=200)
    #: What a good note may look like.
    model: Annotated[Text, PARAGRAPHS]
    #: What a good note has, up to five lines.
    checklist: Annotated[tuple[Text, ...], PLAIN] = Field(default=(), max_length=5)


class SelfCheckQuestion(Node):
    """A question to ask oneself, with its right answer, others that could be meant, and why."""

    question: Annotated[Text, PLAIN]
    right: Annotated[Text, PLAIN]
    others: Annotated[tuple[Text, ...], PLAIN] = Field(min_length=1)
    #: Markdown.
    why: Annotated[Text, PARAGRAPHS]


class SelfCheck(Block):
    """Questions to ask oneself before a module, checked together: how many were right, and what that advises.

    They are practice. They do not count, and nothing of them is kept or sent.
    """

    HEADING: ClassVar[str | None] = "title"
    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["self-check"] = "self-check"
    id: Annotated[AuthoredId, Id("self-check", "module", among="activity")]
    title: Title
    questions: tuple[SelfCheckQuestion, ...] = Field(min_length=2)
    #: How many answers may be wrong or missing for the first advice.
    misses: int = Field(ge=0, le=50)
    #: What to do with so few.
    few: Annotated[Text, PARAGRAPHS]
    #: What to do with more.
    many: Annotated[Text, PARAGRAPHS]


class Confidence(Block):
    """Private ratings, each from 0 to 10. They are never sent.

    They are gone when the page is closed, unless the learner chooses to keep them on this device for 30 days.
    """

    IS_A_PAUSE: ClassVar[bool] = True
    MINUTES: ClassVar[float] = 1
    kind: Literal["confidence"] = "confidence"
    id: Annotated[AuthoredId, Id("confidence", "module", among="activity")]
    prompt: Annotated[Text, PLAIN]
    statements: Annotated[tuple[Text, ...], PLAIN] = Field(min_length=1)
    #: An earlier block of the module: what was rated there is shown beside the same statements here.
    before: Annotated[AuthoredId | None, Ref("confidence")] = None


class WhatIsSent(Block):
    """What this module sends about a learner, and what it never does: made of what the packages really send.

    Each format's package shows its own list. It follows ``tracking`` in ``course.yaml``.
    """

    kind: Literal["what-is-sent"] = "what-is-sent"


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    Poll,
    Reflection,
    FollowUp,
    Note,
    SelfCheck,
    Confidence,
    WhatIsSent,
]
