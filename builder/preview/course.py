"""A course that is being written: what of it is sound is shown, and a saved page is read anew by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats import FORMATS
from builder.judge import Judged, judge
from builder.model.blocks.block import Block
from builder.model.blocks.text import TextBlock
from builder.model.course import Course, Module, Page
from builder.model.going_out import held_names
from builder.model.kinds import Shows
from builder.model.questions import Question
from builder.preview.last_sound import with_last
from builder.preview.launches import launches_of
from builder.preview.learners import finished
from builder.preview.marked_pages import UNSHOWN, MarkedPages, outline_of
from builder.preview.subject import PreviewedPart, Shown, Unshowable
from builder.render.facts import Facts
from builder.render.module import ModuleContent, render_module
from builder.render.questions import bank_questions
from builder.render.sent import sent
from builder.source.folder import shown_path
from builder.source.markdown_page import read_page
from builder.source.text_file import MAX_PAGE_BYTES, read_text
from builder.source.yaml_places import SourceIndex
from builder.words import words_of

#: Modules by their folders, and who rendered their pages.
_Rendered = dict[str, tuple[ModuleContent, MarkedPages]]


class PreviewedCourse:
    """The course in a folder, with what is held; as it was last read, where nothing of it can be read any more."""

    def __init__(self, root: Path, first: Callable[[Path], Judged] = judge) -> None:
        """Read the course in *root*, the first time by *first*."""
        self.root = root
        self._course: Course | None = None
        self._rendered: _Rendered = {}
        #: Who rendered the pages of a module before one of them was saved, where that is all that has changed.
        self._before: MarkedPages | None = None
        self._shown: dict[tuple[str, str], Shown] = {}
        #: Counts what was read: what somebody began to read before the last of it is older than that.
        self._turn = 0
        #: What was shown last, and will be asked for when a page of it is saved.
        self._in_view = ("", "")
        self.problems: Sequence[Diagnostic] = ()
        #: Whether all rules were asked: else there may be more problems.
        self.is_judged = False
        self._read_by(first)

    @property
    def title(self) -> str:
        """The course's title."""
        return self._course.title if self._course else self.root.name

    @property
    def parts(self) -> Sequence[PreviewedPart]:
        """Its modules, in every format."""
        contents = self._course.contents if self._course else ()
        return [PreviewedPart(module.slug, module.title, tuple(FORMATS)) for module in contents]

    def read(self) -> None:
        """Read and judge the whole course, and render again what is in view, so that the next page comes sooner."""
        self._read_by(judge)
        with suppress(Unshowable):
            self.show(*self._in_view)

    def _read_by(self, judging: Callable[[Path], Judged]) -> None:
        self._turn = turn = self._turn + 1
        judged = judging(self.root)
        if turn == self._turn:
            self.problems, self.is_judged = judged.problems, judging is judge
            read = judged.read and with_last(judged.read, self._course, judged.problems)
            self._take(self.in_view(read) if read and read.contents else self._course)

    def read_page(self, file: Path) -> bool:
        """Read the page in *file* alone, and say whether that was enough: else the course is to be read as a whole.

        That takes a tenth of the time. Rules that look at more than the page are asked by the next ``read``.
        """
        shown, found, problems = shown_path(file), SourceIndex(), list[Diagnostic]()
        place = next(((m, p) for m, p in self._pages() if p.where.path == shown), None)
        text = read_text(file, shown, problems.append, limit=MAX_PAGE_BYTES) if place else None
        page = read_page(text, shown, found, problems.append).page() if text is not None else None
        if self._course is None or place is None or page is None or page.id != place[1].id:
            return False
        module = place[0].model_copy(
            update={"pages": tuple(page if each is place[1] else each for each in place[0].pages)}
        )
        contents = tuple(module if each is place[0] else each for each in self._course.contents)
        self._turn += 1
        others = [problem for problem in self.problems if problem.where.path != shown]
        self.problems, self.is_judged = tuple(sorted([*others, *problems])), False
        rendered = dict(self._rendered)
        _, before = rendered.pop(module.slug, (None, None))
        same = outline_of(page) == outline_of(place[1])
        self._take(self._course.model_copy(update={"contents": contents}), rendered, before if same else None)
        with suppress(Unshowable):
            self.show(*self._in_view)
        return True

    def in_view(self, course: Course) -> Course:
        """Return what of *course* is shown: all of it."""
        return course

    def show(self, part: str, fmt: str) -> Shown:
        """Return the module *part* in the format *fmt*, with everything that its package has."""
        module = next((m for m in self._course.contents if m.slug == part), None) if self._course else None
        if self._course is None or module is None or fmt not in FORMATS:
            raise Unshowable(f"there is no module {part!r} in the format {fmt!r}")
        self._in_view = part, fmt
        # Meanwhile another thread may read the course anew, and put others in the place of these.
        shown, rendered = self._shown, self._rendered
        if (part, fmt) not in shown:
            try:
                shown[part, fmt] = self._made(self._course, module, fmt, rendered)
            except Exception as problem:
                # As in MarkedPages: a course with errors breaks what trusts it in more ways than can be foreseen.
                raise Unshowable(
                    f"the module cannot be shown until its problems are put right ({problem})"
                ) from problem
        return shown[part, fmt]

    def _take(
        self, course: Course | None, rendered: _Rendered | None = None, before: MarkedPages | None = None
    ) -> None:
        self._course = course
        self._rendered = rendered or {}
        self._before = before
        self._shown = {}

    def _pages(self) -> Iterator[tuple[Module, Page]]:
        for module in self._course.contents if self._course else ():
            yield from ((module, page) for page in module.pages)

    def _made(self, course: Course, module: Module, fmt: str, rendered: _Rendered) -> Shown:
        if module.slug not in rendered:
            before = self._before if self._before and self._before.module.slug == module.slug else None
            rendered[module.slug] = _rendered(course, module, before)
        content, pages = rendered[module.slug]
        form = FORMATS[fmt]
        files = content.files(form.bundle_for(course))
        added = form.manifest(course, module, files)
        manifest = etree.fromstring(_bytes(added[0].content)) if form.is_standard else None
        words = words_of(course)
        return Shown(
            files={file.path: file.content for file in (*files, *added)},
            launch=launches_of(fmt, manifest, module.title)[0],
            places=pages.places,
            notes=[*self._held(course, module), *map(_note, self.problems)],
            names=dict(_names(content)),
            finished=finished(content),
            sends=[(words(one.words), one.names(form.sends)) for one in sent(course, module, form.sends)],
        )

    def _held(self, course: Course, module: Module) -> Iterator[dict[str, Any]]:
        """Yield a note for each page that is held, and for each block that shows something that is."""
        gone = held_names(course)
        for page in module.pages:
            if page.held:
                message = f"This page is held: {page.held.reason}"
                yield _held_note(page.where, message, f"It is lifted by: {page.held.lifted_by}")
            for block in page.blocks:
                shown = ((a.kind.what, getattr(block, a.name)) for a in block.ACCOUNTS if isinstance(a.kind, Shows))
                if not gone.isdisjoint(shown):
                    yield _held_note(block.where, "What this block shows is held. No package has it.", "")


def _rendered(course: Course, module: Module, before: MarkedPages | None) -> tuple[ModuleContent, MarkedPages]:
    pages = MarkedPages(course, module, before)
    try:
        return render_module(course, module, pages), pages
    except Exception:
        # What looks for cases, documents and animations goes through all blocks, those that cannot be rendered as well,
        # and the bank is rendered whole.
        bank = tuple(question for question in module.bank if _is_sound(course, module, question))
        if not pages.failed and len(bank) == len(module.bank):
            raise
    shown = tuple(_without(page, pages.failed) for page in module.pages)
    sound = module.model_copy(update={"pages": shown, "bank": bank})
    contents = tuple(sound if each is module else each for each in course.contents)
    course = course.model_copy(update={"contents": contents})
    pages = MarkedPages(course, sound)
    return render_module(course, sound, pages), pages


def _is_sound(course: Course, module: Module, question: Question) -> bool:
    try:
        bank_questions(course, module.model_copy(update={"bank": (question,)}), fill=Facts(course).fill)
    except Exception:
        return False
    return True


def _without(page: Page, failed: Sequence[Block]) -> Page:
    blocks = tuple(TextBlock(body=UNSHOWN, where=each.where) if each in failed else each for each in page.blocks)
    return page.model_copy(update={"blocks": blocks})


def _held_note(where: Location, message: str, hint: str) -> dict[str, Any]:
    return {
        "severity": "held",
        "file": where.path,
        "line": where.line,
        "code": "held",
        "message": message,
        "hint": hint,
    }


def _note(problem: Diagnostic) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "file": problem.where.path,
        "line": problem.where.line,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _names(content: ModuleContent) -> Iterator[tuple[int, str]]:
    """Yield what the numbers of the module's saved states stand for."""
    yield from ((page.fingerprint, page.title) for page in content.data.pages)
    yield from ((question.fingerprint, question.stem) for question in (*content.taught, *content.bank.questions))


def _bytes(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
