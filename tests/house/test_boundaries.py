"""Where a rule on questions or their draw begins to be broken: the last number that is allowed, and the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.house.model import QuestionRules
from tests.test_samples import check, lay_out

#: So much that no rule is broken but the one that is tried.
LOOSE = {
    "feedback_words": 99, "stem_words": 99, "stem_words_in_case": 99, "key_longest": [0, 100], "key_times_longest": 99,
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A single choice of the bank. The right option is *key*, or stands behind the other."""

    stem: str = "Whom do you tell?"
    key: str = "My lead."
    other: str = "Nobody at all."
    feedback: str = "Yes."
    case: str = ""
    is_critical: bool = False
    is_key_first: bool = True


def written(number: int, asked: Asked) -> str:
    options = [
        f"text: {asked.key}\n      right: true\n      feedback: {asked.feedback}",
        f"text: {asked.other}\n      feedback: No.",
    ]
    ordered = options if asked.is_key_first else options[::-1]
    return (
        f"- id: M1-Q{number:02}\n  kind: choice\n  principle: P1\n  outcome: M1.o1\n  page: M1-01\n"
        + f"  stem: {asked.stem}\n"
        + (f"  case: {asked.case}\n" if asked.case else "")
        + ("  critical: true\n" if asked.is_critical else "")
        + "  options:\n"
        + "".join(f"    - {option}\n" for option in ordered)
        + "  rationale: The one thing to know.\n"
    )


def found(
    folder: Path, rules: dict[str, object], asked: list[Asked], *, case: str = "", draw: str = "draw: 1"
) -> set[str]:
    """Return the codes of what is wrong with a course that has these house rules, and this bank and draw."""
    lay_out("_base", folder)
    lines = "".join(f"  {name}: {value}\n" for name, value in (LOOSE | rules).items())
    (folder / "lint.yaml").write_text(f"questions:\n{lines}")
    (folder / "first" / "questions" / "bank.yaml").write_text("".join(map(written, range(1, 99), asked)))
    module = folder / "first" / "module.yaml"
    cases = f"cases:\n  - id: M1-C1\n    text: {case}\n" if case else ""
    module.write_text(module.read_text().replace("draw: 1", draw) + cases)
    return {problem.code for problem in check(folder)}


def words(count: int) -> str:
    return " ".join(["word"] * count)


def many(count: int, asked: Callable[[int], Asked]) -> list[Asked]:
    return [asked(number) for number in range(count)]


def longest_in(times: int) -> list[Asked]:
    """Return twenty questions; in *times* of them the right option is the longest."""
    return many(20, lambda n: Asked(key="As long as that." if n < times else "Short.", is_key_first=n % 2 == 0))


@dataclass(frozen=True)
class Boundary:
    """*rules* allow *allowed* of what a bank has by *asked*, and say *code* of *refused*."""

    rules: dict[str, object]
    code: str
    allowed: int
    refused: int
    asked: Callable[[int], list[Asked]]
    case: str = ""


BOUNDARIES = {
    "feedback_words": Boundary({"feedback_words": 5}, "long-feedback", 5, 6, lambda n: [Asked(feedback=words(n))]),
    "stem_words": Boundary({"stem_words": 8}, "long-stem", 8, 9, lambda n: [Asked(stem=words(n))]),
    "stem_words_in_case": Boundary(
        {"stem_words_in_case": 8, "stem_words": 1}, "long-stem", 8, 9,
        lambda n: [Asked(stem=words(n - 3), case="M1-C1")], case=words(3),
    ),
    "key_times_longest": Boundary(
        {"key_times_longest": 3}, "key-too-long", 30, 31, lambda n: [Asked(key="k" * n, other="o" * 10)]
    ),
    "key_times_longest, broken": Boundary(
        {"key_times_longest": 1.5}, "key-too-long", 10, 11, lambda n: [Asked(key="k" * n, other="o" * 7)]
    ),
    "key_longest, most": Boundary({"key_longest": [20, 45]}, "key-longest-rate", 9, 10, longest_in),
    "key_longest, least": Boundary({"key_longest": [20, 45]}, "key-longest-rate", 4, 3, longest_in),
    "key_longest, enough": Boundary(
        {"key_longest": [20, 45]}, "key-longest-rate", 7, 8, lambda n: many(n, lambda _: Asked(key="As long as that."))
    ),
    "the same place": Boundary(
        {}, "key-position", 12, 13, lambda n: many(20, lambda number: Asked(is_key_first=number < n))
    ),
    "the same place, enough": Boundary({}, "key-position", 7, 8, lambda n: many(n, lambda _: Asked())),
}  # fmt: skip


@pytest.mark.parametrize("name", BOUNDARIES)
def test_the_last_number_that_a_rule_allows_is_allowed_and_the_next_is_not(name: str, tmp_path: Path) -> None:
    boundary = BOUNDARIES[name]
    allowed, refused = (
        found(tmp_path / str(number), boundary.rules, boundary.asked(number), case=boundary.case)
        for number in (boundary.allowed, boundary.refused)
    )
    assert boundary.code not in allowed
    assert boundary.code in refused


def test_every_number_that_a_course_may_agree_on_for_its_questions_is_tried_at_its_boundary() -> None:
    numbers = {name for name, field in QuestionRules.model_fields.items() if field.is_required()}
    assert numbers == {name.partition(",")[0] for name in BOUNDARIES} & QuestionRules.model_fields.keys()


CRITICAL, USUAL = Asked(is_critical=True), Asked()
#: By number of a draw: what is drawn, with "#" for the number; the last that is allowed; the next one's code; the bank.
DRAWS = {
    "draw": ("draw: #", 3, "bank-too-small", [USUAL] * 3),
    "critical, of the bank": ("draw: 4\n  critical: #", 2, "too-few-critical", [CRITICAL] * 2 + [USUAL] * 2),
    "critical, of a try": ("draw: 2\n  critical: #", 2, "draw-too-large", [CRITICAL] * 4),
    "take, of the bank": (
        "draw: 9\n  critical: 1\n  parts: [{take: #, of: [M1.o1]}]", 3, "draw-too-large", [USUAL] * 3 + [CRITICAL],
    ),
    "take, of a try": ("draw: 2\n  parts: [{take: #, of: [M1.o1]}]", 2, "draw-too-large", [USUAL] * 4),
    "take, beside what is critical": (
        "draw: 3\n  critical: 1\n  parts: [{take: #, of: [M1.o1]}]", 2, "draw-too-large", [USUAL] * 4 + [CRITICAL],
    ),
    "cases": ("draw: 2\n  cases: #", 1, "draw-too-large", [USUAL] * 2 + [Asked(case="M1-C1")]),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWS)
def test_a_draw_takes_the_last_question_that_there_is_and_no_more(name: str, tmp_path: Path) -> None:
    draw, most, code, bank = DRAWS[name]
    allowed, refused = (
        found(tmp_path / str(number), {}, bank, case=words(3), draw=draw.replace("#", str(number)))
        for number in (most, most + 1)
    )
    assert code not in allowed
    assert code in refused
