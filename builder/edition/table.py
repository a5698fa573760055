"""A table with an edition in each row, as spreadsheet programs save it, to drafts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.diagnostics import Diagnostic, Location, has_errors
from builder.edition.draft import Draft, DraftContact
from builder.edition.fields import FIELDS, LOGO, Told
from builder.edition.problems import table_cell, table_header, table_twice, table_unreadable
from builder.model.course import Course
from builder.source.editions import bad_edition_id, is_edition_id
from builder.source.folder import shown_path
from builder.source.sheet import delimiter_of, sheet_text
from builder.source.text_file import whole_file

#: A thousand partnerships with forty contacts each.
MAX_BYTES = 5_000_000
CHECKED_ON = "checked_on"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: How workbooks begin: a zip, and the older form of Microsoft's.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: A line by which Excel is told of the delimiter, and which it does not show.
_SAYS_DELIMITER = re.compile(r"sep=.?", re.IGNORECASE)
#: What a spreadsheet program writes, in its own language, in the place of a result that it has not; or of what is wider
#: than its column.
_FAILED = re.compile(r"#+|#(?:N/A|NV)|#[^\s#]+[!?]")
#: A telephone number that was taken for a number: its first 0 is gone, thousands are set apart, or it has become a
#: power of ten. Shorter ones (101, 116123) are numbers that people dial.
_TAKEN_FOR_NUMBER = re.compile(r"[1-9]\d{6,}(?:[.,]0+)?|[1-9]\d{0,2}(?:[.,]\d{3}){2,}|\d+(?:[.,]\d+)?E\+?\d+")


def read_table(path: Path, course: Course) -> tuple[list[Draft], list[Diagnostic]]:
    """Return the editions of *course* in the table *path*, or everything that is wrong with its cells.

    It may have any encoding and delimiter of ``sheet_text`` and ``delimiter_of``. Raises OSError.
    """
    shown = Location(shown_path(path))
    if (size := whole_file(path).stat().st_size) > MAX_BYTES:
        return [], [table_unreadable(shown, f"has {size:,} bytes; the limit is {MAX_BYTES:,}")]
    data = path.read_bytes()
    if data.startswith(_WORKBOOKS):
        return [], [table_unreadable(shown, "is a workbook, and not a table as text")]
    try:
        rows = _rows(sheet_text(data), shown)
    except (UnicodeDecodeError, csv.Error) as problem:
        return [], [table_unreadable(shown, f"cannot be read as a table: {problem}")]
    rows = [row for row in rows if any(told.text for told in row)]
    if rows and _SAYS_DELIMITER.fullmatch(rows[0][0].text):
        del rows[0]
    if len(rows) < 2:
        reason = "has one row alone, and no edition below it" if rows else "is empty"
        cure = "name the columns in the first row, such as id and name, and write a partnership in each row below"
        return [], [table_unreadable(shown, reason, cure)]
    known = _columns(course)
    problems = list(_judged_header(rows[0], known))
    if problems:
        return [], problems
    names = [told.text.lower() for told in rows[0]]
    drafts: list[Draft] = []
    ids: dict[str, str] = {}
    for told in rows[1:]:
        found = _draft(told, names, course, path.parent)
        problems += [one for one in found if isinstance(one, Diagnostic)]
        drafts += [one for one in found if isinstance(one, Draft)]
    for draft in drafts:
        if draft.id.text in ids:
            problems.append(table_twice(draft.id.where, draft.id.text, ids[draft.id.text]))
        ids.setdefault(draft.id.text, draft.id.called)
    return ([], problems) if has_errors(problems) else (drafts, problems)


def _rows(text: str, shown: Location) -> list[list[Told]]:
    """Return every cell of *text* by rows, each with its place: that of the line on which its row begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows, line = [], 1
    for number, row in enumerate(reader, start=1):
        where = Location(shown.path, line)
        rows.append(
            [Told(cell.strip(), where, f"cell {column_name(n)}{number}") for n, cell in enumerate(row, start=1)]
        )
        line = reader.line_num + 1
    return rows


def column_name(number: int) -> str:
    """Return the letters by which a spreadsheet calls its column *number*, from 1: ``A``, ``Z``, ``AA``."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _columns(course: Course) -> list[str]:
    contacts = [contact.id for contact in course.local]
    fields = [field.name for field in (*FIELDS, LOGO)]
    return ["id", "name", *fields, CHECKED_ON, *contacts, *(f"{contact} {CHECKED_ON}" for contact in contacts)]


def _judged_header(header: Sequence[Told], known: Sequence[str]) -> Iterator[Diagnostic]:
    taken: dict[str, str] = {}
    if not {"id", "name"} & {told.text.lower() for told in header}:
        reason = f"{header[0].called}: this row names no columns: neither 'id' nor 'name' stands in it"
        yield table_header(header[0].where, f"{reason}; is it a title, or are cells merged in it?", known)
        return
    for told in header:
        name = told.text.lower()
        if not name:
            yield table_header(told.where, f"{told.called}: the column has no name; were cells merged here?", known)
        elif name in taken:
            yield table_header(told.where, f"{told.called}: {name!r} stands in {taken[name]} already", known)
        elif name not in known:
            yield table_header(told.where, f"{told.called}: there is no column {told.text!r}", known, name)
        taken.setdefault(name, told.called)
    for name in ("id", "name"):
        if name not in taken:
            yield table_header(header[0].where, f"the column {name!r} is missing", known)


def _draft(row: Sequence[Told], names: Sequence[str], course: Course, beside: Path) -> list[Draft | Diagnostic]:
    """Return the edition in *row*, or what is wrong with its cells. Files that it names lie in the folder *beside*."""
    problems = [problem for told in row for problem in _judged_cell(told)]
    for told in row[len(names) :]:
        if told.text:
            problems.append(_cell(told, "stands under no column", "give it a column, or take it out"))
    cells = {name: told for name, told in zip(names, row, strict=False) if told.text}
    for name in ("id", "name"):
        if name not in cells:
            problems.append(_cell(row[0], f"the row has no {name}", f"write it under {name}, or clear the row"))
    if "id" in cells and not is_edition_id(cells["id"].text):
        hint = bad_edition_id(cells["id"].where, cells["id"].text).hint
        problems.append(_cell(cells["id"], f"{cells['id'].text!r} cannot be an id", hint))
    contacts = {}
    for key in [contact.id for contact in course.local if contact.id in cells]:
        day = cells.get(f"{key} {CHECKED_ON}") or cells.get(CHECKED_ON)
        if day is None:
            hint = f"write it as 2026-11-20 under {CHECKED_ON}, or under {key} {CHECKED_ON}"
            problems.append(_cell(cells[key], f"nobody has said on which day {key} was tried", hint))
        else:
            contacts[key] = DraftContact(cells[key], day)
    for day in (told for name, told in cells.items() if name.endswith(CHECKED_ON) and not _DAY.fullmatch(told.text)):
        problems.append(_cell(day, f"{day.text!r} is not a day", "format the column as text, and write 2026-11-20"))
    if problems:
        return [*problems]
    fields = {field.name: cells[field.name] for field in FIELDS if field.name in cells}
    return [Draft(cells["id"], cells["name"], contacts, fields, cells.get(LOGO.name), beside)]


def _judged_cell(told: Told) -> Iterator[Diagnostic]:
    """Yield what a spreadsheet program has made of *told*."""
    if _FAILED.fullmatch(told.text):
        yield _cell(told, f"{told.text!r} is no result of a formula", "make the column wider, or write what is meant")
    elif told.text.startswith(("=", "@", "-")) or re.match(r"\+(?![0-9 ()-]+$)", told.text):
        yield _cell(told, f"{told.text[:40]!r} is a formula", "copy the cell, and paste its value alone")
    elif _TAKEN_FOR_NUMBER.fullmatch(told.text):
        hint = "format the column as text, and type the number again with its spaces"
        yield _cell(told, f"{told.text!r} was taken for a number, and may have lost digits", hint)
    elif re.match(r"['\u2019]\d", told.text):
        yield _cell(told, f"{told.text[:40]!r} begins with an apostrophe", "take it out, and format the column as text")


def _cell(told: Told, message: str, hint: str) -> Diagnostic:
    return table_cell(told.where, f"{told.called}: {message}", hint)
