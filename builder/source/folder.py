"""What stands in a folder of the course: no links, nothing outside it, names exactly as they are written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder.diagnostics import Location
from builder.source.problems import files
from builder.source.text_file import Report

_LEFT_BY_OTHERS = re.compile(r"\.|~\$|__MACOSX\Z|(?:thumbs\.db|desktop\.ini|icon\r)\Z", re.IGNORECASE)


class FolderEntry(NamedTuple):
    """A file or folder: where it is on this machine, and how messages call it."""

    path: Path
    shown: str

    @property
    def where(self) -> Location:
        """The whole file or folder, as a place."""
        return Location(self.shown)


def listing(folder: FolderEntry, report: Report) -> dict[str, FolderEntry]:
    """Return what is in *folder* by name, in the order in which people count: ``2-a`` before ``10-a``.

    Hidden files, and what Windows, macOS and Office leave beside others, are left out. Symbolic links are reported and
    left out, and so is all but one of names that differ in capital letters alone. Names are the folder's own, so that
    looking one up is exact on every file system.
    """
    try:
        with os.scandir(folder.path) as scan:
            found = sorted((e for e in scan if not _LEFT_BY_OTHERS.match(e.name)), key=lambda e: _natural(e.name))
    except OSError as problem:
        report(files.unreadable_file(folder.where, problem.strerror or type(problem).__name__))
        return {}
    entries = {}
    # Small letters sort behind capital ones: what a course calls its own files is kept.
    kept = {entry.name.casefold(): entry.name for entry in found}
    for entry in found:
        shown = f"{folder.shown}/{entry.name}" if folder.shown else entry.name
        if entry.is_symlink():
            report(files.symlink(Location(shown)))
        elif (other := kept[entry.name.casefold()]) != entry.name:
            report(files.name_clash(Location(shown), other))
        elif not (entry.is_file() or entry.is_dir()):
            # A pipe would keep whoever opens it waiting, and a device would never end.
            report(files.unreadable_file(Location(shown), "it is neither a file nor a folder"))
        else:
            entries[entry.name] = FolderEntry(Path(entry.path), shown)
    return entries


def files_below(folder: FolderEntry, report: Report) -> Iterator[tuple[str, FolderEntry]]:
    """Yield every file in *folder* and its folders, each with its path from *folder*."""
    waiting = [*reversed(listing(folder, report).items())]
    while waiting:
        path, entry = waiting.pop()
        if entry.path.is_dir():
            waiting += reversed([(f"{path}/{name}", below) for name, below in listing(entry, report).items()])
        else:
            yield path, entry


def shown_path(root: Path) -> str:
    """Return how messages call *root*: from where the author stands if that is possible, else as it was given."""
    try:
        relative = root.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return root.as_posix()
    return "" if relative == "." else relative


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name)] + [(-1, name)]
