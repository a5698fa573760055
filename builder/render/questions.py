"""From an author's question to the player's: two mechanics, stable ids, facts filled in."""

from __future__ import annotations

from itertools import permutations
from string import ascii_lowercase

from builder.model.course import Course, Module, Page
from builder.model.ids import activity_iri, tracking_id
from builder.model.questions import Choice, Hotspot, Match, Order, QuestionBase, Sort, option_ids, options_of
from builder.render.markdown import Fill
from builder.render.player_data import PlayerDecision, PlayerOption, PlayerQuestion


def labels_of(question: QuestionBase) -> tuple[str, ...]:
    """Return the labels that an ``assign`` question offers, as authored; a ``pick`` question has none."""
    match question:
        case Order():
            return tuple(str(place) for place in range(1, len(question.items) + 1))
        case Sort():
            return question.groups
        case Match():
            # Sorted, so that the place of a label gives no hint of the item to which it belongs.
            return tuple(sorted({item.match for item in question.items} | set(question.spare)))
    return ()


def _options(question: QuestionBase, fill: Fill) -> tuple[PlayerOption, ...]:
    labels = labels_of(question)
    match question:
        case Choice() | Hotspot():
            answers = [int(option.right) for option in question.options]
        case Order():
            answers = list(range(len(question.items)))
        case Sort():
            answers = [labels.index(item.group) for item in question.items]
        case Match():
            answers = [labels.index(item.match) for item in question.items]
        case _:  # pragma: no cover - the union is closed
            raise TypeError(type(question).__name__)
    options = options_of(question)
    return tuple(
        PlayerOption(id=own, text=fill(option.text), feedback=fill(option.feedback), answer=answer)
        for own, option, answer in zip(option_ids(options), options, answers, strict=True)
    )


def player_question(course: Course, module: Module, question: QuestionBase, *, fill: Fill) -> PlayerQuestion:
    """Return *question* as the player gets it."""
    kind: str = question.kind  # type: ignore[attr-defined]
    options = _options(question, fill)
    cases = {case.id: case.text for case in module.cases}
    return PlayerQuestion.model_validate(
        {
            "id": question.id,
            "trackingId": tracking_id(question.id, question.slug),
            "iri": activity_iri(course, module, question.id),
            "fingerprint": course.numbers[module.id, question.id, *(option.id for option in options)],
            "kind": kind,
            "mechanic": "pick" if kind in ("choice", "hotspot") else "assign",
            "stem": fill(question.stem),
            "caseText": fill(cases[question.case]) if question.case else None,
            "choose": getattr(question, "choose", 1),
            "options": options,
            "labels": tuple(fill(label) for label in labels_of(question)),
            # A hotspot's places keep the order of the document that they are part of.
            "shuffle": kind != "hotspot",
            "principle": question.principle,
            "critical": question.critical,
            "danger": question.danger if question.critical else None,
            "page": question.page,
        }
    )


def bank_questions(course: Course, module: Module, *, fill: Fill) -> tuple[PlayerQuestion, ...]:
    """Return the questions of the bank of *module* as the player draws from them; either of a pair names the other."""
    made = [player_question(course, module, question, fill=fill) for question in module.bank]
    fingerprints = {question.id: question.fingerprint for question in made}
    pairs = ((question.id, other) for question in module.bank for other in question.pairs if other != question.id)
    named = {either for pair in pairs for either in permutations(pair)}
    return tuple(
        question.model_copy(
            update={"pairs": tuple(fingerprints[other] for other in fingerprints if (question.id, other) in named)}
        )
        for question in made
    )


def decision_question(course: Course, module: Module, name: str, *, page: Page, fill: Fill) -> PlayerQuestion:
    """Return the decision point with the id *name* as a choice; its feedback says what may follow."""
    scenario, decision = course.decisions[name]
    ids = tuple(ascii_lowercase[: len(decision.options)])
    return PlayerQuestion(
        id=decision.id,
        tracking_id=tracking_id(decision.id, decision.slug),
        iri=activity_iri(course, module, decision.id),
        fingerprint=course.numbers[module.id, decision.id, *ids],
        kind="choice",
        mechanic="pick",
        stem=fill(decision.stem),
        choose=1,
        options=tuple(
            PlayerOption(id=own, text=fill(o.text), feedback=fill(o.feedback), answer=int(o.verdict == "best"))
            for own, o in zip(ids, decision.options, strict=True)
        ),
        page=page.id,
        decision=PlayerDecision(name=fill(scenario.name), verdicts=tuple(o.verdict for o in decision.options)),
    )
