"""Modules that require each other in a circle are told, and only those."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builder.checks.modules import requires_circle
from builder.model.course import Course
from builder.source.load import load

SLUGS = ("a", "b", "c", "d", "e")
LOADED = load(Path(__file__).parent.parent / "small_course").course
assert LOADED is not None
MODULE = LOADED.contents[0]
EMPTY: Course = LOADED.model_copy(update={"modules": SLUGS})
REQUIRED = st.fixed_dictionaries({slug: st.lists(st.sampled_from((*SLUGS, "gone")), unique=True) for slug in SLUGS})


def has_circle(required: dict[str, list[str]]) -> bool:
    try:
        TopologicalSorter(required).prepare()
    except CycleError:
        return True
    return False


@given(REQUIRED)
def test_there_is_a_problem_if_and_only_if_there_is_a_circle_and_each_step_of_it_is_one(
    required: dict[str, list[str]],
) -> None:
    contents = tuple(MODULE.model_copy(update={"slug": slug, "requires": tuple(required[slug])}) for slug in SLUGS)
    problems = list(requires_circle(EMPTY.model_copy(update={"contents": contents})))
    assert bool(problems) == has_circle(required)
    for problem in problems:
        way = problem.message.partition(":")[0].split(" requires ")
        assert way[0] == way[-1] == min(way)
        assert all(there in required[here] for here, there in pairwise(way))
