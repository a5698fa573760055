"""Tokens such as ``{{g:consent_short}}``: what they look like, and the facts that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from builder.model.node import Node
from builder.model.shared import GuidanceFact, ReviewFigure

if TYPE_CHECKING:
    from builder.model.course import Course

#: A token; its group is the name of a fact: ``g:`` for guidance or ``f:`` for a figure, and a key.
TOKEN = re.compile(r"\{\{\s*([gf]:[a-z0-9_]+)\s*\}\}")

#: A token that is somebody to ring: ``c:`` and an id of ``support.yaml``, or ``l:`` and one of ``local.yaml``.
CONTACT = re.compile(r"\{\{([cl]):([A-Za-z][A-Za-z0-9._-]*)\}\}")

T = TypeVar("T")


class Named(NamedTuple):
    """What a token stands for: the fact, and the words that it puts there."""

    fact: GuidanceFact | ReviewFigure
    words: str
    #: Whether the words say where the fact comes from; on a page they also say when it was checked.
    is_source: bool = False


def names(course: Course) -> Mapping[str, Named]:
    """Return what each token of *course* can name: each figure, each fact, its forms, and its source (``_src``)."""
    named = {f"f:{figure.key}": Named(figure, figure.text) for figure in course.figures}
    for fact in course.guidance:
        named[f"g:{fact.key}"] = Named(fact, fact.claim)
        named[f"g:{fact.key}_src"] = Named(fact, fact.cited, is_source=True)
        named |= {f"g:{fact.key}_{form}": Named(fact, words) for form, words in fact.forms.items()}
    return named


def facts_in(text: str, course: Course) -> Iterator[GuidanceFact | ReviewFigure]:
    """Yield the fact behind each token in *text*."""
    for name in TOKEN.findall(text) if "{{" in text else ():
        if name in course.fact_names:
            yield course.fact_names[name].fact


def filled(text: str, named: Mapping[str, Named]) -> str:
    """Return *text* with the words of each fact in place of its token; tokens of no fact are left as they are."""
    if "{{" not in text:
        return text
    return TOKEN.sub(lambda token: named[token[1]].words if token[1] in named else token[0], text)


def filled_within(value: T, fill: Callable[[str], str]) -> T:
    """Return *value*, a part or what JSON can hold, with every text in it as *fill* returns it."""
    result: Any = value
    if isinstance(value, str):
        result = fill(value)
    elif isinstance(value, Node):
        result = value.model_copy(update={name: filled_within(held, fill) for name, held in value if name != "where"})
    elif isinstance(value, dict):
        result = {key: filled_within(item, fill) for key, item in value.items()}
    elif isinstance(value, list | tuple) and type(value) in (list, tuple):
        result = type(value)(filled_within(item, fill) for item in value)
    return cast(T, result)
