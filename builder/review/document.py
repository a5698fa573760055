"""The review as one HTML page: what the template is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup, escape

from builder.checks.parts import AnyQuestion
from builder.model.blocks.block import Block
from builder.model.blocks.questions import QuestionBlock, Quiz
from builder.model.blocks.story import CaseBlock, DecisionBlock, ScenarioBlock
from builder.model.course import Course, Module, ModuleFile, Page, PageFront
from builder.model.fingerprint import SIGNED, content_fingerprint
from builder.model.kinds import Id, LearnerText, WriterNote
from builder.model.minutes import Minutes, minutes_of
from builder.model.node import Node
from builder.model.questions import QuestionBase
from builder.model.shared import Decision, Scenario
from builder.model.walk import FieldValue, walk, walk_part
from builder.render.contacts import with_contacts
from builder.render.facts import Facts
from builder.render.markdown import block_html, inline_html
from builder.render.templates import template
from builder.review.snapshot import Change, answer_of
from builder.sources import SourceEntry, source_entries


@dataclass(frozen=True)
class SignOffSheet:
    """The sign-off sheet of one module: who has to sign, who has, and the fingerprint of what they sign."""

    fingerprint: str
    #: Role, and the lines of ``signoff.yaml`` that hold for it.
    roles: Sequence[tuple[str, Sequence[str]]]
    is_signed_off: bool


@dataclass(frozen=True)
class ReviewLine:
    """A piece of a part: what it is, its text as HTML, and the id of the part, where another one begins."""

    label: str
    html: Markup
    begins: str = ""


@dataclass(frozen=True)
class ShownBlock:
    """One block of a page: its lines, or the question, decision point or scenario that it is."""

    kind: str
    lines: Sequence[ReviewLine] = ()
    question: AnyQuestion | None = None
    decision: Decision | None = None
    scenario: Scenario | None = None


class Review:
    """What the template asks for; it sees this as ``on``."""

    def __init__(self, course: Course, changed: Sequence[Change] | None, *, today: date) -> None:
        """Take the *course*, what *changed* since an earlier review (``None`` without one), and the day."""
        self.course = course
        self.changed = changed
        self.entries: Sequence[SourceEntry] = source_entries(course, today)
        facts = Facts(course)
        self.fill, self.words = facts.fill, facts.words
        self.made_on = self.words.date(today.isoformat())

    def minutes(self, module: Module) -> Minutes:
        """Return how long *module* and its pages take."""
        return minutes_of(self.course, module)

    def inline(self, text: str) -> Markup:
        """Return one line of Markdown as HTML, its facts filled in."""
        return self._with_contacts(inline_html(text, self.fill))

    def _with_contacts(self, html: Markup) -> Markup:
        return with_contacts(html, self.course, "shared-local")

    def answer(self, question: AnyQuestion, number: int) -> str:
        """Return what is right about the option or item at *number*."""
        said = answer_of(question, number)
        return self.words("review.right") if said and question.kind in ("choice", "hotspot") else said

    def link(self, target: str, text: str) -> Markup:
        """Return a link to what has the id *target* on this page."""
        return Markup('<a href="#{}">{}</a>').format(target, text)

    def code(self, text: str) -> Markup:
        """Return *text* as it stands in a file."""
        return Markup("<code>{}</code>").format(text)

    def sheet(self, module: Module) -> SignOffSheet:
        """Return the sign-off sheet of *module*."""
        roles = [
            (role, [f"{who}, {organisation}, {self.words.date(day)}" for who, organisation, day in held])
            for role, held in self.course.signatures(module).items()
        ]
        return SignOffSheet(content_fingerprint(self.course, module), roles, not self.course.is_draft(module))

    def blocks(self, page: Page) -> list[ShownBlock]:
        """Return the blocks of *page*, in order."""
        return [self._block(block) for block in page.blocks]

    def case(self, module: Module, question: AnyQuestion) -> str:
        """Return the story on which *question* rests, or nothing."""
        return next((case.text for case in module.cases if case.id == question.case), "")

    def _block(self, block: Block) -> ShownBlock:
        kind: str = block.kind  # type: ignore[attr-defined]
        if isinstance(block, QuestionBlock):
            return ShownBlock(kind, question=block)
        match block:
            case DecisionBlock():
                return ShownBlock(kind, decision=self.course.decisions[block.decision][1])
            case CaseBlock():
                scenario, _ = self.course.branching_cases[block.case]
                return ShownBlock(f"{kind}: {block.case}", scenario=scenario)
            case ScenarioBlock():
                scenario = next(s for s in self.course.scenarios if s.id == block.scenario)
                # Who signs a page has to read its story where learners do, and not at the end of the course.
                told = [e for e in walk_part(scenario, *SIGNED) if e.part is scenario and e.field in block.show]
                return ShownBlock(
                    f"{kind}: {', '.join(block.show)}", list(self._lines(told, scenario)), scenario=scenario
                )
            case Quiz():
                return ShownBlock(self.words("review.check"))
        return ShownBlock(kind, lines=self.lines(block))

    def lines(self, part: Node) -> list[ReviewLine]:
        """Return everything that *part* and the parts in it say, in order."""
        return list(self._lines([e for e in walk_part(part, *SIGNED, WriterNote) if not _is_kind(e)], part))

    def own_lines(self, part: Node) -> list[ReviewLine]:
        """Return what *part* itself says."""
        own = [e for e in walk_part(part, *SIGNED, WriterNote) if e.part is part and not _is_kind(e)]
        return list(self._lines(own, part))

    def head(self) -> list[ReviewLine]:
        """Return what ``course.yaml`` says."""
        return list(self._lines([e for e in walk(self.course, *SIGNED) if e.part is self.course], self.course))

    def front(self, module: Module) -> list[ReviewLine]:
        """Return what ``module.yaml`` says."""
        front = ModuleFile.model_construct(**{name: getattr(module, name) for name in ModuleFile.model_fields})
        return self.lines(front)

    def page_front(self, page: Page) -> list[ReviewLine]:
        """Return what stands at the top of *page*, but for what the line below its title says."""
        front = PageFront.model_construct(**{name: getattr(page, name) for name in PageFront.model_fields})
        return [line for line in self.lines(front) if line.label not in ("title", "principles", "outcomes")]

    def shared(self) -> list[tuple[str, Sequence[Node]]]:
        """Return the parts that modules share, by the name of their field."""
        fields = [account.name for account in type(self.course).ACCOUNTS if account.parts]
        return [
            (name, getattr(self.course, name)) for name in fields if name != "contents" and getattr(self.course, name)
        ]

    def name_of(self, part: Node) -> str:
        """Return the id of *part*."""
        return str(getattr(part, part.NAMED_BY)) if part.NAMED_BY else ""

    def anchor(self, part: Node) -> str:
        """Return the id of *part* on this page: a link to a word of the glossary leads to ``term-`` and its id."""
        what = next((account.kind.what for account in part.ACCOUNTS if isinstance(account.kind, Id)), "")
        return f"{what}-{self.name_of(part)}"

    def _lines(self, entries: Sequence[FieldValue], part: Node) -> Iterator[ReviewLine]:
        """Yield a line for each text, and one for all values of a field."""
        before = part
        for (_, label, is_text), same in groupby(entries, lambda entry: (id(entry.part), entry.label, _is_text(entry))):
            values = list(same)
            begins = self.name_of(values[0].part) if values[0].part is not before else ""
            before = values[0].part
            if is_text or isinstance(values[0].kind, LearnerText):
                for value in values:
                    yield ReviewLine("" if is_text else label, self._html(value), begins)
                    begins = ""
            else:
                yield ReviewLine(label, Markup(", ").join(map(self._html, values)), begins)

    def _html(self, entry: FieldValue) -> Markup:
        if not isinstance(entry.kind, LearnerText):
            # A choice or an address is a word of the course's files, whatever the course's language is.
            return Markup('<span lang="en">{}</span>').format(self.fill(entry.text))
        form = entry.kind.form
        if form == "blocks":
            # On its own a page starts at h1, here at h3: what stands below it moves down as well.
            html = str(self._with_contacts(block_html(entry.text, self.fill)))
            return Markup(html.replace("<h3>", "<h5>").replace("</h3>", "</h5>").replace("h2>", "h4>"))  # noqa: S704
        return self.inline(entry.text) if form == "inline" else escape(self.fill(entry.text))


def _is_kind(entry: FieldValue) -> bool:
    """Whether *entry* says of which kind a block or question is, which stands above it."""
    return isinstance(entry.part, Block | QuestionBase) and entry.field == "kind"


def _is_text(entry: FieldValue) -> bool:
    return isinstance(entry.kind, LearnerText) and entry.kind.form == "blocks"


def review_html(course: Course, changed: Sequence[Change] | None, *, today: date) -> str:
    """Return the whole course as one HTML page that needs nothing beside it."""
    review = Review(course, changed, today=today)
    return template("review/review.html.j2").render(on=review, words=review.words, fill=review.fill, course=course)
