"""Reads the code book that goes with packages: which questions there are, and what stands in answers to them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from builder.diagnostics import Diagnostic, Location
from builder.report.problems import not_a_code_book
from builder.source.problems.files import unreadable_file
from builder.source.text_file import whole_file

#: id, module, use, kind, question, code in SCORM 1.2, code elsewhere, text, activity: ``formats/code_book.py``.
_COLUMNS = 9
#: Labels of groups and matches are counted from here; they stand after the items.
_FIRST_LABEL = "1"
_PAIRED = ("sort", "match")
#: How the standards separate the parts of an answer, and item and label within one (``SCORM12_NOTATION``; xAPI 1.0.3).
Notation = Literal["scorm12", "xapi"]
_NOTATIONS: Mapping[Notation, tuple[str, str]] = {"scorm12": (",", "."), "xapi": ("[,]", "[.]")}
#: What stands in the place of an answer with codes that the code book does not have. They might be anything.
UNKNOWN = "an answer that is not in this code book"


class NotReportable(Exception):
    """What was given cannot be reported on; ``problem`` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the problem."""
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class BookedQuestion:
    """A question of the code book, with the texts of its codes."""

    id: str
    module: str
    use: str
    kind: str
    stem: str
    iri: str
    #: Texts by their codes: of options and items, and of the labels that items get.
    items: Mapping[Notation, Mapping[str, str]]
    labels: Mapping[Notation, Mapping[str, str]]

    def answer(self, response: str, notation: Notation) -> str:
        """Return *response* in words, the same for the same answer; parts without an order stand by their text."""
        between, within = _NOTATIONS[notation]
        items, labels = self.items[notation], self.labels[notation]
        parts = []
        for part in filter(None, response.split(between)):
            item, _, label = part.partition(within)
            if item not in items or (label and label not in labels):
                return UNKNOWN
            parts.append(f"{items[item]} → {labels[label]}" if label else items[item])
        return "; ".join(parts if self.kind == "order" else sorted(parts))


@dataclass(frozen=True)
class CodeBook:
    """The questions of a course by their id and by their activity, and the modules that hold them."""

    course: str
    questions: Mapping[str, BookedQuestion]
    by_iri: Mapping[str, BookedQuestion]
    #: The ids of modules by their activity.
    modules: Mapping[str, str]


def read_code_book(file: Path) -> CodeBook:
    """Return the code book in *file*, the CSV that ``build`` writes; raise NotReportable if it is none."""
    shown = Location(file.as_posix())
    try:
        text = whole_file(file).read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines(keepends=True)))
    except OSError as problem:
        raise NotReportable(unreadable_file(shown, problem.strerror or type(problem).__name__)) from problem
    except (UnicodeDecodeError, csv.Error) as problem:
        raise NotReportable(not_a_code_book(shown, "it is no CSV in UTF-8")) from problem
    wrong = [n for n, row in enumerate(rows[1:], start=2) if len(row) != _COLUMNS or not re.match("https?://", row[8])]
    if not rows[1:] or wrong:
        where = Location(shown.path, wrong[0] if wrong else 0)
        raise NotReportable(not_a_code_book(where, "it has not the nine columns, with an address in the last"))
    questions = [_question(list(of)) for _, of in groupby(rows[1:], key=lambda row: row[0])]
    modules = {question.iri.rpartition("/")[0]: question.module for question in questions}
    return CodeBook(
        min(modules).rpartition("/")[0],
        {question.id: question for question in questions},
        {question.iri: question for question in questions},
        modules,
    )


def _question(rows: list[list[str]]) -> BookedQuestion:
    own, module, use, kind, stem, *_, iri = (_plain(cell) for cell in rows[0])
    starts = [n for n, row in enumerate(rows) if row[5] == row[6] == _FIRST_LABEL] if kind in _PAIRED else []
    first_label = starts[-1] if starts else len(rows)
    items, labels = _texts(rows[:first_label]), _texts(rows[first_label:])
    return BookedQuestion(own, module, use, kind, stem, iri, items, labels)


def _texts(rows: Iterable[list[str]]) -> Mapping[Notation, Mapping[str, str]]:
    """Return texts by their codes: a letter of SCORM 1.2 may stand for another option than the same id elsewhere."""
    elsewhere = {code: _plain(row[7]) for row in rows for code in row[6].split(" / ")}
    return {"scorm12": {_plain(row[5]): _plain(row[7]) for row in rows}, "xapi": elsewhere}


def _plain(cell: str) -> str:
    """Return *cell* without the apostrophe that keeps spreadsheets from reading a formula (``printing.guarded``)."""
    return cell[1:] if re.match(r"' *[=+\-@\t\r\n]", cell) else cell
