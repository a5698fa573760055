"""What learners say to nobody but themselves."""

from typing import Literal

from pydantic import Field

from builder.model.blocks.block import Block
from builder.model.node import AuthoredId, Text


class Poll(Block):
    """A private question, never sent; with ``again`` alone it shows the answer given to an earlier poll."""

    kind: Literal["poll"] = "poll"
    id: AuthoredId | None = None
    prompt: Text | None = None
    options: tuple[Text, ...] = ()
    again: AuthoredId | None = None


class Reflection(Block):
    """A private note. It is never sent (docs/decisions/024-what-leaves-the-browser.md).

    It is gone when the page is closed, unless the learner chooses to keep it on this device for 30 days.
    """

    kind: Literal["reflection"] = "reflection"
    id: AuthoredId
    prompt: Text


class Confidence(Block):
    """Private ratings, each from 0 to 10. They are never sent."""

    kind: Literal["confidence"] = "confidence"
    id: AuthoredId
    prompt: Text
    statements: tuple[Text, ...] = Field(min_length=1)
