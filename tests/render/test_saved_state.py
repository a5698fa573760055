"""The codec of saved state: the form that both languages share."""

from __future__ import annotations

import json
import string
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.model.numbers import NARROW_BITS, NUMBER_BITS, natural_number, numbered
from builder.render.bits import BitWriter, StateOverflow
from builder.render.saved_state import LIMIT, checksum, encode
from builder.render.state_model import Attempt, DrawnQuestion, SavedState, Score
from builder.render.state_reader import decode

VECTORS = Path(__file__).parent.parent / "vectors"
STATES = json.loads((VECTORS / "saved_state.json").read_text(encoding="utf-8"))
LAYOUTS = json.loads((VECTORS / "earlier_layouts.json").read_text(encoding="utf-8"))
FINGERPRINTS = json.loads((VECTORS / "fingerprints.json").read_text(encoding="utf-8"))["fingerprints"]

fingerprints = st.integers(0, 2**24 - 1)
small = st.integers(0, 63)
drawn = st.builds(DrawnQuestion, fingerprints, st.booleans(), st.none() | st.text("01", max_size=63))
attempts = st.builds(Attempt, st.booleans(), st.integers(0, 2**16 - 1), small, st.lists(drawn, max_size=10).map(tuple))
states = st.builds(
    SavedState,
    seq=st.integers(0, 2**22 - 1),
    origin=st.integers(0, 2**16 - 1),
    total_centiseconds=st.integers(0, 2**26 - 1).map(lambda deciseconds: deciseconds * 10),
    bookmark=fingerprints,
    complete=st.booleans(),
    passed=st.booleans(),
    attempts=small,
    completed_on=st.integers(0, 4095),
    next_answer=st.integers(0, 1023),
    best=st.none() | st.builds(Score, small, st.integers(1, 63)),
    pages=st.frozensets(fingerprints, max_size=40),
    tried=st.dictionaries(fingerprints, st.booleans(), max_size=40),
    attempt=st.none() | attempts,
    cases=st.dictionaries(fingerprints, st.lists(st.integers(0, 7), max_size=15).map(tuple), max_size=6),
)


def from_vector(row: dict[str, Any]) -> SavedState:
    attempt = row["attempt"]
    return SavedState(
        seq=row["seq"],
        origin=row["origin"],
        total_centiseconds=row["totalCentiseconds"],
        bookmark=row["bookmark"],
        complete=row["complete"],
        passed=row["passed"],
        attempts=row["attempts"],
        completed_on=row["completedOn"],
        next_answer=row["nextAnswer"],
        best=Score(**row["best"]) if row["best"] else None,
        pages=frozenset(row["pages"]),
        tried={each["question"]: each["right"] for each in row["tried"]},
        attempt=attempt
        and Attempt(**{**attempt, "questions": tuple(DrawnQuestion(**each) for each in attempt["questions"])}),
        cases={path["case"]: tuple(path["steps"]) for path in row["cases"]},
    )


@pytest.mark.parametrize("vector", STATES["valid"], ids=lambda vector: vector["name"])
def test_a_state_has_the_text_on_which_both_languages_agreed(vector: dict[str, Any]) -> None:
    state = from_vector(vector["state"])
    assert encode(state) == vector["text"]
    assert decode(vector["text"]) == state


@pytest.mark.parametrize("vector", STATES["layout 1"], ids=lambda vector: vector["name"])
def test_layout_1_is_read_for_ever(vector: dict[str, Any]) -> None:
    assert decode(vector["text"]) == from_vector(vector["state"])


@pytest.mark.parametrize("vector", STATES["invalid"], ids=lambda vector: vector["name"])
def test_what_no_player_of_ours_wrote_is_no_state(vector: dict[str, Any]) -> None:
    assert decode(vector["text"]) is None


@pytest.mark.parametrize("vector", FINGERPRINTS, ids=lambda vector: vector["parts"][0] + "-" + vector["parts"][-1])
def test_a_fingerprint_never_changes(vector: dict[str, Any]) -> None:
    number = natural_number(tuple(vector["parts"]))
    assert (number >> (NUMBER_BITS - NARROW_BITS), number) == (vector["fingerprint"], vector["number"])


@given(states)
def test_a_state_survives_the_round_trip(state: SavedState) -> None:
    assert decode(encode(state)) == state


def bits_of(state: SavedState) -> str:
    payload = urlsafe_b64decode(encode(state).removeprefix("2.") + "==")[:-4]
    return "".join(f"{byte:08b}" for byte in payload)


def sealed(bits: str) -> str:
    payload = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    return "2." + urlsafe_b64encode(payload + checksum(payload)).rstrip(b"=").decode()


@given(states, st.integers(1, 9))
def test_a_state_with_more_behind_it_is_no_state_though_its_checksum_is_right(state: SavedState, count: int) -> None:
    assert decode(sealed(bits_of(state))) == decode(encode(state)) is not None
    assert decode(sealed(bits_of(state) + "0" * 8 * count)) is None
    assert decode(sealed(bits_of(state) + "0" * 7 + "1")) is None


@pytest.mark.parametrize("count", [0, 1, 254, 255, 256])
def test_each_number_of_pages_is_written_in_one_way(count: int) -> None:
    state = SavedState(pages=frozenset(number * 16 for number in range(count)))
    assert decode(encode(state)) == state
    # Their number stands behind 131 bits, or 127 in a narrow state, in 8 bits, or in 12 behind those.
    bits = bits_of(state)
    start = 131 - 4 * int(bits[0])
    few, rest = bits[start : start + 8], bits[start + 8 :]
    assert int(few, 2) == min(count, 255)
    if count < 255:
        assert decode(sealed(f"{bits[:start]}{255:08b}{count:012b}{rest}")) is None


def test_the_longest_state_of_which_nothing_is_lost_has_as_many_characters_as_the_limit() -> None:
    """The limit: docs/decisions/020-saved-state.md."""
    whole = []
    for count in range(240, 250):
        for length in range(0, 64, 6):
            attempt = Attempt(False, 0, 0, (DrawnQuestion(3, answer="1" * length),))
            state = SavedState(pages=frozenset(number * 16 + 3 for number in range(count)), attempt=attempt)
            if decode(text := encode(state)) == state:
                whole.append(len(text))
    assert max(whole) == LIMIT == 1024


@given(st.text())
def test_any_text_at_all_is_either_a_state_or_none(text: str) -> None:
    state = decode(text)
    assert state is None or encode(state) == text


@given(st.from_regex(r"\A(1\.[A-Za-z0-9_-]{0,80}\.[0-9a-f]{8}|2\.[A-Za-z0-9_-]{0,80})\Z"))
def test_text_of_the_right_form_is_either_a_state_or_none(text: str) -> None:
    state = decode(text)
    assert state is None or decode(encode(state)) is not None


@settings(max_examples=1000)
@given(st.binary(max_size=120))
def test_a_thousand_payloads_with_the_right_checksum_are_each_a_state_or_none(payload: bytes) -> None:
    sealed = urlsafe_b64encode(payload + checksum(payload)).rstrip(b"=").decode()
    state = decode(f"2.{sealed}")
    assert state is None or decode(encode(state)) is not None
    body = "1." + urlsafe_b64encode(payload).rstrip(b"=").decode()
    earlier = decode(f"{body}.{zlib.crc32(body.encode()):08x}")
    assert earlier is None or decode(encode(earlier)) is not None


@pytest.mark.parametrize("change", [-1, 1])
def test_a_text_of_layout_1_with_any_other_checksum_is_no_state(change: int) -> None:
    texts = [layout["text"] for layout in LAYOUTS["layouts"] if layout["text"].startswith("1.")]
    for text in texts:
        body, _, told = text.rpartition(".")
        assert decode(f"{body}.{(int(told, 16) + change) % (1 << 32):08x}") is None
    assert texts


@pytest.mark.parametrize("layout", LAYOUTS["layouts"], ids=lambda layout: layout["name"])
def test_a_text_from_before_the_course_was_changed_still_holds_what_it_held(layout: dict[str, Any]) -> None:
    state = decode(layout["text"])
    assert state is not None
    module, wrote = LAYOUTS["module"], layout["wrote"]

    def front(*ids: str) -> int:
        """Return the number of which layout 1 knew only the first bits."""
        return natural_number((module, *ids)) >> 4 << 4

    assert state.pages == {front(page) for page in wrote["read"]}
    assert set(state.tried) == {front(*question) for question in wrote["tried"]}
    drawn = state.attempt.questions if state.attempt else ()
    assert [each.question for each in drawn] == [front(*question) for question in wrote["drawn"]]
    for page in layout["now"]["pages"]:
        assert page["fingerprint"] == natural_number((module, page["id"]))
    for question in layout["now"]["questions"]:
        assert question["fingerprint"] == natural_number((module, question["id"], *question["options"]))


@given(states, st.data())
def test_a_changed_character_is_noticed(state: SavedState, data: st.DataObject) -> None:
    text = encode(state)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(min_codepoint=33, max_codepoint=126))
    changed = text[:at] + other + text[at + 1 :]
    assert changed == text or decode(changed) is None


@settings(max_examples=20)
@given(states)
def test_a_state_has_one_text_and_no_other_last_character(state: SavedState) -> None:
    """The last character has bits to spare, of which base64 in Python says nothing."""
    text = encode(state)
    others = [text[:-1] + last for last in f"{string.ascii_letters}{string.digits}-_" if last != text[-1]]
    assert [other for other in others if decode(other)] == []


@given(states, st.data())
def test_a_state_that_an_lms_cut_off_is_noticed(state: SavedState, data: st.DataObject) -> None:
    text = encode(state)
    assert decode(text[: data.draw(st.integers(0, len(text) - 1))]) is None


def test_numbers_that_only_grow_stop_at_their_greatest_value() -> None:
    state = decode(encode(SavedState(seq=2**24, total_centiseconds=2**40, attempts=256, next_answer=5000)))
    assert state == SavedState(seq=2**22 - 1, total_centiseconds=(2**26 - 1) * 10, attempts=63, next_answer=1023)


@given(width=st.integers(1, 24), value=st.integers(-2, 1 << 25))
@example(width=3, value=8)
@example(width=3, value=7)
@example(width=3, value=-1)
@example(width=3, value=0)
def test_a_number_that_has_room_is_written_in_its_bits_and_any_other_is_refused(width: int, value: int) -> None:
    writer = BitWriter()
    if 0 <= value < 2**width:
        writer.add(value, width=width)
        assert int.from_bytes(writer.to_bytes(), "big") >> (-width % 8) == value
    else:
        with pytest.raises(StateOverflow):
            writer.add(value, width=width)


def test_more_pages_than_can_be_counted_are_an_error_in_words() -> None:
    with pytest.raises(StateOverflow, match="4096 pages; saved state has room for 4095"):
        encode(SavedState(pages=frozenset(range(4096))))


def test_a_state_is_made_shorter_where_it_would_pass_the_limit() -> None:
    pages = frozenset(number * 16 + 3 for number in range(247))
    assert decode(encode(SavedState(pages=pages, cases={5: (1, 2)}))) == SavedState(pages=pages)
    more = frozenset(number * 16 + 3 for number in range(252))
    narrow = encode(SavedState(pages=more))
    assert len(narrow) <= LIMIT
    assert decode(narrow) == SavedState(pages=frozenset(number - 3 for number in more))


@given(st.integers(0, 254), st.integers(0, 254), st.lists(st.integers(0, 63), max_size=63))
def test_what_fitted_into_layout_1_fits_today(seen: int, tried: int, answers: list[int]) -> None:
    state = SavedState(
        pages=frozenset(number * 16 + 3 for number in range(seen)),
        tried={number * 16 + 3: True for number in range(tried)},
        attempt=Attempt(True, 0, 0, tuple(DrawnQuestion(3, answer="1" * length) for length in answers))
        if answers
        else None,
    )
    bits = 24 + 16 + 30 + 20 + 2 + 8 + 13 + 8 + 20 * seen + 8 + 21 * tried + 1
    bits += (1 + 16 + 6 + 6 + sum(28 + length for length in answers)) if answers else 0
    layout_1 = 2 + -(-(-(-bits // 8) * 8) // 6) + 9
    assert layout_1 > LIMIT or len(encode(state)) <= LIMIT


@given(st.sets(st.tuples(st.just("M"), st.text("abc", min_size=1, max_size=6)), max_size=60), st.data())
def test_no_two_ids_have_one_number_and_what_is_out_keeps_its_own(
    names: set[tuple[str, ...]], data: st.DataObject
) -> None:
    first = numbered(names, {})
    assert len({number >> 4 for number in first.values()}) == len(names)
    newer = {("M", f"new-{number}") for number in range(data.draw(st.integers(0, 40)))}
    kept = data.draw(st.sets(st.sampled_from(sorted(names)))) if names else set()
    gone = [number for name, number in first.items() if name not in kept]
    then = numbered(kept | newer, first, gone)
    assert {name: then[name] for name in kept} == {name: first[name] for name in kept}
    assert not {number >> 4 for name, number in then.items() if name in newer} & {n >> 4 for n in first.values()}


def test_five_thousand_ids_have_five_thousand_numbers() -> None:
    numbers = numbered([("M", f"M-{number}") for number in range(5_000)], {})
    assert len({number >> 4 for number in numbers.values()}) == 5_000
    assert all(number % 16 and number < 2**NUMBER_BITS for number in numbers.values())
