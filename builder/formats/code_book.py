"""The code book: what the ids and letters in an LMS's reports stand for, for teachers who have no course source.

It is written beside the packages, as a page and as a table, and holds no right answers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, TextIO

from builder.model.course import Course, Module
from builder.printing import guarded
from builder.render.facts import Facts
from builder.render.pages import PageRenderer
from builder.render.player_data import PlayerQuestion
from builder.render.questions import player_question
from builder.render.templates import template
from builder.words import words_of

#: How SCORM 1.2 counts labels (``player/src/trackers/scorm12_words.ts``).
_PLACES = "123456789abcdefghijklmnopqrstuvwxyz"
#: How many pieces of the page are written at once.
_PIECES = 100


class Code(NamedTuple):
    """An option, item, group or match: as SCORM 1.2 writes it, as the other standards do, and its text."""

    scorm12: str
    others: str
    text: str


class Coded(NamedTuple):
    """A question or decision point with its codes; ``use`` is ``check`` or ``practice``."""

    question: PlayerQuestion
    module: Module
    use: str
    codes: tuple[Code, ...]


def coded_questions(course: Course) -> Iterator[Coded]:
    """Yield of each module the questions of the quiz, and then those on its pages.

    The second stand in reports only where practice is sent, or was by an earlier release.
    """
    for module in course.contents:
        renderer = PageRenderer(course, module)
        for question in module.bank:
            asked = player_question(course, module, question, fill=renderer.fill)
            yield Coded(asked, module, "check", _codes(asked))
        taught = [asked for page in module.pages for asked in renderer.player_questions(page)]
        for asked in {each.id: each for each in taught}.values():
            yield Coded(asked, module, "practice", _codes(asked))


def write_code_book(course: Course, opened: Callable[[str], BinaryIO]) -> None:
    """Write the code book of *course*, as a page and as a table, into files that *opened* opens by their names."""
    name = f"{course.id}-code-book"
    # Piece by piece, and the table beside the page: a large course has room neither for all questions nor for the page.
    with (
        opened(f"{name}.html") as page,
        io.TextIOWrapper(opened(f"{name}.csv"), encoding="utf-8", newline="") as rows,
    ):
        pieces = template("documents/code_book.html.j2").stream(
            words=words_of(course), fill=Facts(course).fill, course=course, coded=_in_table(course, rows)
        )
        pieces.enable_buffering(_PIECES)
        pieces.dump(page, encoding="utf-8")


def _in_table(course: Course, rows: TextIO) -> Iterator[Coded]:
    """Yield the questions of *course*, and write each into a table of *rows* as well."""
    words = words_of(course)
    table = csv.writer(rows, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(
        [
            words("document.code-book.id"),
            words("document.code-book.module"),
            words("document.code-book.use"),
            words("document.code-book.kind"),
            words("document.code-book.question"),
            words("document.code-book.scorm12"),
            words("document.code-book.others"),
            words("document.code-book.text"),
            words("document.code-book.iri"),
        ]
    )
    for coded in coded_questions(course):
        question, module, use, codes = coded
        said = words("document.code-book.use.check" if use == "check" else "document.code-book.use.practice")
        for code in codes:
            row = (question.tracking_id, module.id, said, question.kind, question.stem, *code, question.iri)
            table.writerow([guarded(cell) for cell in row])
        yield coded


def _codes(question: PlayerQuestion) -> tuple[Code, ...]:
    """Return what stands in answers to *question*. In an order it is the items alone, in the order given."""
    ids = [option.id for option in question.options]
    are_letters = all(re.fullmatch(r"[0-9a-z]", own) for own in ids)
    options = [
        Code(option.id if are_letters else chr(ord("a") + place), _both(option.id), option.text)
        for place, option in enumerate(question.options)
    ]
    if question.kind == "order":
        # They stand in the right order, which is nobody's business here.
        options.sort(key=lambda code: code.text)
    labels = [] if question.kind == "order" else question.labels
    return (*options, *(Code(_PLACES[place], str(place + 1), label) for place, label in enumerate(labels)))


def _both(own: str) -> str:
    """Return an option's id as SCORM 2004 has it, and as it stands in statements where that is another."""
    return own if own.replace("-", "_") == own else f"{own.replace('-', '_')} / {own}"
