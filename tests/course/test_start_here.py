from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.test_tutorial import steps, typed


def test_what_start_here_tells_to_type_makes_the_package_that_it_names(
    course_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(course_folder, tmp_path / "course_src")
    monkeypatch.chdir(tmp_path)
    page = Path("course_src/introduction/01-before-you-start.md")
    head, _, text = page.read_text(encoding="utf-8").partition("\n---\n")
    page.write_text(f"{head}\n---\nA changed sentence.\n{text}", encoding="utf-8")
    for _, language, commands in steps("start-here.md"):
        if not language:
            code, answered = typed(commands.strip())
            assert code == 0, answered
    assert Path("dist/ten-principles-introduction-scorm12.zip").is_file()
