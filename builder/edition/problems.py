"""What can be wrong with a new edition, or with a table of them, before there is a file that rules could judge."""

from __future__ import annotations

from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Location, did_you_mean, error


def table_unreadable(
    where: Location, reason: str, cure: str = 'save the sheet as "CSV UTF-8", and try again'
) -> Diagnostic:
    """A table of editions cannot be read as one.

    Why: after such a place nobody can say which words belong to which partnership.

    Example: a workbook (`.xlsx`) with another name; a quotation mark that opens in a cell and is never closed.

    Instead: save the sheet as "CSV UTF-8" in your spreadsheet program. Its first row names the columns, such as
    `id` and `name`; each row below is an edition.
    """
    return error("table-unreadable", where, reason, cure)


def table_header(where: Location, message: str, known: Iterable[str], name: str = "") -> Diagnostic:
    """The first row of a table of editions does not say what stands in each column.

    Why: a column without a name, or with one that the course does not know, would be lost. Cells that were merged have
    their words in the first column alone, and the others are left empty.

    Example: `id;name;frontdoor`, where the contact in `local.yaml` is `front_door`

    Instead: write `id`, `name`, and for each contact its id of `local.yaml`, with the day of its check in `checked_on`,
    or in `front_door checked_on` for one contact alone. Whatever else an edition may say has its column, too.
    """
    names = list(known)
    return error("table-header", where, message, did_you_mean(name, names, f"columns can be: {', '.join(names)}"))


def table_cell(where: Location, message: str, hint: str) -> Diagnostic:
    """A cell of a table of editions holds something else than what is meant.

    Why: spreadsheet programs change what is typed: they take the 0 from the beginning of a telephone number, turn a day
    round, and show a formula's result in the place of what is in the file.

    Example: a telephone number without the 0 with which it was typed; `=B2`; `20/11/2026`; `#REF!`

    Instead: format the column as text and type it again; write days as `2026-11-20`.
    """
    return error("table-cell", where, message, hint)


def table_twice(where: Location, id_: str, first: str) -> Diagnostic:
    """Two rows of a table of editions have one id.

    Why: the second edition would take the place of the first.

    Example: `anyborough` in A2 and in A7

    Instead: give each partnership an id of its own.
    """
    return error("table-twice", where, f"the id {id_!r} stands here a second time", f"it is already in {first}")


def edition_there(where: Location, id_: str) -> Diagnostic:
    """A new edition has the id of one that is there already.

    Why: what somebody has written into it, such as its words, would be gone.

    Example: `coursepack edition new anyborough`, and there is `editions/anyborough`

    Instead: change its `edition.yaml`, or move its folder away first.
    """
    hint = "change its edition.yaml, or move its folder away first"
    return error("edition-there", where, f"there is an edition {id_!r} already", hint)


def no_logo(where: Location, message: str) -> Diagnostic:
    """The logo of a new edition cannot be put beside it.

    Why: nothing is written by halves, so an edition whose logo is missing is not written at all.

    Example: `logo.webp`; the name of a file that stands in another folder than the table.

    Instead: put an SVG, PNG or JPEG picture beside the table, and write its name.
    """
    hint = "name an SVG, PNG or JPEG picture that is there; a table names it from the folder in which it stands"
    return error("new-logo", where, message, hint)
