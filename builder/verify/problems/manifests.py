"""What can be wrong with a package's manifest, and between the manifest and the files beside it."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Consequence, Diagnostic, Location, error, warning


def manifest_missing(where: Location, known: Sequence[str]) -> Diagnostic:
    """The zip has no manifest, so no LMS knows what it is.

    Why: each standard has a file of its own at the top of the zip, such as `imsmanifest.xml` for SCORM.

    Example: a zip of a folder of web pages.

    Instead: verify the package itself, as it came out of `coursepack build` or the authoring tool.
    """
    *others, last = known
    message = f"has no {', '.join(others)} or {last}"
    return error(
        "manifest-missing",
        where,
        message,
        "is this a package, or a zip of something else?",
        consequence=Consequence.REFUSED,
    )


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
    return warning("several-manifests", where, f"has {names}", hint, consequence=Consequence.UNTIDY)


def unknown_standard(where: Location, found: str) -> Diagnostic:
    """The manifest is of no standard that an LMS could launch.

    Why: a manifest says what it is by its namespace and its `schemaversion`. Moodle takes whatever it does not know for
    SCORM 1.2, and the course then finds no LMS to talk to.

    Example: an IMS Common Cartridge; `<schemaversion>2004 2nd Edition</schemaversion>`; no namespace.

    Instead: publish the course again, as SCORM 1.2 for instance.
    """
    message = f"{found} is of no known standard"
    return error(
        "unknown-standard",
        where,
        message,
        "publish it again, as SCORM 1.2 for instance",
        consequence=Consequence.MOODLE_ALONE,
    )


def xml_syntax(where: Location, fact: str) -> Diagnostic:
    """The XML cannot be read.

    Why: after such a place, nobody can say what belongs to what. Moodle shows a blank page, or takes the first half.

    Example: a bare `&` in a title; a file that was cut off.

    Instead: build the package again; if it comes from another tool, report it there.
    """
    return error(
        "xml-syntax",
        where,
        f"the XML cannot be read: {fact}",
        "build the package again",
        consequence=Consequence.REFUSED,
    )


def xml_doctype(where: Location) -> Diagnostic:
    """The XML has a DOCTYPE.

    Why: no manifest needs one, and it can make whoever reads it open other files, call other servers, or expand a few
    lines into gigabytes.

    Example: `<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>`

    Instead: take the DOCTYPE out.
    """
    return error(
        "xml-doctype",
        where,
        "has a DOCTYPE, which no manifest needs",
        "take it out",
        consequence=Consequence.MOODLE_ALONE,
    )


def xml_too_large(where: Location, size: int, limit: int) -> Diagnostic:
    """A manifest has more than 5 MB.

    Why: that of a large course has some thousand bytes. This one is a mistake, or made to exhaust its reader.

    Example: a manifest with a video in it as text.

    Instead: build the package again.
    """
    return error(
        "xml-too-large",
        where,
        f"has {size:,} bytes; the limit is {limit:,}",
        "build the package again",
        consequence=Consequence.MOODLE_ALONE,
    )


def schema_violation(where: Location, fact: str) -> Diagnostic:
    """The manifest is not as its standard's schema says.

    Why: an LMS that checks the schema refuses the package; one that does not may overlook the part that is wrong.

    Example: `<title>` behind `<item>`; `adlcp:scormtype="SCO"`; an identifier that starts with a digit; a title of
    more than 200 characters.

    Instead: build the package again; if it comes from another tool, report it there.
    """
    return error("schema-violation", where, fact, consequence=Consequence.MOODLE_ALONE)


def control_document_missing(where: Location, name: str) -> Diagnostic:
    """A schema that the manifest names is not at the top of the zip.

    Why: ADL's package checker stops at such a package, and LMSs built on it do too.

    Example: a SCORM 1.2 package without `adlcp_rootv1p2.xsd`.

    Instead: build the package again; if it comes from another tool, look for an option to include the schemas.
    """
    return error(
        "control-document-missing",
        where,
        f"{name} is missing",
        "SCORM packages carry their schemas",
        consequence=Consequence.MOODLE_ALONE,
    )


def missing_package_file(where: Location, path: str, similar: str) -> Diagnostic:
    """The manifest names a file that is not in the zip, or whose name differs in capital and small letters.

    Why: Moodle imports the package all the same, and learners see an empty page. Servers tell `Index.html` from
    `index.html`.

    Example: `<file href="media/Map.png"/>`, and the zip has `media/map.png`.

    Instead: build the package again.
    """
    hint = f"did you mean {similar!r}?" if similar else ""
    return error(
        "missing-package-file",
        where,
        f"names {path!r}, which is not in the package",
        hint,
        consequence=Consequence.MOODLE_ALONE,
    )


def unlisted_file(where: Location) -> Diagnostic:
    """The zip holds a file that the manifest does not list.

    Why: an LMS may copy only what is listed, so the page that needs the file is broken there and works everywhere else.

    Example: `media/map.png` without a `<file href="media/map.png"/>`; a `.DS_Store` or `Thumbs.db` that slipped in.

    Instead: list it, or take it out.
    """
    return error(
        "unlisted-file",
        where,
        "is not listed in the manifest",
        "list it, or take it out",
        consequence=Consequence.UNTIDY,
    )


def dangling_reference(where: Location, attribute: str, target: str) -> Diagnostic:
    """The manifest points at a part of itself that is not there.

    Why: Moodle then shows an activity that cannot be launched.

    Example: `identifierref="RES-2"` where no resource has the identifier `RES-2`.

    Instead: build the package again.
    """
    return error(
        "dangling-reference",
        where,
        f"{attribute} points at {target!r}, which is not there",
        consequence=Consequence.MOODLE_ALONE,
    )


def sco_missing(where: Location, fact: str) -> Diagnostic:
    """The package has no SCO where LMSs look for it.

    Why: only a SCO may talk to the LMS. Anything else counts as completed as soon as it is opened. Open edX launches
    the first resource, Moodle the first item: they must be the same SCO.

    Example: a first resource with `adlcp:scormtype="asset"`.

    Instead: make the launch file's resource a SCO, and put it first.
    """
    return error(
        "sco-missing",
        where,
        fact,
        "make the launch file's resource a SCO, and put it first",
        consequence=Consequence.MOODLE_ALONE,
    )


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

    Why: Moodle and others compare `adlcp:scormtype` letter by letter. Under any other prefix they do not see that
    there is a SCO, and count the course as completed when it is opened.

    Example: `<imscp:manifest>`; `xmlns:a="http://www.adlnet.org/xsd/adlcp_rootv1p2"`.

    Instead: use no prefix for the manifest's own elements and `adlcp:` for ADL's.
    """
    return error(
        "unusual-prefix",
        where,
        f"uses the prefix {prefix!r}",
        "no prefix for imscp, and adlcp: for ADL's",
        consequence=Consequence.NOT_MOODLE,
    )


def empty_title(where: Location) -> Diagnostic:
    """A title is missing, empty or `0`.

    Why: LMSs list the course under its title. Moodle stores the title `0` as an empty one.

    Example: `<title></title>`

    Instead: give the course and each of its parts a title.
    """
    return error(
        "empty-title",
        where,
        "has no title that an LMS could show",
        "give it a title",
        consequence=Consequence.MOODLE_ALONE,
    )


def numeric_reference(where: Location) -> Diagnostic:
    r"""A character is written as a number, such as `&#39;`.

    Why: that is sound XML, but Moodle and its launchers for xAPI and cmi5 show it as it is written: "the driver&#39;s
    voice".

    Example: `<title>The driver&#39;s voice</title>`

    Instead: write the character itself; only `&`, `<` and `"` need `&amp;`, `&lt;` and `&quot;`.
    """
    message = "a character is written as a number, which Moodle shows as it stands"
    return warning("numeric-reference", where, message, "write the character itself", consequence=Consequence.UNTIDY)


def mastery_score_range(where: Location, score: str) -> Diagnostic:
    """The mastery score is not a number from 0 to 100.

    Why: LMSs compare it with a score on that scale.

    Example: `<adlcp:masteryscore>80%</adlcp:masteryscore>`

    Instead: write the number alone.
    """
    return error(
        "mastery-score-range",
        where,
        f"{score!r} is not a number from 0 to 100",
        "write the number alone",
        consequence=Consequence.MOODLE_ALONE,
    )


def relative_iri(where: Location, iri: str) -> Diagnostic:
    """An activity's id is not a complete address.

    Why: an LRS files everything about the course under that id, and refuses statements with any other kind.

    Example: `<activity id="level-1">`

    Instead: use an address that is yours and never changes, such as
    `https://w3id.org/coursepack/ten-principles/level-1`.
    """
    return error(
        "relative-iri",
        where,
        f"{iri!r} is not an absolute IRI",
        "it starts with a scheme, such as https:",
        consequence=Consequence.MOODLE_ALONE,
    )


def launch_count(where: Location, fact: str) -> Diagnostic:
    """`tincan.xml` must have exactly one activity to launch, and it must be the first one.

    Why: launchers take the first activity, or the one with a `launch`; they must be the same.

    Example: a first activity without `launch`, or two with one.

    Instead: give the first activity, and no other, a `launch`.
    """
    return error(
        "launch-count",
        where,
        fact,
        "give the first activity, and no other, a launch",
        consequence=Consequence.MOODLE_ALONE,
    )


def external_launch(where: Location, address: str) -> Diagnostic:
    """The launch file, or another listed one, is on another server.

    Why: what is not in the package cannot be judged, can change at any time, and is often blocked in a council's
    network.

    Example: `<launch lang="en">https://example.org/course/index.html</launch>`

    Instead: put the file into the package.
    """
    return error(
        "external-launch",
        where,
        f"{address} is not in the package",
        "put the file into the package",
        consequence=Consequence.MOODLE_ALONE,
    )
