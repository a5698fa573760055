"""Every example of every block, in the look of a course: for whoever wonders what there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from builder.model.blocks import AnyBlock
from builder.model.blocks.block import Block
from builder.model.course import Course
from builder.preview.course import PreviewedCourse
from builder.render.templates import TEMPLATES

_ADAPTER: TypeAdapter[Block] = TypeAdapter(AnyBlock)


class PreviewedComponents(PreviewedCourse):
    """A module of one page for each example. Those that name a part which the course has not keep their place."""

    def read_page(self, file: Path) -> bool:
        """Say that no page is read alone: none of the course's is shown."""
        return False

    def in_view(self, course: Course) -> Course:
        """Return *course* with the examples in place of its modules."""
        first = course.contents[0]
        pages = tuple(
            first.pages[0].model_copy(
                update={"id": f"EX-{place:02d}", "title": name, "blocks": blocks, "content_note": "", "summary": ""}
            )
            for place, (name, blocks) in enumerate(examples())
        )
        module = first.model_copy(update={"title": "Every block", "pages": pages, "promise": ""})
        return course.model_copy(update={"contents": (module,)})


def examples() -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield the name of each example, and its block behind what it needs before it, checked by their classes."""
    folders = sorted(TEMPLATES.joinpath("components").iterdir(), key=lambda folder: folder.name)
    for folder in folders:
        if folder.is_dir():
            for example in yaml.safe_load(folder.joinpath("examples.yaml").read_text(encoding="utf-8")):
                written = [*filter(None, [example.get("behind")]), example["block"] | {"kind": folder.name}]
                blocks = tuple(_ADAPTER.validate_python(_frozen(block)) for block in written)
                yield f"{folder.name}: {example['name']}", blocks


def _frozen(value: Any) -> Any:
    """Return *value* with tuples for lists, as the loader gives them: the models are strict."""
    match value:
        case dict():
            return {key: _frozen(inner) for key, inner in value.items()}
        case list():
            return tuple(_frozen(inner) for inner in value)
    return value
