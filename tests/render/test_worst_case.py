"""The longest state that a module can reach: no learner's is longer, and one who does everything reaches it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.render.player_data import PlayerOption, PlayerPage, PlayerQuestion, PlayerWay
from builder.render.saved_state import LIMIT, Attempt, DrawnQuestion, SavedState, Score, encode, worst_case
from builder.tracking import load_tracking

fingerprints, small = st.integers(0, 2**20 - 1), st.integers(0, 63)


def page(number: int) -> PlayerPage:
    return PlayerPage(id=f"P-{number}", title="", iri="", fingerprint=number, minutes=1, core=True)


def question(number: int, *, options: int, labels: int = 0) -> PlayerQuestion:
    return PlayerQuestion(
        id=f"Q-{number}",
        tracking_id="",
        iri="",
        fingerprint=number,
        kind="match" if labels else "choice",
        mechanic="assign" if labels else "pick",
        stem="",
        choose=1,
        options=tuple(PlayerOption(id="a", text="", feedback="", answer=0) for _ in range(options)),
        labels=("",) * labels,
    )


questions = st.builds(question, fingerprints, options=st.integers(2, 9), labels=st.sampled_from([0, 2, 3, 4, 7, 8, 30]))


banks = st.lists(questions, min_size=1, max_size=30)
PAGES, TAUGHT = [page(number) for number in range(9)], [question(number, options=3) for number in range(5)]


@given(banks, st.integers(1, 50), st.data())
def test_no_state_of_a_module_is_longer_than_its_worst_case(
    bank: list[PlayerQuestion], draw: int, data: st.DataObject
) -> None:
    longest = worst_case(pages=PAGES, taught=TAUGHT, bank=bank, draw=draw)
    asked = data.draw(st.permutations(bank))[:draw]
    answers = st.none() | st.integers(0)
    state = SavedState(
        seq=data.draw(st.integers(0, 2**24)),
        total_centiseconds=data.draw(st.integers(0, 2**30)),
        bookmark=8,
        best=data.draw(st.none() | st.builds(Score, small, st.integers(1, 63))),
        pages=data.draw(st.frozensets(st.sampled_from(range(9)))),
        tried=data.draw(st.dictionaries(st.sampled_from(range(5)), st.booleans())),
        attempt=Attempt(
            submitted=data.draw(st.booleans()),
            seed=data.draw(st.integers(0, 2**16 - 1)),
            position=0,
            questions=tuple(
                DrawnQuestion(each.fingerprint, answer=_answer(each, data.draw(answers))) for each in asked
            ),
        ),
    )
    assert len(encode(state)) <= longest


@given(banks, st.integers(1, 50), st.integers(0))
def test_the_learner_who_did_all_there_is_and_met_the_longest_questions_reaches_the_worst_case(
    bank: list[PlayerQuestion], draw: int, number: int
) -> None:
    assert len(encode(_fullest(bank, draw, number))) == worst_case(pages=PAGES, taught=TAUGHT, bank=bank, draw=draw)


@pytest.mark.parametrize("turn", range(3))
def test_the_worst_case_of_questions_of_many_lengths_is_that_of_the_longest_ones(turn: int) -> None:
    lengths = [(2, 0), (9, 0), (3, 30), (9, 7), (4, 0), (2, 3)]
    bank = [question(number, options=options, labels=labels) for number, (options, labels) in enumerate(lengths)]
    drawn = (
        DrawnQuestion(3, answer="1" * 9 * 3),
        DrawnQuestion(2, answer="1" * 3 * 5),
        DrawnQuestion(1, answer="1" * 9),
    )
    fullest = SavedState(
        best=Score(3, 3),
        pages=frozenset(range(9)),
        tried=dict.fromkeys(range(5), True),
        attempt=Attempt(submitted=True, seed=7, position=2, questions=drawn),
    )
    turned = bank[turn * 2 :] + bank[: turn * 2]
    assert len(encode(fullest)) == worst_case(pages=PAGES, taught=TAUGHT, bank=turned, draw=3)


def _fullest(bank: list[PlayerQuestion], draw: int, number: int) -> SavedState:
    """Return the state of one who read, tried and answered everything, and drew the questions that take most room."""
    answers = [(each.fingerprint, _answer(each, number) or "") for each in bank]
    drawn = sorted(answers, key=lambda answer: len(answer[1]))[-draw:]
    return SavedState(
        best=Score(0, 0),
        pages=frozenset(page.fingerprint for page in PAGES),
        tried={question.fingerprint: True for question in TAUGHT},
        attempt=Attempt(
            submitted=True, seed=0, position=0, questions=tuple(DrawnQuestion(n, answer=a) for n, a in drawn)
        ),
    )


def _answer(asked: PlayerQuestion, number: int | None) -> str | None:
    """Return an answer as the player packs it: a bit for each option, or for each item enough for its label."""
    if number is None:
        return None
    values = 2 if asked.mechanic == "pick" else len(asked.labels) + 1
    width = (values - 1).bit_length()
    return "".join(f"{(number + item) % values:0{width}b}" for item in range(len(asked.options)))


def test_a_module_without_a_check_needs_no_room_for_one() -> None:
    assert worst_case(pages=[page(1)], taught=[], bank=[], draw=0) == len(encode(SavedState(pages=frozenset({1}))))


def test_ways_through_cases_are_counted_as_far_as_they_fit() -> None:
    ways = [PlayerWay(number=number << 4 | 1, steps=4) for number in range(1, 4)]
    walked = SavedState(
        pages=frozenset({1}),
        tried=dict.fromkeys((way.number for way in ways), True),
        cases={way.number: (5,) * way.steps for way in ways},
    )
    assert worst_case(pages=[page(1)], taught=[], bank=[], draw=0, cases=ways) == len(encode(walked))
    full = [page(number << 4 | 1) for number in range(1, 230)]
    assert worst_case(pages=full, taught=[], bank=[], draw=0, cases=ways) <= LIMIT


def test_a_state_may_be_as_long_here_as_in_the_facts_that_the_player_reads() -> None:
    assert load_tracking().state.limit == LIMIT


def test_a_page_more_never_makes_the_worst_case_shorter_though_states_that_pass_the_limit_are_written_narrower() -> (
    None
):
    pages = [page(number << 4 | 1) for number in range(310)]
    lengths = [worst_case(pages=pages[:count], taught=[], bank=[], draw=0) for count in range(230, 310)]
    assert lengths == sorted(lengths)
    assert lengths.count(LIMIT) > 1 and lengths[0] < LIMIT < lengths[-1]
