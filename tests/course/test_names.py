"""Whoever listens to the links and buttons of this course knows what each is about."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.render.module import ModuleContent
from tests.e2e.test_names import test_what_is_called_the_same_on_a_page_is_the_same_and_every_stop_has_a_name

__all__ = ["test_what_is_called_the_same_on_a_page_is_the_same_and_every_stop_has_a_name"]


@pytest.fixture
def named(contents: Mapping[str, ModuleContent]) -> list[str]:
    """Every module of the course."""
    return [name for name in contents if name not in ("examples", "check")]
