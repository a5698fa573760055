"""Two editions of the course, of partnerships that there are not: built to be looked at, and never to be given out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from builder.build import build
from builder.checks.calendar import Occasion
from builder.judge import judge
from builder.verify import verify

ROOT = Path(__file__).resolve().parents[2]
COURSE, EDITIONS = ROOT / "course_src", ROOT / "tests" / "editions"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The introduction in both editions, by their ids."""
    report = build(
        COURSE, formats=["scorm12"], modules=["introduction"], output=tmp_path_factory.mktemp("dist"), of=["all"],
        editions=EDITIONS,
    )  # fmt: skip
    assert report.exit_code == 0, report.problems
    return {package.path.name.split("_")[1]: package.path for package in report.packages}


def read(package: Path, name: str) -> str:
    with zipfile.ZipFile(package) as archive:
        return archive.read(name).decode()


def test_colours_logo_and_switches_of_an_edition_are_in_its_packages_and_in_no_other(
    packages: Mapping[str, Path],
) -> None:
    own, other = (read(packages[name], "index.html") for name in ("anyborough", "nethermere"))
    for text in (own, read(packages["anyborough"], "style.css")):
        assert "--brand:#7a1f5c;" in text
        assert '[data-theme="dark"]{--brand:#f0a6d4;' in text
    assert "#7a1f5c" not in other + read(packages["nethermere"], "style.css")
    (logo,) = html.document_fromstring(own).xpath("//footer//img")
    assert (logo.get("src"), logo.get("alt")) == ("logo.svg", "Anyborough Safeguarding Children Partnership")
    assert read(packages["anyborough"], "logo.svg").startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "Drawn for these tests" not in read(packages["anyborough"], "logo.svg")
    assert "logo" not in html.document_fromstring(other).xpath("string(//footer)")
    assert 'id="read-aloud"' in other
    assert 'id="read-aloud"' not in own
    switched = [
        json.loads(html.document_fromstring(text).get_element_by_id("player-data").text)["switchedOff"]
        for text in (own, other)
    ]
    assert switched == [["read_aloud"], ["certificate"]]
    assert [verify(package) for package in packages.values()] == [(), ()]


def test_no_release_takes_them_and_the_course_itself_has_none() -> None:
    judged = judge(COURSE, Occasion(date(2026, 11, 21), "release"), EDITIONS)
    stopped = {
        problem.where.path.split("/")[-2] for problem in judged.problems if problem.code == "edition-placeholder"
    }
    assert stopped == {"anyborough", "nethermere"}
    assert not (COURSE / "editions").exists()
