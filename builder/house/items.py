"""Rules for how questions and decision points are written (``questions`` in ``lint.yaml``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from builder.checks.parts import AnyQuestion, decision_points, decisions_shown, questions_in, questions_of
from builder.diagnostics import Diagnostic, error, warning
from builder.house.course import HouseCourse
from builder.house.passages import any_of, exactly_any_of, words_in
from builder.model.course import Module
from builder.model.questions import Choice, options_of

#: Two stems are alike from here on (``difflib``: shared characters in order, 0 to 1).
_ALIKE = 0.85
#: A bank in which the right option stands in one place more often than this has a habit, not a shuffle.
_HABIT = 0.6
#: In per cent of a module's feedback.
_PRAISE_WARNS, _PRAISE_FAILS = 5, 20
#: Below this number of questions a rate says nothing.
_ENOUGH = 8


def single_choices(module: Module) -> Iterator[Choice]:
    """Yield the single choices of a module's bank that have one right option."""
    for question in module.bank:
        if isinstance(question, Choice) and question.choose == 1 and sum(o.right for o in question.options) == 1:
            yield question


class Lengths(NamedTuple):
    """How long the options of a single choice are, in characters."""

    right: int
    longest_other: int
    shortest_other: int


def lengths(question: Choice) -> Lengths:
    """Return the length of the right option, and the longest and the shortest of the others."""
    right = next(len(option.text) for option in question.options if option.right)
    others = [len(option.text) for option in question.options if not option.right] or [0]
    return Lengths(right, max(others), min(others))


def long_feedback(course: HouseCourse) -> Iterator[Diagnostic]:
    """The feedback on an option has more words than the house rules allow.

    Why: it is read between two questions. What it teaches has to fit into one breath.

    Example: `feedback_words: 40` and feedback of 55 words.

    Instead: say what may follow, and leave the rest to the page.
    """
    rules = course.house.questions
    if rules is None:
        return
    ways = (option for point in decision_points(course) for option in point.options)
    for part in [*ways, *(option for question in questions_of(course) for option in options_of(question))]:
        count = len(words_in(part.feedback))
        if count > rules.feedback_words:
            message = f"the feedback has {count} words; {rules.feedback_words} are allowed"
            where = course.place(part, "feedback")
            yield error("long-feedback", where, message, "say what may follow, leave the rest to the page")


def long_stem(course: HouseCourse) -> Iterator[Diagnostic]:
    """A question's stem has more words than the house rules allow; with a case, the case counts too.

    Why: a check tests a decision, not memory.

    Example: `stem_words: 60` and a stem of 75 words.

    Instead: keep who you are, what you see and what is asked.
    """
    rules = course.house.questions
    if rules is None:
        return
    cases = {case.id: len(words_in(case.text)) for module in course.contents for case in module.cases}
    for question in questions_of(course):
        most = rules.stem_words_in_case if question.case else rules.stem_words
        count = len(words_in(question.stem)) + (cases.get(question.case, 0) if question.case else 0)
        if count > most:
            message = f"the stem has {count} words; {most} are allowed"
            yield error(
                "long-stem", course.place(question, "stem"), message, "who you are, what you see, what is asked"
            )


def trick_option(course: HouseCourse) -> Iterator[Diagnostic]:
    """An option such as "all of the above".

    Why: it tests how people take tests. Options are shuffled, so there is no "above" either.

    Example: `trick_options: [all of the above]` and an option with these words.

    Instead: write each option so that it stands alone.
    """
    rules = course.house.questions
    if rules is None or not rules.trick_options:
        return
    pattern = any_of(rules.trick_options)
    for question in questions_of(course):
        for option in options_of(question):
            if found := pattern.search(option.text):
                message = f"{found[0]!r} in an option"
                yield error("trick-option", course.place(option, "text"), message, "make it stand alone")


def negative_stem(course: HouseCourse) -> Iterator[Diagnostic]:
    """A stem that asks for what is not so, with `except` or `NOT`.

    Why: people miss the one word that turns the question round, most of all when they read in a second language.

    Example: `stem_without: [except, NOT]` and `All of these are signs except...`

    Instead: ask for what is so. If a negative stem is truly needed, say why in `reasons:` of `lint.yaml`.
    """
    rules = course.house.questions
    if rules is None or not rules.stem_without:
        return
    pattern = exactly_any_of(rules.stem_without)
    excused = {reason.at for reason in course.house.reasons if reason.code == "negative-stem"}
    for question in questions_of(course):
        if (found := pattern.search(question.stem)) and question.id not in excused:
            where = course.place(question, "stem")
            yield error("negative-stem", where, f"{found[0]!r} in a stem", "ask for what is so")


def key_too_long(course: HouseCourse) -> Iterator[Diagnostic]:
    """The right option is much longer than every other.

    Why: people who take tests know that the longest answer is often the right one.

    Example: `key_times_longest: 1.3`, and a right option of 80 characters beside others of 50.

    Instead: shorten it, or give the others as much to say.
    """
    rules = course.house.questions
    for module in course.contents if rules else ():
        for question in single_choices(module):
            right, longest, _ = lengths(question)
            if rules and right > rules.key_times_longest * longest:
                message = f"the right option has {right} characters, the longest other {longest}"
                hint = f"at most {rules.key_times_longest:g} times as many: shorten it, or lengthen the others"
                yield error("key-too-long", course.place(question, "options"), message, hint)


def key_longest_rate(course: HouseCourse) -> Iterator[Diagnostic]:
    """The right option is the longest in too many, or too few, single choices of a bank.

    Why: whoever always picks the longest, or never does, would be right too often.

    Example: `key_longest: [20, 45]` and a bank in which it is the longest in 60 per cent.

    Instead: change the length of options until it gives nothing away.
    """
    rules = course.house.questions
    for module in course.contents if rules else ():
        measured = [lengths(question) for question in single_choices(module)]
        if rules and len(measured) >= _ENOUGH:
            rate = 100 * sum(own.right > own.longest_other for own in measured) / len(measured)
            least, most = rules.key_longest
            if not least <= rate <= most:
                message = f"in {module.id} the right option is the longest in {rate:.0f} % of {len(measured)} questions"
                yield warning("key-longest-rate", module.where, message, f"make it {least} to {most} %")


def key_position(course: HouseCourse) -> Iterator[Diagnostic]:
    """The right option stands in the same place in most single choices of a bank.

    Why: options are shuffled on the screen, but not in print, and not for reviewers, who would see a pattern.

    Example: a bank in which the first option is right in 7 of 10 questions.

    Instead: move options. Write the `id:` of each beside it if learners have met the question before.
    """
    for module in course.contents if course.house.questions else ():
        places = [[option.right for option in question.options].index(True) for question in single_choices(module)]
        if len(places) >= _ENOUGH:
            place, times = Counter(places).most_common(1)[0]
            if times > _HABIT * len(places):
                message = f"in {module.id} the right option is number {place + 1} in {times} of {len(places)} questions"
                yield warning("key-position", module.where, message, "move some of them")


def similar_stem(course: HouseCourse) -> Iterator[Diagnostic]:
    """Two questions of one bank ask nearly the same.

    Why: both may be drawn in one try.

    Example: two stems that differ in one word.

    Instead: change one, or take it out. Stems such as "Put these in order." may be alike: only longer ones are
    compared.
    """
    for module in course.contents if course.house.questions else ():
        stems = [(q, frozenset(words_in(q.stem.casefold()))) for q in module.bank]
        long = [(question, words) for question, words in stems if len(words) >= _ENOUGH]
        for (one, words), (other, others) in combinations(long, 2):
            # Cheap first: two texts that are alike share more than 0.6 of all their words.
            if len(words & others) > 0.375 * (len(words) + len(others)):
                alike = SequenceMatcher(None, one.stem, other.stem, autojunk=False).ratio()
                if _ALIKE < alike < 1 and one.case == other.case:
                    message = f"{other.id} asks nearly the same as {one.id}"
                    where = course.place(other, "stem")
                    yield warning("similar-stem", where, message, f"the other is at {_place(course, one)}")


def _place(course: HouseCourse, question: AnyQuestion) -> str:
    return str(course.place(question, "stem"))


def token_in_key(course: HouseCourse) -> Iterator[Diagnostic]:
    """A right answer rests on a token.

    Why: facts change. A question whose right answer changes with them was never about a decision, and old results would
    mean something else.

    Example: a right option `Within {{g:notify_days}}`

    Instead: ask for the decision, and put the number into the feedback.
    """
    for module in course.contents if course.house.questions else ():
        for question in module.bank:
            for option in options_of(question):
                keys = [getattr(option, name, "") for name in ("text", "match", "group")]
                is_key = getattr(option, "right", True)
                if is_key and any("{{" in text for text in keys):
                    message = f"the right answer to {question.id} holds a token"
                    hint = "ask for the decision; put the fact into the feedback"
                    yield error("token-in-key", course.place(option, "text"), message, hint)


def praising_feedback(course: HouseCourse) -> Iterator[Diagnostic]:
    """Feedback begins with praise in too much of a module: in its bank, on its pages and at its decision points.

    Why: the heading says already that it was right. What a learner remembers is what happens next.

    Example: `praise: ["Yes"]` and a module in which more than 5 % of the feedback begins with "Yes"; over 20 % is an
    error.

    Instead: begin with the person it is about, or with time.
    """
    rules = course.house.questions
    if rules is None or not rules.praise:
        return
    pattern = any_of(rules.praise)
    for module in course.contents:
        taught = [
            *(option for question in questions_in(module) for option in options_of(question)),
            *(option for _, decision in decisions_shown(course, module) for option in decision.options),
        ]
        praising = [option for option in taught if pattern.match(option.feedback)]
        share = 100 * len(praising) / len(taught) if taught else 0
        if share > _PRAISE_WARNS:
            message = f"in {module.id} {share:.0f} % of the feedback begins with praise"
            report = error if share > _PRAISE_FAILS else warning
            where = course.place(praising[0], "feedback")
            yield report("praising-feedback", where, message, f"at most {_PRAISE_WARNS} %: begin with what happens")


def harm_in_slug(course: HouseCourse) -> Iterator[Diagnostic]:
    """A `slug` holds a word that the house rules keep out of slugs.

    Why: it stands in reports, exports and notices of an LMS, in front of people who never opened the course.

    Example: `slug_without: [abuse, hurt]` and `slug: abuse_at_home`

    Instead: name the place or the thing, such as `car_park` or `two_notes`.
    """
    rules = course.house.questions
    kept_out = {word.casefold() for word in rules.slug_without} if rules else set()
    decisions = [decision for _, decision in course.decisions.values()]
    for question in (*questions_of(course), *decisions) if kept_out else ():
        for word in sorted(kept_out.intersection((question.slug or "").split("_"))):
            where = course.place(question, "slug")
            yield error("harm-in-slug", where, f"{word!r} in a slug", "name the place or the thing instead")
