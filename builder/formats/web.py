"""No standard: the module as a plain web site, or by double-click from disk. Progress is kept on the device."""

from __future__ import annotations

from collections.abc import Sequence

from builder.archive import PackageFile
from builder.formats.format import Format
from builder.formats.manifest import render_text
from builder.model.course import Course, Module

READ_ME = "read-me.txt"


def manifest(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    """Return ``read-me.txt``, and for each file of data a script that holds the same.

    The text tells people what a manifest tells an LMS: what this is, and which file to open. The scripts are for pages
    that are opened from disk: no browser lets those fetch a file, and every browser lets them run one.
    """
    text = render_text("web/read-me.txt.j2", course, module=module, launch=content[0].path)
    return [PackageFile(READ_ME, text), *(_script(file) for file in content if file.path.endswith(".json"))]


def _script(file: PackageFile) -> PackageFile:
    """Return the script beside a file of data: it hands the data to the player, which knows it by the file's path."""
    assert isinstance(file.content, bytes), "only media is streamed from disk, and no media is JSON"
    return PackageFile(f"{file.path}.js", b'coursepackData("%s", %s);\n' % (file.path.encode(), file.content.strip()))


#: For pages on disk, Firefox takes no file for one of the page's own.
FORMAT = Format(
    name="web", title="Web page", manifest_path=READ_ME, manifest=manifest, is_standard=False, own="'self' file:"
)
