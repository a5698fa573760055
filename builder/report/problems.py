"""Why there is nothing to report on, or less than there could be."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error, warning


def not_a_code_book(where: Location, fact: str) -> Diagnostic:
    """What was given as the code book is none.

    Why: statements and Moodle's exports name questions and answers by codes. Only the code book of the same course says
    what they stand for, and which statements are of this course at all.

    Example: `coursepack report ten-principles-code-book.html`, which is the page and not the table.

    Instead: name the `.csv` that stands beside the packages, as `coursepack build` wrote it.
    """
    return error("not-a-code-book", where, fact, "name the code book's .csv, as coursepack build wrote it")


def not_statements(where: Location, fact: str) -> Diagnostic:
    """A file that should hold xAPI statements holds something else.

    Why: half of a file, or a page that says "please sign in", would make a report that looks whole.

    Example: a download that broke off; an export in a spreadsheet's format.

    Instead: export the statements as JSON once more: a list of statements, or one on each line.
    """
    return error("not-statements", where, fact, "export the statements as JSON: a list, or one on each line")


def strange_statements(where: Location, number: int, fact: str) -> Diagnostic:
    """Some statements about this course cannot be read.

    Why: whatever they told of is missing in the report. Some stores let through what xAPI forbids.

    Example: a statement without an actor, or with a score of "high".

    Instead: look at the first one, which the message names. A few of many thousand do no harm.
    """
    return warning("strange-statements", where, f"{number:,} statements were passed over; the first: {fact}")


def nothing_of_this_course(where: Location) -> Diagnostic:
    """Nothing that was given is about the course of the code book.

    Why: a report that says nothing looks like a course that nobody opened.

    Example: statements of a course whose `iri` is another; a Moodle export of another activity, or without its column
    *Summary of question*.

    Instead: give the code book that was built with the packages in your system. In Moodle's report tick all four boxes.
    """
    hint = "give the code book that was built with these packages; in Moodle's report tick all four boxes"
    return error("nothing-of-this-course", where, "holds nothing about the course of this code book", hint)


def not_an_interactions_report(where: Location, fact: str) -> Diagnostic:
    """A file is not what Moodle's *Interactions report* downloads as text.

    Why: Moodle's other reports, and its spreadsheets, have other columns.

    Example: the report downloaded as Excel; the report in another language than English.

    Instead: set Moodle's language to English, open the activity's *Reports*, *Interactions report*, tick all four boxes
    under *Include*, and download it in text format.
    """
    hint = "in English, tick all four boxes of Moodle's Interactions report, and download it in text format"
    return error("not-an-interactions-report", where, fact, hint)


def store_unreadable(where: Location, fact: str) -> Diagnostic:
    """A learning record store did not give its statements.

    Why: half of the statements would make a report that looks whole, so there is none.

    Example: a store that answers with its sign-in page; a key that may write and not read; pages that never end.

    Instead: try the store with `coursepack lrs-check`, and use a key that may read statements.
    """
    return error("store-unreadable", where, fact, "try it with `coursepack lrs-check`; the key must be allowed to read")
