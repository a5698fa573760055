"""Manifests that are wrong, and packages whose manifest and files disagree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic
from builder.verify import inspect, verify
from tests.verify.conftest import Files
from tests.verify.lab import codes

Zipped = Callable[[Files], Path]
SCORM, TINCAN = "imsmanifest.xml", "tincan.xml"
LAUNCH, MASTERY = 'scormtype="sco" href="index.html"', "adlcp:masteryscore"

LAUGHS = (
    '<!DOCTYPE manifest [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>\n<manifest x="&e;">&e;'
)
#: What is replaced in a sound imsmanifest.xml, by what, and the codes that this must give.
SCORM_FAULTS: dict[str, tuple[str, str, set[str]]] = {
    "cut off": ("</manifest>", "", {"xml-syntax"}),
    "a bare ampersand": ("&amp;", "&", {"xml-syntax"}),
    "a control character": ("A small", "A \x0bsmall", {"xml-syntax"}),
    "a DOCTYPE": ("<manifest ", "<!DOCTYPE manifest>\n<manifest ", {"xml-doctype"}),
    "an entity that reads a file": (
        "<manifest ",
        '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<manifest ',
        {"xml-doctype"},
    ),
    "an entity that calls a server": (
        "<manifest ",
        '<!DOCTYPE manifest SYSTEM "http://127.0.0.1:9/x.dtd">\n<manifest ',
        {"xml-doctype"},
    ),
    "entities that multiply": ("<manifest ", LAUGHS, {"xml-doctype"}),
    "a DOCTYPE behind a comment": ("<manifest ", "<!-- <a> --><!DOCTYPE manifest>\n<manifest ", {"xml-doctype"}),
    "another root": ("manifest", "course", {"unknown-standard"}),
    "no namespace": (' xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"', "", {"unknown-standard"}),
    "an edition that nobody knows": (">1.2<", ">2004 2nd Edition<", {"unknown-standard"}),
    "no version": ("<schemaversion>1.2</schemaversion>", "", {"version-missing"}),
    "capitals in scormtype": ('scormtype="sco"', 'scormtype="SCO"', {"schema-violation", "assets-only"}),
    "SCORM 2004's scormType": ('scormtype="sco"', 'scormType="sco"', {"schema-violation", "assets-only"}),
    "an asset": ('scormtype="sco"', 'scormtype="asset"', {"assets-only"}),
    "no scormtype": (' adlcp:scormtype="sco"', "", {"assets-only"}),
    "a long title": ("<title>A small", "<title>" + "A" * 201, {"schema-violation"}),
    "an identifier that starts with a digit": ('identifier="small.M1"', 'identifier="1small"', {"schema-violation"}),
    "an identifier twice": (
        'identifier="small.M1.item"',
        'identifier="small.M1.organization"',
        {"schema-violation"},
    ),
    "an unknown element": (f"<{MASTERY}>75</{MASTERY}>", "<adlcp:score>75</adlcp:score>", {"schema-violation"}),
    "elements in the wrong order": (
        f"1 &lt; 2</title>\n        <{MASTERY}>75</{MASTERY}>",
        f"</title><{MASTERY}>75</{MASTERY}><title>One</title>",
        {"schema-violation"},
    ),
    "a mastery score in per cent": (">75<", ">75 %<", {"mastery-score-range"}),
    "a mastery score over 100": (">75<", ">100.5<", {"mastery-score-range"}),
    "a mastery score in words": (">75<", ">NaN<", {"mastery-score-range"}),
    "no title": ("<title>One", "<title></title><title>One", {"empty-title", "schema-violation"}),
    "a default that is not there": ('default="small', 'default="other', {"dangling-reference"}),
    "an item that leads nowhere": (
        'identifierref="small',
        'identifierref="other',
        {"dangling-reference"},
    ),
    "a launch file that is not there": (LAUNCH, LAUNCH.replace("index", "start"), {"missing-package-file"}),
    "a launch file in capitals": (LAUNCH, LAUNCH.replace("index", "Index"), {"missing-package-file"}),
    "a launch file on a server": (
        LAUNCH,
        LAUNCH.replace("index", "https://example.org/index"),
        {"external-launch"},
    ),
    "no launch file": (LAUNCH, 'scormtype="sco"', {"sco-missing"}),
    "a file outside of the package": (
        '<file href="probe.txt"/>',
        '<file href="../probe.txt"/>',
        {"missing-package-file", "unlisted-file"},
    ),
    "a file with a backslash": ('href="media/map.svg"', 'href="media\\map.svg"', {"backslash-in-address"}),
    "blanks around what points at each other": (
        'identifierref="small.M1.resource"',
        'identifierref=" small.M1.resource "',
        set(),
    ),
    "a file that is not listed": ('<file href="media/map.svg"/>', "", {"unlisted-file"}),
    "two SCOs": (
        "</resource>",
        '</resource><resource identifier="two" type="webcontent" adlcp:scormtype="sco" href="questions.html"/>',
        {"several-scos"},
    ),
    "a SCO behind an asset": (
        "<resources>",
        '<resources><resource identifier="two" type="webcontent" adlcp:scormtype="asset" href="questions.html"/>',
        {"launch-order"},
    ),
    "another prefix than adlcp": ("adlcp:", "adl:", {"unusual-prefix"}),
    "a character as a number": ("child's", "child&#39;s", {"numeric-reference"}),
}  # fmt: skip


@pytest.mark.parametrize("name", SCORM_FAULTS)
def test_a_faulty_imsmanifest_is_refused_with_the_reason(name: str, scorm12: Files, zipped: Zipped) -> None:
    old, new, expected = SCORM_FAULTS[name]
    sound = scorm12[SCORM].decode()
    assert old in sound, "the fault cannot be made"
    faulty = sound.replace(old, new)
    if name == "another prefix than adlcp":
        faulty = faulty.replace("xmlns:adlcp", "xmlns:adl")
    scorm12[SCORM] = faulty.encode()
    assert codes(zipped(scorm12)) == expected


#: The same for tincan.xml.
TINCAN_FAULTS: dict[str, tuple[str, str, set[str]]] = {
    "cut off": ("</tincan>", "", {"xml-syntax"}),
    "another namespace": ("http://projecttincan.com/tincan.xsd", "http://example.org/", {"unknown-standard"}),
    "no activity": ("<activity ", "<activity2 ", {"xml-syntax"}),
    "a relative id": ('id="https://example.org/courses/small/one"', 'id="one"', {"relative-iri"}),
    "an id with a space": ("courses/small/one", "courses/small one", {"relative-iri"}),
    "a relative type": ('type="http://adlnet.gov/expapi/activities/module"', 'type="course"', {"relative-iri"}),
    "no id": ('id="https://example.org/courses/small/one" ', "", {"schema-violation"}),
    "no name": ("<name ", "<description ", {"xml-syntax"}),
    "an unknown element": ("<launch ", '<start lang="en">x</start><launch ', {"schema-violation"}),
    "no launch": ('<launch lang="en-GB">index.html</launch>', "", {"launch-count"}),
    "a launch that is not there": (">index.html<", ">start.html<", {"missing-package-file"}),
    "a launch in capitals": (">index.html<", ">Index.html<", {"missing-package-file"}),
    "a launch on a server": (">index.html<", ">https://example.org/<", {"external-launch"}),
    "two activities to launch": (
        "</activities>",
        '<activity id="https://example.org/2"><name>2</name><launch>index.html</launch></activity></activities>',
        {"launch-count"},
    ),
    "a first activity without launch": (
        "<activities>",
        '<activities><activity id="https://example.org/2"><name>2</name></activity>',
        {"launch-count"},
    ),
    "an empty title": (
        "</activity>",
        '</activity><activity id="https://example.org/2"><name> </name></activity>',
        {"empty-title"},
    ),
    "a DOCTYPE": ("<tincan", "<!DOCTYPE tincan><tincan", {"xml-doctype"}),
    "a character as a number": ("child's", "child&#x27;s", {"numeric-reference"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TINCAN_FAULTS)
def test_a_faulty_tincan_xml_is_refused_with_the_reason(name: str, xapi: Files, zipped: Zipped) -> None:
    old, new, expected = TINCAN_FAULTS[name]
    sound = xapi[TINCAN].decode()
    assert old in sound, "the fault cannot be made"
    xapi[TINCAN] = sound.replace(old, new).encode()
    assert codes(zipped(xapi)) == expected


def test_sound_packages_have_no_problems_and_a_standard(scorm12: Files, xapi: Files, zipped: Zipped) -> None:
    for files, standard in ((scorm12, "scorm12"), (xapi, "xapi")):
        verdict = inspect(zipped(files), shown="x.zip")
        assert (verdict.standard, verdict.problems, set(verdict.files)) == (standard, (), set(files))


def test_a_doctype_is_seen_in_any_encoding(scorm12: Files, zipped: Zipped) -> None:
    text = scorm12[SCORM].decode().replace("<manifest ", "<!DOCTYPE manifest>\n<manifest ", 1)
    scorm12[SCORM] = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    problem = problem_of(zipped(scorm12))
    assert (problem.code, problem.where.line) == ("xml-doctype", 1)


def test_a_manifest_that_would_exhaust_its_reader_is_not_read(scorm12: Files, zipped: Zipped) -> None:
    noise = bytes(range(33, 123)).hex() * 30_000
    scorm12[SCORM] = scorm12[SCORM].replace(b"</manifest>", f"<!-- {noise} --></manifest>".encode())
    assert len(scorm12[SCORM]) > 5_000_000
    assert codes(zipped(scorm12)) & {"xml-too-large", "zip-bomb"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({}, "manifest-missing"),
        ({"ImsManifest.xml": SCORM}, "manifest-misplaced"),
        ({"course/imsmanifest.xml": SCORM}, "manifest-misplaced"),
    ],
)
def test_the_manifest_is_one_file_at_the_top(
    names: dict[str, str], expected: str, scorm12: Files, zipped: Zipped
) -> None:
    manifest = scorm12.pop(SCORM)
    assert codes(zipped({**dict.fromkeys(names, manifest), **scorm12})) == {expected}


@pytest.mark.parametrize("name", ["adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd"])
def test_a_package_without_its_schemas_is_refused(name: str, scorm12: Files, zipped: Zipped) -> None:
    del scorm12[name]
    assert codes(zipped(scorm12)) == {"control-document-missing"}


def test_a_file_that_slipped_in_is_named(scorm12: Files, zipped: Zipped) -> None:
    scorm12["media/notes.txt"] = b"x"
    where = problem_of(zipped(scorm12)).where
    assert where.path.endswith("x.zip!media/notes.txt") and not where.line


def test_a_problem_in_the_manifest_has_its_line(scorm12: Files, zipped: Zipped) -> None:
    scorm12[SCORM] = scorm12[SCORM].replace(b'<file href="probe.txt"/>', b'<file href="Probe.txt"/>')
    line = scorm12[SCORM][: scorm12[SCORM].index(b"Probe.txt")].count(b"\n") + 1
    problem = next(each for each in verify(zipped(scorm12)) if each.code == "missing-package-file")
    assert (problem.where.path.rpartition("/")[2], problem.where.line) == (f"x.zip!{SCORM}", line)
    assert problem.hint == "did you mean 'probe.txt'?"


CHAPTER, ASSET = (
    '<item identifier="C"><title>A chapter</title></item>',
    '<item identifier="A" identifierref="two">{}</item>',
)


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("", ASSET, set()),
        (CHAPTER, ASSET, set()),
        (ASSET, "", {"launch-order"}),
        (CHAPTER + ASSET, "", {"launch-order"}),
    ],
)
def test_of_the_items_that_launch_something_the_first_has_to_launch_the_sco(
    before: str, behind: str, expected: set[str], scorm12: Files, zipped: Zipped
) -> None:
    asset = '<resource identifier="two" type="webcontent" adlcp:scormtype="asset" href="questions.html"/>'
    manifest = scorm12[SCORM].decode().replace("</resource>", f"</resource>{asset}")
    around = {"<item ": f"{before}<item ", "</organization>": f"{behind}</organization>"}
    for old, new in around.items():
        manifest = manifest.replace(old, new.format("<title>Questions</title>"), 1)
    assert codes(zipped({**scorm12, SCORM: manifest.encode()})) == expected


def test_nothing_is_read_that_a_doctype_names(scorm12: Files, zipped: Zipped, tmp_path: Path) -> None:
    """In UTF-16, where it is not seen before: whoever read these files would stumble over them."""
    broken = tmp_path / "broken.txt"
    broken.write_text("<!ELEMENT broken <", encoding="utf-8")
    text = scorm12[SCORM].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    for doctype, used in ((f'SYSTEM "{broken.as_uri()}"', ""), (f'[<!ENTITY x SYSTEM "{broken.as_uri()}">]', "&x;")):
        named = text.replace("<manifest ", f"<!DOCTYPE manifest {doctype}>\n<manifest ", 1)
        named = named.replace("<title>", f"<title>{used}", 1)
        assert codes(zipped({**scorm12, SCORM: named.encode("utf-16")})) == {"xml-doctype"}


@pytest.mark.parametrize("levels", [300, 3_000])
def test_a_manifest_of_hundreds_of_levels_is_refused(levels: int, scorm12: Files, zipped: Zipped) -> None:
    deep = b"<item>" * levels + b"</item>" * levels
    scorm12[SCORM] = scorm12[SCORM].replace(b"<item ", deep + b"<item ", 1)
    assert codes(zipped(scorm12)) == {"xml-syntax"}


def test_a_package_of_another_tool_is_judged_as_far_as_possible(scorm12: Files, zipped: Zipped) -> None:
    del scorm12["probe.txt"]
    scorm12[SCORM] = scorm12[SCORM].replace(b'<file href="probe.txt"/>', b"")
    scorm12["index.html"] = b"<script src='https://example.org/x.js'></script>"
    assert problem_of(zipped(scorm12)).code == "foreign-package"


def problem_of(path: Path) -> Diagnostic:
    """Return the one problem of *path*."""
    (problem,) = verify(path)
    return problem
