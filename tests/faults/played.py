"""Which of a fault's tests are played always, and which when the score card is made: browsers are slow."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

#: Played by `make faults`, and not by `make test`.
FOR_THE_CARD = pytest.mark.for_the_card

#: The faults that are always played in Firefox as well: those in which browsers differ most, by what they do with a
#: page that goes (38, 43), with locks and storage (53), and with a server that is away (15).
ALWAYS_IN_FIREFOX = frozenset({15, 38, 43, 53})


def is_for_the_card(item: pytest.Item) -> bool:
    """Say whether a test is played by `make faults` and not by `make test`."""
    fault = re.match(r"test_f(\d\d)_.*firefox", item.name)
    return bool(item.get_closest_marker("for_the_card") or (fault and int(fault[1]) not in ALWAYS_IN_FIREFOX))


def in_lms(first: str, *others: str) -> pytest.MarkDecorator:
    """Play a test in the LMS *first* always, and in the *others* for the card."""
    return for_each("profile", [first], others)


def for_each(name: str, always: Iterable[object], for_the_card: Iterable[object]) -> pytest.MarkDecorator:
    """Play a test with *name* as each of *always*, and *for_the_card* also as each of those."""
    marked = [pytest.param(value, marks=FOR_THE_CARD) for value in for_the_card]
    return pytest.mark.parametrize(name, [*always, *marked])
