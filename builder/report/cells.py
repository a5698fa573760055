"""What may be said of how many, so that nobody can work out what fewer than ten people did.

1. No number under ten is said, and every number is rounded down to tens, so that the difference of two is no number of
   people. What is said of all editions together is the sum of what is said of each.
2. A group is divided into its parts only where every part has ten people; in editions, only where that is so in each
   edition that is shown. Else the part that is missing would be what is left.
3. Editions with fewer than ten people, or fewer than ten of those that all together are divided into, are put together
   with the next smallest.
4. Shares are rounded to five per cent among fewer than a hundred people: a whole per cent gives small numbers away.

Reasons, and what an attacker can still do: docs/decisions/043-small-numbers-in-reports.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST = 10
_MANY = 100


@dataclass(frozen=True)
class PeopleGroup:
    """A group of people and the parts into which it falls; who is in a part is in none of the others."""

    name: str
    parts: tuple[PeopleGroup, ...] = ()

    def count(self, people: Mapping[str, int]) -> int:
        """Return how many of *people*, who are counted by the smallest parts, are in this one."""
        return sum(part.count(people) for part in self.parts) if self.parts else people.get(self.name, 0)


@dataclass(frozen=True)
class SaidOf:
    """What is said of a part: at least so many people, and which share of the group, in per cent, if it is divided."""

    at_least: int
    share: int | None


@dataclass(frozen=True)
class SaidRow:
    """What is said of the people of some editions; of those of all, if ``editions`` is empty.

    A part of which nothing is said is not in ``parts``. ``divided`` names the groups whose shares are told.
    """

    editions: tuple[str, ...]
    parts: Mapping[str, SaidOf]
    divided: frozenset[str]


def sayable(people: Mapping[str, Mapping[str, int]], tree: PeopleGroup) -> Sequence[SaidRow]:
    """Return what may be said of *people*, counted by edition and smallest part of *tree*: nothing, if they are few.

    The first row is of all of them; more follow where at least two editions, or groups of editions, are large enough.
    """
    whole = _sum(people.values())
    if tree.count(whole) < LEAST:
        return ()
    of_all = _row((), whole, tree, [whole])
    needed = tree.parts if tree.name in of_all.divided else (tree,)
    groups = _together(people, [part for part in needed if part.count(whole)])
    rows = [_row(editions, counts, tree, list(groups.values())) for editions, counts in groups.items()]
    if len(rows) < 2:
        return (of_all,)
    sums = Counter[str]()
    for row in rows:
        sums.update({name: said.at_least for name, said in row.parts.items()})
    parts = {name: SaidOf(sums[name], said.share) for name, said in of_all.parts.items() if name in sums}
    return (SaidRow((), parts, of_all.divided), *rows)


def _sum(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    return sum(map(Counter, counts), Counter[str]())


def _row(
    editions: tuple[str, ...], own: Mapping[str, int], tree: PeopleGroup, rows: Sequence[Mapping[str, int]]
) -> SaidRow:
    """Return what may be said of *own*; a group is divided where it may be divided in all *rows*."""
    parts = {tree.name: SaidOf(_floor(tree.count(own)), None)}
    divided = set()
    waiting = [(tree, True)]
    while waiting:
        group, may_divide = waiting.pop()
        filled = [part for part in group.parts if any(part.count(counts) for counts in rows)]
        divides = may_divide and len(filled) > 1 and all(part.count(each) >= LEAST for part in filled for each in rows)
        if divides:
            divided.add(group.name)
        for part in filled:
            count = part.count(own)
            if count >= LEAST:
                parts[part.name] = SaidOf(_floor(count), _share(count, group.count(own)) if divides else None)
            waiting.append((part, divides))
    return SaidRow(editions, parts, frozenset(divided))


def _together(
    people: Mapping[str, Mapping[str, int]], needed: Sequence[PeopleGroup]
) -> Mapping[tuple[str, ...], Mapping[str, int]]:
    """Return the editions in groups with at least ten people in each part *needed*, the smallest put together first."""

    def size(editions: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        return min(part.count(groups[editions]) for part in needed), editions

    groups: dict[tuple[str, ...], Counter[str]] = {(edition,): _sum([counts]) for edition, counts in people.items()}
    while len(groups) > 1:
        first, second, *_ = sorted(groups, key=size)
        if size(first)[0] >= LEAST:
            break
        groups[tuple(sorted((*first, *second)))] = groups.pop(first) + groups.pop(second)
    return dict(sorted(groups.items()))


def _floor(count: int) -> int:
    return count // LEAST * LEAST


def _share(count: int, of: int) -> int:
    step = 1 if of >= _MANY else 5
    return step * round(100 * count / of / step)


def in_tens(name: str, counts: Mapping[str, int], rest: str) -> PeopleGroup:
    """Return the group *name* with a part for each of *counts* that has ten people, and one, *rest*, of all others.

    Others that are fewer than ten are put together with the smallest part that is left, and there is always a rest:
    else what is not named would be known to be nobody's answer. What is in the rest counts under its own name there.
    """
    ordered = sorted(counts, key=lambda each: (-counts[each], each))
    shown = [each for each in ordered if counts[each] >= LEAST]
    others = [each for each in ordered if counts[each] < LEAST]
    while shown and sum(counts[each] for each in others) < LEAST:
        others.insert(0, shown.pop())
    return PeopleGroup(name, (*map(PeopleGroup, shown), PeopleGroup(rest, tuple(map(PeopleGroup, others)))))
