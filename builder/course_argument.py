"""Which course a command is about: the one that is named, or the one where the author stands."""

from __future__ import annotations

from pathlib import Path

import click


def course_folder(given: Path | None) -> Path:
    """Return *given*, or ``course_src``, or this folder; raise click.UsageError where it holds no course."""
    for folder in [given] if given else [Path("course_src"), Path()]:
        if (folder / "course.yaml").exists():
            return folder
    if given is None:
        raise click.UsageError("there is no course here: no folder course_src, and no course.yaml in this folder")
    if not given.is_dir():
        raise click.UsageError(f"{given} is not a folder")
    raise click.UsageError(f"{given} is not a course: it holds no course.yaml")
