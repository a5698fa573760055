"""Rules for what a try at the check may hold: pairs that never meet, and kinds of danger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from builder.checks.parts import AnyQuestion, unknown_names
from builder.diagnostics import Diagnostic, counted, error
from builder.model.course import Course, Module
from builder.model.questions import QuestionBase


def unknown_question(course: Course) -> Iterator[Diagnostic]:
    """A pair names a question that is not in the same module.

    Why: the draw could not keep the two apart, and nobody would notice.

    Example: `pairs: [L1-Q71]` in a module without it.

    Instead: use the id of a question of this module's bank, or of one on its pages.
    """
    yield from unknown_names(course, "question", "question of {module} with the id")


def pair_of_one(course: Course) -> Iterator[Diagnostic]:
    """A pair names the question in which it stands, or one of a case set.

    Why: a question cannot be kept apart from itself, and a case set comes whole or not at all.

    Example: `pairs: [L1-Q20]` in `L1-Q20`.

    Instead: name the other question, and take questions of case sets out of pairs.
    """
    for module in course.contents:
        in_sets = {question.id for question in module.bank if question.case}
        for question in module.bank:
            for index, other in enumerate(question.pairs):
                if other == question.id:
                    message, hint = f"{other} is a pair with itself", "name the other question"
                elif other in in_sets or question.id in in_sets:
                    message = f"{question.id} and {other} are a pair, and one of them is in a case set"
                    hint = "a case set comes whole: change one of the questions"
                else:
                    continue
                yield error("pair-of-one", course.place(question, "pairs", index), message, hint)


def uneven_danger(course: Course) -> Iterator[Diagnostic]:
    """Critical questions by kind of danger are not such that each try can have one of each kind.

    Why: who has shown that they are safe with one danger has not shown it for another. A wrong answer is followed by a
    fresh question of the same kind, so each kind needs two.

    Example: `critical: 5`, and critical questions of six kinds in `danger:`; one question of a kind; a critical
    question without a kind beside others that have one; `danger:` without `critical: true`; `kind_of: system` in the
    check, and a critical question that is not.

    Instead: give each critical question its `danger:`, and write two of each kind at least.
    """
    for module in course.contents:
        by_kind = Counter(question.danger for question in module.bank if question.critical)
        named = [kind for kind in by_kind if kind]
        for question in module.bank:
            for message, hint in _wrong_kind(module, question, named):
                yield error("uneven-danger", course.place(question, "id"), message, hint)
        if not module.check or not module.check.critical or not named:
            continue
        where = course.place(module, "check", "critical")
        if len(named) > module.check.critical:
            drawn = counted(module.check.critical, "critical question")
            message = f"each try has {drawn}, and there are {len(named)} kinds"
            yield error("uneven-danger", where, message, "draw one for each kind of danger")
        for kind in sorted(named):
            if by_kind[kind] < 2:
                message = f"{module.id} has one critical question on {kind!r}, and a wrong answer needs a fresh one"
                yield error("uneven-danger", where, message, "write another one")


def _wrong_kind(module: Module, question: QuestionBase, named: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the kind of danger of *question*, and the cure."""
    if question.danger and not question.critical:
        yield f"{question.id} has a danger, and is not critical", "add critical: true"
    if question.critical and named and not question.danger:
        yield f"{question.id} is critical, and has no danger", "add danger:"
    needed = module.check.kind_of if module.check else None
    if needed and question.critical and question.kind_of != needed:
        message = f"{question.id} is critical, and not of the kind {needed!r} that the check asks for"
        yield message, f"add kind_of: {needed}, or take critical: out"


def draw_blocked(course: Course) -> Iterator[Diagnostic]:
    """Pairs leave too few questions for a try, for one of its parts, or for its critical ones.

    Why: a try would have fewer questions than you meant, and another pass mark with them.

    Example: `draw: 10`, and twelve questions of which six are three pairs.

    Instead: write more questions, or take a pair apart.
    """
    for module in course.contents:
        rule = module.check
        if rule is None or not any(question.pairs for question in module.bank):
            continue
        single = [question for question in module.bank if question.case is None]
        plain = [question for question in single if not (rule.critical and question.critical)]
        wanted = [
            ("a try", rule.draw, module.bank),
            ("the critical questions of a try", rule.critical, [question for question in single if question.critical]),
            *(
                (
                    f"the part of {', '.join(part.of)}",
                    part.take,
                    [question for question in plain if {question.outcome, question.page}.intersection(part.of)],
                )
                for part in rule.parts
            ),
        ]
        for what, size, pool in wanted:
            if len(pool) >= size > (free := _apart(pool, module.bank)):
                message = f"{what} takes {counted(size, 'question')}, and pairs leave {free}"
                hint = "add questions, or take a pair apart"
                yield error("draw-blocked", course.place(module, "check"), message, hint)


def _apart(pool: Iterable[AnyQuestion], bank: Iterable[AnyQuestion]) -> int:
    """Return how many questions of *pool* can surely be drawn together: one of all that hang together by pairs."""
    group: dict[str, str] = {question.id: question.id for question in bank}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for question in bank:
        for other in question.pairs:
            if other in group:
                group[root(other)] = root(question.id)
    return len({root(question.id) for question in pool})
