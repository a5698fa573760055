"""A led session: what a trainer shows, says and hands out, from the same data as the course (``session.yaml``)."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from builder.model.kinds import PLAIN, PLAIN_SENTENCES, VALUE, Id, Ref, Shows
from builder.model.node import AuthoredId, Key, Node, Slug, Text, Title

#: Sentences one below the other.
Paragraphs = Annotated[tuple[Text, ...], PLAIN_SENTENCES]


class SlidePicture(Node):
    """A picture in the folder ``session/``, and what it says. ``shape: portrait`` shows somebody small."""

    image: Annotated[Text, VALUE]
    alt: Annotated[Text, PLAIN]
    shape: Literal["scene", "portrait"] = "scene"


class SaidInStory(Node):
    """What the person of a scenario says."""

    scenario: Annotated[AuthoredId, Shows("scenario")]
    words: Annotated[Text, PLAIN_SENTENCES]


class Slide(Node):
    """One slide: what stands on it, from top to bottom, and the notes of whoever leads the session.

    A slide about a ``principle`` has its title and its line.
    """

    id: Annotated[AuthoredId, Id("slide")]
    title: Title | None = None
    principle: Annotated[AuthoredId | None, Shows("principle")] = None
    picture: SlidePicture | None = None
    #: Somebody to ring who stands alone at the top.
    first: Annotated[AuthoredId | None, Shows("support")] = None
    text: Paragraphs = ()
    points: Paragraphs = ()
    chart: Annotated[Key | None, Shows("figure")] = None
    captions: Annotated[AuthoredId | None, Shows("animation")] = None
    flowchart: Annotated[Slug | None, Shows("flowchart")] = None
    #: All principles, or all modules with those for whom they are.
    every: Literal["principle", "module"] | None = None
    contacts: Annotated[tuple[Key, ...], Shows("contact")] = ()
    ask: Annotated[str, PLAIN_SENTENCES] = ""
    voices: tuple[SaidInStory, ...] = ()
    support: Annotated[tuple[AuthoredId, ...], Shows("support")] = ()
    notes: Paragraphs = Field(min_length=1)


class SealedPaper(Node):
    """What one agency knows, for whoever speaks for it."""

    agency: Title
    text: Annotated[Text, PLAIN_SENTENCES]


class Jigsaw(Node):
    """Group work on whom a scenario is about: each person has one agency's paper, and speaks from that alone."""

    scenario: Annotated[AuthoredId, Shows("scenario")]
    papers: tuple[SealedPaper, ...] = Field(min_length=2)


class Length(Node):
    """One length of the session, and what is cut or added for it. ``pick`` marks the slides of which some are shown."""

    minutes: int = Field(ge=1, le=600)
    changes: Paragraphs = ()
    pick: Annotated[str, PLAIN] = ""
    jigsaws: tuple[Jigsaw, ...] = ()


class SessionPart(Node):
    """One part of the session: its minutes for each length, in the order of ``lengths``, and its slides.

    ``at`` says where it takes place if it has no slide of its own.
    """

    title: Title
    minutes: tuple[Annotated[int, Field(ge=0)], ...] = Field(min_length=1)
    slides: tuple[Slide, ...] = ()
    at: Annotated[str, PLAIN] = ""


class Answer(Node):
    """What people ask, what to say, and the facts on which that rests."""

    question: Annotated[Text, PLAIN_SENTENCES]
    answer: Annotated[Text, PLAIN_SENTENCES]
    guidance: Annotated[tuple[Key, ...], Ref("guidance")] = ()
    figures: Annotated[tuple[Key, ...], Ref("figure")] = ()


class GuideSection(Node):
    """A section of the trainer's guide."""

    title: Title
    text: Paragraphs = ()
    answers: tuple[Answer, ...] = ()


class PrincipleQuestion(Node):
    """A principle in one word, with the question to ask oneself."""

    principle: Annotated[AuthoredId, Shows("principle")]
    name: Title
    ask: Annotated[Text, PLAIN_SENTENCES]


class Handout(Node):
    """Two pages to take home."""

    questions: tuple[PrincipleQuestion, ...] = Field(min_length=1)
    box_title: Title
    box: Paragraphs = Field(min_length=1)
    contacts: Annotated[tuple[Key, ...], Shows("contact")] = ()
    flowchart: Annotated[Slug | None, Shows("flowchart")] = None
    words: Annotated[tuple[AuthoredId, ...], Shows("term")] = ()
    actions_title: Title
    support: Annotated[tuple[AuthoredId, ...], Shows("support")] = ()
    last: Paragraphs = ()


class StoryCard(Node):
    """A card for a group: a story up to its decision, what to decide, and on the back what to talk about."""

    scenario: Annotated[AuthoredId, Shows("scenario")]
    ask: Annotated[Text, PLAIN_SENTENCES]
    back: Annotated[Text, PLAIN_SENTENCES]
    fact: Annotated[Text, PLAIN_SENTENCES]


class Evaluation(Node):
    """What people fill in: statements to mark before and after, and what they write."""

    about: Paragraphs = ()
    statements: Paragraphs = Field(min_length=1)
    looking_back: Annotated[Text, PLAIN_SENTENCES]
    write: Paragraphs = ()
    again: Annotated[Text, PLAIN_SENTENCES]
    answers: Paragraphs = ()
    later_title: Title
    later: Paragraphs = ()
    last: Paragraphs = ()


class NumberedSlide(NamedTuple):
    """A slide with its number and its part."""

    number: int
    slide: Slide
    part: SessionPart


class LedSession(Node):
    """``session.yaml``: a session that a trainer leads."""

    id: Annotated[AuthoredId, Id("session")]
    title: Title
    lengths: tuple[Length, ...] = Field(min_length=1)
    parts: tuple[SessionPart, ...] = Field(min_length=1)
    guide: tuple[GuideSection, ...] = ()
    handout: Handout
    card_questions: Paragraphs = ()
    cards: tuple[StoryCard, ...] = ()
    evaluation: Evaluation

    @property
    def slides(self) -> Iterator[NumberedSlide]:
        """Every slide in order; numbers run through all parts."""
        every = [(slide, part) for part in self.parts for slide in part.slides]
        return (NumberedSlide(number, slide, part) for number, (slide, part) in enumerate(every, 1))
