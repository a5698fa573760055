"""Every example of every component, as a page of a course: fixtures for render tests and for the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from builder.model.blocks import AnyBlock
from builder.model.blocks.block import Block
from builder.model.course import Course, Module, Page

COMPONENTS = Path(__file__).parent.parent.parent / "scorm_templates" / "components"
ADAPTER: TypeAdapter[Block] = TypeAdapter(AnyBlock)


def examples() -> Iterator[tuple[str, Block]]:
    """Yield the name and the block of each example, checked by the block's own class."""
    for file in sorted(COMPONENTS.glob("*/examples.yaml")):
        kind = file.parent.name
        for example in yaml.safe_load(file.read_text(encoding="utf-8")):
            block = ADAPTER.validate_python(_frozen(example["block"] | {"kind": kind}))
            yield f"{kind}: {example['name']}", block


def _frozen(value: Any) -> Any:
    """Return *value* with tuples for lists, as the loader gives them: the models are strict."""
    match value:
        case dict():
            return {key: _frozen(inner) for key, inner in value.items()}
        case list():
            return tuple(_frozen(inner) for inner in value)
    return value


def page_of(block: Block, course: Course) -> tuple[Course, Module, Page]:
    """Return *course* with one page in its first module that holds *block* alone, and that module and page."""
    module = course.contents[0]
    page = module.pages[0].model_copy(
        update={"id": "EX-01", "title": "Example", "blocks": (block,), "content_note": ""}
    )
    module = module.model_copy(update={"pages": (page,)})
    return course.model_copy(update={"contents": (module, *course.contents[1:])}), module, page
