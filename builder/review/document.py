"""The review as one HTML page: what the template is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.checks.parts import AnyQuestion
from builder.model.blocks.block import Block
from builder.model.blocks.questions import Check, QuestionBlock
from builder.model.blocks.story import DecisionBlock, ScenarioBlock
from builder.model.course import Course, Module, Page
from builder.model.fingerprint import content_fingerprint
from builder.model.shared import Decision, Scenario
from builder.model.walk import Entry
from builder.render.facts import Facts
from builder.render.markdown import block_html, inline_html
from builder.render.templates import template
from builder.review.snapshot import Change, answer_of
from builder.sources import SourceEntry, source_entries

#: Fields that hold Markdown with paragraphs; all others are one line.
_PARAGRAPHS = frozenset({"body"})


@dataclass(frozen=True)
class Sheet:
    """The sign-off sheet of one module: who has to sign, who has, and the fingerprint of what they sign."""

    fingerprint: str
    #: Role, and the lines of ``signoff.yaml`` that hold for it.
    roles: Sequence[tuple[str, Sequence[str]]]
    is_signed_off: bool


@dataclass(frozen=True)
class Line:
    """A piece of a page: what it is, and its text as HTML."""

    label: str
    html: Markup


@dataclass(frozen=True)
class ShownBlock:
    """One block of a page: its lines, or the question, decision point or scenario that it is."""

    kind: str
    lines: Sequence[Line] = ()
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
        self._by_part: Mapping[int, list[Entry]] = _by_block(course)

    def inline(self, text: str) -> Markup:
        """Return one line of Markdown as HTML, its facts filled in."""
        return inline_html(text, self.fill)

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

    def sheet(self, module: Module) -> Sheet:
        """Return the sign-off sheet of *module*."""
        roles = [
            (role, [f"{who}, {organisation}, {self.words.date(day)}" for who, organisation, day in held])
            for role, held in self.course.signatures(module).items()
        ]
        return Sheet(content_fingerprint(self.course, module), roles, not self.course.is_draft(module))

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
            case ScenarioBlock():
                scenario = next(s for s in self.course.scenarios if s.id == block.scenario)
                return ShownBlock(f"{kind}: {', '.join(block.show)}", scenario=scenario)
            case Check():
                return ShownBlock(self.words("review.check"))
        lines = [Line(_label(passage), self._html(passage)) for passage in self._by_part.get(id(block), ())]
        return ShownBlock(kind, lines=lines)

    def _html(self, passage: Entry) -> Markup:
        if passage.field in _PARAGRAPHS:
            # On its own a page starts at h1, here at h3: what stands below it moves down as well.
            html = str(block_html(passage.text, self.fill))
            return Markup(html.replace("<h3>", "<h5>").replace("</h3>", "</h5>").replace("h2>", "h4>"))  # noqa: S704
        return inline_html(passage.text, self.fill)


def review_html(course: Course, changed: Sequence[Change] | None, *, today: date) -> str:
    """Return the whole course as one HTML page that needs nothing beside it."""
    review = Review(course, changed, today=today)
    return template("review/review.html.j2").render(on=review, words=review.words, fill=review.fill, course=course)


def _label(passage: Entry) -> str:
    return "" if passage.field in _PARAGRAPHS else passage.field.replace("_", " ").strip()


def _by_block(course: Course) -> dict[int, list[Entry]]:
    """Return the texts of each block, also those of the parts inside it, by the block's identity."""
    owner = {
        id(part): id(block) for m in course.contents for p in m.pages for block in p.blocks for part in _inside(block)
    }
    found: dict[int, list[Entry]] = {}
    for passage in course.passages:
        if passage.page and id(passage.part) in owner:
            found.setdefault(owner[id(passage.part)], []).append(passage)
    return found


def _inside(block: Block) -> list[object]:
    items = getattr(block, "items", ())
    return [block, *items]
