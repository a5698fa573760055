"""The recipe of a report: read the code book, learn from what was given, say what may be said, write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import UNREADABLE, Diagnostic, Location, has_errors
from builder.in_place import write_files
from builder.lrs.client import Client
from builder.printing import guarded
from builder.render.templates import template
from builder.report.book import NotReportable, read_code_book
from builder.report.cells import SaidRow
from builder.report.learning import Learning
from builder.report.moodle import learn_from_moodle
from builder.report.problems import nothing_of_this_course
from builder.report.statements import StatementsRead, learn_from, statements_in
from builder.report.store import statements_from
from builder.report.summary import ANSWERED, OPENED, ModuleReport, summary_of

_COLUMNS = ("module", "editions", "question", "what", "people at least", "per cent of its group", "discrimination")


@dataclass(frozen=True)
class Sources:
    """Where to look: files of statements, exports of Moodle, a store."""

    statements: Sequence[Path] = ()
    moodle: Sequence[Path] = ()
    store: Client | None = None


@dataclass(frozen=True)
class MadeReport:
    """The files that were written, or the problems for which there are none."""

    problems: tuple[Diagnostic, ...]
    written: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0: fine. 1: there is nothing to report on. 2: a file cannot be read at all."""
        if any(problem.code == UNREADABLE for problem in self.problems):
            return 2
        return 1 if has_errors(self.problems) else 0


def make_report(code_book: Path, sources: Sources, output: Path, *, pass_mark: int | None = None) -> MadeReport:
    """Write ``report.html`` and ``report.csv`` into *output*, or nothing if something cannot be read to its end.

    *pass_mark* is the score, in per cent, from which somebody in Moodle's report has passed. Raises OSError where
    something cannot be written.
    """
    learning, told = Learning(), list[StatementsRead]()
    try:
        book = read_code_book(code_book)
        for file in sources.statements:
            told.append(learn_from(statements_in(file), Location(file.as_posix()), book, learning))
        if sources.store:
            where = Location(sources.store.account.endpoint)
            told.append(learn_from(statements_from(sources.store, book), where, book, learning))
        for file in sources.moodle:
            learn_from_moodle(file, book, learning, pass_mark=pass_mark)
    except NotReportable as problem:
        return MadeReport((problem.problem,))
    problems = tuple(problem for each in told for problem in each.problems)
    if not learning.modules:
        first = next((path.as_posix() for path in sources.statements), "") or where.path
        return MadeReport((*problems, nothing_of_this_course(Location(first))))
    modules = summary_of(learning, book)
    page = template("report/report.html.j2").render(
        course=book.course, modules=modules, told=told, days=sorted(set().union(*(each.days for each in told)))
    )
    # Excel reads a CSV as UTF-8 only if it starts with a byte order mark.
    table = _table(modules).encode("utf-8-sig")
    return MadeReport(problems, write_files({output / "report.html": page, output / "report.csv": table}))


def _table(modules: Sequence[ModuleReport]) -> str:
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    table.writerows([guarded(str(cell)) for cell in row] for module in modules for row in _lines(module))
    return out.getvalue()


def _lines(module: ModuleReport) -> Iterator[tuple[object, ...]]:
    """Yield a line for each thing that is said of *module*: a number that is not said has no line."""
    said: list[tuple[str, str, SaidRow, float | None]] = [("", OPENED, row, None) for row in module.rows]
    said += [(item.question.id, ANSWERED, row.said, row.discrimination) for item in module.items for row in item.rows]
    for question, whole, row, discrimination in said:
        for name, part in row.parts.items():
            share = "" if part.share is None else part.share
            last = "" if discrimination is None or name != whole else discrimination
            yield (
                module.name,
                "; ".join(name or "no edition" for name in row.editions),
                question,
                name.removeprefix("=") or "no answer",
                part.at_least,
                share,
                last,
            )
