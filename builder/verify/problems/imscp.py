"""What can be wrong with ``imsmanifest.xml``, in every version of SCORM.

What LMSs do then: docs/facts.md#what-lmss-make-of-an-odd-manifest.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Consequence, Diagnostic, Location, Severity, warning
from builder.verify.consequences import moodle_alone, untidy


def control_document_missing(where: Location, names: Sequence[str], all_of_them: int) -> Diagnostic:
    """Schemas that the manifest names are not at the top of the zip.

    Why: ADL's package checker stops at such a package, and LMSs built on it do too. Moodle and Open edX never look.

    Example: a SCORM 1.2 package without `adlcp_rootv1p2.xsd`.

    Instead: build the package again; if it comes from another tool, look for an option to include the schemas.
    """
    shown = ", ".join(names[:3])
    message = f"{shown} and {len(names) - 3} more are missing" if len(names) > 3 else f"missing: {shown}"
    if len(names) == all_of_them:
        message = f"none of the standard's {all_of_them} schemas is there"
    return moodle_alone("control-document-missing", where, message, "SCORM packages carry their schemas")


def version_missing(where: Location) -> Diagnostic:
    """The manifest does not say of which version of SCORM it is.

    Why: Moodle and Open edX take it for SCORM 1.2, whose namespace it has. Others may ask.

    Example: no `<schemaversion>`, or no `<metadata>`.

    Instead: write `<schemaversion>1.2</schemaversion>`.
    """
    message = "does not say its version, and is taken for SCORM 1.2"
    hint = "write <schemaversion>1.2</schemaversion>"
    return untidy("version-missing", where, message, hint)


def unlisted_file(where: Location, severity: Severity) -> Diagnostic:
    """The zip holds a file that the manifest does not list.

    Why: an LMS may copy only what is listed; those that were tried copy everything. coursepack lists all that it packs,
    so in a package of its own it is an error.

    Example: `media/map.png` without a `<file href="media/map.png"/>`.

    Instead: list it, or take it out.
    """
    message, hint = "is not listed in the manifest", "list it, or take it out"
    return Diagnostic(where, "unlisted-file", severity, message, hint, Consequence.UNTIDY)


def sco_missing(where: Location, fact: str) -> Diagnostic:
    """The package has nothing that an LMS could launch.

    Why: Moodle imports it, and shows an activity without content; Open edX looks for `index.html`.

    Example: a SCO without `href`; no `<item>` with an `identifierref`.

    Instead: make the launch file's resource a SCO, let an item name it, and put both first.
    """
    hint = "make the launch file's resource a SCO, and let an item name it"
    return moodle_alone("sco-missing", where, fact, hint)


def assets_only(where: Location, severity: Severity) -> Diagnostic:
    """The package has no SCO.

    Why: only a SCO may talk to the LMS. What is an asset counts as completed as soon as it is opened, which is what
    some packages want.

    Example: `adlcp:scormtype="asset"`, or no `scormtype`, on a course that reports a score.

    Instead: if the course reports anything, make the launch file's resource a SCO.
    """
    message = "no resource is a SCO, so LMSs count the course as completed as soon as it is opened"
    hint = "if it reports anything, make the launch file's resource a SCO"
    return Diagnostic(where, "assets-only", severity, message, hint, Consequence.UNTIDY)


def launch_order(where: Location, fact: str, severity: Severity) -> Diagnostic:
    """LMSs do not agree on what of the package to launch.

    Why: Open edX launches the first resource, Moodle the first item. Where they are not the same SCO, learners on one
    of them see something else.

    Example: a first resource with `adlcp:scormtype="asset"`, in front of that of the course.

    Instead: put the SCO's resource first, and the item that launches it too.
    """
    hint = "put the SCO that is launched first"
    return Diagnostic(where, "launch-order", severity, fact, hint, Consequence.MOODLE_ALONE)


def several_scos(where: Location, count: int) -> Diagnostic:
    """The package has more than one SCO.

    Why: several LMSs launch only the first one, and Moodle counts the activity as complete only when all of them are.

    Example: a package with a lesson and a quiz as two items.

    Instead: make one package for each.
    """
    return warning(
        "several-scos",
        where,
        f"has {count} SCOs, and several LMSs take only one",
        "make one package for each",
        consequence=Consequence.MOODLE_ALONE,
    )


def unusual_prefix(where: Location, prefix: str) -> Diagnostic:
    """The manifest's elements have another prefix than everybody's.

    Why: to XML any prefix is as good as another. Moodle compares `adlcp:scormtype` letter by letter: under any other
    prefix it does not see that there is a SCO, and counts the course as completed when it is opened.

    Example: `<imscp:manifest>`; `xmlns:a="http://www.adlnet.org/xsd/adlcp_rootv1p2"`.

    Instead: use no prefix for the manifest's own elements and `adlcp:` for ADL's.
    """
    hint = "no prefix for imscp, and adlcp: for ADL's"
    return warning("unusual-prefix", where, f"uses the prefix {prefix!r}", hint, consequence=Consequence.NOT_MOODLE)


def mastery_score_range(where: Location, score: str) -> Diagnostic:
    """The mastery score is not a number from 0 to 100.

    Why: LMSs compare it with a score on that scale.

    Example: `<adlcp:masteryscore>80%</adlcp:masteryscore>`

    Instead: write the number alone.
    """
    return moodle_alone(
        "mastery-score-range", where, f"{score!r} is not a number from 0 to 100", "write the number alone"
    )
