"""Rules for facts that were typed instead of taken from data, and for what is claimed of them (``facts``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.diagnostics import Diagnostic, error, warning
from builder.house.course import HouseCourse
from builder.house.passages import any_of, found, holding, outside, place_of, without_tokens
from builder.model.blocks.text import Table
from builder.model.shared import GuidanceFact, ReviewFigure
from builder.model.tokens import facts_in
from builder.model.uses import guidance_in_questions
from builder.model.walk import FieldValue

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.](?=\d)[^.!?\n]+)*")
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty",
    "half",
)  # fmt: skip
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS[:-1])})"
_UNITS = ("day", "days", "week", "weeks", "month", "months")
_TIME = re.compile(rf"\b{_NUMBER}[ -](?:working[ -])?(?:day|week|month)s?\b", re.IGNORECASE)
_YEAR = r"\s+(?:\(?[A-Za-z]*\)?\s*)?(?:19|20)\d\d\b"
_SMALL = rf"(?:\d+|{'|'.join(_NUMBERS[2:10])})"
_SHARE = re.compile(
    rf"\b\d+(?:\.\d+)?\s?(?:%|per cent\b)|\b(?:\d+|one|two|three|four) in (?:every )?{_SMALL}\b", re.IGNORECASE
)
_HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MUST = re.compile(r"\bmust\b", re.IGNORECASE)
#: From "because of" to the group, or from the group to "because of".
_NEAR = 8
_CAUSE = r"(?:caused by|because of)"


def _typed(course: HouseCourse, words: Iterable[str]) -> Iterator[FieldValue]:
    """Yield the texts with any of *words* in which facts are to be tokens: all but the files of facts themselves."""
    for passage in holding(course, words):
        if not isinstance(passage.part, GuidanceFact | ReviewFigure) and passage.part is not course:
            yield passage


def typed_time_limit(course: HouseCourse) -> Iterator[Diagnostic]:
    """A number of days, weeks or months was typed in a sentence about a duty.

    Why: time limits change, and a typed one stays wrong on the page where nobody looks.

    Example: `Notify the Panel within 5 working days.`

    Instead: put the fact into `guidance.yaml`, and write its token. A time inside a story is no duty: name the part in
    `time_limits_shown_in:` of `lint.yaml`.
    """
    rules = course.house.facts
    if rules is None or not rules.time_limits_near:
        return
    duty = re.compile(rf"\b(?:{'|'.join(map(re.escape, rules.time_limits_near))})", re.IGNORECASE)
    typed = (passage for passage in _typed(course, _UNITS) if _TIME.search(passage.text))
    for passage, sentence in _sentences(outside(typed, rules.time_limits_shown_in)):
        time = _TIME.search(sentence[0])
        if time and duty.search(sentence[0]):
            where = place_of(course, passage, sentence.start() + time.start())
            message = f"{time[0]!r} was typed beside a duty"
            yield error("typed-time-limit", where, message, "put it into guidance.yaml, and write its token")


def typed_edition(course: HouseCourse) -> Iterator[Diagnostic]:
    """The year of an Act or of guidance was typed.

    Why: the next edition comes, and the page still names the last one.

    Example: `Working Together 2023`

    Instead: a token such as `{{g:wt_edition_name}}`. Where it is history, name the part in `editions_shown_in:` of
    `lint.yaml`.
    """
    rules = course.house.facts
    if rules is None or not rules.editions_of:
        return
    titles = "|".join(re.escape(title) for title in rules.editions_of)
    pattern = re.compile(rf"\b(?:{titles}){_YEAR}")
    for passage, match in _found(outside(_typed(course, rules.editions_of), rules.editions_shown_in), pattern):
        where = place_of(course, passage, match.start())
        yield error("typed-edition", where, f"the edition {match[0]!r} was typed", "write its token")


def typed_share(course: HouseCourse) -> Iterator[Diagnostic]:
    """A percentage or a share such as "1 in 8" was typed.

    Why: a number from reviews means something only with what it counts and when. A token brings both.

    Example: `Over 50% were known to social care.`

    Instead: put the number into `figures.yaml` with its base and period, and write its token. Shares that are no
    finding, such as a pass mark, stand in parts named in `shares_shown_in:` of `lint.yaml`.
    """
    rules = course.house.facts
    if rules is None:
        return
    numbers = [word for word in course.word_index if word[0].isdigit() or word in _NUMBERS]
    for passage, match in _found(outside(_typed(course, numbers), rules.shares_shown_in), _SHARE):
        where = place_of(course, passage, match.start())
        yield error("typed-share", where, f"{match[0]!r} was typed", "put it into figures.yaml, and write its token")


def figure_without_period(course: HouseCourse) -> Iterator[Diagnostic]:
    """A sentence of a figure gives a share, and does not say from which years.

    Why: a number without its time is read as if it were about today.

    Example: `text: Domestic abuse was noted in 35% of incidents.`

    Instead: `... in 35% of 538 incidents (July 2018 to December 2019).`
    """
    for figure in course.figures if course.house.facts else ():
        for sentence in _SENTENCE.finditer(figure.text):
            if (share := _SHARE.search(sentence[0])) and not _HAS_YEAR.search(sentence[0]):
                message = f"{share[0]!r} without its years in one sentence"
                yield error("figure-without-period", course.place(figure, "text"), message, "say from when it is")


def never_together(course: HouseCourse) -> Iterator[Diagnostic]:
    """Two numbers that count different things stand in one sentence.

    Why: readers compare what stands side by side, and these cannot be compared.

    Example: `never_together: [[35%, 59%]]`, and a sentence with both.

    Instead: two sentences, with a line between them on why they differ.
    """
    rules = course.house.facts
    for pair in rules.never_together if rules else ():
        for passage, sentence in _sentences(holding(course, [" ".join(pair)])):
            if all(number in sentence[0] for number in pair):
                message = f"{pair[0]} and {pair[1]} stand in one sentence"
                where = place_of(course, passage, sentence.start())
                yield error("never-together", where, message, "they count different things: keep them apart")


def verb_beyond_strength(course: HouseCourse) -> Iterator[Diagnostic]:
    """A fact says `must`, and its strength is not that of an Act.

    Why: `must` is law. People are told off, or worse, for what guidance only asks for.

    Example: `strength: should` with `claim: The council must ...`

    Instead: `should`, or the strength that the source has. A fact that joins two duties of different strength stands in
    `also_must:` of `lint.yaml`.
    """
    rules = course.house.facts
    for fact in course.guidance if rules else ():
        texts = {"claim": fact.claim, **fact.forms}
        for name, text in texts.items():
            if rules and fact.strength != "must" and fact.key not in rules.also_must and _MUST.search(text):
                keys = ("claim",) if name == "claim" else ("forms", name)
                message = f"{fact.key} says 'must', and its strength is {fact.strength!r}"
                yield error("verb-beyond-strength", course.place(fact, *keys), message, "choose the verb by strength:")


def unsure_fact(course: HouseCourse) -> Iterator[Diagnostic]:
    """A question rests on a fact whose `confidence` is below A, or a table holds one whose `confidence` is C.

    Why: in a check, a wrong fact marks a right learner wrong. A table is read as a list of what holds, and nobody reads
    below it where a time in it comes from.

    Example: `guidance: [notify]` where `notify` has `confidence: B`; `{{g:lcspr_months}}` in a table, with C.

    Instead: find the fact in the Act or the guidance itself, and grade it A; or ask and write without it.
    """
    if not course.house.facts:
        return
    facts = {fact.key: fact for fact in course.guidance}
    for entry, key in guidance_in_questions(course):
        if key in facts and facts[key].confidence != "A":
            message = f"{entry.belongs_to} rests on {key}, which is graded {facts[key].confidence}"
            yield error("unsure-fact", course.place_of(entry), message, "only A may be asked about")
    for passage in course.passages:
        for number, line in enumerate(passage.text.splitlines() if "{{" in passage.text else ()):
            if isinstance(passage.part, Table) or line.lstrip().startswith("|"):
                unsure = [fact for fact in facts_in(line, course) if isinstance(fact, GuidanceFact)]
                for fact in (fact for fact in unsure if fact.confidence == "C"):
                    start = sum(len(above) + 1 for above in passage.text.splitlines()[:number])
                    message = f"a table holds {fact.key}, which is graded C"
                    yield error("unsure-fact", place_of(course, passage, start), message, "leave it out of the table")


def claimed_cause(course: HouseCourse) -> Iterator[Diagnostic]:
    """A text says that harm was caused by what a family is.

    Why: no review shows that poverty, disability or ethnic group causes abuse, and to hint at it does harm.

    Example: `not_causes: [poverty]` and `neglect caused by poverty`

    Instead: say what somebody did, or what stood in the way of help.
    """
    rules = course.house.facts
    if rules is None or not rules.not_causes:
        return
    groups = any_of(rules.not_causes).pattern
    between = rf"(?:\W+\w+){{0,{_NEAR}}}?\W+"
    pattern = re.compile(rf"\b{_CAUSE}\b{between}{groups}|{groups}{between}{_CAUSE}\b", re.IGNORECASE)
    for passage, match in found(course, ("caused by", "because of"), pattern):
        message = f"this says that it is a cause: {match[0]!r}"
        yield warning("claimed-cause", place_of(course, passage, match.start()), message, "say what somebody did")


def _found(passages: Iterable[FieldValue], pattern: re.Pattern[str]) -> Iterator[tuple[FieldValue, re.Match[str]]]:
    for passage in passages:
        for match in pattern.finditer(without_tokens(passage.text)):
            yield passage, match


def _sentences(passages: Iterable[FieldValue]) -> Iterator[tuple[FieldValue, re.Match[str]]]:
    """Yield each sentence of *passages*, tokens blotted out."""
    for passage in passages:
        for sentence in _SENTENCE.finditer(without_tokens(passage.text)):
            yield passage, sentence
