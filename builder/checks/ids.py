"""Rules for ids: each names one thing, for ever, in every LMS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.parts import Word, decisions_shown, questions_in, questions_of
from builder.diagnostics import Diagnostic, error
from builder.model.blocks.private import Confidence, Poll, Reflection
from builder.model.course import Course, Module
from builder.model.ids import tracked
from builder.model.questions import option_ids, options_of

#: The ids that ``scorm_templates/layouts`` uses itself, in the same document as the pages.
RESERVED = frozenset(
    {
        "about", "contents", "glossary", "help", "hide", "leave", "main", "menu-button", "notice", "player-data",
        "progress", "read-aloud", "save", "say", "settings", "settings-form", "top", "welcome-back",
    }
)  # fmt: skip
_RESERVED_STARTS = ("h-", "term-")


def duplicate_id(course: Course) -> Iterator[Diagnostic]:
    """Two things of one kind, or two that are tracked in one module, have the same id.

    Why: an LMS files learners' answers and progress under these ids, so two things with one id overwrite each other.
    Capital and small letters count as the same, and so do `-`, `.` and `_`: several LMSs do not tell them apart.

    Example: two questions with `id: L1-Q04` in one module; a decision point that is shown on two pages of it.

    Instead: give the newer one another id. Never change an id that learners have met.
    """
    for scope in _scopes(course):
        first: dict[str, Word] = {}
        for word in scope:
            other = first.setdefault(tracked(word.text).casefold(), word)
            if other is not word:
                name = "" if other.text == word.text else f" as {other.text!r}"
                message = f"the id {word.text!r} is already used{name} at {other.where(course)}"
                hint = "give the newer one another id; - . _ and capital letters do not count"
                yield error("duplicate-id", word.where(course), message, hint)


def _scopes(course: Course) -> Iterator[Iterable[Word]]:
    """Yield groups of ids; in each group every id must be its own."""
    yield [Word(name, course, ("modules", number)) for number, name in enumerate(course.modules)]
    yield [Word(module.id, module, ("id",)) for module in course.contents]
    for shared in (
        course.principles, course.guidance, course.figures, course.glossary, course.support, course.local,
        course.scenarios, course.animations,
        [d for scenario in course.scenarios for d in scenario.decisions],
    ):  # fmt: skip
        yield [Word(part.id, part, ("id",)) for part in shared]
    yield from ([Word(scene.id, scene, ("id",)) for scene in film.scenes] for film in course.animations)
    yield from ([Word(node.id, node, ("id",)) for node in chart.nodes] for chart in course.flowcharts)
    # They share the names of the documents that are made from them.
    yield [
        *(Word(chart.id, chart, ("id",)) for chart in course.flowcharts),
        *(Word(card.id, card, ("id",)) for card in course.cards),
    ]
    yield [
        *(Word(fact.key, fact, ("key",)) for fact in course.guidance),
        *(Word(f"{f.key}_{form}", f, ("forms", form)) for f in course.guidance for form in f.forms),
    ]
    yield [Word(figure.key, figure, ("key",)) for figure in course.figures]
    for module in course.contents:
        yield [Word(outcome.id, outcome, ("id",)) for outcome in module.outcomes]
        yield [Word(case.id, case, ("id",)) for case in module.cases]
        yield _tracked_in(course, module)
    for question in questions_of(course):
        options = options_of(question)
        yield [Word(own, option) for own, option in zip(option_ids(options), options, strict=True)]


def _tracked_in(course: Course, module: Module) -> Iterator[Word]:
    """Yield what shares the ids of a module's activities: its pages, questions, decision points and private blocks."""
    for page in module.pages:
        yield Word(page.id, page, ("id",))
        for block in page.blocks:
            if isinstance(block, Poll | Reflection | Confidence) and block.id:
                yield Word(block.id, block, ("id",))
    for question in questions_in(module):
        yield Word(question.id, question, ("id",))
    for block, _ in decisions_shown(course, module):
        yield Word(block.decision, block)


def reserved_id(course: Course) -> Iterator[Diagnostic]:
    """A page has an id that every package needs for itself.

    Why: pages share one HTML document with the parts around them, and an id can stand there only once.

    Example: `id: contents`

    Instead: `id: L1-contents`
    """
    for module in course.contents:
        for page in module.pages:
            if page.id.casefold() in RESERVED or page.id.casefold().startswith(_RESERVED_STARTS):
                message = f"every package uses the id {page.id!r} itself"
                yield error("reserved-id", course.place(page, "id"), message, f"make it, say, {module.id}-{page.id}")
