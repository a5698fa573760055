"""A release: one folder whose every claim can be looked up, the same wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from builder.release.guides import upload_guides
from builder.release.rehearsal import RehearsalFailed
from builder.release.results import results_in, tool_digest
from builder.verify import inspect
from tests.release.made_releases import ROOT, SMALL, files_of, release
from tests.test_samples import lay_out


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
    licences = {each["name"]: each.get("licenses") for each in bill["components"]}
    assert scopes["govuk-frontend"] == "required"
    assert licences["govuk-frontend"] == [{"expression": "MIT"}]
    assert licences["atkinson-hyperlegible-next"] == [{"expression": "OFL-1.1"}]
    assert scopes["pydantic"] == scopes["lxml"] == scopes["pydantic-core"] == "excluded"
    assert "timestamp" not in bill["metadata"]
    refs = {each["bom-ref"] for each in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert {ref for each in bill["dependencies"] for ref in (each["ref"], *each.get("dependsOn", ()))} <= refs


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


def test_there_is_a_guide_for_each_system_and_for_all_others() -> None:
    systems = {"moodle", "totara", "ilias", "open-edx", "forma-lms", "nhs-esr", "scorm-cloud", "successfactors"}
    others = {"cornerstone", "scorm", "xapi-and-cmi5"}
    assert {guide.stem for guide in upload_guides()} == systems | others | {"README"}


@pytest.mark.parametrize("guide", upload_guides(), ids=lambda path: path.stem)
def test_a_guide_says_when_it_was_written_and_what_nobody_tried(guide: Path) -> None:
    text = guide.read_text("utf-8").lower()
    assert "november 2026" in text
    assert "not tried" in text
    assert "a test of three minutes" in text or guide.stem == "README"


def test_guides_go_with_a_release_and_lead_to_nothing_that_is_not_in_it(made: Path) -> None:
    texts = {guide.name: guide.read_text("utf-8") for guide in (made / "guides").iterdir()}
    beside = {"data-protection.md", "troubleshooting.md"}
    assert texts.keys() == {guide.name for guide in upload_guides()} | beside
    links = {target for text in texts.values() for target in re.findall(r"\]\(([^)#]+)", text)}
    assert {target for target in links if not target.startswith("https://")} <= texts.keys()
    assert beside < links


def test_what_cannot_be_played_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise RehearsalFailed("small-one-cmi5.zip could not be played to its end")

    monkeypatch.setattr("builder.release.making.browser_for_rehearsals", nullcontext)
    monkeypatch.setattr("builder.release.making.rehearse", fail)
    result = release(SMALL, tmp_path / "release", "--draft", "--rehearse")
    assert "error[rehearsal-failed]: small-one-cmi5.zip could not be played" in result.output
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []
