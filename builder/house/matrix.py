"""What a course covers, as a table: ``coursepack check --coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from builder.house.course import HouseCourse
from builder.house.coverage import scenarios_on, teaching_pages
from builder.house.rhythm import MOST_WORDS, has_a_pause, longest_run
from builder.house.word_cues import cue_table
from builder.model.course import Course, Module, Page
from builder.model.minutes import minutes_of

_WIDEST_TITLE = 46


def coverage_table(course: Course) -> Iterator[str]:
    """Yield the lines of three tables: principles and scenarios by module, and outcomes with their pages and questions.

    A cell holds the number of pages that teach it and, behind a plus, of questions that ask about it. An empty cell is
    a dot. What each bank holds comes next; how many pages give something to look at or to do, and the most words
    between two such things; and, for a course that asks for it, what its words give away.
    """
    yield from _by_module(
        course,
        "Principle",
        [(p.id, p.title) for p in course.principles],
        lambda page: page.principles,
        asked="principle",
    )
    yield ""
    yield from _by_module(
        course, "Scenario", [(s.id, s.title) for s in course.scenarios],
        lambda page: {*page.scenarios, *scenarios_on(course, page)}, asked="scenario",
    )  # fmt: skip
    yield ""
    yield from _outcomes(course)
    yield ""
    yield from _pauses(course)
    if isinstance(course, HouseCourse) and course.house.word_cues:
        yield ""
        yield from cue_table(course)


def _by_module(
    course: Course, what: str, rows: Sequence[tuple[str, str]], taught: Callable[[Page], object], *, asked: str
) -> Iterator[str]:
    yield _line(what, "", [module.id for module in course.contents])
    for name, title in rows:
        cells = []
        for module in course.contents:
            pages = sum(name in taught(page) for page in teaching_pages(module))  # type: ignore[operator]
            cells.append(_cell(pages, sum(getattr(question, asked) == name for question in module.bank)))
        yield _line(name, title, cells)


def _outcomes(course: Course) -> Iterator[str]:
    yield _line("Outcome", "", ["pages", "items"])
    for module in course.contents:
        pages: Counter[str] = Counter(name for page in module.pages for name in page.outcomes)
        items = Counter(question.outcome for question in module.bank)
        for outcome in module.outcomes:
            yield _line(outcome.id, outcome.text, [_number(pages[outcome.id]), _number(items[outcome.id])])
    yield ""
    for module in course.contents:
        yield _bank(course, module)


def _pauses(course: Course) -> Iterator[str]:
    for module in course.contents:
        with_pause = sum(has_a_pause(page) for page in module.pages)
        line = f"{module.id}: {with_pause} of {len(module.pages)} pages have something to look at or to do"
        if longest := longest_run(course, module):
            wall = f", over {MOST_WORDS}" if longest.words > MOST_WORDS else ""
            line += f"; at most {longest.words} words without ({longest.page.id}{wall})"
        yield line


def _bank(course: Course, module: Module) -> str:
    kinds = Counter(question.kind for question in module.bank)
    critical = sum(question.critical for question in module.bank)
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    size = f"{len(module.pages)} pages, {minutes_of(course, module).module} minutes"
    return f"{module.id}: {size}; {len(module.bank)} questions ({listed}); {critical} critical{_dangers(module)}"


def _dangers(module: Module) -> str:
    """Return how many critical questions there are on each kind of danger, and for how many a twin is named."""
    kinds = Counter(question.danger for question in module.bank if question.critical and question.danger)
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    pairs = sum(bool(question.pairs) for question in module.bank)
    return (f" ({listed})" if listed else "") + (f"; {pairs} in pairs" if pairs else "")


def _line(name: str, title: str, cells: Sequence[str]) -> str:
    shown = title if len(title) <= _WIDEST_TITLE else title[: _WIDEST_TITLE - 1] + "…"
    return f"{name:<10}{shown:<{_WIDEST_TITLE + 2}}" + "".join(f"{cell:>7}" for cell in cells)


def _cell(pages: int, items: int) -> str:
    return f"{pages}+{items}" if items else _number(pages)


def _number(count: int) -> str:
    return str(count) if count else "."
