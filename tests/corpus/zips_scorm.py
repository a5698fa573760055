"""``imsmanifest.xml`` of other tools, of both versions of SCORM: sound, untidy and faulty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.corpus.zip_case import Bases, Case, Files, let_through, refused
from tests.verify.lab import Member, make_zip

M = "imsmanifest.xml"
OLD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<manifest identifier="M" version="1"'
    ' xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">\n'
    "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n"
    '<organizations default="O">\n<organization identifier="O">\n<title>Course</title>\n'
    '<item identifier="I" identifierref="R">\n<title>Course</title></item>\n</organization></organizations>\n'
    '<resources>\n<resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html">\n'
    '<file href="index.html"/>\n<file href="a b.png"/>\n<file href="media/c.png"/>\n</resource>\n</resources>\n'
    "</manifest>\n"
)
NEW = (
    OLD.replace("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.imsglobal.org/xsd/imscp_v1p1")
    .replace("http://www.adlnet.org/xsd/adlcp_rootv1p2", "http://www.adlnet.org/xsd/adlcp_v1p3")
    .replace("scormtype", "scormType").replace(">1.2<", ">2004 4th Edition<")
    .replace("</title></item>", '</title><imsss:sequencing xmlns:imsss="http://www.imsglobal.org/xsd/imsss">'
             '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
             "</imsss:sequencing></item>")
)  # fmt: skip
TEXTS = {"scorm12": OLD, "scorm2004": NEW}
PAGES: Files = {"index.html": b"x", "a b.png": b"x", "media/c.png": b"x"}
TWO = '<resource identifier="R2" type="webcontent" {}="{}" href="index.html"/>\n'

#: What is replaced by what: sound, or worth a word.
LET_THROUGH: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "nothing": ("", "", (), ""),
    "an escape": ('"a b.png"', '"a%20b.png"', (), ""),
    "a query": ('type="webcontent"', 'type="webcontent" ', (), ""),
    "a query behind the launch": ('sco" href="index.html"', 'sco" href="index.html?a=1#b"', (), ""),
    "a base": ('"media/c.png"', '"c.png" xml:base="media/"', (), ""),
    "a base for all": ("<resources>", '<resources xml:base="./">', (), ""),
    "a dot": ('"media/c.png"', '"./media/c.png"', (), ""),
    "blanks round a reference": ('identifierref="R"', 'identifierref=" R "', (), ""),
    "blanks round an identifier": ('identifier="R"', 'identifier="\tR\n"', (), ""),
    "blanks round the default": ('default="O"', 'default=" O "', (), ""),
    "blanks round the version": ("<schemaversion>", "<schemaversion>", (), ""),
    "a comment": ("<organizations", "<!-- <a> -->\n<organizations", (), ""),
    "schema locations": ("<manifest ", '<manifest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                         'xsi:schemaLocation="http://a b.xsd" ', (), ""),
    "a backslash": ('"media/c.png"', '"media\\c.png"', ("backslash-in-address",), f"{M}:14"),
    "an external file": ("</resource>\n</resources>", '<file href="https://example.org/a.png"/>\n</resource>\n</resources>',
                         ("external-launch",), f"{M}:15"),
    "a file that is not listed": ('<file href="media/c.png"/>', "", ("unlisted-file",), "media/c.png"),
    "a character as a number": (">Course<", ">The child&#39;s<", ("numeric-reference",), f"{M}:6"),
}  # fmt: skip
REFUSED: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "a missing launch file": ('sco" href="index.html"', 'sco" href="start.html"', ("missing-package-file",), f"{M}:11"),
    "a launch file in capitals": (
        'sco" href="index.html"', 'sco" href="Index.html"', ("missing-package-file",), f"{M}:11",
    ),
    "a missing file": ('"media/c.png"', '"media/d.png"', ("missing-package-file", "unlisted-file"), f"{M}:14"),
    "a SCO elsewhere": ('sco" href="index.html"', 'sco" href="https://example.org/"', ("external-launch",), f"{M}:11"),
    "no launch file": (' href="index.html">', ">", ("sco-missing",), f"{M}:11"),
    "nothing to launch": (' identifierref="R"', "", ("sco-missing",), f"{M}:11"),
    "a lost resource": ('identifierref="R"', 'identifierref="S"', ("dangling-reference",), f"{M}:7"),
    "a lost default": ('default="O"', 'default="P"', ("dangling-reference",), f"{M}:4"),
    "an identifier that is a number": ('identifier="I"', 'identifier="00"', ("schema-violation",), f"{M}:7"),
    "an identifier twice": ('identifier="I"', 'identifier="O"', ("schema-violation",), f"{M}:7"),
    "an empty title": ("<title>Course</title>\n", "<title> </title>\n", ("empty-title",), f"{M}:5"),
    "the title 0": ("<title>Course</title>\n", "<title>0</title>\n", ("empty-title",), f"{M}:5"),
    "a bare ampersand": (">Course<", ">A & B<", ("xml-syntax",), f"{M}:6"),
    "no end": ("</manifest>", "", ("xml-syntax",), M),
    "a DOCTYPE": ("<manifest ", "<!DOCTYPE manifest>\n<manifest ", ("xml-doctype",), f"{M}:2"),
    "laughs": (
        "<manifest ", '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<manifest ', ("xml-doctype",), f"{M}:2",
    ),
    "no namespace": (' xmlns="http', ' xmlns:o="http', ("unknown-standard",), f"{M}:2"),
}  # fmt: skip


def packed(
    standard: str, old: str, new: str, bases: Bases, *, encoding: str = "utf-8", more: Files | None = None
) -> bytes:
    """Return a package of *standard* of another tool, with *new* for the first *old* in its manifest."""
    assert old in TEXTS[standard], old
    text = TEXTS[standard].replace(old, new, 1).replace("utf-8", encoding.removesuffix("-sig"), 1)
    schemas = {name: content for name, content in bases[standard].items() if name.endswith((".xsd", ".dtd"))}
    files = {M: text.encode(encoding), **PAGES, **(more or {}), **schemas}
    return make_zip([Member(name, content) for name, content in files.items()])


def cases() -> Iterator[Case]:
    """Every change of a sound manifest, in both versions."""
    for standard in TEXTS:
        for name, (old, new, codes, at) in LET_THROUGH.items():
            make = partial(packed, standard, old, new)
            yield let_through(f"{standard}: {name}", make, *codes, at=at)
        for name, (old, new, codes, at) in REFUSED.items():
            yield refused(f"{standard}: {name}", partial(packed, standard, old, new), *codes, at=at)
        for encoding in ("utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"):
            yield let_through(f"{standard}: {encoding}", partial(packed, standard, "Course", "Café", encoding=encoding))
        many = {f"media/{n}.png": b"" for n in range(4000)}
        listed = "".join(f'<file href="{name}"/>' for name in many)
        end = "</resource>\n</resources>"
        yield let_through(f"{standard}: 4,000 files", partial(packed, standard, end, listed + end, more=many))
        yield let_through(
            f"{standard}: 4,000 files that are not listed",
            partial(packed, standard, "", "", more=many),
            "unlisted-file",
        )
        yield refused(
            f"{standard}: 4,000 files that are not there",
            partial(packed, standard, end, listed + end),
            "missing-package-file",
        )
        kind = "adlcp:scormtype" if standard == "scorm12" else "adlcp:scormType"
        first = "<resources>\n"
        yield let_through(
            f"{standard}: an asset first",
            partial(packed, standard, first, first + TWO.format(kind, "asset")),
            "launch-order",
            at=f"{M}:11",
        )
        yield let_through(
            f"{standard}: two SCOs",
            partial(packed, standard, end, f"</resource>{TWO.format(kind, 'sco')}</resources>"),
            "several-scos",
        )
        yield let_through(
            f"{standard}: assets alone",
            partial(packed, standard, f' {kind}="sco"', f' {kind}="asset"'),
            "assets-only",
            at=f"{M}:11",
        )
        yield refused(
            f"{standard}: no schemas", partial(without_schemas, standard), "control-document-missing", at=f"{M}:2"
        )
    yield let_through(
        "scorm12: no version",
        partial(packed, "scorm12", "<schemaversion>1.2</schemaversion>", ""),
        "version-missing",
        at=f"{M}:2",
    )
    long = partial(packed, "scorm12", ">Course<", f">{'A' * 201}<")
    yield refused("scorm12: a title of 201 letters", long, "schema-violation", at=f"{M}:6")
    for version in ("2004 2nd Edition", "1.1", "SCORM 1.2", "2004 5th Edition"):
        make = partial(packed, "scorm12", ">1.2<", f">{version}<")
        yield refused(f"scorm12: of version {version}", make, "unknown-standard", at=f"{M}:2")


def without_schemas(standard: str, bases: Bases) -> bytes:
    return packed(
        standard,
        "",
        "",
        {standard: {name: text for name, text in bases[standard].items() if not name.endswith((".xsd", ".dtd"))}},
    )


CASES = tuple(cases())
