"""A module as a package that is opened without an LMS: for tests of what is on the screen."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from builder.model.course import Course, Module
from builder.render.bundle import Bundle
from builder.render.module import render_module
from tests.render.examples import examples

PLAYERS = Path(__file__).parent.parent.parent / "scorm_templates" / "generated" / "player"


def package_of(course: Course, module: Module) -> zipfile.ZipFile:
    """Return *module* with the SCORM 1.2 player, in memory."""
    package = zipfile.ZipFile(io.BytesIO(), "w")
    player = (PLAYERS / "scorm12.js").read_bytes()
    for file in render_module(course, module).files(Bundle("scorm12", player)):
        package.writestr(file.path, file.content if isinstance(file.content, bytes) else file.content.read_bytes())
    return package


def package_of_examples(course: Course) -> zipfile.ZipFile:
    """Return a module whose pages hold one example of one block each."""
    module = course.contents[0]
    pages = tuple(
        module.pages[0].model_copy(
            update={"id": f"EX-{place:02d}", "title": f"Example {name}", "blocks": (block,), "content_note": ""}
        )
        for place, (name, block) in enumerate(examples())
    )
    return package_of(course, module.model_copy(update={"pages": pages}))
