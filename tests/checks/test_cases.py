"""Trees of cases, made by chance: sound ones are let pass, and each fault is found where it is, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks import cases as rules
from builder.checks.cases import marks_of_ways
from builder.diagnostics import Diagnostic
from builder.model.cases import END, MOST_STEPS, BranchingCase, CaseEnding, CaseNode, CaseOption, Verdict
from builder.model.course import Course
from builder.source.load import load

RULES = (
    rules.unknown_node,
    rules.node_not_reached,
    rules.case_without_end,
    rules.unknown_mark,
    rules.ending_not_reached,
    rules.ending_missing,
)
MARKS = ("seen", "told", "met")
VERDICTS: tuple[Verdict, ...] = ("best", "partial", "unsafe")


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(Path(__file__).parents[1] / "wide_course").course
    assert loaded
    return loaded


def option(target: str, gives: tuple[str, ...] = ()) -> CaseOption:
    return CaseOption(text="Ask.", verdict="best", feedback="Heard.", then="Ten.", next=target, gives=gives)


def node(name: str, *options: CaseOption) -> CaseNode:
    return CaseNode(id=name, clock="Nine.", you_are="a teacher", known="Rain.", ask="What now?", options=options)


def ending(name: str, needs: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> CaseEnding:
    return CaseEnding(id=name, needs=needs, lacks=lacks, title=name, text="Over.")


def case_of(nodes: tuple[CaseNode, ...], endings: tuple[CaseEnding, ...], start: str = "n0") -> BranchingCase:
    return BranchingCase(
        id="made", levels=("SPR",), title="Made", minutes=1, intro="Go.", start=start, nodes=nodes, endings=endings,
        debrief="Thanks.",
    )  # fmt: skip


def found(course: Course, case: BranchingCase) -> list[Diagnostic]:
    scenarios = (course.scenarios[0].model_copy(update={"case": case}),)
    return [problem for rule in RULES for problem in rule(course.model_copy(update={"scenarios": scenarios}))]


@st.composite
def sound_trees(draw: st.DrawFn) -> BranchingCase:
    """Make trees whose every node leads to the next, and may lead further on, back, or to the end."""
    size = draw(st.integers(1, 6))
    names = [f"n{number}" for number in range(size)]
    gives = st.lists(st.sampled_from(MARKS), unique=True, max_size=2).map(tuple)
    nodes = []
    for number, name in enumerate(names):
        onward = names[number + 1] if number + 1 < size else END
        others = draw(st.lists(st.sampled_from([*names, END]), min_size=1, max_size=3))
        nodes.append(node(name, *(option(target, draw(gives)) for target in (onward, *others))))
    return case_of(tuple(nodes), (ending("else"),))


def every_way(case: BranchingCase, most: int) -> Iterator[frozenset[str]]:
    """Walk every way of at most *most* steps and yield its marks; endings ask about all of them here."""
    waiting = [(case.start, frozenset[str](), 0)]
    for name, marks, steps in waiting:
        if name == END:
            yield marks
        elif steps < most:
            waiting += [(o.next, marks | {*o.gives}, steps + 1) for o in case.by_id[name].options]


@given(case=sound_trees())
def test_a_sound_tree_has_no_problem(course: Course, case: BranchingCase) -> None:
    assert found(course, case) == []
    assert 1 <= case.longest_way <= MOST_STEPS


@given(case=sound_trees())
def test_the_marks_of_its_ways_are_those_with_which_somebody_comes_to_the_end(case: BranchingCase) -> None:
    asking = case.model_copy(update={"endings": (ending("all", MARKS), ending("else"))})
    walked = set(every_way(asking, 6))
    assert walked <= set(marks_of_ways(asking))
    assert set(marks_of_ways(asking)) <= {frozenset(marks) for marks in _subsets(MARKS)}


def _subsets(marks: tuple[str, ...]) -> Iterator[set[str]]:
    for number in range(2 ** len(marks)):
        yield {mark for place, mark in enumerate(marks) if number >> place & 1}


@given(case=sound_trees(), needs=st.sets(st.sampled_from(MARKS)), lacks=st.sets(st.sampled_from(MARKS)))
def test_an_ending_is_called_out_of_reach_if_and_only_if_no_way_meets_it(
    course: Course, case: BranchingCase, needs: set[str], lacks: set[str]
) -> None:
    one = ending("one", tuple(sorted(needs)), tuple(sorted(lacks)))
    asking = case.model_copy(update={"endings": (one, ending("else"))})
    given_marks = {mark for option in case.options for mark in option.gives}
    codes = {problem.code for problem in found(course, asking)}
    if not {*needs, *lacks} <= given_marks:
        assert codes == {"unknown-mark"}
        return
    met = {ending and ending.id for ending in map(asking.ending, marks_of_ways(asking))}
    assert codes == (set() if met == {"one", "else"} else {"ending-not-reached"})


Fault = Callable[[BranchingCase], BranchingCase]


def _lost(case: BranchingCase) -> BranchingCase:
    first, *others = case.nodes
    return case.model_copy(update={"nodes": (node(first.id, option("nowhere"), *first.options), *others)})


def _island(case: BranchingCase) -> BranchingCase:
    return case.model_copy(update={"nodes": (*case.nodes, node("island", option(END), option("n0")))})


def _trap(case: BranchingCase) -> BranchingCase:
    first, *others = case.nodes
    into = node(first.id, option("trap"), *first.options)
    return case.model_copy(update={"nodes": (into, *others, node("trap", option("trap"), option("trap")))})


def _elsewhere(case: BranchingCase) -> BranchingCase:
    return case.model_copy(update={"start": "nowhere"})


def _never(case: BranchingCase) -> BranchingCase:
    return case.model_copy(update={"endings": (ending("never", ("nobody",)), *case.endings)})


def _hidden(case: BranchingCase) -> BranchingCase:
    return case.model_copy(update={"endings": (*case.endings, ending("hidden"))})


FAULTS: dict[Fault, str] = {
    _lost: "unknown-node", _elsewhere: "unknown-node", _island: "node-not-reached", _trap: "case-without-end",
    _never: "unknown-mark", _hidden: "ending-not-reached",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
@given(case=sound_trees())
def test_one_fault_in_a_sound_tree_is_found_and_no_other(course: Course, case: BranchingCase, fault: Fault) -> None:
    assert {problem.code for problem in found(course, fault(case))} == {FAULTS[fault]}
