"""Why two packages cannot be compared."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error


def nothing_to_compare(where: Location) -> Diagnostic:
    """There is no package in a folder that is to be compared.

    Why: "safe to replace" must never come of having looked at nothing.

    Example: `coursepack compare releases/2026-09 dist` before anything was built.

    Instead: name a package, or a folder with the packages of one release.
    """
    return error("nothing-to-compare", where, "it holds no package", "name a zip, or a folder of a release")


def not_of_coursepack(where: Location, fact: str) -> Diagnostic:
    """A package was not made by coursepack, or cannot be read, so nothing can be said of learners in it.

    Why: identifiers could be compared in packages of any tool, but not what learners have done in them.

    Example: a package of another authoring tool; a zip that ends early.

    Instead: compare packages as `coursepack build` wrote them; `coursepack verify` says more about a broken one.
    """
    hint = "compare packages that coursepack built; `coursepack verify` says what a zip is"
    return error("not-of-coursepack", where, fact, hint)


def other_course(where: Location, old: str, new: str) -> Diagnostic:
    """The new package belongs to another course.

    Why: nobody in the old one would find what they have done.

    Example: `coursepack compare fire-safety-1.zip first-aid-2.zip`.

    Instead: upload it as an activity of its own.
    """
    return error("other-course", where, f"is of the course {new!r}, and not of {old!r}", "upload it as a new activity")


def other_package(where: Location, old: str, new: str) -> Diagnostic:
    """The new package is for another module, or in another format.

    Why: an LMS that has one in the place of the other shows learners a module that they did not begin.

    Example: `coursepack compare course-level-1-scorm12.zip course-level-2-scorm12.zip`.

    Instead: compare the same module in the same format, or two folders: then each finds its own.
    """
    return error("other-package", where, f"is {new}, and not {old}", "compare the same module in the same format")
