"""Which of a fault's tests are played always, and which when the score card is made: browsers are slow."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

#: Played by `make faults`, and not by `make test`.
FOR_THE_CARD = pytest.mark.for_the_card


def in_lms(first: str, *others: str) -> pytest.MarkDecorator:
    """Play a test in the LMS *first* always, and in the *others* for the card."""
    return for_each("profile", [first], others)


def for_each(name: str, always: Iterable[object], for_the_card: Iterable[object]) -> pytest.MarkDecorator:
    """Play a test with *name* as each of *always*, and *for_the_card* also as each of those."""
    marked = [pytest.param(value, marks=FOR_THE_CARD) for value in for_the_card]
    return pytest.mark.parametrize(name, [*always, *marked])
