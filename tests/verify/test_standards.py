"""Packages of SCORM 2004, cmi5 and the web that are wrong, each in one thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.verify import inspect, verify
from tests.verify.conftest import Files
from tests.verify.lab import codes

Zipped = Callable[[Files], Path]
SCORM, CMI5 = "imsmanifest.xml", "cmi5.xml"
FLAGS = '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
UNIT_ONE, UNIT_TWO = ("https://example.org/courses/small/one", "https://example.org/courses/small/two")

#: What is replaced in a sound imsmanifest.xml of SCORM 2004, by what, and the codes that this must give.
SCORM2004_FAULTS: dict[str, tuple[str, str, set[str]]] = {
    "cut off": ("</manifest>", "", {"xml-syntax"}),
    "a DOCTYPE": ("<manifest ", "<!DOCTYPE manifest>\n<manifest ", {"xml-doctype"}),
    "an edition that nobody knows": ("2004 4th Edition", "2004 5th Edition", {"unknown-standard"}),
    "the spelling of SCORM 1.2": ("scormType", "scormtype", {"scorm-type-spelling", "assets-only"}),
    "a SCO in capitals": ('scormType="sco"', 'scormType="SCO"', {"schema-violation", "assets-only"}),
    "no flags": (FLAGS, "", {"set-by-content-missing"}),
    "a flag that is off": ('objectiveSetByContent="true"', 'objectiveSetByContent="false"', {"set-by-content-missing"}),
    "a measure in per cent": (">0.75<", ">75<", {"schema-violation"}),
    "sequencing in front of the title": (
        "<title>One",
        "<imsss:sequencing/><title>One",
        {"schema-violation"},
    ),
    "another prefix than imsss": ("imsss:", "ss:", {"unusual-prefix"}),
    "an item that leads nowhere": (
        'identifierref="small',
        'identifierref="other',
        {"dangling-reference"},
    ),
    "a file that is not listed": ('<file href="media/map.svg"/>', "", {"unlisted-file"}),
    "a launch file in capitals": (' href="index.html">', ' href="Index.html">', {"missing-package-file"}),
    "an empty title": ("<title>One", "<title> </title><title>One", {"empty-title", "schema-violation"}),
}  # fmt: skip


@pytest.mark.parametrize("name", SCORM2004_FAULTS)
def test_a_faulty_manifest_of_scorm_2004_is_refused_with_the_reason(
    name: str, scorm2004: Files, zipped: Zipped
) -> None:
    old, new, expected = SCORM2004_FAULTS[name]
    sound = scorm2004[SCORM].decode()
    assert old in sound, "the fault cannot be made"
    faulty = sound.replace(old, new)
    if name == "another prefix than imsss":
        faulty = faulty.replace("xmlns:imsss", "xmlns:ss")
    scorm2004[SCORM] = faulty.encode()
    assert codes(zipped(scorm2004)) == expected


def test_a_unit_behind_a_chapter_needs_its_flags_too(scorm2004: Files, zipped: Zipped) -> None:
    chapter = b'<item identifier="C"><title>A chapter</title></item>'
    scorm2004[SCORM] = scorm2004[SCORM].replace(FLAGS.encode(), b"").replace(b"<item ", chapter + b"<item ", 1)
    assert codes(zipped(scorm2004)) == {"set-by-content-missing"}


def test_a_third_edition_is_judged_by_its_own_schemas(
    published_schemas: Path, scorm2004: Files, zipped: Zipped
) -> None:
    manifest = scorm2004[SCORM].decode().replace("2004 4th Edition", "2004 3rd Edition")
    scorm2004[SCORM] = manifest.encode()
    assert codes(zipped(scorm2004)) == set()
    # The attributes of adlcp:completionThreshold came with the 4th Edition.
    threshold = '<adlcp:completionThreshold completedByMeasure="true"/><imsss:sequencing>\n          <imsss:objectives>'
    item = manifest.replace("<imsss:sequencing>\n          <imsss:objectives>", threshold)
    assert item != manifest
    scorm2004[SCORM] = item.encode()
    assert codes(zipped(scorm2004)) == {"schema-violation"}


def test_a_package_without_one_of_its_seventeen_schemas_is_refused(scorm2004: Files, zipped: Zipped) -> None:
    del scorm2004["imsss_v1p0rollup.xsd"]
    assert codes(zipped(scorm2004)) == {"control-document-missing"}


#: The same for the cmi5.xml of a whole course.
DESCRIPTION = "Five &lt; ten, and the child's voice &amp; name stay as they are written."
CMI5_FAULTS: dict[str, tuple[str, str, set[str]]] = {
    "cut off": ("</courseStructure>", "", {"xml-syntax"}),
    "a DOCTYPE": ("<courseStructure", "<!DOCTYPE courseStructure>\n<courseStructure", {"xml-doctype"}),
    "another namespace": ("CourseStructure.xsd", "Structure.xsd", {"schema-violation"}),
    "no description": ("<description>", "<objectives/><description>", {"schema-violation"}),
    "an unknown moveOn": ('moveOn="Completed"', 'moveOn="Finished"', {"schema-violation"}),
    "a mastery score in per cent": ('"0.75"', '"75"', {"schema-violation", "mastery-score-form"}),
    "a mastery score of many decimals": ('"0.75"', '"0.66667"', {"mastery-score-form"}),
    "an id that is no IRI": (f'id="{UNIT_ONE}"', 'id="one"', {"relative-iri"}),
    "two units of one id": (UNIT_TWO, UNIT_ONE, {"duplicate-iri"}),
    "an empty description": (f">{DESCRIPTION}<", "> <", {"empty-words"}),
    "a parameter that the launch needs": ("one/index.html<", "one/index.html?actor=me<", {"reserved-parameter"}),
    "such a parameter without a value": ("one/index.html<", "one/index.html?fetch<", {"reserved-parameter"}),
    "a unit that is not there": ("one/index.html<", "one/start.html<", {"missing-package-file"}),
    "a unit in capitals": ("one/index.html<", "one/Index.html<", {"missing-package-file"}),
    "an address with an escape": ("one/index.html<", "one%2Findex.html<", {"address-not-literal"}),
    "an address with a fragment": ("one/index.html<", "one/index.html#top<", {"address-not-literal"}),
    "an address that is none": ("one/index.html<", "https://[::1/x<", {"invalid-address"}),
    "an address that runs": ("one/index.html<", "javascript:start()<", {"invalid-address"}),
    "a unit on a server": ("one/index.html<", "https://example.org/one<", {"external-launch"}),
    "an objective that is not there": (
        "<url>one",
        '<objectives><objective idref="https://example.org/o"/></objectives><url>one',
        {"dangling-reference"},
    ),
    "a character as a number": ("child's", "child&#39;s", {"numeric-reference"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CMI5_FAULTS)
def test_a_faulty_cmi5_xml_is_refused_with_the_reason(name: str, cmi5: Files, zipped: Zipped) -> None:
    old, new, expected = CMI5_FAULTS[name]
    sound = cmi5[CMI5].decode()
    assert old in sound, "the fault cannot be made"
    cmi5[CMI5] = sound.replace(old, new).encode()
    assert codes(zipped(cmi5)) == expected


def test_sound_packages_of_every_standard_have_no_problems(
    scorm2004: Files, cmi5: Files, web: Files, zipped: Zipped
) -> None:
    for files, standard in ((scorm2004, "scorm2004"), (cmi5, "cmi5"), (web, "web")):
        verdict = inspect(zipped(files), shown="x.zip")
        assert (verdict.standard, verdict.problems, set(verdict.files)) == (standard, (), set(files))


def test_every_module_of_a_whole_course_is_judged(cmi5: Files, zipped: Zipped) -> None:
    cmi5["two/probe.txt"] = b"another build"
    (problem,) = verify(zipped(cmi5))
    assert problem.code == "build-mismatch"
    assert problem.where.path.endswith("x.zip!two/probe.txt")


def test_only_a_page_for_the_disk_may_load_files_from_the_disk(web: Files, scorm2004: Files, zipped: Zipped) -> None:
    assert codes(zipped(web)) == set()
    page = scorm2004["index.html"]
    scorm2004["index.html"] = page.replace(b"script-src 'self'", b"script-src 'self' file:")
    assert scorm2004["index.html"] != page
    assert codes(zipped(scorm2004)) == {"weak-policy"}


def test_of_manifests_of_two_standards_each_is_judged(cmi5: Files, scorm2004: Files, zipped: Zipped) -> None:
    verdict = inspect(zipped({**scorm2004, CMI5: cmi5[CMI5]}), shown="x.zip")
    assert verdict.standard == "scorm2004"
    several, missing = verdict.problems
    assert (several.code, several.severity) == ("several-manifests", "warning")
    assert (missing.code, missing.where.path) == ("missing-package-file", f"x.zip!{CMI5}")
