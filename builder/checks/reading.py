"""Rules for how hard a text is to read (``modules: reading`` and ``feedback_reading`` in ``lint.yaml``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from builder.checks.measure import grade, sentences, words
from builder.checks.passages import any_of, place_of, without_links
from builder.diagnostics import Diagnostic, error, warning
from builder.model.course import Course
from builder.model.house import ReadingLimits
from builder.model.prose import Passage, filled

#: Fields that hold running text. Titles, labels and options are not sentences.
_RUNNING = frozenset({"body", "text", "summary", "content_note", "note", "after"})
_FEEDBACK = "feedback"
#: What holds a long sentence together is quoted up to here.
_SHOWN = 60


def reading_grade(course: Course) -> Iterator[Diagnostic]:
    """A page, or the feedback of a module's questions, is harder to read than its learners were promised.

    Why: people learn on a late shift, on a phone, in a second language. The grade is Flesch and Kincaid's, in US school
    years (the reading age is five more), after each word of the glossary has been replaced by one short word: needed
    terms do not count. Over the target is a warning, over the limit an error.

    Example: a page of Level 1 at grade 9, where `reading: {target: 6, limit: 8, sentence: 20}`

    Instead: shorter sentences first, then shorter words. Say who does what.
    """
    for (_, name), (limits, passages) in _measured(course).items():
        level = grade(sentence for passage in passages for sentence in sentences(_as_read(course, passage)))
        if level > limits.target:
            message = f"{name} reads at grade {level:.1f}; the target is {limits.target:g}, the limit {limits.limit:g}"
            make = error if level > limits.limit else warning
            place = place_of(course, passages[0])
            yield make("reading-grade", place, message, "shorter sentences first, then shorter words")


def long_sentence(course: Course) -> Iterator[Diagnostic]:
    """A sentence has more words than the house rules allow at this level.

    Why: a reader who is tired or who reads in a second language loses a long sentence before its end.

    Example: 31 words, where `sentence: 20`

    Instead: make two of it. Words of the glossary count as one, whatever their length.
    """
    for limits, passages in _measured(course).values():
        for passage in passages:
            # A text with fewer words than one sentence may have needs no closer look.
            if passage.text.count(" ") < limits.sentence and "{{" not in passage.text:
                continue
            for sentence in sentences(_as_read(course, passage)):
                count = len(words(sentence))
                if count > limits.sentence:
                    shown = sentence if len(sentence) <= _SHOWN else sentence[: _SHOWN - 1] + "…"
                    message = f"{count} words; {limits.sentence} are allowed here: {shown}"
                    start = passage.text.find(sentence[:20])
                    yield error("long-sentence", place_of(course, passage, max(start, 0)), message, "make two of it")


def _measured(course: Course) -> Mapping[tuple[str, str], tuple[ReadingLimits, list[Passage]]]:
    """Return what is measured together: each page's running text, and each module's feedback, with the limits."""
    together: dict[tuple[str, str], tuple[ReadingLimits, list[Passage]]] = {}
    by_module = course.house.by_module
    found: Mapping[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in course.passages:
        if passage.module is None or _is_credit(course, passage):
            continue
        if passage.field == _FEEDBACK:
            found[passage.module.id, f"the feedback of {passage.module.id}"].append(passage)
        elif passage.page and passage.field in _RUNNING:
            found[passage.module.id, f"the page {passage.page.id}"].append(passage)
    for (module, name), passages in found.items():
        rules = by_module.get(module)
        is_feedback = passages[0].field == _FEEDBACK
        limits = course.house.feedback_reading if is_feedback else rules and rules.reading
        if limits:
            together[module, name] = (limits, passages)
    return together


def _is_credit(course: Course, passage: Passage) -> bool:
    """Say whether a text repeats the course's credit line: its words are agreed with others."""
    return " ".join(passage.text.split()) == course.credit


def _as_read(course: Course, passage: Passage) -> str:
    """Return a text as learners read it, each word of the glossary replaced by one short word."""
    return _easy(course).sub(_stand_in, without_links(filled(passage.text, course.fact_words)))


def _stand_in(term: re.Match[str]) -> str:
    return "Term" if term[0][0].isupper() else "term"


def _easy(course: Course) -> re.Pattern[str]:
    terms: Iterable[str] = (name for term in course.glossary for name in (term.term, term.full) if name)
    return any_of((*terms, *course.house.easy_terms))
