"""The record stores that a course lists are the only ones that its packages may talk to."""

from __future__ import annotations

import html
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main

ROOT = Path(__file__).parents[2]
STORE = "https://lrs.example.org/xapi/"


def connections(tmp_path: Path, name: str, endpoints: str) -> str:
    """Build a course that lists *endpoints*, and return what the pages of its *name* packages may connect to."""
    course = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "samples" / "_base", course)
    with (course / "course.yaml").open("a", encoding="utf-8") as file:
        file.write(f"tracking:\n  endpoints: {endpoints}\n")
    built = CliRunner().invoke(main, ["build", str(course), "--format", name, "--output", str(tmp_path / "dist")])
    assert built.exit_code == 0, built.output
    package = next((tmp_path / "dist").glob(f"*first-{name}.zip"))
    with zipfile.ZipFile(package) as archive:
        page = html.unescape(archive.read("index.html").decode())
    return page.partition("connect-src ")[2].partition(";")[0]


@pytest.mark.parametrize("name", ["xapi", "cmi5"])
def test_the_policy_is_narrowed_to_what_a_course_lists(name: str, tmp_path: Path) -> None:
    listed = '["https://lrs.example.org/xapi", "https://lms.example.org:8443/"]'
    assert connections(tmp_path, name, listed) == f"'self' {STORE} https://lms.example.org:8443/"


def test_without_a_list_every_address_with_a_certificate_may_be_launched_with(tmp_path: Path) -> None:
    assert connections(tmp_path, "xapi", "[]") == "'self' https:"


def test_packages_that_talk_to_no_store_are_not_widened(tmp_path: Path) -> None:
    assert connections(tmp_path, "scorm12", f'["{STORE}"]') == "'self'"
