"""A course folder to a ``Course``, with every problem that reading it can find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from builder.diagnostics import UNREADABLE, Diagnostic, Findings, has_errors
from builder.model.course import Course, CourseFile, Module, ModuleFile, Page
from builder.model.found import MediaFile, Reference
from builder.model.questions import Question
from builder.model.released import Released
from builder.model.session import LedSession
from builder.model.shared import Animation, OwnWords
from builder.model.svg import Drawing
from builder.source.characters import first_causes
from builder.source.drawings import read_drawings
from builder.source.explain import validate
from builder.source.field_text import inspect_fields
from builder.source.folder import FolderEntry, listing, shown_path
from builder.source.homes import BESIDE, OWN_FOLDERS, PAGES, QUESTIONS, SHARED, SHARED_FILES, SHARED_FOLDERS, Home
from builder.source.keys import split_at
from builder.source.markdown_page import read_page
from builder.source.markdown_text import inspect_inline
from builder.source.media import read_media
from builder.source.misnamed import is_module, meant, report_missing, report_text, report_unlisted, report_unused
from builder.source.problems import fields, files, pages
from builder.source.text_file import MAX_PAGE_BYTES, read_text
from builder.source.words import read_words
from builder.source.yaml_places import Source, SourceIndex, Yaml
from builder.source.yaml_text import read_yaml

#: What the writers of one course have agreed on. It is read here, and understood in ``builder.house``.
HOUSE_FILES = ("lint.yaml", "signoff.yaml")
WORDS = "words.yaml"
RELEASED = "released.json"
SESSION, SESSION_MEDIA = "session.yaml", "session"
#: What belongs to no course: ``OUTPUT`` is where packages go that are built in the course's own folder.
OUTPUT = "dist"
#: Where editions stand: ``builder.source.editions`` reads them.
EDITIONS = "editions"
_LEFT_IN_PEACE = frozenset({"README.md", "LICENSE", OUTPUT, EDITIONS})


#: Problems with a file or folder of which nothing was read: to what stands in it, others may point.
LEFT_UNREAD = frozenset(
    {
        "missing-file", "misnamed-file", "misplaced-file", "name-clash", "symlink", "unlisted-module",
        UNREADABLE,
    }
)  # fmt: skip


class Extent(IntEnum):
    """How much of a course could be read, and so which rules can judge it."""

    #: Parts are missing to which others may point. What a rule finds then is true of a part whatever stands beside it.
    PARTS = 0
    #: Some questions or blocks are missing, but everything to which others may point is there.
    NAMES = 1
    #: Nothing is missing.
    WHOLE = 2


@dataclass(frozen=True)
class Loaded:
    """What reading a course gave: what could be read (``None`` without a sound ``course.yaml``), and every problem."""

    read: Course | None
    extent: Extent
    problems: tuple[Diagnostic, ...]
    #: What stands in those of the ``HOUSE_FILES`` that are there and can be read.
    house: Mapping[str, Yaml] = field(default_factory=dict)
    #: What rules for parts found, by the rules: ``builder.checks.found_by`` keeps it.
    in_parts: dict[object, tuple[Diagnostic, ...]] = field(default_factory=dict, compare=False)

    @property
    def course(self) -> Course | None:
        """The course, if there was no error in reading it."""
        return None if has_errors(self.problems) else self.read


def load(root: Path) -> Loaded:
    """Return the course in the folder *root* and every problem with its files. Never raises for what an author did."""
    loader = _Loader(FolderEntry(root, shown_path(root)))
    read = loader.course()
    problems = tuple(first_causes(loader.problems.all()))
    if read is None or any(problem.code in LEFT_UNREAD for problem in problems):
        # What nothing uses may belong to what was left unread.
        problems = tuple(problem for problem in problems if problem.code != "stray-file")
    return Loaded(read, loader.extent, problems, loader.house)


def is_among_sources(output: Path, root: Path) -> bool:
    """Say whether *output* would stand among the sources of the course in *root*: they have one folder for it alone."""
    own, place = root.resolve(), output.resolve()
    return place.is_relative_to(own) and not place.is_relative_to(own / OUTPUT)


class _Loader:
    """Reads one course. Methods return what could be read; what could not is in ``problems``."""

    def __init__(self, root: FolderEntry) -> None:
        self._root = root
        self._found = SourceIndex()
        self._references: list[Reference] = []
        self._drawn: tuple[Drawing, ...] = ()
        self.extent = Extent.WHOLE
        self.house: dict[str, Yaml] = {}
        self.problems = Findings()

    def course(self) -> Course | None:
        entries = listing(self._root, self._report)
        part, head = self._head(entries)
        folders = self._module_folders(entries, part, head)
        # A module in a folder of another kind is read as the module that it is: its name alone is wrong.
        entries = {name: entry for name, entry in entries.items() if name not in OWN_FOLDERS.keys() & folders.keys()}
        parts: dict[str, Any] = {
            name: self._list(entries.get(file), model) for file, (name, model) in SHARED_FILES.items()
        }
        for folder, (name, model) in SHARED_FOLDERS.items():
            parts[name] = self._one_in_each_file(entries.get(folder), model, SHARED[folder])
        for file in HOUSE_FILES:
            if file in entries and (rules := self._yaml(entries[file], Extent.PARTS)):
                self.house[file] = rules
        parts["words"] = self._own_words(entries.get(WORDS))
        parts["sessions"] = self._one(entries.get(SESSION), LedSession)
        parts["session_media"] = self._media(entries.get(SESSION_MEDIA))
        modules = [self._module(name, folder) for name, folder in folders.items()]
        parts["released"] = self._released(entries.get(RELEASED))
        known = {"course.yaml", *SHARED_FILES, *SHARED_FOLDERS, *HOUSE_FILES, WORDS, RELEASED, SESSION, SESSION_MEDIA}
        known |= {*_LEFT_IN_PEACE, *folders, *(head.modules if head else ())}
        slips = meant(entries, known)
        unlisted = {name: entries[name] for name in entries.keys() - known - slips.keys() if is_module(entries[name])}
        report_unused(entries, known | unlisted.keys(), BESIDE, self._report)
        if head is None:
            return None
        course = Course.model_construct(
            **dict(head),
            **parts,
            drawings=self._drawn,
            contents=tuple(module for module in modules if module),
            tokens=tuple(self._found.tokens),
            references=tuple(self._references),
            locate=self._found.locate,
        )
        inspect_fields(course, self._found, self._report)
        if len(folders) == len(head.modules):
            report_unlisted(course, unlisted, self._report)
        return course

    # --- course.yaml and the files beside it

    def _head(self, entries: Mapping[str, FolderEntry]) -> tuple[Yaml | None, CourseFile | None]:
        if "course.yaml" not in entries:
            if not meant(entries, ["course.yaml"]):
                hint = "a course has its title, version and modules there"
                self._report(files.missing_file(self._root.where, "course.yaml", hint))
            return None, None
        part = self._yaml(entries["course.yaml"], Extent.PARTS)
        head: CourseFile | None = validate(CourseFile, part, self._report) if part else None
        return part, head

    def _module_folders(
        self, entries: Mapping[str, FolderEntry], part: Yaml | None, head: CourseFile | None
    ) -> dict[str, FolderEntry]:
        if head is None or part is None:
            return {name: entry for name, entry in entries.items() if is_module(entry)}
        report_missing(entries, head.modules, part, self._report)
        listed = [name for name in head.modules if name in entries and self._is_folder(entries[name])]
        return {name: entries[name] for name in listed if name not in OWN_FOLDERS or is_module(entries[name])}

    def _list(self, file: FolderEntry | None, model: Any, *, lost: Extent = Extent.PARTS) -> tuple[Any, ...]:
        """Return each item of the list in *file* that could be read; any other leaves the course at *lost*."""
        part = self._yaml(file, lost) if file else None
        if part is None or (part.value is None and part.source.text.strip()):
            return ()
        if not isinstance(part.value, tuple):
            self._lost(lost)
            message = "this file must hold a list" if part.value is not None else "there is nothing here"
            self._report(fields.wrong_type(part.where, message, "start each item with '- '; or delete the file"))
            return ()
        if split := split_at(part):
            self._lost(lost)
            self._report(split)
            return ()
        return self._valid(model, part.items(), lost)

    def _own_words(self, file: FolderEntry | None) -> tuple[OwnWords, ...]:
        part = self._yaml(file, Extent.PARTS) if file else None
        return read_words(part, self._report) if part else ()

    def _released(self, file: FolderEntry | None) -> Released:
        # JSON is YAML, and our reader of YAML knows where each id stands.
        part = self._yaml(file, Extent.PARTS) if file else None
        released: Released | None = validate(Released, part, self._report) if part else None
        return released or Released()

    def _one(self, file: FolderEntry | None, model: Any) -> tuple[Any, ...]:
        part = self._yaml(file, Extent.PARTS) if file else None
        return self._valid(model, [part], Extent.PARTS) if part else ()

    def _one_in_each_file(self, folder: FolderEntry | None, model: Any, home: Home) -> tuple[Any, ...]:
        entries = self._folder(folder)
        parts = [self._yaml(entry, Extent.PARTS) for name, entry in entries.items() if name.endswith(".yaml")]
        items = self._valid(model, (part for part in parts if part), Extent.PARTS)
        known = {name for name in entries if name.endswith(".yaml")}
        if model is Animation:
            self._drawn, drawn = read_drawings(entries, items, self._report)
            # Those of an animation that could not be read cannot be told from others.
            known |= drawn if len(items) == len(known) else entries.keys()
        report_unused(entries, known, home, self._report)
        return items

    def _valid(self, model: Any, parts: Iterable[Yaml], lost: Extent) -> tuple[Any, ...]:
        items = [validate(model, part, self._report) for part in parts]
        if None in items:
            self._lost(lost)
        return tuple(item for item in items if item is not None)

    def _report(self, problem: Diagnostic) -> None:
        if problem.code in LEFT_UNREAD:
            self._lost(Extent.PARTS)
        self.problems.add(problem)

    def _lost(self, extent: Extent) -> None:
        self.extent = min(self.extent, extent)

    # --- modules

    def _module(self, slug: str, folder: FolderEntry) -> Module | None:
        entries = listing(folder, self._report)
        texts = [entry for name, entry in entries.items() if name.endswith(".md")]
        read = [page for entry in texts for page in self._page(slug, entry)]
        questions = self._folder(entries.get("questions"))
        banks = [file for name, file in questions.items() if name.endswith(".yaml")]
        bank = [item for file in banks for item in self._list(file, Question, lost=Extent.NAMES)]
        report_unused(questions, {name for name in questions if name.endswith(".yaml")}, QUESTIONS, self._report)
        media = self._media(entries.get("media"))
        known = {"module.yaml", "questions", "media", *(name for name in entries if name.endswith(".md"))}
        report_unused(entries, known, PAGES, self._report)
        head = self._module_head(folder, entries)
        if head is None:
            self._lost(Extent.PARTS)
            return None
        return Module.model_construct(**dict(head), slug=slug, pages=tuple(read), bank=tuple(bank), media=media)

    def _module_head(self, folder: FolderEntry, entries: Mapping[str, FolderEntry]) -> ModuleFile | None:
        if "module.yaml" not in entries:
            if not meant(entries, ["module.yaml"]):
                hint = "a module has its title, audience and outcomes there"
                self._report(files.missing_file(folder.where, "module.yaml", hint))
            return None
        part = self._yaml(entries["module.yaml"], Extent.PARTS)
        return validate(ModuleFile, part, self._report) if part else None

    def _page(self, slug: str, file: FolderEntry) -> list[Page]:
        text = read_text(file.path, file.shown, self._report, limit=MAX_PAGE_BYTES)
        read = None if text is None else read_page(text, file.shown, self._found, self._report)
        page = read.page() if read else None
        if read is None or page is None:
            self._lost(Extent.PARTS)
            return []
        if read.blocks_lost:
            self._lost(Extent.NAMES)
        self._references += [
            # Not validated: the folder may have a name that no module can have, which course.yaml is told.
            Reference.model_construct(target=target, page=page.id, module=slug, where=at)
            for target, at in read.links
        ]
        return [page]

    def _media(self, folder: FolderEntry | None) -> tuple[MediaFile, ...]:
        media = read_media(folder, self._report) if folder and self._is_folder(folder) else ()
        return tuple(file for file in media if not report_text(file, self._report))

    # --- any file or folder

    def _yaml(self, file: FolderEntry, lost: Extent) -> Yaml | None:
        text = read_text(file.path, file.shown, self._report)
        part = None if text is None else read_yaml(Source(file.shown, text), self._found, self._report)
        if part is None:
            self._lost(lost)
        for marked, raw, where in self._found.marked_up:
            for target, place in inspect_inline(marked, raw, where, self._report):
                self._report(pages.misplaced_link(place, target))
        self._found.marked_up.clear()
        return part

    def _folder(self, folder: FolderEntry | None) -> dict[str, FolderEntry]:
        return listing(folder, self._report) if folder and self._is_folder(folder) else {}

    def _is_folder(self, entry: FolderEntry) -> bool:
        if not entry.path.is_dir():
            self._report(files.unreadable_file(entry.where, "it is a file, and a folder belongs here"))
        return entry.path.is_dir()
