"""Which course a command is about: the one that is named, or the one where the author stands."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path

import click

#: What ``course.yaml`` is called by mistake; on Windows and macOS capital letters would pass.
_SLIPS = ("course.yaml", "course.yml", "course.yaml.txt")
#: How many folders above any file of a course its own one is at most: ``level-1/media/film/hive.webm``.
_DEPTH = 3


def course_folder(given: Path | None) -> Path:
    """Return *given*, or ``course_src``, this folder, or the course that this folder is a part of.

    Raises click.UsageError where that is no course.
    """
    for folder in [given] if given else [Path("course_src"), Path()]:
        if (folder / "course.yaml").exists():
            return folder
        with suppress(OSError):
            for name in sorted(each.name for each in folder.iterdir()):
                if name.lower() in _SLIPS:
                    raise click.UsageError(f"{folder / name} should be called course.yaml: rename it")
    if given is None:
        for depth in range(1, _DEPTH + 1):
            folder = Path(*[".."] * depth)
            if (folder / "course.yaml").is_file():
                return folder
        raise click.UsageError("there is no course here: no folder course_src, and no course.yaml in this folder")
    above = _above(given.absolute())
    if not given.is_dir():
        raise click.UsageError(f"{given} is not a folder{above}")
    raise click.UsageError(f"{given} is not a course: it holds no course.yaml{above}")


def _above(place: Path) -> str:
    """Return where the course is that holds *place*, a file or folder of it, as the end of a sentence."""
    held = next((folder for folder in islice(place.parents, _DEPTH) if (folder / "course.yaml").is_file()), None)
    return f"; the course is the folder {held.name}, above it" if held else ""
