"""What can stand in the way of writing the packages of a course that has no errors itself."""

from __future__ import annotations

from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Location, did_you_mean, error


def unknown_module(where: Location, name: str, known: Iterable[str]) -> Diagnostic:
    """The course has no module of the name that was asked for.

    Why: modules are named by their folders, as `course.yaml` lists them.

    Example: `coursepack build --module level1`, and the folder is `level-1`.

    Instead: name the folder, or leave `--module` out to build all of them.
    """
    names = list(known)
    hint = did_you_mean(name, names, otherwise=f"the modules are {', '.join(names)}")
    return error("unknown-module", where, f"the course has no module {name!r}", hint)


def unwritable_output(where: Location, reason: str) -> Diagnostic:
    """The packages cannot be written where they were to go.

    Why: the folder may not be yours to write in, the disk may be full, or a file or folder may stand in the way.
    Nothing was put in place: what was there before is there still.

    Example: `--output dist`, and `dist` is a file.

    Instead: make room, or name another folder with `--output`.
    """
    return error("unwritable-output", where, f"cannot be written: {reason}", "make room, or choose another --output")


def missing_assets(where: Location) -> Diagnostic:
    """This copy of coursepack lacks files that go into every package.

    Why: the player, the style and the SCORM schemas are not kept with the source; `make` makes them once, and an
    installed coursepack carries them.

    Example: `python -m builder build` in a fresh clone.

    Instead: run `make packages` in the clone, or install coursepack with `pip install .`
    """
    return error("missing-assets", where, "is missing in this copy of coursepack", "run `make packages` in the clone")
