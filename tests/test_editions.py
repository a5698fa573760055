"""Editions: a partnership fills in its own, and the course stays the same course."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from builder.build import BuildReport, build
from builder.checks.calendar import Occasion
from builder.cli import main
from builder.judge import judge
from builder.verify import verify

ROOT = Path(__file__).parent.parent
EDITION = "https://w3id.org/coursepack/extensions/edition"
BASE = ROOT / "tests" / "samples" / "_base"
#: Two partnerships that there are not.
ANYBOROUGH = """
name: Anyborough Safeguarding Partnership
contacts:
  front_door: {value: "https://anyborough.example/door", checked_on: 2026-11-20}
pass_mark: 90
tracking: {mastery_score: true}
certificate: {issuer: The harbour, signatory: "A. Reed, chair", refresh_months: 24}
words: {shell.contents: What is in it}
"""
NETHERMERE = """
name: Nethermere & Vale Partnership
contacts:
  front_door: {value: Ask at the harbour office, checked_on: 2026-11-20}
"""


def with_editions(folder: Path, **editions: str) -> Path:
    """Return a course in *folder* with *editions*, by their ids."""
    shutil.copytree(BASE, folder)
    for id_, text in editions.items():
        (folder / "editions" / id_).mkdir(parents=True)
        (folder / "editions" / id_ / "edition.yaml").write_text(text, encoding="utf-8")
    return folder


def built(
    course: Path, output: Path, of: Sequence[str] = ("all",), formats: Sequence[str] = ("scorm12",)
) -> BuildReport:
    return build(course, formats=formats, modules=[], output=output, of=of)


def read(package: Path, name: str) -> str:
    with zipfile.ZipFile(package) as archive:
        return archive.read(name).decode()


def identifiers(package: Path) -> set[str]:
    with zipfile.ZipFile(package) as archive:
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    return {str(value) for value in manifest.xpath("//@identifier | //@identifierref")}


def codes(report: BuildReport) -> list[str]:
    return [problem.code for problem in report.problems]


def test_an_edition_shows_its_own_contacts_words_and_pass_mark_and_keeps_every_identifier(tmp_path: Path) -> None:
    course = with_editions(tmp_path / "course", anyborough=ANYBOROUGH, nethermere=NETHERMERE)
    report = built(course, tmp_path / "dist")
    assert (codes(report), report.exit_code) == ([], 0)
    plain = built(course, tmp_path / "plain", of=()).packages[0].path
    packages = {package.path.name: package.path for package in report.packages}
    assert [*packages] == ["sample_anyborough_first-scorm12.zip", "sample_nethermere_first-scorm12.zip"]
    first, second = packages.values()
    assert identifiers(first) == identifiers(second) == identifiers(plain) != set()
    assert "What is in it" in read(first, "index.html")
    assert "What is in it" not in read(second, "index.html") + read(plain, "index.html")
    assert "comes from Nethermere &amp; Vale Partnership." in read(second, "index.html")
    assert "edition of the course" not in read(plain, "index.html")
    assert '"passMark":90' in read(first, "index.html")
    assert '"passMark":80' in read(second, "index.html")
    assert '"certificate":{"issuer":"The harbour","logo":"","signatory":"A. Reed, chair","refreshMonths":24}' in read(
        first, "index.html"
    )
    assert '"certificate":null' in read(second, "index.html")
    assert "masteryscore>90<" in read(first, "imsmanifest.xml")
    assert "masteryscore" not in read(second, "imsmanifest.xml") + read(plain, "imsmanifest.xml")
    assert [verify(path) for path in packages.values()] == [(), ()]


def test_manifests_statements_and_the_player_say_which_edition_it_is(tmp_path: Path) -> None:
    course = with_editions(tmp_path / "course", nethermere=NETHERMERE.replace("Vale", "Vale, Hill; Dale"))
    formats = ["scorm12", "scorm2004", "scorm2004-3rd", "xapi", "cmi5", "web"]
    report = built(course, tmp_path / "dist", formats=formats)
    assert codes(report) == []
    for name in ("scorm12", "scorm2004"):
        manifest = read(tmp_path / "dist" / f"sample_nethermere_first-{name}.zip", "imsmanifest.xml")
        card = "BEGIN:VCARD\nFN:{0}\nORG:{0}\nUID:nethermere\nEND:VCARD".format(
            r"Nethermere &amp; Vale\, Hill\; Dale Partnership"
        )
        assert card in manifest
    for name in ("xapi", "cmi5"):
        package = tmp_path / "dist" / f"sample_nethermere_first-{name}.zip"
        said = json.loads(read(package, "statements.json"))
        promised = [promise["example"] for promise in said["statements"]]
        editions = {one["context"].get("extensions", {}).get(EDITION) for one in promised}
        assert editions == {"nethermere"}
        assert '"edition":"nethermere"' in read(package, "index.html")
    assert "Nethermere & Vale, Hill; Dale" in read(tmp_path / "dist" / "sample_nethermere_first-web.zip", "read-me.txt")


def test_one_edition_is_built_as_it_is_among_all_and_wherever_it_stands(tmp_path: Path) -> None:
    course = with_editions(tmp_path / "course", anyborough=ANYBOROUGH, nethermere=NETHERMERE)
    together = built(course, tmp_path / "all", formats=["scorm12", "xapi"])
    alone = built(course, tmp_path / "one", of=["nethermere", "nethermere"], formats=["scorm12", "xapi"])
    assert (len(together.packages), len(alone.packages)) == (4, 2)
    for package in alone.packages:
        assert package.path.read_bytes() == (tmp_path / "all" / package.path.name).read_bytes()
    shutil.move(course / "editions", tmp_path / "elsewhere")
    moved = build(
        course, formats=["scorm12", "xapi"], modules=[], output=tmp_path / "moved", of=["all"],
        editions=tmp_path / "elsewhere",
    )  # fmt: skip
    assert [p.path.read_bytes() for p in moved.packages] == [p.path.read_bytes() for p in together.packages]


def test_editions_change_nothing_of_a_build_that_asks_for_none(tmp_path: Path) -> None:
    course = with_editions(tmp_path / "course", anyborough="name: [broken")
    before = built(with_editions(tmp_path / "bare"), tmp_path / "before", of=())
    after = built(course, tmp_path / "after", of=())
    assert [p.path.read_bytes() for p in before.packages] == [p.path.read_bytes() for p in after.packages]


@pytest.mark.parametrize("asked", ["anyboro", "all"])
def test_an_edition_that_is_not_there_is_wrong_usage_and_nothing_is_written(asked: str, tmp_path: Path) -> None:
    editions = {"anyborough": ANYBOROUGH} if asked != "all" else {}
    report = built(with_editions(tmp_path / "course", **editions), tmp_path / "dist", of=[asked])
    assert (codes(report), report.exit_code) == (["unknown-edition"], 2)
    assert report.problems[0].hint == ("did you mean 'anyborough'?" if editions else "there is none in this folder yet")
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("contacts: {front_door: {value: Ask at the harbour office}}", "missing-key", ":2:"),
        ("contacts: {front_door: {value: '', checked_on: 2026-11-20}}", "empty-text", ":2:"),
        ("contacts: {frontdoor: {value: Ask, checked_on: 2026-11-20}}", "edition-contact", ":2:"),
        ("contacts: {front_door: {value: Ask, checked_on: 2026-02-30}}", "impossible-date", ":2:"),
        ("contacts: {front_door: {value: www.anyborough.example, checked_on: 2026-11-20}}", "contact-address", ":2:"),
        ("pass_mark: 79", "edition-pass-mark", ":2:12"),
        ("words: {shell.nothing-recorded: All is safe}", "fixed-word", ":2:"),
        ("words: {shell.contets: Pages}", "unknown-word", ":2:"),
        ("words: [one]", "wrong-type", ":2:"),
        ("tracking: {endpoints: [lrs.example.org]}", "endpoint-form", ":2:"),
        ("colour: red", "unknown-key", ":2:"),
    ],
)
def test_what_does_not_fit_is_refused_in_its_own_file_and_nothing_is_written(
    line: str, code: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editions(tmp_path / "course", broken=f"name: Anyborough Partnership\n{line}\n", whole=NETHERMERE)
    monkeypatch.chdir(tmp_path / "course")
    report = built(Path(), tmp_path / "dist")
    assert codes(report) == [code], report.problems
    assert f"editions/broken/edition.yaml{place}" in str(report.problems[0])
    assert report.exit_code == 1
    assert not (tmp_path / "dist").exists()
    assert codes(built(Path(), tmp_path / "dist", of=["whole"])) == [], "an edition answers for itself alone"
    checked = judge(Path(), Occasion(date(2026, 11, 21)))
    assert [problem.code for problem in checked.problems] == [code]


def test_a_folder_that_can_be_no_edition_and_one_without_its_file_are_named(tmp_path: Path) -> None:
    course = with_editions(tmp_path / "course", Anyborough=ANYBOROUGH)
    assert codes(built(course, tmp_path / "dist")) == ["bad-form"]
    shutil.rmtree(course / "editions")
    (course / "editions" / "empty").mkdir(parents=True)
    assert codes(built(course, tmp_path / "dist")) == ["missing-file"]


@pytest.mark.parametrize("command", ["check", "build", "release", "edition"])
def test_what_stands_where_the_folder_of_editions_should_be_is_named_once(command: str, tmp_path: Path) -> None:
    course = with_editions(tmp_path / "course")
    (course / "editions").write_text("a plain file", "utf-8")
    told = {
        "check": ["check", str(course)],
        "build": ["build", str(course), "--edition", "all", "--output", str(tmp_path / "out")],
        "release": ["release", str(course), "--draft", "--edition", "one", "--output", str(tmp_path / "out")],
        "edition": ["edition", "new", "one", "--name", "One", "--course", str(course)],
    }
    result = CliRunner().invoke(main, told[command])
    assert result.exit_code == 2
    assert re.search("not a (folder|directory)", result.output, re.IGNORECASE)
    assert len(re.findall("(?i)error", result.output.replace("1 error\n", ""))) == 1
    assert sorted(tmp_path.iterdir()) == [course]


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_of_editions_that_is_not_there_is_wrong_usage(command: str, tmp_path: Path) -> None:
    told = [command, str(with_editions(tmp_path / "course")), "--editions", str(tmp_path / "typo")]
    result = CliRunner().invoke(main, told + (["--output", str(tmp_path / "dist")] if command == "build" else []))
    assert (result.exit_code, "typo" in result.stderr, (tmp_path / "dist").exists()) == (2, True, False)


def test_a_signature_holds_in_every_edition(tmp_path: Path) -> None:
    """Reviewers sign what a partnership cannot change."""
    from builder.house.course import HouseCourse
    from builder.house.model import SignOff
    from builder.model.fingerprint import content_fingerprint
    from builder.model.in_edition import in_edition
    from builder.source.editions import find_editions, read_edition

    course = with_editions(tmp_path / "course", anyborough=ANYBOROUGH)
    judged = judge(course).course
    assert judged
    (module,) = judged.contents
    signed = SignOff(
        module=module.id, content=content_fingerprint(judged, module), role="practitioner", reviewer="R1",
        organisation="Nobody", date="2026-11-20", comments_closed="2026-11-20",
    )  # fmt: skip
    house = HouseCourse.model_construct(**judged.__dict__)
    house = house.model_copy(update={"signoffs": house.signoffs.model_copy(update={"modules": (signed,)})})
    folder = find_editions(course / "editions", lambda problem: pytest.fail(str(problem)))
    edition, locate = read_edition("anyborough", folder.entries["anyborough"], pytest.fail) or pytest.fail("unread")
    assert house.signoffs_of(module) == in_edition(house, edition, locate).signoffs_of(module) == [signed]
