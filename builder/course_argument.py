"""Which course a command is about: the one that is named, or the one where the author stands."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

#: What ``course.yaml`` is called by mistake; on Windows and macOS capital letters would pass.
_SLIPS = ("course.yaml", "course.yml", "course.yaml.txt")


def course_folder(given: Path | None) -> Path:
    """Return *given*, or ``course_src``, or this folder; raise click.UsageError where it holds no course."""
    for folder in [given] if given else [Path("course_src"), Path()]:
        if (folder / "course.yaml").exists():
            return folder
        with suppress(OSError):
            for name in sorted(each.name for each in folder.iterdir()):
                if name.lower() in _SLIPS:
                    raise click.UsageError(f"{folder / name} should be called course.yaml: rename it")
    if given is None:
        raise click.UsageError("there is no course here: no folder course_src, and no course.yaml in this folder")
    if not given.is_dir():
        raise click.UsageError(f"{given} is not a folder")
    raise click.UsageError(f"{given} is not a course: it holds no course.yaml")
