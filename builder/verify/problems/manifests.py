"""What can be wrong with a package's manifest, and between the manifest and the files beside it."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Consequence, Diagnostic, Location, Severity, error
from builder.verify.consequences import moodle_alone, refused, untidy


def manifest_missing(where: Location, known: Sequence[str]) -> Diagnostic:
    """The zip has no manifest, so no LMS knows what it is.

    Why: each standard has a file of its own at the top of the zip, such as `imsmanifest.xml` for SCORM.

    Example: a zip of a folder of web pages.

    Instead: verify the package itself, as it came out of `coursepack build` or the authoring tool.
    """
    *others, last = known
    message = f"has no {', '.join(others)} or {last}"
    return refused("manifest-missing", where, message, "is this a package, or a zip of something else?")


def manifest_misplaced(where: Location, expected: str) -> Diagnostic:
    """The manifest is in a folder, or its name has capital letters.

    Why: LMSs look for the exact name at the top of the zip. Moodle answers "An imsmanifest.xml file was found but it
    was not in the root of your zip file".

    Example: `course/imsmanifest.xml`, which is what comes of zipping a folder instead of what is in it;
    `ImsManifest.xml`.

    Instead: zip the content of the folder, with the name in small letters.
    """
    return error(
        "manifest-misplaced",
        where,
        f"must be {expected} at the top of the zip",
        "zip what is in the folder",
        consequence=Consequence.NOT_MOODLE,
    )


def several_manifests(where: Location, names: str) -> Diagnostic:
    """The zip has manifests of several standards.

    Why: which of them counts is up to the LMS, or to whoever uploads the package there. Each is judged here.

    Example: `imsmanifest.xml` beside `tincan.xml`.

    Instead: nothing needs to be done if that is meant; one package for each standard leaves no doubt.
    """
    hint = "one package for each standard leaves no doubt"
    return untidy("several-manifests", where, f"has {names}", hint)


def unknown_standard(where: Location, found: str) -> Diagnostic:
    """The manifest is of no standard that an LMS could launch.

    Why: a manifest says what it is by its namespace and its `schemaversion`. Moodle takes whatever it does not know for
    SCORM 1.2, and the course then finds no LMS to talk to.

    Example: an IMS Common Cartridge; `<schemaversion>2004 2nd Edition</schemaversion>`; no namespace.

    Instead: publish the course again, as SCORM 1.2 for instance.
    """
    message = f"{found} is of no known standard"
    return moodle_alone("unknown-standard", where, message, "publish it again, as SCORM 1.2 for instance")


def missing_package_file(where: Location, path: str, similar: str) -> Diagnostic:
    """The manifest names a file that is not in the zip, or whose name differs in capital and small letters.

    Why: Moodle imports the package all the same, and learners see an empty page. Servers tell `Index.html` from
    `index.html`.

    Example: `<file href="media/Map.png"/>`, and the zip has `media/map.png`.

    Instead: build the package again.
    """
    hint = f"did you mean {similar!r}?" if similar else "put the file into the package, or take its line out"
    return moodle_alone("missing-package-file", where, f"names {path!r}, which is not in the package", hint)


def dangling_reference(where: Location, attribute: str, target: str) -> Diagnostic:
    """The manifest points at a part of itself that is not there.

    Why: Moodle then shows an activity that cannot be launched.

    Example: `identifierref="RES-2"` where no resource has the identifier `RES-2`.

    Instead: build the package again.
    """
    message = f"{attribute} points at {target!r}, which is not there"
    return moodle_alone("dangling-reference", where, message, "give the part that is meant this identifier")


def backslash_in_address(where: Location, address: str) -> Diagnostic:
    """An address has backslashes where slashes belong.

    Why: browsers turn them round, so the file is found. Checkers that compare names as text do not find it.

    Example: `<file href="media\\map.png"/>`

    Instead: write slashes.
    """
    message = f"{address!r} has backslashes, which browsers turn round"
    return untidy("backslash-in-address", where, message, "write slashes")


def empty_title(where: Location, severity: Severity = Severity.ERROR) -> Diagnostic:
    """A title is missing, empty or `0`.

    Why: LMSs list the course under its title. Open edX stops at an item that has none, and Moodle stores the title `0`
    as an empty one. In `tincan.xml`, activities that are not launched may do without.

    Example: `<title></title>`

    Instead: give the course and each of its parts a title.
    """
    message = "has no title that an LMS could show"
    return Diagnostic(where, "empty-title", severity, message, "give it a title", Consequence.MOODLE_ALONE)


def relative_iri(where: Location, iri: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """An activity's id, or its type, is not a complete address.

    Why: an LRS files everything about the course under that id, and refuses statements with any other kind. In
    `tincan.xml`, only that of the activity that is launched matters: the others' are a warning.

    Example: `<activity id="level-1">`

    Instead: use an address that is yours and never changes, such as
    `https://w3id.org/coursepack/ten-principles/level-1`.
    """
    message, hint = f"{iri!r} is not an absolute IRI", "it starts with a scheme, such as https:"
    return Diagnostic(where, "relative-iri", severity, message, hint, Consequence.MOODLE_ALONE)


def launch_count(where: Location, fact: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """`tincan.xml` should have exactly one activity to launch, and it should be the first one.

    Why: launchers take the first activity, or the one with a `launch`; where these are not the same, learners on one of
    them see something else. Without any there is nothing to launch.

    Example: a first activity without `launch`, or two with one.

    Instead: give the first activity, and no other, a `launch`.
    """
    hint = "give the first activity, and no other, a launch"
    return Diagnostic(where, "launch-count", severity, fact, hint, Consequence.MOODLE_ALONE)


def external_launch(where: Location, address: str, severity: Severity) -> Diagnostic:
    """The launch file, or another listed one, is on another server.

    Why: cmi5 allows it (section 13.1.4), and so does Tin Can: the launch tells the content where to report to. What is
    not in the package cannot be judged, can change at any time, and is often blocked in a council's network. A SCO
    on another server is an error: browsers do not let it reach the LMS.

    Example: `<launch lang="en">https://example.org/course/index.html</launch>`

    Instead: put the file into the package.
    """
    message = f"{address!r} is not in the package"
    consequence = Consequence.MOODLE_ALONE if severity is Severity.ERROR else Consequence.UNTIDY
    return Diagnostic(where, "external-launch", severity, message, "put the file into the package", consequence)
