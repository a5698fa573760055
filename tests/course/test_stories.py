"""The stories of the course: what is kept back is in no package."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

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


def _text_of(package: Path) -> str:
    with ZipFile(package) as opened:
        return "".join(
            opened.read(name).decode() for name in opened.namelist() if name.endswith((".html", ".json", ".js"))
        )
