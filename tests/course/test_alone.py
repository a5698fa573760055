"""Only these tests read the course of this repository: a word that an editor changes is no business of the tool's."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What else names the course, with the reason.
EXCUSED = {
    "tests/test_bench.py": "the benchmark multiplies the course that it measures",
    "tests/test_build.py": "the course has the same bytes in every place, as a release must",
    "tests/test_cli.py": "a folder of this name is taken where no course is named; the test makes its own",
    "tests/test_documented_commands.py": "the documentation names it in commands; the test makes its own",
    "tests/test_fire_safety.py": "another course is searched for its sentences",
    "tests/test_docs.py": "citations in the course's comments are followed, as those everywhere else are",
    "tests/test_wheel.py": "what is installed builds the course as the clone does",
}


def test_no_other_test_reads_the_course() -> None:
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.parent != Path(__file__).parent]
    named = {p.relative_to(ROOT).as_posix() for p in files if "course_src" in p.read_text(encoding="utf-8")}
    assert named == EXCUSED.keys()
