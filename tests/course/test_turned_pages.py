"""What is far from the view costs nothing when a page of the longest module is turned to."""

from __future__ import annotations

import pytest

from tests.e2e.test_turning import test_what_is_far_from_the_view_of_a_page_is_not_made_ready_when_it_is_turned_to

__all__ = ["test_what_is_far_from_the_view_of_a_page_is_not_made_ready_when_it_is_turned_to"]


@pytest.fixture
def module() -> str:
    """The module with the longest pages."""
    return "level-4"
