"""The command: everything or nothing, the same bytes, and a sentence where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.model.course import Course
from builder.render.facts import Facts

ROOT = Path(__file__).parents[2]
FILES = [
    "cards.pdf",
    "evaluation.pdf",
    "flowchart.pdf",
    "handout.pdf",
    "jigsaw.pdf",
    "sign-in-sheet.pdf",
    "slides.html",
    "slides.pptx",
    "trainers-guide.pdf",
]


def session(course: Path, output: Path, minutes: int = 30) -> Result:
    return CliRunner().invoke(main, ["session", str(course), "--minutes", str(minutes), "--output", str(output)])


def test_a_trainer_gets_slides_and_papers_and_nothing_else(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == FILES


def test_the_same_course_gives_the_same_bytes_elsewhere_and_at_another_time(
    course_folder: Path, written: Path, tmp_path: Path
) -> None:
    shutil.copytree(course_folder, tmp_path / "elsewhere")
    command = [sys.executable, "-m", "builder", "session", "elsewhere", "--minutes", "30", "--output", "made"]
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert [name for name in FILES if (tmp_path / "made" / name).read_bytes() != (written / name).read_bytes()] == []


def test_no_token_is_left_in_what_people_read(written: Path, course: Course) -> None:
    assert "{{" not in (written / "slides.html").read_text(encoding="utf-8")
    said = Facts(course).fill(course.sessions[0].lengths[0].changes[0])
    assert "{{" not in said


def test_a_course_without_a_session_is_told_so(tmp_path: Path) -> None:
    told = session(ROOT / "tests" / "fire_safety", tmp_path / "out")
    assert told.exit_code == 2
    assert "this course has no session" in told.output
    assert not (tmp_path / "out").exists()


def test_a_length_that_the_session_does_not_have_is_told_with_those_that_it_has(
    course_folder: Path, tmp_path: Path
) -> None:
    told = session(course_folder, tmp_path / "out", minutes=45)
    assert told.exit_code == 2
    assert "there is no session of 45 minutes; there are: 30, 50" in told.output


@pytest.mark.parametrize(
    ("name", "instead", "code"),
    [
        ("chart: features", "chart: feature", "unknown-figure"),
        ("{{f:features}}", "{{f:gone}}", "unknown-token"),
        ("ask: Who thumped?", f"ask: {'Who thumped and thumped? ' * 60}", "session-too-long"),
        ("box: [Lids last.]", f"box: [{'Lids last. ' * 400}]", "session-too-long"),
        ("box: [Lids last.]", "box: [Ring \N{TELEPHONE RECEIVER}]", "document-letter"),
    ],
)
def test_a_session_that_is_wrong_or_too_full_is_told_with_its_place_and_nothing_is_written(
    name: str, instead: str, code: str, course_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(course_folder, tmp_path / "course")
    file = tmp_path / "course" / "session.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(name, instead), encoding="utf-8")
    told = session(tmp_path / "course", tmp_path / "out")
    assert told.exit_code == 1
    assert "session.yaml:" in told.output and f"error[{code}]" in told.output and "hint: " in told.output
    assert not (tmp_path / "out").exists()


def test_what_is_written_never_stands_among_the_sources_of_a_course(course_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(course_folder, tmp_path / "course")
    told = session(tmp_path / "course", tmp_path / "course" / "papers")
    assert told.exit_code == 2
    assert "among the sources of the course" in told.output
    assert session(tmp_path / "course", tmp_path / "course" / "dist" / "session").exit_code == 0


def test_without_its_library_the_command_names_the_cure_and_writes_nothing(
    course_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    for name in [name for name in sys.modules if name.startswith("builder.session.")]:
        monkeypatch.delitem(sys.modules, name)
    told = session(course_folder, tmp_path / "out")
    assert told.exit_code == 2
    assert 'pip install ".[session]"' in told.output
    assert not (tmp_path / "out").exists()
