"""A release: one folder whose every claim can be looked up, the same wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from playwright.sync_api import Browser
from pypdf import PdfReader

from builder.build import BuiltPackage
from builder.cli import main
from builder.judge import judge
from builder.release.evidence import Evidence
from builder.release.listing import released_package
from builder.release.making import upload_guides
from builder.release.rehearsal import RehearsalFailed, rehearse
from builder.release.results import PROPERTY, results_in, tool_digest
from builder.render.templates import asset
from builder.verify import inspect
from tests.test_samples import lay_out

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "small_course"
SAID = json.loads(asset("release/evidence.json"))


def release(course: Path, output: Path, *more: str) -> Result:
    given = ["release", str(course), "--output", str(output), "--today", "2026-11-29", *more]
    result = CliRunner().invoke(main, given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tests of this coursepack would have come to, had all passed but one."""
    tests = sorted({each["test"] for each in (*SAID["claims"], *SAID["criteria"]) if each["test"]})
    suite = etree.Element("testsuite")
    etree.SubElement(etree.SubElement(suite, "properties"), "property", name=PROPERTY, value=tool_digest())
    for test in tests:
        file, _, name = test.partition("::")
        case = etree.SubElement(
            suite, "testcase", classname=file.removesuffix(".py").replace("/", "."), name=f"{name}[a]"
        )
        if name == "test_launch_credentials_are_kept_nowhere":
            etree.SubElement(case, "failure")
    file = tmp_path_factory.mktemp("results") / "results.xml"
    file.write_bytes(etree.tostring(suite))
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, results: Path) -> Path:
    folder = tmp_path_factory.mktemp("made") / "release"
    result = release(SMALL, folder, "--results", str(results))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft") / "release"
    assert release(SMALL, folder, "--draft").exit_code == 0
    return folder / "evidence"


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_checksums_are_those_of_every_file(made: Path) -> None:
    lines = (line.split("  ", 1) for line in (made / "SHA256SUMS").read_text("utf-8").splitlines())
    sums = {name: digest for digest, name in lines}
    files = {name: data for name, data in files_of(made).items() if name != "SHA256SUMS"}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_list_of_packages_says_what_is_in_the_folder(made: Path) -> None:
    listed = json.loads((made / "packages.json").read_text("utf-8"))
    assert {each["file"] for each in listed["packages"]} == {
        f"packages/{p.name}" for p in (made / "packages").iterdir()
    }
    for each in listed["packages"]:
        assert not inspect(made / each["file"], shown=each["file"]).problems
        assert each["sha256"] == hashlib.sha256((made / each["file"]).read_bytes()).hexdigest()
        assert bool(each["identifiers"]) == (each["format"] not in ("moodle", "web"))


def test_two_clones_in_other_time_zones_and_locales_make_the_same_release(
    made: Path, results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    time.tzset()
    shutil.copytree(SMALL, tmp_path / "elsewhere")
    assert release(tmp_path / "elsewhere", tmp_path / "release", "--results", str(results)).exit_code == 0
    monkeypatch.undo()
    time.tzset()
    assert files_of(tmp_path / "release") == files_of(made)


def test_the_bill_of_materials_names_what_every_package_holds_and_what_the_tool_needs(made: Path) -> None:
    bill = json.loads((made / "sbom.cdx.json").read_text("utf-8"))
    scopes = {each["name"]: each["scope"] for each in bill["components"]}
    assert scopes["govuk-frontend"] == "required"
    assert scopes["pydantic"] == scopes["lxml"] == scopes["pydantic-core"] == "excluded"
    assert "timestamp" not in bill["metadata"]
    refs = {each["bom-ref"] for each in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert {ref for each in bill["dependencies"] for ref in (each["ref"], *each.get("dependsOn", ()))} <= refs


def test_a_page_of_evidence_stands_alone_and_runs_nothing(made: Path) -> None:
    pages = list((made / "evidence").iterdir())
    assert len(pages) == len(list((made / "packages").iterdir()))
    for page in pages:
        text = page.read_text("utf-8")
        assert len(text) < 1_000_000
        assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import|href=", text)


def test_what_evidence_says_of_a_package_stands_in_that_package(made: Path) -> None:
    text = (made / "evidence" / "small-one-scorm12-zip.html").read_text("utf-8")
    package = made / "packages" / "small-one-scorm12.zip"
    with ZipFile(package) as archive:
        policy = re.search(r'Policy" content="([^"]+)"', archive.read("index.html").decode())
        assert f"{len(archive.namelist())} files" in text
    assert policy
    assert policy[1] in text.replace("&#39;", "'")
    assert hashlib.sha256(package.read_bytes()).hexdigest() in text
    assert "not signed off" not in text


def test_a_claim_without_its_run_does_not_appear_and_a_failed_one_neither(made: Path, draft: Path) -> None:
    claim = "An LMS or record store gets what the list above says, and nothing else."
    assert claim in (made / "evidence" / "small-one-scorm12-zip.html").read_text("utf-8")
    failed = (made / "evidence" / "small-one-xapi-zip.html").read_text("utf-8")
    assert "The credentials of a launch are kept nowhere." not in failed
    untested = (draft / "small-one-scorm12-zip.html").read_text("utf-8")
    assert not [each["text"] for each in SAID["claims"] if each["text"] in untested]
    assert ">passed<" not in untested
    assert "DRAFT. This course is not signed off" in untested


@pytest.mark.parametrize("test", sorted({each["test"] for each in (*SAID["claims"], *SAID["criteria"])} - {""}))
def test_every_test_that_evidence_names_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_results_of_another_coursepack_are_refused(results: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(results.read_bytes().replace(tool_digest().encode(), b"0" * 64))
    result = release(SMALL, tmp_path / "release", "--results", str(other))
    assert "results-of-another-tool" in result.output
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == [other]


def test_results_of_this_coursepack_are_known_by_what_pytest_writes_here(tmp_path: Path) -> None:
    file = tmp_path / "results.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "1", "--junit-xml", str(file)]
    subprocess.run([*command, "tests/tools/test_workflows.py"], cwd=ROOT, check=True, capture_output=True)
    assert results_in(file)["tests/tools/test_workflows.py::test_a_tag_never_makes_a_draft"]


def test_what_is_not_signed_off_is_not_released(tmp_path: Path) -> None:
    lay_out("not-signed-off-at-release", tmp_path / "course")
    result = release(tmp_path / "course", tmp_path / "release")
    assert "error[not-signed-off]" in result.output
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "course"]


def test_a_release_is_never_written_over_and_since_must_be_one(made: Path, tmp_path: Path) -> None:
    before = files_of(made)
    assert "release-folder-taken" in release(SMALL, made).output
    assert files_of(made) == before
    assert "not-a-release" in release(SMALL, tmp_path / "new", "--since", str(tmp_path)).output


def test_an_edition_whose_number_changed_is_safe_to_replace(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(SMALL, course)
    edition = course / "editions" / "anyborough" / "edition.yaml"
    edition.parent.mkdir(parents=True)
    edition.write_text("name: Anyborough Safeguarding Children Partnership\n", "utf-8")
    assert release(course, tmp_path / "1", "--draft", "--edition", "anyborough").exit_code == 0
    edition.write_text("name: Anyborough and Otherton Partnership\n", "utf-8")
    result = release(course, tmp_path / "2", "--draft", "--edition", "anyborough", "--since", str(tmp_path / "1"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "2" / "changes.txt").read_text("utf-8").startswith("All together: Safe to replace.")
    assert "Anyborough and Otherton Partnership (anyborough)" in "".join(
        page.read_text("utf-8") for page in (tmp_path / "2" / "evidence").iterdir()
    )


@pytest.mark.parametrize("guide", upload_guides(), ids=lambda path: path.stem)
def test_a_guide_says_when_it_was_written_and_what_nobody_tried(guide: Path) -> None:
    text = guide.read_text("utf-8").lower()
    assert "november 2026" in text
    assert "not tried" in text
    assert "a test of three minutes" in text or guide.stem == "README"


def test_guides_go_with_a_release(made: Path) -> None:
    assert (
        {guide.name for guide in upload_guides()} == {guide.name for guide in (made / "guides").glob("*.md")} != set()
    )


def test_evidence_prints_to_four_sheets_each_of_which_says_that_it_is_a_draft_and_axe_finds_nothing(
    draft: Path, browser: Browser
) -> None:
    page = max(draft.glob("*scorm2004*.html"), key=lambda path: path.stat().st_size)
    tab = browser.new_page(bypass_csp=True)
    tab.goto(page.as_uri())
    tab.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = tab.evaluate("axe.run().then(found => found.violations.map(each => each.id))")
    sheets = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    tab.close()
    assert found == []
    assert len(sheets) <= 4
    assert all("DRAFT" in sheet.extract_text() for sheet in sheets)


def test_a_rehearsal_plays_a_package_to_its_end_and_its_page_says_so(made: Path, browser: Browser) -> None:
    course = judge(SMALL).course
    assert course
    places = (made / "packages" / f"small-{module}-scorm12.zip" for module in ("one", "two"))
    package, other = (released_package(BuiltPackage(place, 1, 1)) for place in places)
    played = rehearse(browser, course, package)
    assert (played.pages, played.practised, played.asked, played.is_held) == (2, 1, 2, True)
    assert played.differing(package) == []
    assert "index.html" in played.differing(other)
    page = Evidence({}, False, (), {package.contents.key[1:]: played} if package.contents else {}).page(course, package)
    assert "Read: 2 pages. Answered on them: 1 question. The check: passed, 2 of 2 right." in page
    assert "Not rehearsed here" not in page
    assert "Not rehearsed here" in (made / "evidence" / "small-one-scorm12-zip.html").read_text("utf-8")


def test_what_cannot_be_played_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise RehearsalFailed("small-one-cmi5.zip could not be played to its end")

    monkeypatch.setattr("builder.release.making.browser_for_rehearsals", nullcontext)
    monkeypatch.setattr("builder.release.making.rehearse", fail)
    result = release(SMALL, tmp_path / "release", "--draft", "--rehearse")
    assert "error[rehearsal-failed]: small-one-cmi5.zip could not be played" in result.output
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []
