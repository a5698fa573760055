"""Rules for questions, on pages and in the bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from builder.checks.parts import AnyQuestion, Written, decision_points, every_block, questions_of, told_once
from builder.diagnostics import Diagnostic, counted, error, warning
from builder.model.blocks.private import Poll, SelfCheck
from builder.model.blocks.text import Figure
from builder.model.course import Course
from builder.model.questions import Choice, Hotspot, Match, Sort, options_of


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _repeated(words: Iterable[Written]) -> Iterator[tuple[Written, Written]]:
    """Yield each word that was said before, with the first one that said it."""
    first: dict[str, Written] = {}
    for word in words:
        other = first.setdefault(_folded(word.text), word)
        if other is not word:
            yield word, other


def right_options(course: Course) -> Iterator[Diagnostic]:
    """A question does not have as many right options as the learner is asked to choose.

    Why: it could not be answered right, or every answer would be right.

    Example: `choose: 2` with one option that has `right: true`; a question in which no option is right.

    Instead: mark as many options with `right: true` as `choose:` says (one, if it says nothing), and leave at least
    one wrong.
    """
    for question in questions_of(course):
        if isinstance(question, Choice | Hotspot):
            right = sum(option.right for option in question.options)
            if right != question.choose:
                message = f"{counted(right, 'option')} marked as right; {question.choose} should be"
                hint = "mark the right options with right: true, and say in choose: how many there are"
                yield error("right-options", course.place(question, "options"), message, hint)
            elif right == len(question.options):
                yield error(
                    "right-options", course.place(question, "options"), "every option is right", "add wrong ones"
                )


def pin_place(course: Course) -> Iterator[Diagnostic]:
    """A pin of a `hotspot` that stands on no picture or on another pin, or some places with a pin and some without.

    Why: the pins and the list say the same. A learner who looks at the picture would miss a place, or find a number
    that leads nowhere.

    Example: `pin: [13, 57]` in a hotspot that no `::: figure` stands before; a pin at one of two options.

    Instead: put the `::: figure` right before the hotspot, and give each option a pin of its own, or none.
    """
    pages = (page for module in course.contents for page in module.pages)
    pictured = {id(after) for page in pages for before, after in pairwise(page.blocks) if isinstance(before, Figure)}
    for question in questions_of(course):
        places = question.options if isinstance(question, Hotspot) else ()
        pinned = [place for place in places if place.pin]
        if not pinned:
            continue
        for place, earlier in ((place, places[:number]) for number, place in enumerate(places)):
            if not place.pin:
                hint = "give each option a pin, or none"
                yield error("pin-place", place.where, f"{len(pinned)} of {len(places)} options have a pin", hint)
            elif place.pin in [other.pin for other in earlier]:
                hint = "move one of them"
                yield error("pin-place", course.place(place, "pin"), "another pin stands at this place", hint)
        if id(question) not in pictured:
            hint = "put the ::: figure right before the hotspot on its page, or take out the pins"
            yield error("pin-place", course.place(pinned[0], "pin"), "no picture stands before this pin", hint)


def unknown_group(course: Course) -> Iterator[Diagnostic]:
    """An item of a sort belongs to a group that the question does not have.

    Why: learners could not put it in its place.

    Example: `group: Facts` where `groups: [Fact, View]`

    Instead: write the group exactly as it stands in `groups:`.
    """
    for question in questions_of(course):
        if isinstance(question, Sort):
            lost = [item for item in question.items if item.group not in question.groups]
            places = ((item.group, course.place(item, "group")) for item in lost)
            yield from told_once("unknown-group", places, what="group in this question called", known=question.groups)


def same_text(course: Course) -> Iterator[Diagnostic]:
    """Two options, items, groups or statements of one question say the same.

    Why: learners could not tell which of them is meant.

    Example: two options `Tell your lead.`

    Instead: change or remove one of them.
    """
    lists: list[list[Written]] = []
    for question in questions_of(course):
        lists.append([Written(option.text, option, ("text",)) for option in options_of(question)])
        if isinstance(question, Sort):
            lists.append([Written(group, question, ("groups", n)) for n, group in enumerate(question.groups)])
    for point in decision_points(course):
        lists.append([Written(option.text, option, ("text",)) for option in point.options])
    for poll in every_block(course, Poll):
        lists.append([Written(option, poll, ("options", n)) for n, option in enumerate(poll.options)])
    for asked in (question for block in every_block(course, SelfCheck) for question in block.questions):
        others = (Written(text, asked, ("others", n)) for n, text in enumerate(asked.others))
        lists.append([Written(asked.right, asked, ("right",)), *others])
    for words in lists:
        for word, first in _repeated(words):
            message = f"{_short(word.text)!r} stands here a second time"
            yield error("same-text", word.where(course), message, f"the first is on line {first.where(course).line}")


def ambiguous_match(course: Course) -> Iterator[Diagnostic]:
    """Two items of a match have the same match, or a spare match is not spare.

    Why: each match is offered once. With two items for one match, one of two right answers would be marked as wrong.

    Example: two items with `match: Strategy discussion`; `spare: [Strategy discussion]` beside one.

    Instead: use `::: sort` where several items belong to one heading.
    """
    for question in questions_of(course):
        if isinstance(question, Match):
            words = [Written(item.match, item, ("match",)) for item in question.items]
            words += [Written(spare, question, ("spare", number)) for number, spare in enumerate(question.spare)]
            for word, first in _repeated(words):
                message = f"the match {_short(word.text)!r} is already taken on line {first.where(course).line}"
                yield error(
                    "ambiguous-match", word.where(course), message, "give each item its own match, or use a sort"
                )


def same_stem(course: Course) -> Iterator[Diagnostic]:
    """Two questions in one bank ask the same.

    Why: both may be drawn in one try. Questions of different cases may share their words.

    Example: a question copied to be changed, and then not changed.

    Instead: change one, or take it out.
    """
    for module in course.contents:
        # Of a question that is there twice itself, its id tells.
        asked = {q.id: Written(f"{q.case or ''} {q.stem} {_labels(q)}", q, ("stem",)) for q in module.bank}
        for word, first in _repeated(asked.values()):
            message = "a question of this bank asks the same in the same words"
            yield warning("same-stem", word.where(course), message, f"it is at {first.where(course)}")


def _labels(question: AnyQuestion) -> str:
    """Return what sets apart questions that share a stem such as "Put these in order.": the answers, in any order."""
    return " ".join(sorted(_folded(option.text) for option in options_of(question)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
