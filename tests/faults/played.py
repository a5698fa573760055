"""Which of a fault's tests are played always, and which when the score card is made: browsers are slow."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

#: Played by `make faults`, and not by `make test`.
FOR_THE_CARD = pytest.mark.for_the_card

#: What is played always: faults by which progress is lost or a wrong word is said, and those that LMSs have most often.
#: All of them take as long as the rest of the suite (docs/decisions/015-time-of-the-suite.md).
ALWAYS = frozenset({1, 6, 12, 13, 15, 17, 18, 22, 23, 26, 32, 38, 39, 48, 51, 53, 54, 60, 61, *range(65, 73)})


def is_for_the_card(item: pytest.Item) -> bool:
    """Say whether a test is played by `make faults` and not by `make test`."""
    fault = re.match(r"test_f(\d\d)_", item.name)
    return bool(item.get_closest_marker("for_the_card") or (fault and int(fault[1]) not in ALWAYS))


def in_lms(first: str, *others: str) -> pytest.MarkDecorator:
    """Play a test in the LMS *first* always, and in the *others* for the card."""
    return for_each("profile", [first], others)


def for_each(name: str, always: Iterable[object], for_the_card: Iterable[object]) -> pytest.MarkDecorator:
    """Play a test with *name* as each of *always*, and *for_the_card* also as each of those."""
    marked = [pytest.param(value, marks=FOR_THE_CARD) for value in for_the_card]
    return pytest.mark.parametrize(name, [*always, *marked])
