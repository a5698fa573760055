"""What can stand in the way of writing the packages of a course that has no errors itself."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping

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


def unknown_edition(where: Location, name: str, known: Iterable[str]) -> Diagnostic:
    """There is no edition of the name that was asked for.

    Why: editions are named by their folders, in `editions/` beside `course.yaml` or where `--editions` says.

    Example: `coursepack build --edition anyboro`, and the folder is `editions/anyborough`.

    Instead: name the folder, or say `--edition all` to build all of them.
    """
    names = list(known)
    otherwise = f"the editions are {', '.join(names[:12])}" if names else "there is none in this folder yet"
    return error("unknown-edition", where, f"there is no edition {name!r}", did_you_mean(name, names, otherwise))


#: What would help, by what the operating system says.
_CURES: Mapping[int | None, str] = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room, or choose another --output"),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS), "let your account write there, or choose another --output"
    ),
    **dict.fromkeys(
        (errno.EEXIST, errno.ENOTDIR, errno.EISDIR), "move what stands in its place, or choose another --output"
    ),
    errno.ENOENT: "something removed it while we built: build again, into a folder of its own",
}


def unwritable_output(where: Location, reason: str, number: int | None) -> Diagnostic:
    """The packages cannot be written where they were to go.

    Why: the folder may not be yours to write in, the disk may be full, or a file or folder may stand in the way.
    Nothing was put in place: what was there before is there still.

    Example: `--output dist`, and `dist` is a file.

    Instead: make room, or name another folder with `--output`.
    """
    return error(
        "unwritable-output", where, f"cannot be written: {reason}", _CURES.get(number, "choose another --output")
    )


def output_in_course(where: Location, course: str) -> Diagnostic:
    """The packages were to go into the folder of the course itself.

    Why: the next build would find them there and take them for files of the course, or put them into its packages. Only
    a folder `dist` beside `course.yaml` is none of the course's.

    Example: `coursepack build . --output media`

    Instead: `coursepack build . --output ../dist`
    """
    message = f"the packages would stand in the course itself ({course})"
    return error("output-in-course", where, message, "choose an --output outside it, such as ../dist")


def output_too_wide(where: Location) -> Diagnostic:
    """The packages were to go into a folder that holds the course as well.

    Why: they would lie there loose among everything else, and nobody could tell any more what is to be deleted.

    Example: `coursepack build fire-safety --output .`, or `--output /`

    Instead: `coursepack build fire-safety --output dist`
    """
    message = "the packages would lie loose among other things here"
    return error("output-too-wide", where, message, "name a folder of their own, such as --output dist")


def missing_assets(where: Location) -> Diagnostic:
    """This copy of coursepack lacks files that go into every package.

    Why: the player, the style and the SCORM schemas are not kept with the source; `make` makes them once, and an
    installed coursepack carries them.

    Example: `python -m builder build` in a fresh clone.

    Instead: run `make packages` in the clone, or install coursepack with `pip install .`
    """
    return error("missing-assets", where, "is missing in this copy of coursepack", "run `make packages` in the clone")
