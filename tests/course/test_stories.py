"""The stories of the course: what is kept back is in no package."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from builder.build import build
from builder.judge import judge

COURSE = Path(__file__).resolve().parents[2] / "course_src"


def test_no_package_of_the_course_says_a_word_of_what_is_held(tmp_path: Path) -> None:
    written = judge(COURSE).read
    assert written
    names = [scenario.name for scenario in written.scenarios if scenario.held]
    assert names
    report = build(COURSE, formats=["web"], modules=["level-1", "level-3"], output=tmp_path)
    assert report.exit_code == 0
    for package in report.packages:
        text = _text_of(package.path)
        assert not [name for name in names if name in text]


@pytest.mark.parametrize("level", ["level-3", "level-4"])
def test_one_page_in_three_of_the_upper_levels_says_what_people_disagree_about(level: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted((COURSE / level).glob("*.md"))]
    boxes = [page for page in pages if "\n::: callout What people disagree about\n" in page]
    assert 3 * len(boxes) >= len(pages)
    # What it says rests on a fact, with its source at the end of the page.
    assert all("{{g:" in page.split("What people disagree about")[1].split("\n:::")[0] for page in boxes)


def _text_of(package: Path) -> str:
    with ZipFile(package) as opened:
        return "".join(
            opened.read(name).decode() for name in opened.namelist() if name.endswith((".html", ".json", ".js"))
        )
