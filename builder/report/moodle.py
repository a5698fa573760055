"""From Moodle's *Interactions report*, downloaded as text, to who did what in one activity.

Source: the columns of ``mod/scorm/report/interactions`` of Moodle 4.5; docs/facts.md#the-interactions-report-of-moodle.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.diagnostics import Location
from builder.report.book import BookedQuestion, CodeBook, NotReportable
from builder.report.learning import Learning, ModuleRun
from builder.report.problems import not_an_interactions_report, nothing_of_this_course
from builder.source.problems.files import unreadable_file
from builder.source.sheet import delimiter_of, sheet_text
from builder.source.text_file import whole_file

_ATTEMPT = "Attempt"
_NUMBERED = re.compile(r"(Question|Response|Result) (\d+)")
_RIGHT = "correct"
#: How Moodle shows a score: points of how many.
_SCORE = re.compile(r"(\d+(?:\.\d+)?)(?:/\d+(?:\.\d+)?)?")

#: Where the id, the response and the result of each interaction stand in a row.
_Columns = Sequence[tuple[int, int, int]]


def learn_from_moodle(file: Path, book: CodeBook, learning: Learning, *, pass_mark: int | None) -> None:
    """Add what the export *file* tells of one module to *learning*.

    The export holds a score and no status, so who passed is known by *pass_mark* alone, in per cent of the points; and
    who passed is taken to have completed, for that is when packages say so.
    """
    where = Location(file.as_posix())
    header, *rows = _rows(file, where)
    if _ATTEMPT not in header:
        raise NotReportable(not_an_interactions_report(where, "it has no column Attempt"))
    attempt, columns = header.index(_ATTEMPT), _columns(header, where)
    answered = [(row, list(_answers(row, columns, book))) for row in rows if len(row) == len(header)]
    modules = Counter(question.iri.rpartition("/")[0] for _, answers in answered for question, *_ in answers)
    if not modules:
        raise NotReportable(nothing_of_this_course(where))
    module = min(modules, key=lambda iri: (-modules[iri], iri))
    # A learner's first attempt is the one that counts, wherever it stands.
    for row, answers in sorted(answered, key=lambda each: each[0][attempt].rjust(9)):
        if row[attempt].strip("- "):
            run = learning.run(module, json.dumps(row[:attempt]))
            scores = [float(found[1]) for cell in row[attempt + 4 : columns[0][0]] if (found := _SCORE.fullmatch(cell))]
            _learn_row(run, answers, is_passed=pass_mark is not None and max(scores, default=0.0) >= pass_mark)


def _rows(file: Path, where: Location) -> list[list[str]]:
    try:
        data = whole_file(file).read_bytes()
    except OSError as problem:
        raise NotReportable(unreadable_file(where, problem.strerror or type(problem).__name__)) from problem
    try:
        text = sheet_text(data)
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter_of(text)))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise NotReportable(not_an_interactions_report(where, "it is no table in text form")) from problem
    if not rows:
        raise NotReportable(not_an_interactions_report(where, "it is empty"))
    return rows


def _columns(header: Sequence[str], where: Location) -> _Columns:
    places: dict[int, dict[str, int]] = {}
    for place, name in enumerate(header):
        if found := _NUMBERED.fullmatch(name.strip()):
            places.setdefault(int(found[2]), {})[found[1]] = place
    whole = [(of["Question"], of["Response"], of["Result"]) for _, of in sorted(places.items()) if len(of) == 3]
    if not whole:
        raise NotReportable(not_an_interactions_report(where, "it has no columns Question 0, Response 0 and Result 0"))
    return whole


def _answers(row: Sequence[str], columns: _Columns, book: CodeBook) -> Iterator[tuple[BookedQuestion, str, bool]]:
    for question, response, result in columns:
        if known := book.questions.get(row[question].strip()):
            yield known, row[response].strip(), row[result].strip() == _RIGHT


def _learn_row(run: ModuleRun, answers: Sequence[tuple[BookedQuestion, str, bool]], *, is_passed: bool) -> None:
    """Take one attempt of a learner. Where one try at the check ends and the next begins, the export does not say."""
    run.tries = None
    run.is_passed |= is_passed
    run.is_completed |= is_passed
    for question, response, is_right in answers:
        run.answers.setdefault(question.id, (is_right, question.answer(response, "scorm12")))
