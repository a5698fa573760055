"""Blocks and pages to HTML: each block through the template of its kind, each page through one layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from builder.archive import PackageFile
from builder.documents.flow import phases_of
from builder.model.blocks.block import Block
from builder.model.blocks.data import Contacts, Support
from builder.model.blocks.private import WhatIsSent
from builder.model.blocks.questions import QuestionBlock
from builder.model.blocks.recordings import Recorded
from builder.model.blocks.story import DecisionBlock
from builder.model.blocks.text import Figure
from builder.model.course import Course, Module, Page
from builder.model.minutes import Minutes, minutes_of, recorded_minutes
from builder.model.shared import Animation, Principle, Scenario
from builder.render.animations import CourseDrawings, animation_files
from builder.render.cases import cases_in, data_path
from builder.render.contacts import (
    LocalContacts,
    local_contacts,
    shown_address,
    sms,
    support_groups,
    support_of,
    tel,
    with_contacts,
    with_numbers,
)
from builder.render.documents import comes_from, document_download, filled_flowchart
from builder.render.elsewhere import pages_elsewhere, with_pages_elsewhere
from builder.render.facts import Facts
from builder.render.markdown import block_html, inline_html
from builder.render.player_data import PlayerQuestion
from builder.render.questions import decision_question, player_question
from builder.render.sent import PLACE
from builder.render.templates import template

#: Where a page says nothing of the pass mark, which is 1 at least.
_ANY_MARK = 0


@dataclass(frozen=True)
class RenderedPage:
    """One page as HTML, with the questions that the player brings to life on it."""

    page: Page
    html: Markup
    questions: tuple[PlayerQuestion, ...]


class PageRenderer:
    """Renders the pages of one module. Templates see its public names as ``on``."""

    def __init__(self, course: Course, module: Module) -> None:
        """Take the *course* for its shared data and the *module* for its pages."""
        self.course = course
        self.module = module
        #: What of an edition's own was asked for, besides words, since the page in hand began.
        self._asked: set[str] = set()
        #: Whether somebody who has to check the module has yet to do so: its first page says it.
        self.is_draft = course.is_draft(module)
        self.facts = Facts(course)
        self.words = self.facts.words
        self.fill = self.facts.fill
        self.figure = self.facts.use_figure
        self.flowchart = partial(filled_flowchart, course, fill=self.facts.fill)
        self.phases = phases_of
        self.comes_from = partial(comes_from, words=self.words)
        self.document = partial(document_download, course, module)
        self.drawn = CourseDrawings(course)
        self.cases = partial(cases_in, course)
        self.case_path = data_path
        self.support = partial(support_groups, course)
        self.support_of = partial(support_of, course)
        self.tel, self.sms, self.shown_address = tel, sms, shown_address

    def md(self, text: str) -> Markup:
        """Return Markdown as HTML blocks, with facts and contacts in the place of their tokens."""
        return self._led_on(block_html(text, self.fill))

    def inline(self, text: str) -> Markup:
        """Return one line of Markdown as HTML, with facts and contacts in the place of their tokens."""
        return self._led_on(inline_html(text, self.fill))

    def _led_on(self, html: Markup) -> Markup:
        if "{{l:" in html:
            self._asked.add("local")
        html = with_pages_elsewhere(html, self._elsewhere, self.words, self.fill)
        return with_contacts(html, self.course, self.local_page or "help")

    @cached_property
    def _elsewhere(self) -> Mapping[str, tuple[Page, Module]]:
        return pages_elsewhere(self.course, self.module)

    @cached_property
    def minutes(self) -> Minutes:
        """How long the module and each of its pages take."""
        return minutes_of(self.course, self.module)

    @cached_property
    def principles(self) -> Mapping[str, Principle]:
        """The principles by id."""
        return {principle.id: principle for principle in self.course.principles}

    @cached_property
    def scenarios(self) -> Mapping[str, Scenario]:
        """The scenarios by id."""
        return {scenario.id: scenario for scenario in self.course.scenarios}

    @cached_property
    def animations(self) -> Mapping[str, Animation]:
        """The animations by id."""
        return {animation.id: animation for animation in self.course.animations}

    @cached_property
    def urgent(self) -> Markup:
        """What to do at once, with links for the numbers in it."""
        return with_numbers(self.inline(self.course.urgent), self.course)

    @property
    def local(self) -> LocalContacts:
        """What the partnership has filled in, and what to do where it has not."""
        self._asked.add("local")
        return self._local

    @property
    def pass_mark(self) -> int:
        """How many per cent of the check have to be right."""
        self._asked.add("pass_mark")
        return self.course.pass_mark

    @cached_property
    def _local(self) -> LocalContacts:
        return local_contacts(self.course, self.module, self.inline)

    @cached_property
    def local_page(self) -> str:
        """The id of the first page that shows the local contacts; others lead there."""
        return self._first_page(Contacts)

    @cached_property
    def support_page(self) -> str:
        """The id of the first page that shows who can help; others lead to the page about help."""
        return self._first_page(Support)

    @cached_property
    def sent_page(self) -> str:
        """The id of the first page that says what is sent, or ""."""
        return self._first_page(WhatIsSent)

    @property
    def _cover(self) -> Figure | None:
        """The picture that the first page begins with, where the module has a cover for it."""
        first = self.module.pages[0].blocks[:1]
        return first[0] if self.module.promise and first and isinstance(first[0], Figure) else None

    @property
    def cover_picture(self) -> Markup:
        """The picture of the cover, if there is one."""
        return self.block(self._cover, page=self.module.pages[0], questions={}) if self._cover else Markup()

    def _first_page(self, kind: type[Block]) -> str:
        pages = (page for page in self.module.pages if any(isinstance(block, kind) for block in page.blocks))
        return next((page.id for page in pages), "")

    def sent(self) -> Markup:
        """Return what stands for the list of what is sent until the page is part of a package."""
        return PLACE

    def media_size(self, path: str) -> tuple[int, int] | None:
        """Return the size of the picture at *path* in ``media/``, so that its place is kept before it is there."""
        return next((file.size for file in self.module.media if file.path == path), None)

    def recorded_minutes(self, block: Recorded) -> int:
        """Return about how long the film or sound of *block* is, in whole minutes."""
        return max(1, round(recorded_minutes(self.module, block)))

    def animation_files(self) -> tuple[PackageFile, ...]:
        """Return the files of every animation in the module."""
        return animation_files(self.course, self.module, self.fill)

    def player_questions(self, page: Page) -> tuple[PlayerQuestion, ...]:
        """Return the questions and decision points of *page*, in order."""
        found = []
        for block in page.blocks:
            if isinstance(block, QuestionBlock):
                found.append(player_question(self.course, self.module, block, fill=self.fill))
            elif isinstance(block, DecisionBlock):
                found.append(decision_question(self.course, self.module, block.decision, page=page, fill=self.fill))
        return tuple(found)

    def shared(self, page: Page) -> RenderedPage:
        """Return *page* rendered, once for all editions that have nothing of their own to show on it."""
        edition = self.course.edition
        if edition is None or edition.own_words:
            return self.render(page)
        known: dict[tuple[str, int], RenderedPage] = self.course.in_all_editions.setdefault(
            ("pages", self.module.id), {}
        )
        mark = self.course.pass_mark
        found = known.get((page.id, _ANY_MARK)) or known.get((page.id, mark))
        if found is None:
            self._asked.clear()
            found = self.render(page)
            if "local" not in self._asked:
                known[page.id, mark if "pass_mark" in self._asked else _ANY_MARK] = found
        return found

    def render(self, page: Page) -> RenderedPage:
        """Return *page* as one ``section``."""
        self.facts.start()
        questions = self.player_questions(page)
        by_id = {question.id: question for question in questions}
        place = self.module.pages.index(page)
        begins_on_cover = place == 0 and self._cover is not None
        shown = page.blocks[1:] if begins_on_cover else page.blocks
        blocks = [self.block(block, page=page, questions=by_id) for block in shown]
        html = template("layouts/page.html.j2").render(
            on=self,
            words=self.words,
            fill=self.fill,
            page=page,
            number=place + 1,
            blocks=blocks,
            previous=self.module.pages[place - 1] if place else None,
            following=self.module.pages[place + 1] if place + 1 < len(self.module.pages) else None,
            content_note=self.fill(page.content_note),
            sources=self.facts.sources(),
            reviewed=self.words.date(page.reviewed) if page.reviewed else "",
        )
        return RenderedPage(page, Markup(html), questions)  # noqa: S704 - rendered with autoescape

    def block(self, block: Block, *, page: Page, questions: Mapping[str, PlayerQuestion]) -> Markup:
        """Return *block* as it stands on *page*, of which *questions* are the player's."""
        kind: str = block.kind  # type: ignore[attr-defined]
        html = template(f"components/{kind}/template.html.j2").render(
            on=self, words=self.words, fill=self.fill, block=block, kind=kind, page=page, questions=questions
        )
        return Markup(html)  # noqa: S704 - rendered with autoescape
