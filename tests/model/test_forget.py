"""What a large build may not keep: what was looked up in a course leads back to it, in a circle."""

from __future__ import annotations

import gc
import weakref

from tests.model.made_up import made_up_course


def test_a_course_that_has_forgotten_goes_without_a_search_for_cycles() -> None:
    course = made_up_course()
    assert all((course.passages, course.ids, course.pointers, course.numbers, course.going_out))
    before, there = course.passages, weakref.ref(course)
    course.forget()
    assert course.passages == before
    course.forget()
    gc.disable()
    try:
        del course, before
        assert there() is None
    finally:
        gc.enable()
