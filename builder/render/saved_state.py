"""Saved state: what a learner has done in a module, in so few characters that the strictest LMS keeps it.

The player writes and reads it (``player/src/core/saved_state.ts``). The build has the same codec to prove, before
anything is uploaded, that the longest state which a module can reach fits; ``tests/vectors/saved_state.json`` holds
both to one form::

    "1." + base64url(payload, no padding) + "." + CRC-32 of everything before that dot, as 8 lower-case hex digits

    payload: bits, most significant first, padded with zeros to a whole byte
        seq 24 | origin 16 | centiseconds 30 | bookmark 20 (0: none) | complete 1 | passed 1 | attempts 8
        | has best 1 | best right 6 | best total 6
        | number of pages 8 | for each page seen, ascending: fingerprint 20
        | number tried 8 | for each question tried, ascending: fingerprint 20, right 1
        | attempt present 1 | if so: submitted 1 | seed 16 | position 6 | number drawn 6
            | for each question, in its order: fingerprint 20, flagged 1, answered 1 | if so: length 6, answer bits

Entries are filed by the fingerprints of authored ids, so that a new release of a module reads the state of an older
one.
"""

from __future__ import annotations

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.model.ids import FINGERPRINT_BITS
from builder.render.player_data import PlayerPage, PlayerQuestion

_FORM = re.compile(r"(1\.([A-Za-z0-9_-]*))\.([0-9a-f]{8})")
_COUNT_BITS = 8
_SMALL_BITS = 6


@dataclass(frozen=True)
class Score:
    """Questions right, out of how many."""

    right: int
    total: int


@dataclass(frozen=True)
class Drawn:
    """A question of an attempt; ``answer`` is text of 0 and 1, or None if the learner has not answered yet.

    For ``pick``, one bit for each option in authored order. For ``assign``, for each item the index of its label plus
    1.
    """

    question: int
    flagged: bool = False
    answer: str | None = None


@dataclass(frozen=True)
class Attempt:
    """One try at the check: the questions in the order in which the learner meets them."""

    submitted: bool
    seed: int
    position: int
    questions: tuple[Drawn, ...]


@dataclass(frozen=True)
class SavedState:
    """What a learner has done in a module. Pages and questions are named by their fingerprints."""

    seq: int = 0
    #: A number drawn when the learner began. A new attempt that the LMS gives begins with another.
    origin: int = 0
    total_centiseconds: int = 0
    bookmark: int = 0
    complete: bool = False
    passed: bool = False
    attempts: int = 0
    best: Score | None = None
    pages: frozenset[int] = frozenset()
    tried: Mapping[int, bool] = field(default_factory=dict)
    attempt: Attempt | None = None


class StateOverflow(ValueError):
    """A state holds more, or greater, numbers than it has room for; the message says which."""


def encode(state: SavedState) -> str:
    """Return *state* as text. Numbers that only ever grow stop at their greatest value.

    Raises StateOverflow if the state has more entries than can be counted.
    """
    bits = _BitWriter()
    bits.saturating(state.seq, width=24)
    bits.add(state.origin, width=16)
    bits.saturating(state.total_centiseconds, width=30)
    bits.add(state.bookmark, width=FINGERPRINT_BITS)
    bits.add(state.complete, width=1)
    bits.add(state.passed, width=1)
    bits.saturating(state.attempts, width=8)
    best = state.best or Score(0, 0)
    bits.add(state.best is not None, width=1)
    bits.add(best.right, width=_SMALL_BITS)
    bits.add(best.total, width=_SMALL_BITS)
    bits.count("pages", len(state.pages), width=_COUNT_BITS)
    for page in sorted(state.pages):
        bits.add(page, width=FINGERPRINT_BITS)
    bits.count("questions on pages", len(state.tried), width=_COUNT_BITS)
    for question, right in sorted(state.tried.items()):
        bits.add(question, width=FINGERPRINT_BITS)
        bits.add(right, width=1)
    bits.add(state.attempt is not None, width=1)
    if state.attempt:
        _add_attempt(bits, state.attempt)
    text = "1." + urlsafe_b64encode(bits.to_bytes()).rstrip(b"=").decode()
    return f"{text}.{_checksum(text)}"


def decode(text: str) -> SavedState | None:
    """Return the state that ``encode`` wrote as *text*, or None for any other text."""
    form = _FORM.fullmatch(text)
    if not form or form[3] != _checksum(form[1]) or len(form[2]) % 4 == 1:
        return None
    bits = _BitReader(urlsafe_b64decode(form[2] + "=" * (-len(form[2]) % 4)))
    try:
        state = _take_state(bits)
    except _EndOfBitsError:
        return None
    # One state has one text: entries out of order, entries twice and bits left over are the work of no player of ours.
    return state if encode(state) == text else None


def worst_case(
    *, pages: Sequence[PlayerPage], taught: Sequence[PlayerQuestion], bank: Sequence[PlayerQuestion], draw: int
) -> int:
    """Return the length in characters of the longest state that a module can reach.

    That is a learner who has seen every page, tried every question on them, and answered every question of a check that
    drew those with the longest answers. Raises StateOverflow if the module has more parts than the state can count.
    """
    longest = sorted((answer_bits(question) for question in bank), reverse=True)[:draw]
    drawn = tuple(Drawn(question=number, answer="1" * length) for number, length in enumerate(longest))
    state = SavedState(
        best=Score(0, 0),
        pages=frozenset(page.fingerprint for page in pages),
        tried={question.fingerprint: True for question in taught},
        attempt=Attempt(submitted=True, seed=0, position=0, questions=drawn) if draw else None,
    )
    return len(encode(state))


def answer_bits(question: PlayerQuestion) -> int:
    """Return how many bits an answer to *question* takes: 1 for each option, or for each item enough for its label."""
    # Labels are stored from 1, and 0 means none, so n labels take the bits of the number n.
    return len(question.options) * (1 if question.mechanic == "pick" else len(question.labels).bit_length())


def _add_attempt(bits: _BitWriter, attempt: Attempt) -> None:
    bits.add(attempt.submitted, width=1)
    bits.add(attempt.seed, width=16)
    bits.add(attempt.position, width=_SMALL_BITS)
    bits.count("questions in a check", len(attempt.questions), width=_SMALL_BITS)
    for drawn in attempt.questions:
        bits.add(drawn.question, width=FINGERPRINT_BITS)
        bits.add(drawn.flagged, width=1)
        bits.add(drawn.answer is not None, width=1)
        if drawn.answer is not None:
            bits.count("bits in an answer", len(drawn.answer), width=_SMALL_BITS)
            for digit in drawn.answer:
                bits.add(int(digit), width=1)


def _take_state(bits: _BitReader) -> SavedState:
    seq, origin, centiseconds, bookmark = bits.take(24), bits.take(16), bits.take(30), bits.take(FINGERPRINT_BITS)
    complete, passed, attempts = bits.flag(), bits.flag(), bits.take(8)
    has_best, right, total = bits.flag(), bits.take(_SMALL_BITS), bits.take(_SMALL_BITS)
    return SavedState(
        seq=seq,
        origin=origin,
        total_centiseconds=centiseconds,
        bookmark=bookmark,
        complete=complete,
        passed=passed,
        attempts=attempts,
        best=Score(right, total) if has_best else None,
        pages=frozenset(bits.take(FINGERPRINT_BITS) for _ in range(bits.take(_COUNT_BITS))),
        tried={bits.take(FINGERPRINT_BITS): bits.flag() for _ in range(bits.take(_COUNT_BITS))},
        attempt=_take_attempt(bits) if bits.flag() else None,
    )


def _take_attempt(bits: _BitReader) -> Attempt:
    submitted, seed, position = bits.flag(), bits.take(16), bits.take(_SMALL_BITS)
    questions = tuple(_take_drawn(bits) for _ in range(bits.take(_SMALL_BITS)))
    return Attempt(submitted=submitted, seed=seed, position=position, questions=questions)


def _take_drawn(bits: _BitReader) -> Drawn:
    question, flagged, answered = bits.take(FINGERPRINT_BITS), bits.flag(), bits.flag()
    answer = bits.digits(bits.take(_SMALL_BITS)) if answered else None
    return Drawn(question=question, flagged=flagged, answer=answer)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode('ascii')):08x}"


class _EndOfBitsError(Exception):
    """A text ended before the state did."""


class _BitWriter:
    """Collects numbers as bits, most significant first."""

    def __init__(self) -> None:
        self._digits: list[str] = []

    def add(self, value: int, *, width: int) -> None:
        if not 0 <= value < 1 << width:
            raise StateOverflow(f"{value} does not fit into {width} bits")
        self._digits.append(f"{value:0{width}b}")

    def saturating(self, value: int, *, width: int) -> None:
        self.add(min(value, (1 << width) - 1), width=width)

    def count(self, what: str, value: int, *, width: int) -> None:
        if value >= 1 << width:
            raise StateOverflow(f"{value} {what}; saved state has room for {(1 << width) - 1}")
        self.add(value, width=width)

    def to_bytes(self) -> bytes:
        digits = "".join(self._digits)
        size = -(-len(digits) // 8)
        return int(digits.ljust(size * 8, "0"), 2).to_bytes(size, "big")


class _BitReader:
    """Gives back what a ``_BitWriter`` collected."""

    def __init__(self, payload: bytes) -> None:
        self._digits = "".join(f"{byte:08b}" for byte in payload)
        self._position = 0

    def digits(self, count: int) -> str:
        end = self._position + count
        if end > len(self._digits):
            raise _EndOfBitsError
        digits = self._digits[self._position : end]
        self._position = end
        return digits

    def take(self, width: int) -> int:
        return int(self.digits(width), 2)

    def flag(self) -> bool:
        return self.take(1) == 1
