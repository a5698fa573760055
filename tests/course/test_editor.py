from __future__ import annotations

from pathlib import Path

from tests.test_editor import judged


def test_every_file_of_the_course_fits_the_schema_that_its_name_leads_to(course_folder: Path) -> None:
    assert {name: errors for name, errors in judged(course_folder) if errors} == {}
