"""What samples cannot show of films and sounds: a sample of a hundred megabytes would be no small sample."""

from __future__ import annotations

import pytest

from builder.checks.recordings import MAX_FILM_BYTES, MAX_SOUND_BYTES, recording_size
from builder.model.course import Course


@pytest.mark.parametrize(("name", "limit"), [("hive.webm", MAX_FILM_BYTES), ("bees.ogg", MAX_SOUND_BYTES)])
def test_a_recording_over_its_limit_is_told_with_a_cure(course: Course, name: str, limit: int) -> None:
    def of(length: int) -> Course:
        modules = (
            module.model_copy(
                update={
                    "media": tuple(
                        file.model_copy(update={"length": length}) if file.path == name else file
                        for file in module.media
                    )
                }
            )
            for module in course.contents
        )
        return course.model_copy(update={"contents": tuple(modules)})

    assert list(recording_size(of(limit))) == []
    (problem,) = recording_size(of(limit + 1))
    assert (problem.message, bool(problem.hint)) == (f"{name!r} has {limit + 1:,} bytes; the limit is {limit:,}", True)
    assert problem.where.path.endswith("spring/05-winter.md")
