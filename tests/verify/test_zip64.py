"""The second set of numbers of a large zip completes the first, in either of the two ways that tools write it."""

from __future__ import annotations

from io import BytesIO
from itertools import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.verify.zip64 import (
    _LOCATOR,
    _RECORD,
    FULL_16,
    FULL_32,
    ContradictionError,
    ZipEnd,
    completed,
    with_large,
)

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


#: What the two records say behind their signatures; behind them there is nothing else.
RECORD = {"size": _RECORD.size - 12, "by": 45, "needed": 45, "disk": 0, "first": 0, "here": 2, "all": 2, "length": 100}
LOCATOR = {"disk of the record": 0, "place": 0, "disks": 1}
TRUE = (2, 100, 50)


def end_with(wrong: str = "") -> bytes:
    """Return the records at the end of a large zip, in which one number is another."""
    record, locator = ([value + 2 * (name == wrong) for name, value in each.items()] for each in (RECORD, LOCATOR))
    return _RECORD.pack(b"PK\x06\x06", *record, 50) + _LOCATOR.pack(b"PK\x06\x07", *locator)


@pytest.mark.parametrize("wrong", ["size", "disk", "first", "here", "all", *LOCATOR])
def test_records_that_speak_of_several_parts_or_stand_elsewhere_are_refused(wrong: str) -> None:
    archive = end_with(wrong)
    with pytest.raises(ContradictionError, match=r"one part of several|do not stand together"):
        completed(BytesIO(archive), ZipEnd(*TRUE, len(archive)))


@pytest.mark.parametrize("place", range(3))
def test_each_number_of_the_end_is_that_of_the_record_or_is_full(place: int) -> None:
    true, full, archive = TRUE, (FULL_16, FULL_32, FULL_32), end_with()

    def said(number: int) -> ZipEnd:
        return ZipEnd(*(number if at == place else value for at, value in enumerate(true)), len(archive))

    for number in (true[place], full[place]):
        assert completed(BytesIO(archive), said(number)) == (ZipEnd(*true, 0), True)
    with pytest.raises(ContradictionError, match="another number than its end"):
        completed(BytesIO(archive), said(true[place] + 1))
