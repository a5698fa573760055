"""What can be wrong with ``cmi5.xml`` alone."""

from __future__ import annotations

from builder.diagnostics import Consequence, Diagnostic, Location, warning
from builder.verify.consequences import moodle_alone, refused


def duplicate_iri(where: Location, kind: str, iri: str) -> Diagnostic:
    """Two blocks, two objectives or two units have one id.

    Why: an LMS files what it knows of each under its id, and must refuse a course in which two share one (cmi5 13.1).

    Example: two `<au id="https://example.org/course/lesson">`.

    Instead: give each an id of its own.
    """
    return refused("duplicate-iri", where, f"another {kind} has the id {iri}", "give each an id of its own")


def empty_words(where: Location, kind: str) -> Diagnostic:
    """A title or a description says nothing.

    Why: LMSs list courses and units by their titles, and CATAPULT refuses a course in which a description is missing.

    Example: `<description><langstring lang="en"></langstring></description>`

    Instead: write a sentence.
    """
    return moodle_alone("empty-words", where, f"the {kind} is empty", "write a sentence")


def reserved_parameter(where: Location, name: str) -> Diagnostic:
    """The address of a unit holds a parameter that every launch needs for itself.

    Why: the LMS appends `endpoint`, `fetch`, `actor`, `registration` and `activityId`; with two of one name nobody
    knows which counts, and an LMS must refuse the course (cmi5 8.1.0.0-6).

    Example: `<url>index.html?actor=me</url>`

    Instead: give the parameter another name.
    """
    message = f"the address has the parameter {name!r}, which every launch needs for itself"
    return refused("reserved-parameter", where, message, "give it another name")


def invalid_address(where: Location, address: str) -> Diagnostic:
    """The address of a unit is none.

    Why: it names a file of the package, or a page of a server, with `http:` or `https:` (cmi5 13.1.4).

    Example: `<url>https://[::1/index.html</url>`; `<url>javascript:start()</url>`

    Instead: write the path of a file in the package.
    """
    message = f"{address!r} is no address of a file or page"
    hint = "write the path of a file in the package"
    return refused("invalid-address", where, message, hint)


def address_not_literal(where: Location, address: str, path: str) -> Diagnostic:
    """The address of a unit is not, letter by letter, the name of its file.

    Why: it is sound, and browsers find the file. ADL's cmi5 player looks in the zip for the text as it stands, and
    refuses the course (docs/facts.md#catapult-looks-for-the-literal-url).

    Example: `<url>my%20page.html</url>`; `<url>index.html#top</url>`

    Instead: use names of letters, digits, `-`, `_` and `.`, and no fragment.
    """
    message = f"{address!r} is the file {path!r}, and some LMSs look for the text as it stands"
    hint = "use names without blanks, and no fragment"
    return warning("address-not-literal", where, message, hint, consequence=Consequence.MOODLE_ALONE)


def mastery_score_form(where: Location, score: str) -> Diagnostic:
    """The mastery score is not a number from 0 to 1 with at most four decimals.

    Why: it is compared with scores on that scale (cmi5 13.1.4).

    Example: `masteryScore="80"`; `masteryScore="0.66667"`

    Instead: write it as a share, such as `0.8`.
    """
    message = f"{score!r} is not a number from 0 to 1 with at most four decimals"
    return moodle_alone("mastery-score-form", where, message, "write it as a share, such as 0.8")
