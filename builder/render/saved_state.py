"""Saved state: what a learner has done in a module, in so few characters that the strictest LMS keeps it.

The player writes and reads it (``player/src/core/saved_state.ts``). The build has the same codec to prove, before
anything is uploaded, that the longest state which a module can reach fits; ``tests/vectors/saved_state.json`` holds
both to one form::

    "2." + base64url(payload, no padding)

    payload: bits, most significant first, padded with zeros to a whole byte, and then the CRC-32 of these bytes
        narrow 1 | seq 22 | origin 16 | deciseconds 26 | bookmark N (0: none) | complete 1 | passed 1 | attempts 6
        | completed on 12 (days, 1 is 1 January 2026; 0: not known) | next answer 10
        | best right 6 | best total 6 (0: no try yet)
        | number of pages, for each page seen, ascending: N
        | number tried, for each question tried, ascending: N, right 1
        | attempt present 1 | if so: submitted 1 | seed 16 | position 6 | number drawn 6
            | for each question, in its order: N, flagged 1, answered 1 | if so: length 6, answer bits
        | cases present 1 | if so: number 4 | for each case, ascending: N, number of steps 4, for each step its option 3

    a number of pages or of questions tried takes 8 bits, or from 255 on 8 ones and 12 bits
    N: the 24 bits of a number (``builder.model.numbers``), or in a narrow state the first 20 of them

Entries are filed by the numbers of authored ids, so that a new release of a module reads the state of an older one.
A state that would be too long goes without its cases, and if that is not enough, it is narrow: layout 1, which came
before this one, had only 20 bits, and what fitted into it fits into a narrow state of layout 2
(``docs/decisions/027-saved-state-layout-2.md``).
"""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.model.numbers import NARROW_BITS, NUMBER_BITS
from builder.render.bits import BitWriter
from builder.render.player_data import PlayerPage, PlayerQuestion, PlayerWay
from builder.render.state_model import Attempt, DrawnQuestion, SavedState, Score

#: The most characters of a state (docs/decisions/020-saved-state.md): a quarter of what SCORM 1.2 allows.
LIMIT = 1024
_FEW_BITS, _MANY_BITS = 8, 12
_SMALL_BITS = 6
_CASE_BITS, _OPTION_BITS = 4, 3


def encode(state: SavedState) -> str:
    """Return *state* as text of at most ``LIMIT`` characters, if that is possible.

    Numbers that only ever grow stop at their greatest value. The paths of cases go first where there is no room, then
    the last bits of each number. Raises StateOverflow if the state has more entries than can be counted.
    """
    whole = _text(state, NUMBER_BITS)
    if len(whole) <= LIMIT:
        return whole
    rest = replace(state, cases={})
    wide = _text(rest, NUMBER_BITS)
    return wide if len(wide) <= LIMIT else _text(rest, NARROW_BITS)


def worst_case(
    *,
    pages: Sequence[PlayerPage],
    taught: Sequence[PlayerQuestion],
    bank: Sequence[PlayerQuestion],
    draw: int,
    cases: Sequence[PlayerWay] = (),
) -> int:
    """Return the length in characters of the longest state that a module can reach.

    That is a learner who has seen every page, tried every question on them, gone the longest way through each of
    *cases*, and answered every question of a quiz that drew those with the longest answers; or the limit itself, where
    that learner's state is made shorter to keep to it.
    Raises StateOverflow if the module has more parts than the state can count.
    """
    longest = sorted((answer_bits(question) for question in bank), reverse=True)[:draw]
    drawn = tuple(DrawnQuestion(question=number, answer="1" * length) for number, length in enumerate(longest))
    fullest = SavedState(
        best=Score(0, 0),
        pages=frozenset(page.fingerprint for page in pages),
        tried={number: True for number in (*(q.fingerprint for q in taught), *(way.number for way in cases))},
        attempt=Attempt(submitted=True, seed=0, position=0, questions=drawn) if draw else None,
        cases={way.number: (0,) * way.steps for way in cases},
    )
    return len(encode(fullest)) if len(_text(fullest, NUMBER_BITS)) <= LIMIT else max(LIMIT, len(encode(fullest)))


def answer_bits(question: PlayerQuestion) -> int:
    """Return how many bits an answer to *question* takes: 1 for each option, or for each item enough for its label."""
    return answer_bits_of(question.mechanic, len(question.options), len(question.labels))


def answer_bits_of(mechanic: str, options: int, labels: int) -> int:
    """Return how many bits an answer takes to a question of so many *options* (or items) and *labels*."""
    # Labels are stored from 1, and 0 means none, so n labels take the bits of the number n.
    return options * (1 if mechanic == "pick" else labels.bit_length())


def _text(state: SavedState, width: int) -> str:
    bits = _StateWriter(width)
    bits.state(state)
    payload = bits.to_bytes()
    return "2." + urlsafe_b64encode(payload + checksum(payload)).rstrip(b"=").decode()


def checksum(payload: bytes) -> bytes:
    """Return the 4 bytes by which a state that an LMS has changed or cut is told."""
    return zlib.crc32(payload).to_bytes(4, "big")


class _StateWriter(BitWriter):
    """Writes a state whose numbers have *width* bits."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def state(self, state: SavedState) -> None:
        self.add(self._width == NARROW_BITS, width=1)
        self.saturating(state.seq, width=22)
        self.add(state.origin, width=16)
        self.saturating(state.total_centiseconds // 10, width=26)
        self._number(state.bookmark)
        self.add(state.complete, width=1)
        self.add(state.passed, width=1)
        self.saturating(state.attempts, width=6)
        self.saturating(state.completed_on, width=12)
        self.saturating(state.next_answer, width=10)
        best = state.best or Score(0, 0)
        self.add(best.right, width=_SMALL_BITS)
        self.add(best.total, width=_SMALL_BITS)
        self._entries("pages", len(state.pages))
        for page in sorted(state.pages):
            self._number(page)
        self._entries("questions on pages", len(state.tried))
        for question, right in sorted(state.tried.items()):
            self._number(question)
            self.add(right, width=1)
        self.add(state.attempt is not None, width=1)
        if state.attempt:
            self._attempt(state.attempt)
        self.add(bool(state.cases), width=1)
        if state.cases:
            self._cases(state.cases)

    def _number(self, number: int) -> None:
        self.add(number >> (NUMBER_BITS - self._width), width=self._width)

    def _entries(self, what: str, count: int) -> None:
        few = (1 << _FEW_BITS) - 1
        self.add(min(count, few), width=_FEW_BITS)
        if count >= few:
            self.count(what, count, width=_MANY_BITS)

    def _attempt(self, attempt: Attempt) -> None:
        self.add(attempt.submitted, width=1)
        self.add(attempt.seed, width=16)
        self.add(attempt.position, width=_SMALL_BITS)
        self.count("questions in a check", len(attempt.questions), width=_SMALL_BITS)
        for drawn in attempt.questions:
            self._number(drawn.question)
            self.add(drawn.flagged, width=1)
            self.add(drawn.answer is not None, width=1)
            if drawn.answer is not None:
                self.count("bits in an answer", len(drawn.answer), width=_SMALL_BITS)
                self.digits(drawn.answer)

    def _cases(self, cases: Mapping[int, tuple[int, ...]]) -> None:
        self.count("cases", len(cases), width=_CASE_BITS)
        for case, steps in sorted(cases.items()):
            self._number(case)
            self.count("steps in a case", len(steps), width=_CASE_BITS)
            for step in steps:
                self.add(step, width=_OPTION_BITS)
