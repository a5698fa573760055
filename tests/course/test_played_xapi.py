"""The longest module of this course is played from beginning to end before a learning record store.

What a player says in statements depends on the format; that each module can be played shows where SCORM is played.
"""

from __future__ import annotations

import pytest

from tests.e2e.test_xapi import package, test_a_module_is_started_left_resumed_failed_retried_and_passed

__all__ = ["package", "test_a_module_is_started_left_resumed_failed_retried_and_passed"]


@pytest.fixture
def module() -> str:
    """The module with the most pages and the largest bank."""
    return "level-4"
