"""What can be wrong with a manifest as XML, whatever its standard."""

from __future__ import annotations

from builder.diagnostics import Consequence, Diagnostic, Location, Severity
from builder.verify.consequences import moodle_alone, refused, untidy


def xml_syntax(where: Location, fact: str) -> Diagnostic:
    """The XML cannot be read.

    Why: after such a place, nobody can say what belongs to what. Moodle shows a blank page, or takes the first half.

    Example: a bare `&` in a title; a file that was cut off.

    Instead: build the package again; if it comes from another tool, report it there.
    """
    return refused("xml-syntax", where, f"the XML cannot be read: {fact}", "build the package again")


def xml_doctype(where: Location) -> Diagnostic:
    """The XML has a DOCTYPE.

    Why: no manifest needs one, and it can make whoever reads it open other files, call other servers, or expand a few
    lines into gigabytes.

    Example: `<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>`

    Instead: take the DOCTYPE out.
    """
    return moodle_alone("xml-doctype", where, "has a DOCTYPE, which no manifest needs", "take it out")


def xml_too_large(where: Location, size: int, limit: int) -> Diagnostic:
    """A manifest has more than 2 MB.

    Why: that of a large course has some thousand bytes. This one is a mistake, or made to exhaust its reader.

    Example: a manifest with a video in it as text.

    Instead: build the package again.
    """
    return moodle_alone(
        "xml-too-large", where, f"has {size:,} bytes; the limit is {limit:,}", "build the package again"
    )


def schema_violation(where: Location, fact: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """The manifest is not as its standard's schema says.

    Why: an LMS that checks the schema refuses the package; one that does not may overlook the part that is wrong. Of
    `tincan.xml` no schema was ever published that can still be had, and launchers read what they know: there it is a
    warning, but in our own packages.

    Example: `<title>` behind `<item>`; `adlcp:scormtype="SCO"`; an identifier that starts with a digit; a title of
    more than 200 characters.

    Instead: build the package again; if it comes from another tool, report it there.
    """
    consequence = Consequence.MOODLE_ALONE if severity is Severity.ERROR else Consequence.UNTIDY
    return Diagnostic(
        where, "schema-violation", severity, fact, "build it again, or tell whoever made the tool", consequence
    )


def numeric_reference(where: Location) -> Diagnostic:
    r"""A character is written as a number, such as `&#39;`.

    Why: that is sound XML, but Moodle and its launchers for xAPI and cmi5 show it as it is written: "the driver&#39;s
    voice".

    Example: `<title>The driver&#39;s voice</title>`

    Instead: write the character itself; only `&`, `<` and `"` need `&amp;`, `&lt;` and `&quot;`.
    """
    message = "a character is written as a number, which Moodle shows as it stands"
    return untidy("numeric-reference", where, message, "write the character itself")
