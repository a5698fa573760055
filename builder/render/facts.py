"""Tokens and facts: ``{{g:rapid_review_days}}`` becomes words of ``guidance.yaml``, its source stands at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.model.course import Course
from builder.model.shared import GuidanceFact, ReviewFigure
from builder.model.tokens import TOKEN
from builder.words import Words, words_of
from builder.words.keys import WordKey

#: What learners are told of a fact, by how far it was read.
_READ: Mapping[str, WordKey] = {
    "live": "page.source-live",
    "official": "page.source-official",
    "part": "page.source-part",
    "secondary": "page.source-secondary",
}


def source_line(fact: GuidanceFact, words: Words) -> str:
    """Return where *fact* comes from, how far it was read and when, for the small text at the end of a page."""
    date = fact.read_on or fact.checked_on if fact.read == "live" else fact.checked_on
    return words(_READ[fact.read], source=fact.cited.removesuffix("."), date=words.date(date))


@dataclass
class Facts:
    """The facts of a course, and those that were used since ``start``: each page shows its own sources."""

    course: Course
    used: dict[str, GuidanceFact | ReviewFigure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the words around the facts, in the language of the course."""
        self.words = words_of(self.course)

    def start(self) -> None:
        """Forget what was used: a new page begins."""
        self.used.clear()

    def fill(self, text: str) -> str:
        """Return *text* with its tokens replaced by words, and remember the facts for the list of sources.

        A token that names no fact is left as it is; the rule ``unknown-token`` has reported it before we get here.
        """
        return TOKEN.sub(self._words, text) if "{{" in text else text

    def _words(self, token: re.Match[str]) -> str:
        named = self.course.fact_names.get(token[1])
        if named is None:
            return token[0]
        self.used[named.fact.id] = named.fact
        if named.is_source and isinstance(named.fact, GuidanceFact):
            return source_line(named.fact, self.words)
        return named.words

    def use_figure(self, key: str) -> ReviewFigure:
        """Return the figure *key*, and remember it for the list of sources."""
        figure = next(figure for figure in self.course.figures if figure.key == key)
        self.used[figure.id] = figure
        return figure

    def sources(self) -> list[str]:
        """Return the lines that a page shows for the facts that it used, in the order of their ids, without repeats."""
        lines = []
        for _, fact in sorted(self.used.items()):
            if isinstance(fact, GuidanceFact):
                lines.append(source_line(fact, self.words))
            else:
                lines.append(self.words("page.source-of-numbers", base=fact.base, period=fact.period))
        return list(dict.fromkeys(lines))
