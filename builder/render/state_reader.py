"""Reads saved states: of today's layout, and of every one before it, for what was released is read for ever.

The bits of layout 2 are listed in ``builder/render/saved_state.py``. Layout 1 was::

    "1." + base64url(payload, no padding) + "." + CRC-32 of everything before that dot, as 8 lower-case hex digits

    payload: bits, most significant first, padded with zeros to a whole byte
        seq 24 | origin 16 | centiseconds 30 | bookmark 20 (0: none) | complete 1 | passed 1 | attempts 8
        | has best 1 | best right 6 | best total 6
        | number of pages 8 | for each page seen, ascending: 20
        | number tried 8 | for each question tried, ascending: 20, right 1
        | attempt present 1 | if so: as in layout 2, with numbers of 20 bits
"""

from __future__ import annotations

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from builder.model.numbers import NARROW_BITS, NUMBER_BITS
from builder.render.bits import BitReader, EndOfBitsError
from builder.render.saved_state import checksum
from builder.render.state_model import Attempt, DrawnQuestion, SavedState, Score

_LAYOUT_2 = re.compile(r"2\.([A-Za-z0-9_-]+)")
_LAYOUT_1 = re.compile(r"(1\.([A-Za-z0-9_-]*))\.([0-9a-f]{8})")
_CRC_BYTES = 4
_FEW = 255
_SMALL_BITS = 6

TakeNumber = Callable[[], int]
Number = TypeVar("Number", int, tuple[int, bool], tuple[int, tuple[int, ...]])


def decode(text: str) -> SavedState | None:
    """Return the state that a player of any release wrote as *text*, or None for any other text.

    Numbers of a narrow state, and of layout 1, end in zeros: their last bits are not known.
    """
    if form := _LAYOUT_2.fullmatch(text):
        payload = _bytes(form[1])
        body, found = payload[:-_CRC_BYTES], payload[-_CRC_BYTES:]
        return _state(body, _take_state) if found == checksum(body) else None
    if form := _LAYOUT_1.fullmatch(text):
        is_whole = form[3] == f"{zlib.crc32(form[1].encode('ascii')):08x}"
        return _state(_bytes(form[2]), _take_state_of_layout_1) if is_whole else None
    return None


def _bytes(text: str) -> bytes:
    """Return the bytes of base64url *text*; none, if it is not how they are written."""
    if len(text) % 4 == 1:
        return b""
    found = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return found if urlsafe_b64encode(found).rstrip(b"=").decode() == text else b""


def _state(payload: bytes, take: Callable[[BitReader], SavedState]) -> SavedState | None:
    """Take a state out of *payload*: the work of a player has its entries in order, and no bit too many or too few."""
    bits = BitReader(payload)
    try:
        state = take(bits)
        bits.end()
    except EndOfBitsError:
        return None
    return state


def _take_state(bits: BitReader) -> SavedState:
    number = _numbers(bits, NARROW_BITS if bits.flag() else NUMBER_BITS)
    seq, origin, deciseconds, bookmark = bits.take(22), bits.take(16), bits.take(26), number()
    complete, passed, attempts = bits.flag(), bits.flag(), bits.take(6)
    completed_on, next_answer = bits.take(12), bits.take(10)
    return SavedState(
        seq=seq,
        origin=origin,
        total_centiseconds=deciseconds * 10,
        bookmark=bookmark,
        complete=complete,
        passed=passed,
        attempts=attempts,
        completed_on=completed_on,
        next_answer=next_answer,
        best=_take_best(bits),
        pages=frozenset(_ascending(number() for _ in range(_take_count(bits)))),
        tried=dict(_ascending((number(), bits.flag()) for _ in range(_take_count(bits)))),
        attempt=_take_attempt(bits, number) if bits.flag() else None,
        cases=dict(_take_cases(bits, number)) if bits.flag() else {},
    )


def _take_state_of_layout_1(bits: BitReader) -> SavedState:
    number = _numbers(bits, NARROW_BITS)
    seq, origin, centiseconds, bookmark = bits.take(24), bits.take(16), bits.take(30), number()
    complete, passed, attempts, has_best = bits.flag(), bits.flag(), bits.take(8), bits.flag()
    best = _take_best(bits)
    if (best is None) is has_best:
        raise EndOfBitsError
    return SavedState(
        seq=seq,
        origin=origin,
        total_centiseconds=centiseconds,
        bookmark=bookmark,
        complete=complete,
        passed=passed,
        attempts=attempts,
        best=best,
        pages=frozenset(_ascending(number() for _ in range(bits.take(8)))),
        tried=dict(_ascending((number(), bits.flag()) for _ in range(bits.take(8)))),
        attempt=_take_attempt(bits, number) if bits.flag() else None,
    )


def _numbers(bits: BitReader, width: int) -> TakeNumber:
    return lambda: bits.take(width) << (NUMBER_BITS - width)


def _take_count(bits: BitReader) -> int:
    few = bits.take(8)
    many = bits.take(12) if few == _FEW else few
    if few == _FEW and many < _FEW:
        raise EndOfBitsError
    return many


def _take_best(bits: BitReader) -> Score | None:
    right, total = bits.take(_SMALL_BITS), bits.take(_SMALL_BITS)
    if right and not total:
        raise EndOfBitsError
    return Score(right, total) if total else None


def _take_attempt(bits: BitReader, number: TakeNumber) -> Attempt:
    submitted, seed, position = bits.flag(), bits.take(16), bits.take(_SMALL_BITS)
    questions = tuple(_take_drawn(bits, number) for _ in range(bits.take(_SMALL_BITS)))
    return Attempt(submitted=submitted, seed=seed, position=position, questions=questions)


def _take_drawn(bits: BitReader, number: TakeNumber) -> DrawnQuestion:
    question, flagged, answered = number(), bits.flag(), bits.flag()
    return DrawnQuestion(question, flagged, bits.digits(bits.take(_SMALL_BITS)) if answered else None)


def _take_cases(bits: BitReader, number: TakeNumber) -> Iterator[tuple[int, tuple[int, ...]]]:
    count = bits.take(4)
    if count == 0:
        raise EndOfBitsError
    return _ascending((number(), tuple(bits.take(3) for _ in range(bits.take(4)))) for _ in range(count))


def _ascending(entries: Iterable[Number]) -> Iterator[Number]:
    """Return *entries* if each is filed under a greater number than the one before it."""
    found = list(entries)
    numbers = [entry if isinstance(entry, int) else entry[0] for entry in found]
    if any(one >= other for one, other in pairwise(numbers)):
        raise EndOfBitsError
    return iter(found)
