"""Ways to go through what people read that several rules share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from builder.diagnostics import Location
from builder.house.course import INDEXED, HouseCourse
from builder.model.blocks.block import Block
from builder.model.blocks.text import TextBlock
from builder.model.course import Course
from builder.model.walk import FieldValue
from builder.source.text_file import place_within

_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_TOKEN = re.compile(r"\{\{[^{}]*\}\}")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['\u2019-][A-Za-z0-9]+)*")


def place_of(course: Course, passage: FieldValue, index: int = 0) -> Location:
    """Return where the character at *index* of *passage* stands: the line in Markdown, the start of a value in YAML."""
    if isinstance(passage.part, Block) and passage.field == "body":
        line = passage.part.where.line + (not isinstance(passage.part, TextBlock))
        return place_within(passage.text, index, Location(passage.part.where.path, line, 1))
    return course.place(passage.part, *passage.keys)


# Of a question, several rules ask for them, and each of them again about the course as it goes out.
@lru_cache(maxsize=10_000)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of *text*; a link counts as its words, and a token as one."""
    return tuple(_WORD.findall(without_links(_TOKEN.sub("token", text))))


def without_links(text: str) -> str:
    """Return *text* with the words of each link in the link's place."""
    return _LINK.sub(r"\1", text) if "](" in text else text


def without_tokens(text: str) -> str:
    """Return *text* with each token blotted out, so that every other character keeps its place."""
    return _TOKEN.sub(lambda token: "_" * len(token[0]), text) if "{{" in text else text


@cache
def any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Return what finds any of *phrases* as whole words, whatever their case and the spaces between them."""
    return _finder(phrases, re.IGNORECASE)


@cache
def exactly_any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Return what finds any of *phrases* as whole words, in the case in which they are written."""
    return _finder(phrases, re.NOFLAG)


def _finder(phrases: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    options = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(options) or '(?!)'})(?![\w-])", flags)


def found(
    course: HouseCourse, phrases: Collection[str], pattern: re.Pattern[str]
) -> Iterator[tuple[FieldValue, re.Match[str]]]:
    """Yield each place at which *pattern* is found, outside tokens, in those passages that hold one of *phrases*."""
    for passage in holding(course, phrases):
        for match in pattern.finditer(without_tokens(passage.text)):
            yield passage, match


def holding(course: HouseCourse, phrases: Iterable[str]) -> Iterator[FieldValue]:
    """Yield the passages of *course* that hold all the words of any of *phrases*, in whatever order."""
    numbers: set[int] = set()
    for phrase in phrases:
        held = sorted((course.word_index.get(word, ()) for word in INDEXED.findall(phrase.lower())), key=len)
        # Signs alone, and words in other letters, stand in no index.
        rarest = held[0] if held else range(len(course.passages))
        if rarest:
            numbers.update({*rarest}.intersection(*held[1:]))
    return (course.passages[number] for number in sorted(numbers))


@cache
def _credit(line: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, line.split())))


def without_credit(course: Course, text: str) -> str:
    """Return *text* with the course's credit line blotted out: its words are agreed with others, names and all."""
    first = course.credit.split(maxsplit=1)[:1]
    if not first or first[0] not in text:
        return text
    return _credit(course.credit).sub(lambda line: re.sub(r"\S", "_", line[0]), text)


def outside(passages: Iterable[FieldValue], ids: Collection[str]) -> Iterator[FieldValue]:
    """Yield those of *passages* that belong to none of the parts *ids*."""
    for passage in passages:
        if not any(name in ids for name in passage.ids):
            yield passage
