"""How hard a text is to read: words, sentences and syllables, and the school grade that follows from them.

The grade is Flesch and Kincaid's (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59, in US school years; the
reading age is five more. Syllables are counted by rule. A dictionary would be right more often, and would cost more
time to load than ``check`` has in all; over a page the two differ by less than half a grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*|[0-9][0-9.,:]*")
#: A sentence ends at its stop, with the quotation marks and brackets behind it, or where a paragraph or list item ends.
_END = re.compile(
    r"(?<=[.!?])[\"'\u2019\u201d)\]*_]*\s+(?=[\"'\u2018\u201c(*_\[]*[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.|#+|>|\|)\s)"
)
_MARKS = re.compile(r"[*_`>|]|^\s*(?:[-+]|\d+\.)\s+", re.MULTILINE)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?:[^laeiouy]|[aeiouy]l)e$|[^dti]ed$|[^aeiouyscxzgh]es$|[^aeiou]ely$|(?<=^saf)e|(?<=[st]om)e(?=.)|(?<=tim)e(?=.)"
)
_APART = re.compile(r"i[aou]|ie(?=nc|t)|(?<=[^p])eo|ua|ying|ism$|[aeou]ing|(?<=cr)ea|idea")
_TOGETHER = re.compile(r"(?:[tscg]i|qu|gu|ge)(?=[ao])")


# Several rules ask for the same texts, and all of them again about the course as it goes out.
@lru_cache(maxsize=10_000)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text in Markdown, without its headings. Links are their words already."""
    parts = _END.split(_HEADING.sub("\n\n", text) if "#" in text else text)
    return tuple(part for part in parts if _WORD.search(part))


def shown(sentence: str) -> str:
    """Return *sentence* on one line, without the marks of Markdown."""
    return " ".join(_MARKS.sub(" ", sentence).split())


def words(sentence: str) -> Sequence[str]:
    """Return the words of *sentence*; a word with a hyphen counts as its parts."""
    return _WORD.findall(sentence)


@cache
def syllables(word: str) -> int:
    """Return about how many syllables *word* has, at least one."""
    word = word.lower().replace("\u2019", "").replace("'", "")
    if not word.isalpha() or len(word) <= 3:
        return 1
    count = len(_VOWELS.findall(word)) - len(_SILENT.findall(word))
    count += len(_APART.findall(_TOGETHER.sub("x", word)))
    return max(count, 1)


def has_more_words(sentence: str, most: int) -> bool:
    """Say whether *sentence* has more than *most* words, without counting those of a short one."""
    gaps = sentence.count(" ") + sentence.count("\n") + sentence.count("-")
    return gaps >= most and len(words(sentence)) > most


# A page is measured by itself, and with its module, and both again for the course as it goes out.
@lru_cache(maxsize=10_000)
def _weight(all_sentences: tuple[str, ...]) -> tuple[int, int, int]:
    """Return how many sentences, words and syllables there are."""
    spoken = words("\n".join(all_sentences))
    return len(all_sentences), len(spoken), sum(map(syllables, spoken))


def grade(*parts: tuple[str, ...]) -> float:
    """Return the school grade of a text, given the sentences of its *parts*.

    It is 0 for fewer than 30 words: the measure says nothing about them.
    """
    number, total, beats = (sum(counted) for counted in zip(*map(_weight, parts), strict=True))
    return 0.39 * total / number + 11.8 * beats / total - 15.59 if total >= 30 else 0
