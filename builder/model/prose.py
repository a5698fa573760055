"""What people read in a course: every text that an author wrote for learners, with the part that it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from builder.model.node import Node

if TYPE_CHECKING:
    from builder.model.course import Course, Module, Page

#: Fields whose text learners do not read: ids, addresses, places of files, and what is written for writers.
_NOT_READ = frozenset(
    {
        "where", "id", "key", "kind", "slug", "module", "principle", "outcome", "page", "scenario", "case", "primary",
        "secondary", "principles", "scenarios", "outcomes", "decision", "animation", "flowchart", "figure", "again",
        "show", "only", "verdict", "reviewed", "checked_on", "next_check", "image", "file", "documents", "path", "url",
        "source", "iri", "version", "guidance_version", "language", "rationale", "status", "strength", "confidence",
        "edition", "from_", "to", "target", "motion", "contacts", "number", "unit", "themes",
    }
)  # fmt: skip
_NOT_READ_IN = frozenset(
    {
        "GuidanceFact.note", "ReviewFigure.note", "Flowchart.rows", "Decision.levels", "FlowStep.nodes",
        "ChoiceBlock.guidance", "HotspotBlock.guidance", "OrderBlock.guidance", "SortBlock.guidance",
        "MatchBlock.guidance", "Choice.guidance", "Hotspot.guidance", "Order.guidance", "Sort.guidance",
        "Match.guidance",
    }
)  # fmt: skip
_TOKEN = re.compile(r"\{\{\s*([gf]:[a-z0-9_]+)\s*\}\}")


class Passage(NamedTuple):
    """A text and where it belongs: the part and key that hold it, and the ids of that part and those around it."""

    text: str
    part: Node
    keys: tuple[str | int, ...]
    ids: tuple[str, ...]
    module: Module | None = None
    page: Page | None = None

    @property
    def field(self) -> str:
        """The name of the field that holds the text."""
        return str(self.keys[0])


def passages_of(course: Course) -> Iterator[Passage]:
    """Yield every text of *course* that people read, in the order of the model."""
    for name in ("title", "short_title", "description", "licence", "credit", "urgent"):
        if text := getattr(course, name):
            yield Passage(text, course, (name,), (course.id, name))
    for sentence in course.words:
        yield from _Texts().of(sentence, (course.id, "words"))
    for module in course.contents:
        yield from _Texts(module).of(module, (), skip=frozenset({"pages", "bank", "media", "check"}))
        for page in module.pages:
            yield from _Texts(module, page).of(page, (module.id,))
        for question in module.bank:
            yield from _Texts(module).of(question, (module.id,))
    for shared in (
        course.principles, course.guidance, course.figures, course.glossary, course.support, course.local,
        course.scenarios, course.animations, course.flowcharts, course.cards,
    ):  # fmt: skip
        for part in shared:
            yield from _Texts().of(part, ())


class _Texts:
    """Collects the texts of a part and of the parts in it: a list, as generators in generators took twice the time."""

    def __init__(self, module: Module | None = None, page: Page | None = None) -> None:
        self._module = module
        self._page = page
        self._found: list[Passage] = []

    def of(self, part: Node, ids: tuple[str, ...], *, skip: frozenset[str] = frozenset()) -> list[Passage]:
        self._part(part, ids, skip)
        return self._found

    def _part(self, part: Node, ids: tuple[str, ...], skip: frozenset[str]) -> None:
        values = part.__dict__
        own = values.get("id")
        if isinstance(own, str):
            ids = (*ids, own)
        for name in _read_fields(type(part)):
            if name not in skip and values[name]:
                self._value(values[name], part, (name,), ids)

    def _value(self, value: object, part: Node, keys: tuple[str | int, ...], ids: tuple[str, ...]) -> None:
        if isinstance(value, str) and value:
            self._found.append(Passage(value, part, keys, ids, self._module, self._page))
        elif isinstance(value, Node):
            self._part(value, ids, frozenset())
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                self._value(item, part, (*keys, number), ids)
        elif isinstance(value, dict):
            for key, item in value.items():
                self._value(item, part, (*keys, key), ids)


@cache
def _read_fields(model: type[Node]) -> tuple[str, ...]:
    fields = (name for name in model.model_fields if name not in _NOT_READ)
    return tuple(name for name in fields if f"{model.__name__}.{name}" not in _NOT_READ_IN)


def fact_words(course: Course) -> Mapping[str, str]:
    """Return the words of each fact and figure, by what stands in its token: ``g:consent_short``."""
    words = {f"f:{figure.key}": figure.text for figure in course.figures}
    for fact in course.guidance:
        words[f"g:{fact.key}"] = fact.claim
        words |= {f"g:{fact.key}_{form}": text for form, text in fact.forms.items()}
    return words


def filled(text: str, words: Mapping[str, str]) -> str:
    """Return *text* with the words of each fact in place of its token; tokens of no fact are left as they are."""
    return _TOKEN.sub(lambda token: words.get(token[1], token[0]), text) if "{{" in text else text


_INDEXED = re.compile(r"[a-z0-9]+")


def word_index(passages: Sequence[Passage]) -> Mapping[str, Sequence[int]]:
    """Return, for each word in small letters, the numbers of the *passages* that hold it.

    Looking a phrase up here and then in the few passages that can hold it takes a hundredth of the time of searching
    all.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for word in set(_INDEXED.findall(passage.text.lower())):
            index[word].append(number)
    return index
