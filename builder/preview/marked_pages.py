"""Pages as far as they are sound, with a comment before each block that says which one it is."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from builder.diagnostics import Location
from builder.model.blocks.block import Block
from builder.model.course import Course, Module, Page
from builder.render.pages import PageRenderer, RenderedPage
from builder.render.player_data import PlayerQuestion

#: What stands in the place of a block that cannot be rendered.
UNSHOWN = "This block cannot be shown yet."


class MarkedPages(PageRenderer):
    """Renders pages of a course that may have errors: what cannot be rendered is left out, and its place is kept."""

    def __init__(self, course: Course, module: Module) -> None:
        """Take what PageRenderer takes."""
        super().__init__(course, module)
        #: The page on which each block stands, and where it is written, by its number.
        self.places: list[tuple[str, Location]] = []
        #: The blocks that cannot be rendered.
        self.failed: list[Block] = []

    def block(self, block: Block, *, page: Page, questions: Mapping[str, PlayerQuestion]) -> Markup:
        """Return *block* behind its number. A comment changes nothing of how the page looks, and is no element."""
        mark = Markup("<!--block {}-->").format(len(self.places))
        self.places.append((page.id, block.where))
        try:
            return mark + super().block(block, page=page, questions=questions)
        except Exception:
            # Templates and what they call trust a course that has passed all checks. This one has not: whatever they
            # stumble over is among its problems, which stand beside this place.
            self.failed.append(block)
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

    def render(self, page: Page) -> RenderedPage:
        """Return *page*, or at the worst its title alone."""
        try:
            return super().render(page)
        except Exception:
            return super().render(page.model_copy(update={"blocks": (), "summary": "", "content_note": ""}))
