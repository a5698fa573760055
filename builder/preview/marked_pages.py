"""Pages as far as they are sound, with a comment before each block that says which one it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.archive import PackageFile
from builder.model.blocks.block import Block, kind_of
from builder.model.course import Course, Module, Page
from builder.model.kinds import Id, LearnerText, Ref
from builder.model.tokens import CONTACT
from builder.model.walk import walk_part
from builder.preview.subject import BlockPlace
from builder.render.pages import PageRenderer, RenderedPage
from builder.render.player_data import PlayerQuestion

#: What stands in the place of a block that cannot be rendered.
UNSHOWN = "This block cannot be shown yet."


def outline_of(page: Page) -> object:
    """Return all of *page* that other pages of its module show or depend on: while it is the same, so are they."""
    named = [[entry.text for entry in walk_part(page, kind)] for kind in (Id, Ref)]
    contacts = {name for entry in walk_part(page, LearnerText) for name in CONTACT.findall(entry.text)}
    return page.model_dump(exclude={"blocks"}), [type(block) for block in page.blocks], named, contacts


@dataclass
class _Done:
    """A page that was rendered, with the place of each of its blocks, and those that cannot be rendered."""

    rendered: RenderedPage
    places: list[BlockPlace]
    failed: list[Block]


class MarkedPages(PageRenderer):
    """Renders pages of a course that may have errors: what cannot be rendered is left out, and its place is kept."""

    def __init__(self, course: Course, module: Module, before: MarkedPages | None = None) -> None:
        """Take what PageRenderer takes; pages that *before* has rendered, and that are the same, are not again."""
        super().__init__(course, module)
        self._before = before._done if before else {}
        self._films: tuple[PackageFile, ...] | None = before._films if before else None
        self._done: dict[str, _Done] = {}
        #: Where each block of the page is written, and those that cannot be rendered.
        self._places: list[BlockPlace] = []
        self._failed: list[Block] = []

    @property
    def places(self) -> list[BlockPlace]:
        """Each block that is shown; the blocks of a page have numbers from 0 on."""
        return [place for done in self._done.values() for place in done.places]

    @property
    def failed(self) -> list[Block]:
        """The blocks that cannot be rendered."""
        return [block for done in self._done.values() for block in done.failed]

    def block(self, block: Block, *, page: Page, questions: Mapping[str, PlayerQuestion]) -> Markup:
        """Return *block* behind its number. A comment changes nothing of how the page looks, and is no element."""
        mark = Markup("<!--block {} {}-->").format(page.id, len(self._places))
        self._places.append(BlockPlace(page.id, kind_of(type(block)), block.where))
        try:
            return mark + super().block(block, page=page, questions=questions)
        except Exception:
            # Templates and what they call trust a course that has passed all checks. This one has not: whatever they
            # stumble over is among its problems, which stand beside this place.
            self._failed.append(block)
            return mark + Markup('<div class="block prose"><p>{}</p></div>').format(UNSHOWN)

    def player_questions(self, page: Page) -> tuple[PlayerQuestion, ...]:
        """Return the questions of *page* that are sound."""
        found: list[PlayerQuestion] = []
        for block in page.blocks:
            try:
                found += super().player_questions(page.model_copy(update={"blocks": (block,)}))
            except Exception:
                continue  # as above
        return tuple(found)

    def animation_files(self) -> tuple[PackageFile, ...]:
        """Return the files of every animation in the module: no page says what is in them."""
        if self._films is None:
            self._films = super().animation_files()
        return self._films

    def render(self, page: Page) -> RenderedPage:
        """Return *page*, or at the worst its title alone."""
        before = self._before.get(page.id)
        if before is None or before.rendered.page is not page:
            self._places, self._failed = [], []
            try:
                rendered = super().render(page)
            except Exception:
                rendered = super().render(page.model_copy(update={"blocks": (), "summary": "", "content_note": ""}))
            before = _Done(rendered, self._places, self._failed)
        self._done[page.id] = before
        return before.rendered
