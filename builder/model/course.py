"""The course as a whole: what the loader builds and everything after it reads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from builder.diagnostics import Location
from builder.model.asked import asked_in
from builder.model.blocks import AnyBlock
from builder.model.blocks.block import Block
from builder.model.blocks.questions import QuestionBlock, Quiz
from builder.model.cases import BranchingCase
from builder.model.documents import Card, Flowchart
from builder.model.edition import Edition
from builder.model.found import MediaFile, Reference, TokenUse
from builder.model.going_out import going_out
from builder.model.held import Held
from builder.model.kinds import APART, PLAIN, PLAIN_SENTENCES, SENTENCES, VALUE, Id, LearnerText, Ref
from builder.model.node import AuthoredId, IsoDate, Key, Node, Slug, Text, Title
from builder.model.numbers import Name, numbered
from builder.model.questions import Question, option_ids, options_of
from builder.model.quiz import QuizRule
from builder.model.released import Released, ReleasedModule
from builder.model.session import LedSession
from builder.model.shared import (
    Animation,
    Decision,
    GuidanceFact,
    LocalContact,
    OwnWords,
    Principle,
    ReviewFigure,
    Scenario,
    SupportContact,
    Term,
    Unverified,
)
from builder.model.svg import Drawing
from builder.model.switches import Switch
from builder.model.tokens import Named, names
from builder.model.tracking_options import TrackingOptions
from builder.model.walk import FieldValue, by_what, walk


class CourseFile(Node):
    """``course.yaml``."""

    id: Annotated[Slug, Id("course")]
    title: Title
    short_title: Title
    description: Annotated[Text, PLAIN]
    iri: Annotated[Text, APART]
    #: The day on which the redirection service under which ``iri`` stands has registered it.
    iri_registered: IsoDate | None = None
    version: Annotated[Text, APART]
    guidance_version: Annotated[str, APART] = ""
    language: Annotated[Text, VALUE]
    pass_mark: int = Field(ge=1, le=100)
    #: What to do when something must be done at once: it stands at the foot of every page.
    urgent: Annotated[str, SENTENCES] = ""
    #: The words of the link on every page that leads to who can help.
    urgent_label: Title | None = None
    #: The address at which the course can be taken online; cards show it, with a code to scan.
    online: Annotated[str, VALUE] = ""
    #: Who learns here, as a poll asks and panels answer.
    roles: Annotated[tuple[Key, ...], Id("role")] = ()
    licence: Annotated[str, PLAIN] = ""
    credit: Annotated[str, PLAIN] = ""
    modules: Annotated[tuple[Slug, ...], Id("folder")] = Field(min_length=1)
    tracking: Annotated[TrackingOptions, APART] = TrackingOptions()
    #: What an edition may do without.
    may_switch_off: Annotated[tuple[Switch, ...], APART] = ()


class Outcome(Node):
    """What a learner can do after a module."""

    id: Annotated[AuthoredId, Id("outcome", "module")]
    text: Annotated[Text, PLAIN]


class Case(Node):
    """A short story on which several questions of a bank rest."""

    id: Annotated[AuthoredId, Id("case", "module")]
    text: Annotated[Text, PLAIN]


class ModuleFile(Node):
    """``module.yaml``."""

    id: Annotated[AuthoredId, Id("module")]
    title: Title
    audience: Annotated[str, PLAIN] = ""
    #: What the module gives a learner, in one line: it stands on a cover, with the picture that begins the first page.
    promise: Annotated[str, PLAIN] = ""
    prerequisite: Annotated[str, PLAIN] = ""
    #: Where nobody says it, it is computed (``builder.model.minutes``).
    minutes: int | None = Field(default=None, ge=1)
    reading_age: int | None = Field(default=None, ge=5, le=18)
    outcomes: tuple[Outcome, ...] = ()
    #: The folders of modules that must be complete before this one opens, where an LMS can be told so. What is only
    #: suggested, or can be had elsewhere, has no place here.
    requires: Annotated[tuple[Slug, ...], Ref("folder")] = ()
    check: QuizRule | None = None
    cases: tuple[Case, ...] = ()


class PageFront(Node):
    """The front matter of a page."""

    id: Annotated[AuthoredId, Id("page", "module", among="activity")]
    title: Title
    minutes: int | None = Field(default=None, ge=1)
    principles: Annotated[tuple[AuthoredId, ...], Ref("principle")] = ()
    scenarios: Annotated[tuple[AuthoredId, ...], Ref("scenario")] = ()
    outcomes: Annotated[tuple[AuthoredId, ...], Ref("outcome")] = ()
    reviewed: IsoDate | None = None
    content_note: Annotated[str, PLAIN_SENTENCES] = ""
    summary: Annotated[str, SENTENCES] = ""
    core: bool = True
    held: Held | None = None


class Page(PageFront, defer_build=True):
    """One page: its front matter and its blocks, in order."""

    SCOPE: ClassVar[Literal["page"]] = "page"

    blocks: tuple[AnyBlock, ...]

    @cached_property
    def questions(self) -> tuple[QuestionBlock, ...]:
        """The questions that teach on this page."""
        return tuple(block for block in self.blocks if isinstance(block, QuestionBlock))

    @property
    def holds_quiz(self) -> bool:
        """Whether the module's check stands on this page."""
        return any(isinstance(block, Quiz) for block in self.blocks)


class Module(ModuleFile, defer_build=True):
    """One module: one package per format."""

    SCOPE: ClassVar[Literal["module"]] = "module"

    slug: Annotated[Slug, APART]
    pages: tuple[Page, ...] = ()
    bank: tuple[Question, ...] = ()
    media: Annotated[tuple[MediaFile, ...], APART] = ()


class Signature(NamedTuple):
    """A sign-off that holds: the reviewer's code, the organisation, and the day."""

    reviewer: str
    organisation: str
    date: str


Locate = Callable[[Location, tuple[str | int, ...]], Location]


def _start_of(where: Location, _: tuple[str | int, ...]) -> Location:
    return where


class Course(CourseFile, defer_build=True):
    """A whole course, loaded. Every part knows where it was written."""

    contents: tuple[Module, ...]
    principles: tuple[Principle, ...] = ()
    guidance: tuple[GuidanceFact, ...] = ()
    figures: tuple[ReviewFigure, ...] = ()
    glossary: tuple[Term, ...] = ()
    support: tuple[SupportContact, ...] = ()
    local: tuple[LocalContact, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    animations: tuple[Animation, ...] = ()
    flowcharts: tuple[Flowchart, ...] = ()
    cards: tuple[Card, ...] = ()
    #: ``session.yaml``: one, or none; and what stands in the folder ``session/``.
    sessions: tuple[LedSession, ...] = ()
    session_media: Annotated[tuple[MediaFile, ...], APART] = ()
    drawings: Annotated[tuple[Drawing, ...], APART] = ()
    released: Annotated[Released, APART] = Released()
    tokens: Annotated[tuple[TokenUse, ...], APART] = ()
    references: Annotated[tuple[Reference, ...], APART] = ()
    #: ``words.yaml``.
    words: tuple[OwnWords, ...] = ()
    #: The edition in which this is the course, and the course of which that is one: none for the course itself.
    edition: Annotated[Edition | None, APART] = None
    edition_of: Annotated["Course | None", APART] = Field(default=None, exclude=True, repr=False)
    #: Finds what stands behind some keys inside a part. The loader, which has read the files, knows better than this.
    locate: Annotated[SkipJsonSchema[Locate], APART] = Field(default=_start_of, exclude=True, repr=False)

    def place(self, part: Node, *keys: str | int) -> Location:
        """Return where the value behind *keys* in *part*, such as ``("principles", 0)``, stands, or else *part*."""
        return self.locate(part.where, keys)

    def place_of(self, entry: FieldValue) -> Location:
        """Return where the value of *entry* stands."""
        return self.locate(entry.part.where, entry.keys)

    def signatures(self, module: Module) -> Mapping[str, Sequence[Signature]]:
        """Return who has to check *module*, each with the sign-offs that hold; nobody, without house rules."""
        return {}

    def is_draft(self, module: Module) -> bool:
        """Say whether somebody who has to check *module* has yet to do so."""
        return not all(self.signatures(module).values())

    def has(self, switch: Switch) -> bool:
        """Say whether learners get what *switch* is about: always, but where an edition does without."""
        return not (self.edition and switch in self.edition.switched_off)

    @cached_property
    def going_out(self) -> Self:
        """This course without what is held: itself, where nothing is."""
        return going_out(self)

    @cached_property
    def decisions(self) -> dict[str, tuple[Scenario, Decision]]:
        """Every decision point by its id, with the scenario to which it belongs."""
        return {d.id: (s, d) for s in self.scenarios for d in s.decisions}

    @cached_property
    def branching_cases(self) -> dict[str, tuple[Scenario, BranchingCase]]:
        """Every branching case by its id, with the scenario to which it belongs."""
        return {s.case.id: (s, s.case) for s in self.scenarios if s.case}

    @cached_property
    def numbers(self) -> Mapping[Name, int]:
        """The number under which saved state files each page, question and branching case of each module."""
        numbers: dict[Name, int] = {}
        for module in self.contents:
            out = self.released.modules.get(module.id, _NOTHING_OUT)
            numbers |= numbered(tuple(_names(self, module)), out.numbers(module.id), out.reserved)
        return numbers

    @cached_property
    def passages(self) -> tuple[FieldValue, ...]:
        """Every text that people read, with the part that it belongs to."""
        return tuple(walk(self, LearnerText))

    @cached_property
    def ids(self) -> Mapping[str, Sequence[FieldValue]]:
        """Every id and key, by what it stands in."""
        return by_what(walk(self, Id))

    @cached_property
    def pointers(self) -> Mapping[str, Sequence[FieldValue]]:
        """Every id of something that stands elsewhere, by what that is: in fields, and in the links of pages."""
        modules = {module.slug: module for module in self.contents}
        links = [(link, *link.target.partition(":")) for link in self.references]
        return by_what(
            walk(self, Ref)
            + [FieldValue(Ref(to), name, link, (), (), link, modules.get(link.module)) for link, to, _, name in links]
        )

    @cached_property
    def fact_names(self) -> Mapping[str, Named]:
        """Each fact and figure with its words, by what stands in its token, such as ``g:consent_short``."""
        return names(self)

    @cached_property
    def in_all_editions(self) -> dict[tuple[str, str], Any]:
        """What was worked out of it and no edition changes, by what it is and of what."""
        return of.in_all_editions if (of := self.edition_of) and of.contents is self.contents else {}

    @cached_property
    def documents(self) -> dict[str, Flowchart | Card]:
        """What the build can make into a PDF, by the file's name: flowcharts and cards."""
        made: dict[str, Flowchart | Card] = {f"{chart.id}.pdf": chart for chart in self.flowcharts}
        return made | {f"{card.id}.pdf": card for card in self.cards}


_NOTHING_OUT = ReleasedModule(iri="-", manifest="-")


def _names(course: Course, module: Module) -> Iterator[Name]:
    """Yield what saved state files of *module*: an answer is never read against options in another order."""
    for page in module.pages:
        yield module.id, page.id
        yield from ((module.id, *name) for name in asked_in(page.blocks, course.decisions, course.branching_cases))
    for question in (*(question for page in module.pages for question in page.questions), *module.bank):
        yield module.id, question.id, *option_ids(options_of(question))


def blocks_of(course: Course) -> list[tuple[Module, Page, Block]]:
    """Return every block of *course* with its module and page, in order."""
    return [(m, p, b) for m in course.contents for p in m.pages for b in p.blocks]


__all__ = ["Course", "CourseFile", "Module", "ModuleFile", "Page", "PageFront", "blocks_of"]
