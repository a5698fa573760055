"""Rules for branching cases: every way through one comes to an end, and every part of it is on some way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.checks.parts import of_lost_story, unknown, unknown_names
from builder.diagnostics import Diagnostic, counted, did_you_mean, error
from builder.model.cases import END, BranchingCase
from builder.model.course import Course

#: With more, there would be more ways to tell apart than a check can follow.
_MOST_MARKS = 12


def unknown_branching_case(course: Course) -> Iterator[Diagnostic]:
    """A branching case that is in no scenario's file.

    Why: the page would have a hole where learners should decide.

    Example: `::: case S02-cases` where the scenario's case has the id `S02-case`.

    Instead: use the id that stands below `case:` in a scenario's file.
    """
    yield from unknown_names(course, "branching-case", "branching case", untold=of_lost_story(course))


def unknown_node(course: Course) -> Iterator[Diagnostic]:
    """An option of a branching case leads to a node that is not there, or the case starts at one.

    Why: learners would choose, and nothing would follow.

    Example: `next: S01-n5` where the last node is `S01-n4`; a node called `END`.

    Instead: use the id of a node of the same case, or `END` where the case is over.
    """
    for case in _cases(course):
        for node in case.nodes:
            if node.id == END:
                hint = "call the node something else"
                yield error("unknown-node", course.place(node, "id"), f"{END!r} is where a case is over", hint)
        if case.start not in case.by_id:
            where = course.place(case, "start")
            yield unknown("unknown-node", where, what="node", name=case.start, known=case.by_id)
        for option in case.options:
            if option.next not in case.by_id and option.next != END:
                where = course.place(option, "next")
                yield unknown("unknown-node", where, what="node", name=option.next, known=[*case.by_id, END])


def node_not_reached(course: Course) -> Iterator[Diagnostic]:
    """A node of a branching case that nothing leads to.

    Why: nobody would ever see it. A case starts at one node, and every other one follows an option.

    Example: a node `S01-n3` that is the `next:` of no option on the way from `start:`.

    Instead: let an option lead there, or take the node out.
    """
    for case in filter(_is_joined, _cases(course)):
        reached = _reached(case)
        for node in case.nodes:
            if node.id not in reached:
                message = f"nothing leads from {case.start} to {node.id}"
                hint = "a case has one start: let an option lead here with next:, or take the node out"
                yield error("node-not-reached", course.place(node, "id"), message, hint)


def case_without_end(course: Course) -> Iterator[Diagnostic]:
    """A node of a branching case from which no way leads to an end.

    Why: learners would go round in circles, whatever they chose.

    Example: the options of `S01-n2` all lead to `S01-n3`, and those of `S01-n3` all back to `S01-n2`.

    Instead: let one option lead on, or to `END`.
    """
    for case in filter(_is_joined, _cases(course)):
        ending = _ending(case)
        for node in case.nodes:
            if node.id not in ending:
                message = f"no way from {node.id} comes to an end"
                yield error("case-without-end", course.place(node, "id"), message, f"let an option lead to {END}")


def unknown_mark(course: Course) -> Iterator[Diagnostic]:
    """An ending asks about a mark that no option gives, or endings ask about too many marks.

    Why: an ending that needs what nobody can have is never shown, and one that lacks it is shown to everybody.

    Example: `needs: [seen_early]` where the option says `gives: [seen_earlier]`.

    Instead: write the mark as it stands in `gives:`.
    """
    for case in _cases(course):
        given = _given(case)
        for ending in case.endings:
            for key in ("needs", "lacks"):
                for number, mark in enumerate(getattr(ending, key)):
                    if mark not in given:
                        hint = did_you_mean(mark, given, "an option gives a mark with gives:")
                        where = course.place(ending, key, number)
                        yield error("unknown-mark", where, f"no option gives the mark {mark!r}", hint)
        if len(case.asked_marks) > _MOST_MARKS:
            message = f"its endings ask about {counted(len(case.asked_marks), 'mark')}; {_MOST_MARKS} are allowed"
            yield error("unknown-mark", course.place(case, "endings"), message, "let fewer marks choose the ending")


def ending_not_reached(course: Course) -> Iterator[Diagnostic]:
    """An ending of a branching case that no way leads to.

    Why: nobody would ever read it. The first ending that fits is shown, so an ending with neither `needs:` nor
    `lacks:` hides every one below it.

    Example: `needs: [seen_early, seen_late]` where each way gives one of them at most.

    Instead: change what it needs or lacks, move it up, or take it out.
    """
    for case in filter(_can_be_walked, _cases(course)):
        ways = marks_of_ways(case)
        shown = [ending.id for ending in map(case.ending, ways) if ending]
        for ending in case.endings:
            if ending.id not in shown:
                fits = any(ending.fits(marks) for marks in ways)
                message = f"no way leads to {ending.id}" + (": an ending above it always fits too" if fits else "")
                hint = "the first ending that fits is shown; change needs: and lacks:, or the order"
                yield error("ending-not-reached", course.place(ending, "id"), message, hint)


def ending_missing(course: Course) -> Iterator[Diagnostic]:
    """A way through a branching case has no ending.

    Why: learners would come to the end, and nothing would be there.

    Example: two endings, both with `needs:`, and a way that gives neither mark.

    Instead: let the last ending have neither `needs:` nor `lacks:`: it is for everybody else.
    """
    for case in filter(_can_be_walked, _cases(course)):
        missing = next((marks for marks in marks_of_ways(case) if case.ending(marks) is None), None)
        if missing is not None:
            having = f"with {' and '.join(sorted(missing))}" if missing else "without a mark"
            hint = "add a last ending without needs: and lacks:"
            yield error("ending-missing", course.place(case, "endings"), f"no ending fits a way {having}", hint)


def marks_of_ways(case: BranchingCase) -> tuple[frozenset[str], ...]:
    """Return the marks, of those that endings ask about, with which a learner can come to the end of *case*."""
    waiting = [(case.start, frozenset[str]())]
    seen = set(waiting)
    for name, marks in waiting:
        for option in case.by_id[name].options if name != END else ():
            after = option.next, marks | case.asked_marks.intersection(option.gives)
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return tuple(marks for name, marks in waiting if name == END)


def _cases(course: Course) -> Iterator[BranchingCase]:
    return (scenario.case for scenario in course.scenarios if scenario.case)


def _is_joined(case: BranchingCase) -> bool:
    """Say whether every option leads somewhere; if not, that is what to say first."""
    return END not in case.by_id and {case.start, *(option.next for option in case.options)} <= {*case.by_id, END}


def _can_be_walked(case: BranchingCase) -> bool:
    whole = _is_joined(case) and len(case.asked_marks) <= _MOST_MARKS and case.asked_marks <= _given(case)
    return whole and len(case.by_id) == len(_reached(case) - {END}) == len(_ending(case))


def _given(case: BranchingCase) -> set[str]:
    return {mark for option in case.options for mark in option.gives}


def _reached(case: BranchingCase) -> set[str]:
    """Return the nodes, and ``END``, to which a way leads from the start."""
    leads = {node.id: {option.next for option in node.options} for node in case.nodes}
    return _closure({case.start}, leads)


def _ending(case: BranchingCase) -> set[str]:
    """Return the nodes from which a way leads to the end."""
    comes_from: dict[str, set[str]] = {}
    for node in case.nodes:
        for option in node.options:
            comes_from.setdefault(option.next, set()).add(node.id)
    return _closure({END}, comes_from) - {END}


def _closure(begun: set[str], leads: Mapping[str, set[str]]) -> set[str]:
    waiting = list(begun)
    for name in waiting:
        waiting += leads.get(name, set()).difference(waiting)
    return set(waiting)
