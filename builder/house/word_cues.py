"""Whether words alone give right answers away: a program that only counts words picks an answer in every bank.

It is naive Bayes on the set of lower-cased words of each option, with a half added to every count, trained on the other
banks of the course: it has never read the bank that it is tried on. Only single choices with one right option count.
With three options a guess finds one in three. Where the pass mark is 80 % and a program finds as many, somebody who
reads nothing can pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from builder.diagnostics import Diagnostic, error, warning
from builder.house.course import HouseCourse
from builder.house.items import lengths, single_choices
from builder.house.passages import words_in
from builder.model.course import Course, Module
from builder.model.questions import Choice, Option

#: A share of fewer questions, or what was learned from fewer, says nothing.
_ENOUGH_IN_BANK, _ENOUGH_TO_TRAIN = 15, 60
_ADDED = 0.5


@dataclass(frozen=True)
class CueShare:
    """In how many of the single choices *asked* in a bank words *found* the right option; ties count in parts."""

    module: Module
    asked: int
    trained_on: int
    found: float

    @property
    def per_cent(self) -> float:
        """The share of right options that were found."""
        return 100 * self.found / self.asked if self.asked else 0.0

    @property
    def counts(self) -> bool:
        """Whether there are enough questions for the share to say something."""
        return self.asked >= _ENOUGH_IN_BANK and self.trained_on >= _ENOUGH_TO_TRAIN


def cue_shares(course: Course) -> Sequence[CueShare]:
    """Return, for each module, what a program finds that learned its words from all other modules."""
    banks = [(module, tuple(single_choices(module))) for module in course.contents]
    shares = []
    for module, bank in banks:
        others = [question for other, questions in banks if other is not module for question in questions]
        score = _trained(others)
        shares.append(CueShare(module, len(bank), len(others), sum(_found(question, score) for question in bank)))
    return shares


def word_sides(course: Course) -> Mapping[str, tuple[int, int]]:
    """Return how many right options, and how many others, have each word, over the single choices of all banks."""
    bank = [question for module in course.contents for question in single_choices(module)]
    right, others = _counted(bank)
    return {word: (right[word], others[word]) for word in sorted({*right, *others})}


# Learned from each bank for all the others, and once more for the course as it goes out.
@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    """Return each word of *text* once, in the order of the alphabet."""
    return tuple(sorted({*words_in(text.casefold())}))


def _counted(bank: Sequence[Choice]) -> tuple[Counter[str], Counter[str]]:
    right: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for question in bank:
        for option in question.options:
            (right if option.right else others).update(_words(option.text))
    return right, others


def _trained(bank: Sequence[Choice]) -> Callable[[Option], float]:
    """Return how much the words of an option speak for it being right, after *bank*."""
    right, others = _counted(bank)
    # A word is there or not: two more halves in all.
    all_right = len(bank) + 2 * _ADDED
    all_others = sum(len(question.options) - 1 for question in bank) + 2 * _ADDED
    weights = {
        word: log((right[word] + _ADDED) / all_right) - log((others[word] + _ADDED) / all_others)
        for word in {*right, *others}
    }
    return lambda option: sum(weights.get(word, 0.0) for word in _words(option.text))


def _found(question: Choice, score: Callable[[Option], float]) -> float:
    """Return 1 if the right option alone has the best score, a part of it where others have the same, and else 0."""
    scores = [round(score(option), 9) for option in question.options]
    best = [option for option, own in zip(question.options, scores, strict=True) if own == max(scores)]
    return sum(option.right for option in best) / len(best)


def word_cues(course: HouseCourse) -> Iterator[Diagnostic]:
    """Words alone give away too many right answers of a bank.

    Why: a program that only counts words, and has never read this bank, picks the right option too often. So can
    somebody who reads nothing, and the check proves nothing. `coursepack check --coverage` shows which words stand on
    one side.

    Example: `word_cues: {warns_over: 55, fails_over: 60}` and a bank in which it finds 62 % of the right options, since
    "today" and "lead" stand in the right ones, and "wait" and "parents" in the others.

    Instead: write every option as something that a caring, busy person does, and give each word to both sides. Banks of
    fewer than 15 single choices, and those with fewer than 60 in all the other banks, are not judged.
    """
    rules = course.house.word_cues
    for share in cue_shares(course) if rules else ():
        if rules and share.counts and share.per_cent > rules.warns_over:
            message = f"in {share.module.id} words alone find {share.per_cent:.0f} % of {share.asked} right options"
            hint = f"at most {rules.warns_over} %: give each word to both sides"
            report = error if share.per_cent > rules.fails_over else warning
            yield report("word-cues", share.module.where, message, hint)


def cue_table(course: HouseCourse) -> Iterator[str]:
    """Yield the lines of three tables: what words find in each bank, words by side, and how long right options are."""
    yield f"{'Words alone find':<22}{'asked':>7}{'found':>7}{'share':>7}"
    shares = cue_shares(course)
    for share in shares:
        note = "" if share.counts else "  too few to judge"
        yield f"{share.module.id:<22}{share.asked:>7}{share.found:>7.1f}{share.per_cent:>6.0f}%{note}"
    asked = sum(share.asked for share in shares)
    found = sum(share.found for share in shares)
    yield f"{'All':<22}{asked:>7}{found:>7.1f}{100 * found / asked if asked else 0:>6.0f}%"
    yield ""
    sides = word_sides(course)
    yield f"{'Word':<22}{'right':>7}{'others':>7}"
    for word in course.house.word_cues.words if course.house.word_cues else ():
        right, others = sides.get(word.casefold(), (0, 0))
        yield f"{word:<22}{right:>7}{others:>7}"
    yield ""
    yield f"{'The right option is':<22}{'longest':>8}{'shortest':>9}"
    for module in course.contents:
        measured = [lengths(question) for question in single_choices(module)]
        if measured:
            longest = 100 * sum(own.right > own.longest_other for own in measured) / len(measured)
            shortest = 100 * sum(own.right < own.shortest_other for own in measured) / len(measured)
            yield f"{module.id:<22}{longest:>7.0f}%{shortest:>8.0f}%"
