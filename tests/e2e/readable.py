"""A module as a package that is opened without an LMS: for tests of what is on the screen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from builder.model import kind_of
from builder.model.course import Course, Module
from builder.preview.components import examples
from builder.render.bundle import Bundle
from builder.render.module import ModuleContent

PLAYERS = Path(__file__).parent.parent.parent / "scorm_templates" / "generated" / "player"


def package_of(content: ModuleContent, player: str = "scorm12") -> zipfile.ZipFile:
    """Return a module with the *player* of a format, in memory."""
    bundle = Bundle(player, (PLAYERS / f"{player}.js").read_bytes())
    return zip_of(
        {
            file.path: file.content if isinstance(file.content, bytes) else file.content.read_bytes()
            for file in content.files(bundle)
        }
    )


def zip_of(files: Mapping[str, bytes]) -> zipfile.ZipFile:
    """Return a zip of *files* in memory, to be read: one that is never closed complains when it is let go."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return zipfile.ZipFile(memory)


def module_of_quiz(course: Course) -> Module:
    """Return a module of small pages: a text, two questions, and a short check of which one must be right."""
    module = next(module for module in course.contents if module.check and module.check.critical)
    assert module.check
    blocks = {kind_of(type(held[-1])): held[-1] for _, held in examples()}
    pages = tuple(
        module.pages[0].model_copy(
            update={"id": name, "title": title, "blocks": held, "content_note": "", "core": name != "questions"}
        )
        for name, title, held in (
            ("first", "A page to read", (blocks["text"],)),
            ("questions", "Two questions", (blocks["choice"], blocks["sort"])),
            ("check", "The check", (blocks["check"],)),
        )
    )
    short = module.check.model_copy(update={"draw": 4, "critical": 1})
    return module.model_copy(update={"pages": pages, "check": short})


def module_of_examples(course: Course) -> Module:
    """Return a module whose pages hold one example of one block each."""
    module = course.contents[0]
    pages = tuple(
        module.pages[0].model_copy(
            update={"id": f"EX-{place:02d}", "title": f"Example {name}", "blocks": blocks, "content_note": ""}
        )
        for place, (name, blocks) in enumerate(examples())
    )
    return module.model_copy(update={"pages": pages})
