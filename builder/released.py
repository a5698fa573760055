"""Writes ``released.json``: what of a course is out, for the next release to keep to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from builder.checks.released import (
    asked_in,
    digest,
    released_id_gone,
    released_id_reused,
    released_iri_moved,
    released_options_swapped,
    released_slug_changed,
)
from builder.diagnostics import Diagnostic, did_you_mean
from builder.model.course import Course, Module
from builder.model.ids import manifest_id, module_iri
from builder.model.released import ReleasedModule, ReleasedQuestion

NAME = "released.json"
_RULES = (released_id_gone, released_id_reused, released_options_swapped, released_slug_changed, released_iri_moved)


class NeverReleased(Exception):
    """What is to be retired never was out; the message says so in words."""


def retired(course: Course, names: Collection[str]) -> Course:
    """Return *course* with those of its released ids that *names* holds retired: gone for good.

    A decision point that stands in one module and is gone from another is retired in that one alone. Raises
    NeverReleased.
    """
    ever = {own for key, module in course.released.modules.items() for own in (key, *module.pages, *module.questions)}
    for name in names:
        if name not in ever:
            raise NeverReleased(f"{name!r} was never released; {did_you_mean(name, ever, 'see released.json')}")
    there = {(module.id, asked.id) for module in course.contents for asked in asked_in(course, module)}
    there |= {(module.id, page.id) for module in course.contents for page in module.pages}
    known = [(key, own) for key, module in course.released.modules.items() for own in _known(key, module, names)]
    partly_gone = {own for place in known if place not in there for own in place[1:]}
    out = {place for place in known if place not in there or place[1] not in partly_gone}
    modules = {
        key: module.model_copy(
            update={"retired": tuple(sorted({*module.retired, *(own for where, own in out if where == key)}))}
        )
        for key, module in course.released.modules.items()
    }
    return course.model_copy(update={"released": course.released.model_copy(update={"modules": modules})})


def broken(course: Course) -> tuple[Diagnostic, ...]:
    """Return what of *course* does not keep to what was released."""
    return tuple(sorted(problem for rule in _RULES for problem in rule(course)))


def unreleased(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield those of *problems* with a course that have nothing to do with what was released."""
    codes = {rule.__name__.replace("_", "-") for rule in _RULES}
    return (problem for problem in problems if problem.code not in codes)


def record(course: Course) -> str:
    """Return the text of ``released.json`` after a release of *course*: a line for each page and question.

    What was released once stays in it.
    """
    modules = dict(course.released.modules)
    for module in course.contents:
        modules[module.id] = _module(course, module, modules.get(module.id))
    return _text(modules)


def _known(own: str, module: ReleasedModule, names: Collection[str]) -> Iterator[str]:
    return (name for name in (own, *module.pages, *module.questions) if name in names)


def _module(course: Course, module: Module, before: ReleasedModule | None) -> ReleasedModule:
    pages = {page.id: course.numbers[module.id, page.id] for page in module.pages}
    questions = {
        asked.id: ReleasedQuestion(
            kind=asked.kind,
            tracking=asked.tracking,
            number=course.numbers[module.id, asked.id, *asked.options],
            options={option: digest(text) for option, text in asked.options.items()},
        )
        for asked in asked_in(course, module)
    }
    old = before or ReleasedModule(iri="-", manifest="-")
    now = old.model_copy(
        update={
            "iri": module_iri(course, module),
            "manifest": manifest_id(course, module),
            "pages": old.pages | pages,
            "questions": old.questions | questions,
        }
    )
    taken = {*old.reserved, *old.numbers(module.id).values()} - {*now.numbers(module.id).values()}
    return now.model_copy(update={"reserved": tuple(sorted(taken))})


def _text(modules: dict[str, ReleasedModule]) -> str:
    """Return JSON with one page or question on each line."""
    parts = []
    for name, module in sorted(modules.items()):
        fields = module.model_dump()
        lines = [f'      "{key}": {_lines(value)}' for key, value in fields.items()]
        parts.append(f"    {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n    }")
    return '{\n  "modules": {\n' + ",\n".join(parts) + "\n  }\n}\n"


def _lines(value: Any) -> str:
    if not isinstance(value, dict) or not value:
        return json.dumps(value)
    entries = (f"        {json.dumps(key)}: {json.dumps(value[key])}" for key in sorted(value))
    return "{\n" + ",\n".join(entries) + "\n      }"
