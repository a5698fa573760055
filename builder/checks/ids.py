"""Rules for ids: each names one thing, for ever, in every LMS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from builder.checks.parts import Written, decisions_shown, questions_in, questions_of
from builder.diagnostics import Diagnostic, counted, error
from builder.model.course import Course, Page
from builder.model.ids import tracked, tracking_id
from builder.model.kinds import Id
from builder.model.names import DEVICE
from builder.model.questions import option_ids, options_of

#: Characters of an id with its slug.
_LONGEST = 60
#: The ids that the parts around the pages have, in the same document as the pages.
RESERVED = frozenset(
    {
        "about", "contents", "cover", "glossary", "help", "hide", "hide-way", "leave", "main", "menu-button",
        "more-words", "notice", "player-data", "player-words", "progress", "read-aloud", "save", "saving", "say",
        "settings", "settings-form", "top", "welcome-back",
    }
)  # fmt: skip
#: How every other id in that document starts that is not a page's own (tests/checks/test_rules.py).
RESERVED_STARTS = ("certificate-", "drawn-", "h-", "in-", "n-", "player-", "set-", "sum-", "term-")


#: What is kept in a folder or file under its name.
_FILED = ("folder", "scene", "flowchart", "card")


def duplicate_id(course: Course) -> Iterator[Diagnostic]:
    """Two things of one kind, or two that are tracked in one module, have the same id.

    Why: an LMS files learners' answers and progress under these ids, so two things with one id overwrite each other.
    Capital and small letters count as the same, and so do `-`, `.` and `_`: several LMSs do not tell them apart.

    Example: two questions with `id: L1-Q04` in one module; a decision point that is shown on two pages of it.

    Instead: give the newer one another id. Never change an id that learners have met.
    """
    twice: list[tuple[Written, Written]] = []
    for scope in _scopes(course):
        first: dict[str, Written] = {}
        for word in scope:
            other = first.setdefault(tracked(word.text).casefold(), word)
            if other is not word:
                twice.append((word, other))
    # Of a file that was copied, all that it holds is there twice: one message is enough, that of its page if it is one.
    copies: dict[tuple[str, ...], list[tuple[Written, Written]]] = defaultdict(list)
    for word, other in sorted(twice, key=lambda pair: not isinstance(pair[0].part, Page)):
        here, there = (one.where(course).path for one in (word, other))
        if here == there:
            copies[(here, word.text, str(len(copies)))] = [(word, other)]
        else:
            # "a (1).md" comes before "a.md", of which it is the copy.
            is_copied = PurePath(here).stem in PurePath(there).stem
            copies[tuple(sorted((here, there)))].append((other, word) if is_copied else (word, other))
    for (word, other), *others in copies.values():
        name = "" if other.text == word.text else f" as {other.text!r}"
        more = f"; and {counted(len(others), 'other')} of this file" if others else ""
        hint = "give the newer one another id; - . _ and capital letters do not count"
        if word.part is other.part and word.text == other.text:
            hint = "take one of them out"
        elif others or isinstance(word.part, Page):
            hint = f"if one file is a copy of the other, delete it; else {hint}"
        message = f"the id {word.text!r} is already used{name} at {other.where(course)}{more}"
        yield error("duplicate-id", word.where(course), message, hint)


def _scopes(course: Course) -> Iterator[Iterable[Written]]:
    """Yield groups of ids; in each group every id must be its own."""
    scopes: dict[tuple[str, object], list[Written]] = defaultdict(list)
    for own in (own for owns in course.ids.values() for own in owns):
        if isinstance(own.kind, Id) and own.what != "option":
            around = {"course": None, "module": own.module and own.module.slug, "part": own.ids[:-1]}[own.kind.within]
            scopes[own.kind.among or own.what, around].append(Written(own.text, own.part, own.keys))
    for module in course.contents:
        scopes["activity", module.slug] += (
            Written(block.decision, block) for block, _ in decisions_shown(course, module)
        )
    scopes["guidance", None] += _names_of_facts(course)
    yield from scopes.values()
    for question in questions_of(course):
        options = options_of(question)
        yield [Written(own, option) for own, option in zip(option_ids(options), options, strict=True)]


def _names_of_facts(course: Course) -> Iterator[Written]:
    """Yield what a token of guidance can name beside a key."""
    yield from (Written(f"{f.key}_{form}", f, ("forms", form)) for f in course.guidance for form in f.forms)
    by_key = {fact.key: fact for fact in course.guidance}
    yield from (Written(f"{key}_src", fact, ("key",)) for key, fact in by_key.items())


def slug_form(course: Course) -> Iterator[Diagnostic]:
    """A question's id with its `slug` is too long, or the same as that of another question of the module.

    Why: an LMS files answers under the two together, and its reports have room for 60 characters of it at most.

    Example: `id: L1-Q20` with `slug: who_do_you_tell_first_when_a_child_is_on_their_own_in_a_car_park`

    Instead: two or three words, such as `slug: car_park`.
    """
    for module in course.contents:
        asked = [*questions_in(module), *(decision for _, decision in decisions_shown(course, module))]
        first = {tracked(question.id).casefold(): question for question in asked}
        for question in (question for question in asked if question.slug):
            own = tracking_id(question.id, question.slug)
            other = first.setdefault(own.casefold(), question)
            if len(own) > _LONGEST or other is not question:
                short = f"has {len(own)} characters; {_LONGEST} are allowed"
                message = f"{own} {short if other is question else f'is the id of {other.id}, too'}"
                yield error("slug-form", course.place(question, "slug"), message, "take two or three other words")


def reserved_id(course: Course) -> Iterator[Diagnostic]:
    """A page has an id that every package needs for itself.

    Why: pages share one HTML document with the parts around them, and an id can stand there only once.

    Example: `id: contents`, `id: h-1`

    Instead: `id: L1-contents`
    """
    for module in course.contents:
        for page in module.pages:
            if page.id.casefold() in RESERVED or page.id.casefold().startswith(RESERVED_STARTS):
                message = f"every package uses the id {page.id!r}, or ids like it, itself"
                yield error("reserved-id", course.place(page, "id"), message, f"make it, say, {module.id}-{page.id}")


def device_name(course: Course) -> Iterator[Diagnostic]:
    """A folder or an id that becomes the name of a file is one that Windows keeps for a device.

    Why: such a file cannot be stored on Windows, whatever its ending, so an LMS or a colleague could not unpack the
    package.

    Example: a module in the folder `aux`; a flowchart with `id: con`

    Instead: `auxiliary`, `con-1`
    """
    hint = "choose another name; con, prn, aux, nul, com1 and lpt1 are taken"
    for own in (own for what in _FILED for own in course.ids.get(what, ())):
        if DEVICE.fullmatch(own.text):
            yield error("device-name", course.place_of(own), f"{own.text!r} is a device on Windows", hint)
