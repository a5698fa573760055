"""Every module of this course is played from beginning to end in an LMS that speaks SCORM 1.2."""

from __future__ import annotations

from tests.e2e.test_scorm12 import package, test_a_module_is_started_left_resumed_failed_retried_passed_and_finished

__all__ = ["package", "test_a_module_is_started_left_resumed_failed_retried_passed_and_finished"]
