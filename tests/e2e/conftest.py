"""Fixtures of the browser tests: a fresh world and page for each."""

from __future__ import annotations

import pytest

from tests.subject import address, contents, packages, reading, world

__all__ = ["address", "contents", "packages", "reading", "world"]


@pytest.fixture(params=["spring"])
def module(request: pytest.FixtureRequest) -> str:
    """The module that has every kind of block."""
    return str(request.param)
