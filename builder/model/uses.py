"""Which part of a course uses which fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, cast

from builder.model.course import Course
from builder.model.kinds import LearnerText, Ref, Shows
from builder.model.node import Node
from builder.model.tokens import facts_in
from builder.model.walk import FieldValue, walk, walk_part

_NAMED = (Ref("guidance"), Shows("figure"))


def uses_of_facts(course: Course) -> Mapping[str, tuple[str, ...]]:
    """Return, for each fact or figure (by key) that is used, the ids of the pages, questions and others that use it."""
    used: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in (*course.passages, *walk(course, Ref)):
        for key in _facts_of(course, entry):
            used[key][entry.belongs_to] = None
    return {key: tuple(users) for key, users in used.items()}


def guidance_in_questions(course: Course) -> Iterator[tuple[FieldValue, str]]:
    """Yield each place in a bank that rests on a fact, which it names or has a token of, with the fact's key."""
    guidance = {fact.key for fact in course.guidance}
    for module in course.contents:
        for question in module.bank:
            for entry in _that_rest(question):
                yield from ((entry, key) for key in _facts_of(course, entry) if key in guidance)


def _that_rest(question: Node) -> tuple[FieldValue, ...]:
    """Return what in *question* names a fact or has a token. It is kept with it, as ``minutes`` keeps what is read."""
    kept: dict[str, Any] = question.__dict__
    if "that_rest" not in kept:
        entries = walk_part(question, Ref, LearnerText)
        kept["that_rest"] = tuple(entry for entry in entries if "{{" in entry.text or entry.kind in _NAMED)
    return cast(tuple[FieldValue, ...], kept["that_rest"])


def _facts_of(course: Course, entry: FieldValue) -> Iterator[str]:
    if isinstance(entry.kind, LearnerText):
        yield from (fact.key for fact in facts_in(entry.text, course))
    elif entry.kind in _NAMED:
        yield entry.text
