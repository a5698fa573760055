"""A course folder to a course and all its problems, also those against its house rules if it has some.

``builder.house`` is imported only for a course that has house rules: no other needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.checks import CHECKS_BY_EXTENT, found_by
from builder.checks.calendar import CALENDAR_CHECKS, Occasion, future_date
from builder.checks.editions import CHECKS_OF_SLOTS, EDITION_CALENDAR_CHECKS, EDITION_CHECKS
from builder.checks.stories import held_part_used
from builder.diagnostics import Diagnostic, Findings, Severity, few_looks
from builder.model.course import Course, Locate
from builder.model.edition import Edition
from builder.model.going_out import held_names
from builder.model.in_edition import in_edition
from builder.source.editions import EditionFolder, find_editions, read_edition
from builder.source.load import EDITIONS, Loaded, load


@dataclass(frozen=True)
class Judged:
    """A course, and every problem of it in the order of their places."""

    #: What could be read of it: nothing without a sound ``course.yaml``.
    read: Course | None
    #: The course as it goes out, without what is held, if there was no error in reading it.
    course: Course | None
    problems: tuple[Diagnostic, ...]
    #: Its editions that could be read, on an occasion, each with what finds its places.
    editions: tuple[tuple[Edition, Locate], ...] = ()


def judge(
    root: Path,
    occasion: Occasion | None = None,
    editions: Path | None = None,
    read: Callable[[Course], object] = lambda _: None,
) -> Judged:
    """Return the course in the folder *root* with its problems: those of reading it, and those that rules find.

    On an *occasion*, all its editions are judged as well: those in the folder *editions*, or else in its own. *read* is
    told the course as it goes out once it was read without an error, before the rules look at it.
    """
    judged = _judge_course(root, occasion, read)
    if occasion is None or judged.course is None:
        return judged
    found = Findings()
    folder = find_editions(editions or root / EDITIONS, found.add)
    of_editions = judge_editions(judged.course, folder, folder.ids, occasion)
    problems = tuple(sorted({*judged.problems, *found.all(), *of_editions.problems}))
    return replace(judged, problems=problems, editions=of_editions.editions)


def read_course(root: Path) -> Judged:
    """Return the course in the folder *root* with the problems of reading it. No rule is asked."""
    loaded = _loaded(root)
    return Judged(loaded.read, loaded.course, tuple(sorted(loaded.problems)))


def _loaded(root: Path) -> Loaded:
    loaded = load(root)
    if not loaded.house:
        return loaded
    from builder.house.course import with_house

    return with_house(loaded)


@dataclass(frozen=True)
class JudgedEditions:
    """Those of several editions that could be read, each with what finds its places, and every problem with them."""

    editions: tuple[tuple[Edition, Locate], ...]
    problems: tuple[Diagnostic, ...]


def judge_editions(
    course: Course, folder: EditionFolder, ids: Iterable[str], occasion: Occasion | None = None
) -> JudgedEditions:
    """Return the editions *ids* of *folder*, and how *course*, which has no errors itself, stands in them.

    On an *occasion*, what the calendar and a release ask for of an edition is added.
    """
    found = Findings()
    editions = []
    ids = tuple(ids)
    of_course = {problem for check in CHECKS_OF_SLOTS for problem in check(course)} if ids else set()
    for id_ in ids:
        read = read_edition(id_, folder.entries[id_], found.add)
        if read is None:
            continue
        editions.append(read)
        for problem in _of_edition(in_edition(course, *read), read[0], occasion):
            if problem not in of_course:
                found.add(problem)
    return JudgedEditions(tuple(editions), found.all())


def _of_edition(course: Course, edition: Edition, occasion: Occasion | None) -> Iterator[Diagnostic]:
    for check in CHECKS_OF_SLOTS:
        yield from check(course)
    for rule in EDITION_CHECKS:
        yield from rule(course, edition)
    if occasion:
        for due in EDITION_CALENDAR_CHECKS:
            yield from due(course, edition, occasion)
        yield from future_date(course, occasion)


def _judge_course(root: Path, occasion: Occasion | None, read: Callable[[Course], object]) -> Judged:
    """Return the course in the folder *root* with its problems.

    Of a course of which parts are held, what goes out is judged, and that nothing in it leads to them. On an
    *occasion*, what is held is judged as well, and what the calendar and a release ask for is added. Rules that need
    more of the course than could be read are left for the next run: what they said might not be true.
    """
    with few_looks():
        loaded = _loaded(root)
        if loaded.course:
            read(loaded.course.going_out)
        if loaded.read is None or not held_names(loaded.read):
            return _judged(loaded, occasion)
        written = _judged(loaded, occasion) if occasion else None
        out = _judged(replace(loaded, read=loaded.read.going_out), occasion)
        leading = tuple(held_part_used(loaded.read))
        if written:
            # What leads to a held part leads nowhere in what goes out: that is said once.
            problems = written.problems if leading else _of_both(written.problems, out.problems)
            return Judged(written.read, out.course, problems)
        whole = {name: getattr(loaded.read, name) for name in ("scenarios", "contents", "references")}
        shown = out.read.model_copy(update=whole) if out.read else None
        return Judged(shown, out.course, tuple(sorted({*leading, *(() if leading else out.problems)})))


def _of_both(written: Sequence[Diagnostic], left: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems of both; of warnings that only count otherwise without what is held, those *written*."""
    warned = {problem.code for problem in written}
    return tuple(sorted({*written, *(one for one in left if one.severity is Severity.ERROR or one.code not in warned)}))


def _judged(loaded: Loaded, occasion: Occasion | None) -> Judged:
    rules_found = found_by(CHECKS_BY_EXTENT, loaded.read, loaded) if loaded.read else ()
    found = {*loaded.problems, *Findings(rules_found).all()}
    if loaded.house:
        from builder.house import under_house_rules

        found = under_house_rules(loaded, found, occasion)
    if occasion and loaded.course:
        found.update(problem for check in CALENDAR_CHECKS for problem in check(loaded.course, occasion))
    return Judged(loaded.read, loaded.course, tuple(sorted(found)))
