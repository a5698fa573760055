"""A block as a page of a course: for render tests."""

from __future__ import annotations

from builder.model.blocks.block import Block
from builder.model.course import Course, Module, Page


def page_of(block: Block, course: Course) -> tuple[Course, Module, Page]:
    """Return *course* with one page in its first module that holds *block* alone, and that module and page."""
    module = course.contents[0]
    page = module.pages[0].model_copy(
        update={"id": "EX-01", "title": "Example", "blocks": (block,), "content_note": ""}
    )
    module = module.model_copy(update={"pages": (page,)})
    return course.model_copy(update={"contents": (module, *course.contents[1:])}), module, page
