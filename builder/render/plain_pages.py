"""The pages beside a module that run no script: its questions and its cases to read, and the licences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from builder.model.course import Course, Module
from builder.render.cases import cases_in, givers
from builder.render.facts import Facts
from builder.render.player_data import PlayerQuestion
from builder.render.templates import asset, template
from builder.words import words_of


@dataclass(frozen=True, eq=False)
class Readable:
    """What of a module the pages beside it show; there is one of a module, and so one set of pages for most formats."""

    course: Course
    module: Module
    #: Those of the check.
    questions: Sequence[PlayerQuestion]


# The same in nearly all formats.
@lru_cache(maxsize=2)
def questions_page(readable: Readable, policy: str) -> str:
    """Return the questions of the check with their answers."""
    return _page("questions", readable, policy, questions=readable.questions)


@lru_cache(maxsize=2)
def cases_page(readable: Readable, policy: str) -> str:
    """Return every branching case, step by step, with all its endings."""
    return _page("cases", readable, policy, cases=cases_in(readable.course, readable.module), givers=givers)


@cache
def _licence_texts() -> tuple[tuple[str, str], ...]:
    folder = "generated/licences"
    names = asset(f"{folder}/index.txt").decode().split()
    return tuple((name, asset(f"{folder}/{name}.txt").decode()) for name in names)


@lru_cache(maxsize=2)
def licences_page(readable: Readable, policy: str) -> str:
    """Return under which terms the course may be used, and what came from others."""
    return _page("licences", readable, policy, licences=_licence_texts())


def _page(layout: str, readable: Readable, policy: str, **shown: object) -> str:
    return template(f"layouts/{layout}.html.j2").render(
        words=words_of(readable.course),
        fill=Facts(readable.course).fill,
        course=readable.course,
        module=readable.module,
        csp=policy,
        **shown,
    )
