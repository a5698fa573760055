"""Everything that a trainer needs to lead a session, from a course's own data: slides with notes, and papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.archive import PackageFile, PackageWriter
from builder.diagnostics import Diagnostic, has_errors
from builder.documents.pdf import UnprintableLetter
from builder.extras import how_to_install
from builder.in_place import folder_for
from builder.judge import judge
from builder.model.course import Course
from builder.model.session import LedSession, Length
from builder.render.problems import document_letter
from builder.session.content import Content, ShownSlide
from builder.session.layout import Laid, SlideOverflow, lay
from builder.session.papers import PaperOverflow, printed_papers
from builder.session.problems import session_too_long
from builder.session.web import slides_html
from builder.source.load import is_among_sources

__all__ = ["NoSession", "SessionProblems", "write_session"]


class NoSession(Exception):
    """There is no such session to write, or something to write it with is missing; the message says so in words."""


class SessionProblems(Exception):
    """The course has errors, or slides or papers are too full. ``problems`` says what, with place and cure."""

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        """Take the *problems*."""
        super().__init__("the session cannot be written")
        self.problems = problems


def write_session(root: Path, *, minutes: int, output: Path) -> tuple[Path, ...]:
    """Write the session, of so many *minutes*, of the course in *root* into the folder *output*; return the files.

    All of them are written, or none: ``slides.pptx``, ``slides.html``, ``trainers-guide.pdf``, ``handout.pdf``,
    ``flowchart.pdf`` and ``cards.pdf`` where the course has them, ``jigsaw.pdf`` where the length has one,
    ``sign-in-sheet.pdf`` and ``evaluation.pdf``. The same source gives the same bytes. Raises
    NoSession; SessionProblems if the course has errors or something is too full; and OSError if something cannot be
    written.
    """
    if is_among_sources(output, root):
        raise NoSession(f"{output} stands among the sources of the course; choose an --output outside it")
    judged = judge(root)
    course = judged.course
    if course is None or has_errors(judged.problems):
        raise SessionProblems(judged.problems)
    session, length = _asked(course, minutes)
    try:
        from builder.session.powerpoint import slides_pptx
    except ImportError as missing:
        raise NoSession(f"slides need python-pptx, which is not installed: {how_to_install('session')}") from missing
    content = Content(course, session, length)
    shown = content.slides()
    laid = _laid(session, shown)
    try:
        printed = printed_papers(content, shown)
    except PaperOverflow as overflow:
        raise SessionProblems([session_too_long(session.where, str(overflow))]) from overflow
    except UnprintableLetter as missing:
        raise SessionProblems([document_letter(session.where, str(missing))]) from missing
    html = slides_html(course, session, length, shown)
    with folder_for(output), PackageWriter(output) as writer:
        deck = slides_pptx(laid, title=session.title, author=course.title, language=course.language)
        written = [writer.write("slides.pptx", deck)[0]]
        for name, data in {"slides.html": html.encode(), **printed}.items():
            written.append(writer.write_beside(PackageFile(name, data)))
        writer.put_in_place()
    return tuple(written)


def _asked(course: Course, minutes: int) -> tuple[LedSession, Length]:
    if not course.sessions:
        raise NoSession("this course has no session: docs/writing-a-course.md says what stands in session.yaml")
    (session,) = course.sessions
    lengths = {length.minutes: length for length in session.lengths}
    if minutes not in lengths:
        raise NoSession(f"there is no session of {minutes} minutes; there are: {', '.join(map(str, lengths))}")
    return session, lengths[minutes]


def _laid(session: LedSession, shown: Sequence[ShownSlide]) -> list[Laid]:
    laid, problems = [], []
    parts = {slide.id: slide for _, slide, _ in session.slides}
    for slide in shown:
        try:
            laid.append(lay(slide))
        except SlideOverflow as overflow:
            problems.append(session_too_long(parts[slide.id].where, str(overflow)))
    if problems:
        raise SessionProblems(problems)
    return laid
