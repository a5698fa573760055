"""Evidence: what its pages say of a package holds, and what nobody has tested or played they do not claim."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from builder.build import BuiltPackage
from builder.judge import judge
from builder.release.evidence import Evidence, runs_own_alone
from builder.release.listing import released_package
from builder.release.rehearsal import rehearse
from builder.render.templates import asset
from tests.release.made_releases import ROOT, SAID, SMALL, release

#: What tests/e2e/test_axe.py measures itself, besides the rules of axe-core.
MEASURED = {"wcag1410", "wcag1412", "wcag2411", "wcag258"}


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
        policies = [
            re.search(r'Policy" content="([^"]+)"', archive.read(name).decode())
            for name in archive.namelist()
            if name.endswith(".html")
        ]
        assert f"{len(archive.namelist())} files" in text
    assert len(policies) > 1
    assert all(policy and unescape(policy[1]) in unescape(text) for policy in policies)
    said = [int(number) for number in re.findall(r"<li>(\d+) pages? with <code>", text)]
    assert sum(said) == len(policies)
    assert hashlib.sha256(package.read_bytes()).hexdigest() in text
    assert "not signed off" not in text


@pytest.mark.parametrize(
    ("format_", "said"),
    [
        ("scorm12", "Requests of scripts: the origin that the package stands on."),
        ("web", "Scripts: the origin that the package stands on; the folder that it is opened from; what stands"),
        ("xapi", "Requests of scripts: the origin that the package stands on; any address at https:, as"),
        ("scorm12", "Fonts: the origin that the package stands on."),
        ("scorm12", "Pictures: the origin that the package stands on; the page itself."),
        ("scorm12", "This lesson ends as passed. Moodle: tick Passed, or"),
    ],
)
def test_evidence_says_in_words_what_the_policies_let_pages_use(made: Path, format_: str, said: str) -> None:
    assert said in (made / "evidence" / f"small-one-{format_}-zip.html").read_text("utf-8")


@pytest.mark.parametrize(
    "policy", ["default-src 'none'; script-src 'self' 'sha256-AAA='", "default-src 'self'", "script-src 'none'"]
)
def test_that_no_page_runs_what_is_not_its_own_is_said_where_every_policy_says_so(policy: str) -> None:
    assert runs_own_alone([policy, "default-src 'none'"])


@pytest.mark.parametrize(
    "policy", ["script-src 'self' 'unsafe-eval'", "script-src https://cdn.example", "script-src-elem 'self'", "none"]
)
def test_that_no_page_runs_what_is_not_its_own_is_not_said_where_one_policy_lets_it(policy: str) -> None:
    assert not runs_own_alone(["default-src 'none'", policy])


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory, results: Path) -> Path:
    """The release of a course that has one of everything, as a draft, with the results of tests."""
    course = tmp_path_factory.mktemp("wide") / "course"
    shutil.copytree(ROOT / "tests" / "wide_course", course)
    with (course / "spring" / "01-roof.md").open("a", encoding="utf-8") as page:
        page.write("\n::: what-is-sent\n:::\n")
    assert release(course, course.parent / "release", "--draft", "--results", str(results)).exit_code == 0
    return course.parent / "release"


def test_the_list_of_what_is_sent_is_said_to_stand_before_learners_where_it_does_and_nowhere_else(wide: Path) -> None:
    words = json.loads(asset("words/en.json"))
    told_in_the_list = [words[f"block.what-is-sent.{key}"] for key in ("standing", "to-nobody")]
    told = set()
    for package in (wide / "packages").glob("*.zip"):
        text = (wide / "evidence" / f"{package.stem}-zip.html").read_text("utf-8")
        with ZipFile(package) as archive:
            pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")]
        stands = any(words in unescape(page) for page in pages for words in told_in_the_list)
        told.add(stands)
        assert ("By the list that stands before learners in it" in text) == stands
        assert ("which does not stand before learners in it" in text) != stands
        hosts = {host for page in pages for host in re.findall(r'<a [^>]*href="https://([^/"?#]+)', page)}
        said = re.search(
            "lead out of it to: (.*?)[.](?: The pages ask the browser not to tell from where.*)?</p>", text
        )
        assert said
        assert ("not to tell from where" in text) == any('content="no-referrer"' in page for page in pages)
        assert hosts <= set(said[1].split(", "))
        assert {each for each in said[1].split(", ") if "." in each} == hosts
    assert told == {True, False}


def test_whose_letters_stand_in_pdfs_is_in_evidence_and_in_the_bill_of_materials(wide: Path) -> None:
    held = {
        page.name: "in PDFs, letters of Libertinus Serif" in page.read_text("utf-8")
        for page in (wide / "evidence").iterdir()
    }
    with_pdfs = {
        f"{package.stem}-{package.suffix[1:]}.html"
        for package in (wide / "packages").iterdir()
        if any(name.endswith(".pdf") for name in ZipFile(package).namelist()) or package.suffix == ".mbz"
    }
    assert {name for name, holds in held.items() if holds} == with_pdfs != set()
    bill = json.loads((wide / "sbom.cdx.json").read_text("utf-8"))
    (letters,) = (each for each in bill["components"] if each["name"] == "Libertinus Serif")
    assert (letters["scope"], letters["licenses"]) == ("required", [{"expression": "OFL-1.1"}])


def test_the_page_of_a_whole_course_for_moodle_says_of_its_packages_only_where_that_stands(made: Path) -> None:
    text = (made / "evidence" / "small-moodle-mbz.html").read_text("utf-8")
    assert "stands in its own page of evidence" in text
    assert "What data goes where" not in text
    assert "Not rehearsed here" in text


def test_a_claim_without_its_run_does_not_appear_and_a_failed_one_neither(made: Path, draft: Path) -> None:
    claim = "An LMS or record store gets what the list above says, and nothing else."
    assert claim in (made / "evidence" / "small-one-scorm12-zip.html").read_text("utf-8")
    failed = (made / "evidence" / "small-one-xapi-zip.html").read_text("utf-8")
    assert "The credentials of a launch stand in no address" not in failed
    untested = (draft / "small-one-scorm12-zip.html").read_text("utf-8")
    assert not [each["text"] for each in SAID["claims"] if each["text"] in untested]
    assert ">passed<" not in untested
    assert "DRAFT. This release is a draft" in untested


@pytest.mark.parametrize("test", sorted({each["test"] for each in (*SAID["claims"], *SAID["criteria"])} - {""}))
def test_every_test_that_evidence_names_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_every_identifier_of_a_package_is_on_its_page_or_is_said_to_be_elsewhere(made: Path) -> None:
    for each in json.loads((made / "packages.json").read_text("utf-8"))["packages"]:
        name = Path(each["file"])
        text = unescape((made / "evidence" / f"{name.stem}-{name.suffix[1:]}.html").read_text("utf-8"))
        said = [own for own in each["identifiers"].values() if f"<code>{own}</code>" in text]
        assert len(said) == min(8, len(each["identifiers"]))


def test_evidence_prints_to_four_sheets_each_of_which_says_that_it_is_a_draft_and_axe_finds_nothing(
    wide: Path, browser: Browser
) -> None:
    page = max((wide / "evidence").iterdir(), key=lambda path: path.stat().st_size)
    tab = browser.new_page(bypass_csp=True)
    tab.goto(page.as_uri())
    tab.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = tab.evaluate("axe.run().then(found => found.violations.map(each => each.id))")
    looked_at = {*tab.evaluate("axe.getRules().flatMap(rule => rule.tags)"), *MEASURED}
    sheets = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    tab.close()
    assert found == []
    of_axe = (each["number"] for each in SAID["criteria"] if "test_every_page_of" in each["test"])
    claimed = {f"wcag{number.replace('.', '')}" for number in of_axe}
    assert claimed - looked_at == set()
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
