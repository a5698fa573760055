"""No standard: the module as a plain web site, or by double-click from disk. Progress is kept on the device."""

from __future__ import annotations

from collections.abc import Sequence

from builder.archive import PackageFile
from builder.formats.format import Format
from builder.formats.manifest import render_text
from builder.model.course import Course, Module

READ_ME = "read-me.txt"


def manifest(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    """Return ``read-me.txt``: it tells people what a manifest tells an LMS, what this is, and which file to open."""
    text = render_text("web/read-me.txt.j2", course, module=module, launch=content[0].path)
    return [PackageFile(READ_ME, text)]


#: For pages on disk, Firefox takes no file for one of the page's own.
FORMAT = Format(
    name="web",
    title="Web page",
    manifest_path=READ_ME,
    manifest=manifest,
    is_standard=False,
    own="'self' file:",
    launch=None,
)
