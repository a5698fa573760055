"""The pages of the documentation as ``make docs`` mends them."""

from __future__ import annotations

from tools.docs import for_everybody


def test_the_page_for_searching_has_a_heading() -> None:
    assert "<h1>Search</h1>" in for_everybody('<div id="search-results"></div>')
