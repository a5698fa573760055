"""Data of a package as a script that any page can run."""

from __future__ import annotations

from collections.abc import Sequence

from builder.archive import PackageFile


def scripts_of(files: Sequence[PackageFile]) -> list[PackageFile]:
    """Return the scripts that stand beside the data among *files*."""
    return [_script(file) for file in files if file.path.endswith(".json")]


def _script(file: PackageFile) -> PackageFile:
    """Return the script beside a file of data: it hands the data to the player, which knows it by the file's path.

    It is for pages on disk, which no browser lets fetch a file, and for servers that do not hand out JSON.
    """
    assert isinstance(file.content, bytes), "only media is streamed from disk, and no media is JSON"
    return PackageFile(f"{file.path}.js", b'coursepackData("%s", %s);\n' % (file.path.encode(), file.content.strip()))
