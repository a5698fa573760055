"""The questions as a table, for a reviewer with a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from builder.checks.parts import AnyQuestion
from builder.model.course import Course, Module
from builder.model.questions import option_ids, options_of
from builder.model.tokens import filled
from builder.printing import guarded
from builder.review.snapshot import answer_of

_HEAD = (
    "module", "question", "kind", "principle", "outcome", "page", "scenario", "critical", "danger", "case",
    "guidance", "pairs", "replaces", "stem", "option", "text", "key", "feedback", "rationale",
    "your answer", "your comment",
)  # fmt: skip


def questions_csv(course: Course) -> str:
    """Return one row for each option or item of each question in a bank, with its key, feedback and rationale."""
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(_HEAD)
    for module in course.contents:
        for question in module.bank:
            for row in _rows(course, module, question):
                table.writerow([guarded(filled(cell, course.fact_names)) for cell in row])
    return out.getvalue()


def _rows(course: Course, module: Module, question: AnyQuestion) -> Iterator[list[str]]:
    cases = {case.id: case.text for case in module.cases}
    options = options_of(question)
    for number, (own, option) in enumerate(zip(option_ids(options), options, strict=True)):
        yield [
            module.id, question.id, question.kind,
            question.principle or "", question.outcome or "", question.page or "",
            question.scenario or "", "critical" if question.critical else "", question.danger or "",
            cases.get(question.case or "", ""), " ".join(question.guidance), " ".join(question.pairs),
            question.replaces or "", question.stem, own,
            option.text, answer_of(question, number),
            option.feedback, question.rationale, "", "",
        ]  # fmt: skip
