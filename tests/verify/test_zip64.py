"""The second set of numbers of a large zip completes the first, in either of the two ways that tools write it."""

from __future__ import annotations

from itertools import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.verify.zip64 import FULL_32, ContradictionError, with_large

#: What is true of each field, and whether it is too large for the first set.
FIELDS = st.lists(st.tuples(st.integers(0, FULL_32 - 1), st.booleans()), min_size=1, max_size=4)


def payload(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(8, "little") for number in numbers)


@given(FIELDS, st.integers(0, 7))
def test_a_number_for_each_field_that_is_full_completes_them(fields: list[tuple[int, bool]], rest: int) -> None:
    true, full = [value for value, _ in fields], [is_full for _, is_full in fields]
    plain = [FULL_32 if is_full else value for value, is_full in fields]
    assert with_large(plain, payload(list(compress(true, full))) + bytes(rest)) == true


@given(FIELDS, st.integers(0, 4), st.integers(-1, 3))
def test_a_number_for_each_of_the_first_fields_has_to_say_the_same_and_to_leave_none_full(
    fields: list[tuple[int, bool]], count: int, wrong: int
) -> None:
    true = [value for value, _ in fields]
    plain = [FULL_32 if is_full else value for value, is_full in fields]
    numbers = [value + (at == wrong) for at, value in enumerate(true[:count])]
    if plain.count(FULL_32) == len(numbers):
        return
    is_told = FULL_32 not in plain[count:]
    if is_told and all(field in (FULL_32, number) for field, number in zip(plain, numbers, strict=False)):
        assert with_large(plain, payload(numbers)) == [*numbers, *true[count:]]
    else:
        with pytest.raises(ContradictionError):
            with_large(plain, payload(numbers))


def test_more_numbers_than_fields_are_a_contradiction() -> None:
    with pytest.raises(ContradictionError):
        with_large([FULL_32, 7], payload([1, 7, 9]))
