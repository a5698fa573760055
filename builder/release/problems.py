"""Why there is no release."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error


def release_folder_taken(where: Location) -> Diagnostic:
    """The folder for a release holds something already.

    Why: a release is never written over. Its checksums are with people who compare them.

    Example: `coursepack release --output releases/2026-11` a second time.

    Instead: name a new folder, or remove the old one yourself.
    """
    return error("release-folder-taken", where, "there is something here already", "name a new folder with --output")


def not_a_release(where: Location) -> Diagnostic:
    """What `--since` names is no release.

    Why: what changed since then stands in the release, so an earlier release must be there to be read.

    Example: `coursepack release --since dist`, a folder of packages alone.

    Instead: name the folder of an earlier release: it holds `packages.json`, `packages/` and `review/`.
    """
    hint = "name the folder that coursepack release wrote the last time"
    return error("not-a-release", where, "it is no release that can be compared", hint)


def rehearsal_failed(where: Location, fact: str) -> Diagnostic:
    """A package could not be played to its end in a browser, or the LMS did not hold what was done in it.

    Why: a release that was rehearsed says so to whoever approves it. What failed must not go out.

    Example: `coursepack release --rehearse` for a course whose own script fails; a machine without a Chromium.

    Instead: play the package in `coursepack preview`, and mend what you see. Without `--rehearse` nothing is played,
    and the evidence says "not rehearsed here".
    """
    hint = "play it in coursepack preview; without --rehearse nothing is played, and the evidence says so"
    return error("rehearsal-failed", where, fact, hint)


def results_of_another_tool(where: Location, fact: str) -> Diagnostic:
    """The results of tests that are to stand in the evidence are of another coursepack, or are no results.

    Why: that another version passed its tests says nothing about packages that this one made.

    Example: `coursepack release --results results.xml` with a file from before the last update.

    Instead: take the file that `make results` of this very version wrote, or leave `--results` out: the evidence then
    says "not tested here".
    """
    return error("results-of-another-tool", where, fact, "take the results of this version, or leave --results out")
