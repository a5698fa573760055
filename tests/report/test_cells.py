"""Nothing is said of fewer than ten people, and an attacker who adds and subtracts learns no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from builder.report.cells import LEAST, PeopleGroup, SaidRow, in_tens, sayable
from builder.report.summary import PROGRESS

People = Mapping[str, Mapping[str, int]]
#: Around ten, where it matters; and some that are large.
COUNTS = st.one_of(st.integers(0, 24), st.integers(0, 300))


def leaves(tree: PeopleGroup) -> list[str]:
    return [name for part in tree.parts for name in leaves(part)] if tree.parts else [tree.name]


def all_parts(tree: PeopleGroup) -> Iterator[PeopleGroup]:
    yield tree
    for part in tree.parts:
        yield from all_parts(part)


def in_editions(names: Sequence[str]) -> st.SearchStrategy[People]:
    counts = st.dictionaries(st.sampled_from(names), COUNTS)
    return st.dictionaries(st.sampled_from(["anyborough", "otherton", "tinyham"]), counts, min_size=1)


def exact(people: People, row: SaidRow, part: PeopleGroup) -> int:
    return sum(part.count(counts) for edition, counts in people.items() if edition in (row.editions or people))


def attack(people: People, tree: PeopleGroup, rows: Sequence[SaidRow]) -> None:
    """Give the attacker more than is said, each shown share as an exact number, and see what can be worked out."""
    atoms = [(edition, leaf) for edition in people for leaf in leaves(tree)]
    parts = {part.name: part for part in all_parts(tree)}
    known = [
        [Fraction(edition in (row.editions or people) and leaf in leaves(parts[name])) for edition, leaf in atoms]
        for row in rows
        for name, said in row.parts.items()
        if said.share is not None or name == tree.name
    ]
    counts = [people[edition].get(leaf, 0) for edition, leaf in atoms]
    reduced, pivots = echelon(known)
    # A sum that follows from what is known is a combination of its rows; its pivots say of which.
    for chosen in product((0, 1), repeat=len(pivots)):
        combined = [sum(row[n] for row, is_in in zip(reduced, chosen, strict=True) if is_in) for n in range(len(atoms))]
        if any(chosen) and set(combined) <= {0, 1}:
            assert sum(count for count, is_in in zip(counts, combined, strict=True) if is_in) >= LEAST


def echelon(rows: list[list[Fraction]]) -> tuple[list[list[Fraction]], list[int]]:
    """Return the reduced row echelon form of *rows*, without empty rows, and the columns of its pivots."""
    rows, pivots = [list(row) for row in rows], list[int]()
    for column in range(len(rows[0])):
        found = len(pivots)
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        rows[found] = [value / rows[found][column] for value in rows[found]]
        for n in range(len(rows)):
            if n != found and (factor := rows[n][column]):
                rows[n] = [a - factor * b for a, b in zip(rows[n], rows[found], strict=True)]
        pivots.append(column)
    return rows[: len(pivots)], pivots


STAGES = [name for name in leaves(PROGRESS) if name != "once"]


@given(in_editions(STAGES))
def test_who_subtracts_never_learns_how_far_fewer_than_ten_people_came(people: People) -> None:
    rows = sayable(people, PROGRESS)
    if rows:
        known = PeopleGroup(PROGRESS.name, tuple(without_once(part) for part in PROGRESS.parts))
        attack(people, known, rows)


def without_once(part: PeopleGroup) -> PeopleGroup:
    return PeopleGroup(part.name, tuple(without_once(inside) for inside in part.parts if inside.name != "once"))


@given(in_editions(["right", "=a", "=b", "=c", "=d"]))
def test_who_subtracts_never_learns_what_fewer_than_ten_people_answered(people: People) -> None:
    wrong = {name: sum(counts.get(name, 0) for counts in people.values()) for name in ("=a", "=b", "=c", "=d")}
    tree = PeopleGroup("answered", (PeopleGroup("right"), in_tens("wrong", wrong, "others")))
    rows = sayable(people, tree)
    if rows:
        attack(people, tree, rows)


@given(in_editions(STAGES))
def test_every_number_is_of_ten_people_and_rounded_down_so_that_a_difference_is_no_number_of_people(
    people: People,
) -> None:
    parts = {part.name: part for part in all_parts(PROGRESS)}
    for row in sayable(people, PROGRESS):
        for name, said in row.parts.items():
            count = exact(people, row, parts[name])
            assert said.at_least % LEAST == 0 < said.at_least <= count


@given(in_editions(STAGES))
def test_all_editions_together_say_no_more_than_the_editions_do(people: People) -> None:
    of_all, *rows = sayable(people, PROGRESS) or [SaidRow((), {}, frozenset())]
    for name, said in of_all.parts.items():
        assert not rows or said.at_least == sum(row.parts[name].at_least for row in rows if name in row.parts)


def test_nothing_is_said_of_nine_people_and_something_of_ten() -> None:
    assert sayable({"anyborough": {"tried": 9}}, PROGRESS) == ()
    assert len(sayable({"anyborough": {"tried": 10}}, PROGRESS)) == 1


def test_an_edition_of_three_is_told_with_another_and_a_large_one_alone() -> None:
    people = {name: {"tried": n, "first try": n} for name, n in (("large", 90), ("small", 12), ("tiny", 3))}
    assert [row.editions for row in sayable(people, PROGRESS)] == [(), ("large",), ("small", "tiny")]
