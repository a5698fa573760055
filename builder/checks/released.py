"""Rules against ``released.json``: what is out in LMSs and in learners' saved states stays what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from string import ascii_lowercase
from typing import NamedTuple

from builder.checks.parts import decisions_shown, questions_in
from builder.diagnostics import Diagnostic, error
from builder.model.course import Course, Module
from builder.model.ids import manifest_id, module_iri, tracked, tracking_id
from builder.model.node import Node
from builder.model.questions import option_ids, options_of
from builder.model.released import ReleasedModule

#: Enough to tell a text from any other, and short enough for a line.
_DIGITS = 12


class Asked(NamedTuple):
    """A question or decision point of a module as LMSs know it: its kind, and the text of each option by its id."""

    id: str
    kind: str
    tracking: str
    options: Mapping[str, str]
    part: Node


def asked_in(course: Course, module: Module) -> Iterator[Asked]:
    """Yield each question and decision point of *module* under whose id answers are filed."""
    for question in questions_in(module):
        options = options_of(question)
        texts = (option.text for option in options)
        own = tracking_id(question.id, question.slug)
        yield Asked(question.id, question.kind, own, dict(zip(option_ids(options), texts, strict=True)), question)
    for _, decision in decisions_shown(course, module):
        texts = (option.text for option in decision.options)
        ids = ascii_lowercase[: len(decision.options)]
        own = tracking_id(decision.id, decision.slug)
        yield Asked(decision.id, "decision", own, dict(zip(ids, texts, strict=True)), decision)


def digest(text: str) -> str:
    """Return by what ``released.json`` knows the text of an option."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGITS]


def _out(course: Course) -> Iterator[tuple[Module, ReleasedModule]]:
    """Yield each module that is out, with what was released of it."""
    for module in course.contents:
        if module.id in course.released.modules:
            yield module, course.released.modules[module.id]


def released_id_gone(course: Course) -> Iterator[Diagnostic]:
    """A page, question or module that was released is gone.

    Why: learners' answers and progress are filed under its id. Whoever took it out by mistake, or wrote it anew under
    another id, would lose them; whoever meant it says so once.

    Example: `L1-Q05` stands in `released.json`, and in no bank.

    Instead: put it back; or, if it is gone for good, `coursepack released --retire L1-Q05`. Its id is not used again.
    """
    modules = {module.id for module in course.contents}
    for name, released in course.released.modules.items():
        if name not in modules and name not in released.retired:
            yield _gone(course, course.released, ("modules", name), f"the module {name!r}", name)
    for module, released in _out(course):
        there = {page.id for page in module.pages} | {asked.id for asked in asked_in(course, module)}
        for kind, names in (("page", released.pages), ("question", released.questions)):
            for name in names:
                if name not in there and name not in released.retired:
                    keys = ("pages" if kind == "page" else "questions", name)
                    yield _gone(course, released, keys, f"the {kind} {name!r} of {module.id}", name)


def _gone(course: Course, part: Node, keys: tuple[str, ...], what: str, name: str) -> Diagnostic:
    hint = f"put it back, or run: coursepack released --retire {name}"
    return error("released-id-gone", course.place(part, *keys), f"{what} was released, and is gone", hint)


def released_id_reused(course: Course) -> Iterator[Diagnostic]:
    """An id that was released now stands for something else.

    Why: an LMS files both under one id, and a learner's old answer would count as an answer to the new question.

    Example: `L1-Q05` was retired, and another question has its id; a page has the id of what was a question.

    Instead: give the new one an id that was never used.
    """
    for module, released in _out(course):
        for page in module.pages:
            if page.id in released.questions or page.id in released.retired:
                yield _reused(course, page, page.id, "another thing")
        for asked in asked_in(course, module):
            before = released.questions.get(asked.id)
            if asked.id in released.retired or asked.id in released.pages:
                yield _reused(course, asked.part, asked.id, "another thing")
            elif before and before.kind != asked.kind:
                yield _reused(course, asked.part, asked.id, f"a question of the kind {before.kind}")


def _reused(course: Course, part: Node, name: str, before: str) -> Diagnostic:
    message = f"the id {name!r} was released for {before}"
    return error("released-id-reused", course.place(part, "id"), message, "give this one an id that was never used")


def released_options_swapped(course: Course) -> Iterator[Diagnostic]:
    """The options of a released question have each other's ids.

    Why: what learners chose is filed by the ids of options, which are the letters of their places where an author
    wrote none. An option in another place makes old answers say what nobody chose.

    Example: the first and the second option changed places, and have no `id:`.

    Instead: put them back in their order (the player shuffles them anyway), or write each option's old `id:` beside it.
    """
    for module, released in _out(course):
        for asked in asked_in(course, module):
            before = released.questions.get(asked.id)
            if before is None or before.kind != asked.kind:
                continue
            owner = {text: option for option, text in before.options.items()}
            for option, text in asked.options.items():
                earlier = owner.get(digest(text), option)
                if earlier != option:
                    message = f"option {option!r} of {asked.id} was released as option {earlier!r}"
                    hint = f"put the options back in their order, or write id: {earlier} beside this one"
                    yield error("released-options-swapped", course.place(asked.part, "id"), message, hint)


def released_iri_moved(course: Course) -> Iterator[Diagnostic]:
    """The address or the manifest's identifier of a released module is another now.

    Why: a record store files a module's statements under its address, and Moodle deletes what it knows of learners
    when a manifest's identifier changes (docs/decisions/019-identifiers-stay.md).

    Example: `iri:` in `course.yaml`, or the name of a module's folder, was changed after the first release.

    Instead: take the old one back. A course with another address is another course, with another `id:`.
    """
    for module, released in _out(course):
        if (now := module_iri(course, module)) != released.iri:
            message = f"{module.id} was released as {released.iri}, and is {now} now"
            yield error("released-iri-moved", course.place(course, "iri"), message, "take the old address back")
        if (now := manifest_id(course, module)) != released.manifest:
            message = f"{module.id} was released with the identifier {released.manifest}, and has {now} now"
            yield error("released-iri-moved", course.place(module, "id"), message, "take the old id back")


def released_slug_changed(course: Course) -> Iterator[Diagnostic]:
    """The `slug` of a released question or decision point was changed, added or taken away.

    Why: it is part of the id under which LMSs file answers. With another id, reports show one question as two.

    Example: `slug: car_park` was added to `L1-Q20`, which was released as `L1_Q20`.

    Instead: take the old slug back. Slugs are for questions that are not out yet.
    """
    for module, released in _out(course):
        for asked in asked_in(course, module):
            before = released.questions.get(asked.id)
            was = before and (before.tracking or tracked(asked.id))
            if was and was != asked.tracking:
                message = f"{asked.id} was released as {was}, and is {asked.tracking} now"
                hint = f"write slug: {was.removeprefix(tracked(asked.id))[1:]}" if was != tracked(asked.id) else ""
                where = course.place(asked.part, "slug" if "slug" in asked.part.model_fields_set else "id")
                yield error("released-slug-changed", where, message, hint or "take the slug out")
