"""Rules for how hard a text is to read (``modules: reading`` and ``feedback_reading`` in ``lint.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.diagnostics import Diagnostic, error, warning
from builder.house.course import HouseCourse
from builder.house.measure import grade, has_more_words, sentences, shown, words
from builder.house.model import ReadingLimits
from builder.house.passages import any_of, place_of, without_credit, without_links
from builder.model.tokens import filled
from builder.model.walk import FieldValue

#: What holds a long sentence together is quoted up to here.
_SHOWN = 60


def hard_to_read(course: HouseCourse) -> Iterator[Diagnostic]:
    """A page, or the feedback of a module's questions, is harder to read than its learners were promised.

    Why: people learn on a late shift, on a phone, in a second language. The grade is Flesch and Kincaid's, in US school
    years (the reading age is five more), after each word of the glossary has been replaced by one short word: needed
    terms do not count. Over the target is a warning; over the limit, and a sentence that is too long, is an error.

    Example: a page of Level 1 at grade 9, or a sentence of 31 words, where `reading: {target: 6, limit: 8, sentence:
    20}`

    Instead: make two sentences of a long one. Then shorter words. Say who does what.
    """
    for name, (limits, passages) in _measured(course).items():
        plain = [(passage, sentences(_as_read(course, passage))) for passage in passages]
        if grade(*(found for _, found in plain)) > limits.target:
            easy = (sentences(_easily_read(course, passage)) for passage in passages)
            yield from _too_hard(course, name, limits, passages[0], grade(*easy))
        for passage, found in plain:
            if any(has_more_words(sentence, limits.sentence) for sentence in found):
                yield from _too_long(course, passage, limits.sentence)


def too_easy_to_read(course: HouseCourse) -> Iterator[Diagnostic]:
    """The pages of a module are, together, easier to read than is good for its learners.

    Why: plain words are for everybody. A whole level in the shortest of sentences is not plain: nothing in it holds two
    things together, and those who have hard things to decide are talked down to.

    Example: a module at grade 1.4 where `reading: {floor: 2, target: 9, limit: 11, sentence: 25}`.

    Instead: join what belongs together, with because, although or unless; say what people disagree about, and why.
    """
    for module in course.contents:
        rules = course.house.by_module.get(module.id)
        read = [passage for passage in course.passages if passage.module is module and _is_running_text(passage)]
        if rules and rules.reading and rules.reading.floor and read:
            level = grade(*(sentences(_as_read(course, passage)) for passage in read))
            if level < rules.reading.floor:
                message = f"{module.id} reads at grade {level:.1f}; at least {rules.reading.floor:g} was agreed"
                yield error("too-easy-to-read", module.where, message, "join sentences that belong together")


def _is_running_text(passage: FieldValue) -> bool:
    return passage.page is not None and passage.role == "text"


def _too_hard(
    course: HouseCourse, name: str, limits: ReadingLimits, first: FieldValue, level: float
) -> Iterator[Diagnostic]:
    if level > limits.target:
        message = f"{name} reads at grade {level:.1f}; the target is {limits.target:g}, the limit {limits.limit:g}"
        make = error if level > limits.limit else warning
        yield make("hard-to-read", place_of(course, first), message, "shorter sentences first, then shorter words")


def _too_long(course: HouseCourse, passage: FieldValue, most: int) -> Iterator[Diagnostic]:
    for sentence in sentences(_easily_read(course, passage)):
        count = len(words(sentence))
        if count > most:
            start = max(passage.text.find(sentence.lstrip()[:20]), 0)
            message = f"{count} words in a sentence, where {most} are allowed: {_start_of(sentence)}"
            yield error("hard-to-read", place_of(course, passage, start), message, "make two of it")


def _start_of(sentence: str) -> str:
    line = shown(sentence)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _measured(course: HouseCourse) -> Mapping[str, tuple[ReadingLimits, list[FieldValue]]]:
    """Return what is measured together: each page's running text, and each module's feedback, with the limits."""
    together: dict[str, tuple[ReadingLimits, list[FieldValue]]] = {}
    for passage in course.passages:
        if passage.module is None:
            continue
        rules = course.house.by_module.get(passage.module.id)
        if passage.role == "feedback" and course.house.feedback_reading:
            name = f"the feedback of {passage.module.id}"
            together.setdefault(name, (course.house.feedback_reading, []))[1].append(passage)
        elif passage.page and _is_running_text(passage) and rules and rules.reading:
            together.setdefault(f"the page {passage.page.id}", (rules.reading, []))[1].append(passage)
    return together


def _as_read(course: HouseCourse, passage: FieldValue) -> str:
    """Return a text as learners read it."""
    return without_links(filled(without_credit(course, passage.text), course.fact_names))


def _easily_read(course: HouseCourse, passage: FieldValue) -> str:
    """Return a text with each word of the glossary replaced by one short word."""
    terms = (name for term in course.glossary for name in (term.term, term.full) if name)
    return any_of((*terms, *course.house.easy_terms)).sub(_stand_in, _as_read(course, passage))


def _stand_in(term: re.Match[str]) -> str:
    return "Term" if term[0][0].isupper() else "term"
