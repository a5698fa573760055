"""Tokens and facts: ``{{g:rapid_review_days}}`` becomes words of ``guidance.yaml``, its source stands at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.model.course import Course
from builder.model.shared import GuidanceFact, ReviewFigure
from builder.words import Words, words_of

TOKEN = re.compile(r"\{\{\s*([gf]):([a-z0-9_]+)\s*\}\}")


def source_line(fact: GuidanceFact, words: Words) -> str:
    """Return where *fact* comes from and when it was checked, for the small text at the end of a page."""
    return words("page.source", source=fact.edition or fact.source, date=words.date(fact.checked_on))


@dataclass
class Facts:
    """The facts of a course, and those that were used since ``start``: each page shows its own sources."""

    course: Course
    used: dict[str, GuidanceFact | ReviewFigure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the facts by key, and every form by the name under which it is written."""
        self.words = words_of(self.course)
        self._figures = {figure.key: figure for figure in self.course.figures}
        self._guidance: dict[str, tuple[GuidanceFact, str]] = {}
        self._sources = {f"{fact.key}_src": fact for fact in self.course.guidance}
        for fact in self.course.guidance:
            self._guidance[fact.key] = (fact, fact.claim)
            for name, form in fact.forms.items():
                self._guidance[f"{fact.key}_{name}"] = (fact, form)

    def start(self) -> None:
        """Forget what was used: a new page begins."""
        self.used.clear()

    def fill(self, text: str) -> str:
        """Return *text* with its tokens replaced by words, and remember the facts for the list of sources.

        A token that names no fact is left as it is; the rule ``unknown-token`` has reported it before we get here.
        """
        return TOKEN.sub(self._words, text) if "{{" in text else text

    def _words(self, token: re.Match[str]) -> str:
        namespace, key = token.groups()
        if namespace == "f" and key in self._figures:
            figure = self._figures[key]
            self.used[figure.id] = figure
            return figure.text
        if namespace == "g" and key in self._guidance:
            fact, words = self._guidance[key]
            self.used[fact.id] = fact
            return words
        if namespace == "g" and key in self._sources:
            fact = self._sources[key]
            self.used[fact.id] = fact
            return source_line(fact, self.words)
        return token[0]

    def use_figure(self, key: str) -> ReviewFigure:
        """Return the figure *key*, and remember it for the list of sources."""
        figure = self._figures[key]
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
