"""Which part of a course uses which fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.model.blocks.data import Chart
from builder.model.course import Course, blocks_of

_TOKEN = re.compile(r"\{\{\s*([gf]):([a-z0-9_]+)\s*\}\}")


def names_of_facts(course: Course) -> Mapping[str, str]:
    """Return the key of the fact behind each name that a guidance token can have."""
    return {
        name: fact.key
        for fact in course.guidance
        for name in (fact.key, f"{fact.key}_src", *(f"{fact.key}_{form}" for form in fact.forms))
    }


def uses_of_facts(course: Course) -> Mapping[str, tuple[str, ...]]:
    """Return, for each fact or figure (by key) that is used, the ids of the pages, questions and others that use it."""
    guidance = names_of_facts(course)
    used: dict[str, dict[str, None]] = defaultdict(dict)
    for passage in course.passages:
        for space, name in _TOKEN.findall(passage.text) if "{{" in passage.text else ():
            key = guidance.get(name) if space == "g" else name
            if key and passage.ids:
                # In a module the first id is the module's own; what uses the fact is the page or the question.
                used[key][passage.ids[1] if passage.module and len(passage.ids) > 1 else passage.ids[0]] = None
    for _, page, block in blocks_of(course):
        if isinstance(block, Chart):
            used[block.figure][page.id] = None
    for question, key in guidance_of_questions(course):
        used[key][question] = None
    return {key: tuple(users) for key, users in used.items()}


def guidance_of_questions(course: Course) -> Iterator[tuple[str, str]]:
    """Yield the id of each question of a bank with the key of each fact on which it rests, named or by a token."""
    guidance = names_of_facts(course)
    by_id: dict[str, list[str]] = defaultdict(list)
    for passage in course.passages:
        if passage.module and passage.page is None and "{{" in passage.text and len(passage.ids) > 1:
            by_id[passage.ids[1]] += [name for space, name in _TOKEN.findall(passage.text) if space == "g"]
    for module in course.contents:
        for question in module.bank:
            yield from ((question.id, key) for key in question.guidance)
            yield from ((question.id, guidance[name]) for name in by_id[question.id] if name in guidance)
