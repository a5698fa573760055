"""The code book: what the ids and letters in an LMS's reports stand for, for teachers who have no course source.

It is written beside the packages, as a page and as a table, and holds no right answers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.archive import PackageFile
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


def code_book(course: Course) -> tuple[PackageFile, ...]:
    """Return the code book of *course*, as a page and as a table, by the names that they have beside the packages."""
    return (
        PackageFile(f"{course.id}-code-book.html", _page(course)),
        PackageFile(f"{course.id}-code-book.csv", _table(course)),
    )


def _page(course: Course) -> bytes:
    # Piece by piece: of a large course neither all questions nor the page as letters have room.
    page = io.BytesIO()
    pieces = template("documents/code_book.html.j2").generate(
        words=words_of(course), fill=Facts(course).fill, course=course, coded=coded_questions(course)
    )
    page.writelines(piece.encode() for piece in pieces)
    return page.getvalue()


def _table(course: Course) -> bytes:
    words = words_of(course)
    out = io.BytesIO()
    # A StringIO takes four bytes for each letter.
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
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
    for question, module, use, codes in coded_questions(course):
        said = words("document.code-book.use.check" if use == "check" else "document.code-book.use.practice")
        for code in codes:
            row = (question.tracking_id, module.id, said, question.kind, question.stem, *code, question.iri)
            table.writerow([guarded(cell) for cell in row])
    return out.getvalue()


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
