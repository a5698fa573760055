"""The recipe: load, check, render, format, write, verify, put in place. Read it first, then one name per line."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.archive import KeptFile, PackageFile, PackageWriter
from builder.diagnostics import Diagnostic, Findings, Location, has_errors
from builder.formats import EDITIONS, FORMATS, Format, moodle
from builder.formats.code_book import write_code_book
from builder.formats.format import ModuleFiles
from builder.formats.moodle import FinishedPackage
from builder.formats.xapi_profile import profile_file
from builder.in_place import folder_for
from builder.judge import JudgedEditions, judge, judge_editions
from builder.model.course import Course, Module
from builder.model.in_edition import in_edition
from builder.render.module import render_module
from builder.render.templates import TEMPLATES
from builder.source.editions import ALL, find_editions
from builder.source.folder import shown_path
from builder.source.load import EDITIONS as EDITIONS_FOLDER
from builder.source.load import OUTPUT
from builder.source.problems.files import unreadable_file
from builder.terminal import Progress, silent, size_of
from builder.unmade import UNMADE, longer_than_the_limit, problem_of
from builder.verify import inspect
from builder.verify.problems import outputs
from builder.verify.verdicts import Verdicts

#: Problems that are no fault of the course: wrong usage, or something that cannot be read or written at all.
EXIT_2 = frozenset(
    {
        "unknown-module", "unknown-edition", "unwritable-output", "output-in-course", "output-too-wide",
        "missing-assets", "unreadable-file",
    }
)  # fmt: skip


@dataclass(frozen=True)
class BuiltPackage:
    """A package in its place: its size in bytes, and the most characters of saved state that it can reach."""

    path: Path
    size: int
    worst_case: int


@dataclass(frozen=True)
class BuildReport:
    """What a build came to: packages and perhaps warnings, or problems and no package at all."""

    problems: tuple[Diagnostic, ...]
    packages: tuple[BuiltPackage, ...] = ()
    #: What was written beside the packages, for people.
    beside: tuple[Path, ...] = ()
    #: The ids of the modules that nobody has signed off as they stand.
    drafts: tuple[str, ...] = ()
    #: Packages that an earlier build left, of modules that the course does not have.
    gone: tuple[Path, ...] = ()
    #: How much there is to learn, and how much to load, in words.
    size: str = ""

    @property
    def exit_code(self) -> int:
        """0: fine. 1: the course has errors. 2: wrong usage, or something could not be read or written."""
        if any(problem.code in EXIT_2 for problem in self.problems):
            return 2
        return 1 if has_errors(self.problems) else 0


def build(
    root: Path,
    *,
    formats: Sequence[str],
    modules: Sequence[str],
    output: Path,
    of: Sequence[str] = (),
    editions: Path | None = None,
    step: Progress = silent,
) -> BuildReport:
    """Compile the course in *root* to packages in *output*, or write nothing if anything is wrong.

    *formats* and *modules* say what is wanted; empty means all. Each becomes ``<course>-<module>-<format>.zip``, and a
    whole course ``<course>-<format>.zip`` where the format has packages of whole courses. ``moodle`` among the formats
    means the SCORM 1.2 packages and, where no *modules* are chosen, ``<course>-moodle.mbz`` with all of them.

    Of the editions *of*, which may be ``all``, in the folder *editions* or else in the course's own, each becomes
    ``<course>_<edition>_<module>-<format>.zip`` and so on; the course without an edition is not built then. Every
    package is judged as it stands on disk, and all get their names together, once the last was found to be without
    errors. *step* is told what is done next.
    """
    if output.resolve().is_relative_to(root.resolve()) and output.resolve() != root.resolve() / OUTPUT:
        shown = Location(shown_path(output) or ".")
        return BuildReport((outputs.output_in_course(shown, root.resolve().name),))
    if root.resolve().is_relative_to(output.resolve()):
        return BuildReport((outputs.output_too_wide(Location(shown_path(output) or ".")),))
    step("Reading and checking the course")
    judged = judge(root)
    course, problems = judged.course, list(judged.problems)
    if course:
        problems += _unknown_modules(course, modules)
    if course is None or has_errors(problems):
        return BuildReport(tuple(problems))
    # What the rules have looked up in it is a third of a large course.
    course.forget()
    del judged
    courses: Iterable[Course] = (course,)
    if of:
        in_editions = _in_editions(course, of, editions or root / EDITIONS_FOLDER)
        # One at a time: what one looks up in its course is gone when the next is built.
        courses = (in_edition(course, *edition) for edition in in_editions.editions)
        problems += in_editions.problems
        if has_errors(problems):
            return BuildReport(tuple(problems))
    chosen = [module for module in course.contents if module.slug in (modules or course.modules)]
    names = [moodle.PACKAGES if name == moodle.NAME else name for name in formats or FORMATS]
    wanted = {name: EDITIONS.get(name) or FORMATS[name] for name in names}
    try:
        with folder_for(output), PackageWriter(output) as writer:
            is_whole = len(chosen) == len(course.contents)
            bundled = (moodle.PACKAGES,) if is_whole and moodle.NAME in formats else ()
            packages: list[BuiltPackage] = []
            verdicts = Verdicts()
            # What is read stays to the end. What an edition leaves in circles is found without going through that.
            gc.freeze()
            for one in courses:
                packaging = _Packaging(one, writer, wanted, bundled, verdicts)
                whose = f" for {one.edition.name}" if one.edition else ""
                for number, module in enumerate(chosen, 1):
                    step(f"Packages of {module.slug}{whose}, {number} of {len(chosen)}")
                    packaging.build_module(module)
                    gc.collect()
                if is_whole:
                    packaging.build_course()
                packages += packaging.packages
                problems += packaging.problems
                if has_errors(problems):
                    return BuildReport(tuple(problems))
            write_code_book(course, writer.open_beside)
            if {"xapi", "cmi5"} & wanted.keys():
                writer.write_beside(profile_file(course))
            writer.put_in_place()
            step("Everything is in its place")
    except OSError as problem:
        return BuildReport((*problems, _explained(problem, output)))
    finally:
        gc.unfreeze()
    size = size_of(course, chosen, max((package.size for package in packages), default=0))
    drafts = tuple(module.id for module in chosen if course.is_draft(module))
    return BuildReport(tuple(problems), tuple(packages), tuple(writer.beside), drafts, _gone(course, output), size)


class _Packaging:
    """Where packages are made, and judged, one by one; ``packages`` and ``problems`` are what has come of it."""

    def __init__(
        self,
        course: Course,
        writer: PackageWriter,
        formats: Mapping[str, Format],
        bundled: Sequence[str],
        verdicts: Verdicts,
    ) -> None:
        """Take note of what is wanted; packages of the formats *bundled* will go into a bundle of the whole course."""
        self._course = course
        self._writer = writer
        self._verdicts = verdicts
        self._formats = formats
        #: What packages of the whole course are made of, by the name of their format.
        self._modules: dict[str, list[ModuleFiles]] = {name: [] for name, fmt in formats.items() if fmt.course_manifest}
        #: What a bundle is made of, by the name of the format of its packages.
        self._finished: dict[str, list[FinishedPackage]] = {name: [] for name in bundled}
        self._worst_case = 0
        self.packages: list[BuiltPackage] = []
        self.problems: list[Diagnostic] = []

    def build_module(self, module: Module) -> None:
        """Write the packages of *module*, and judge them; the web content is rendered once for all formats."""
        try:
            content = render_module(self._course, module)
        except UNMADE as stopped:
            self.problems.append(problem_of(self._course, module, stopped))
            return
        state = content.data.state
        if too_long := [*longer_than_the_limit(module, state)]:
            self.problems += too_long
            return
        self._worst_case = max(self._worst_case, state.worst_case)
        packages = []
        for name, fmt in self._formats.items():
            files = content.files(fmt.bundle_for(self._course))
            added = fmt.manifest(self._course, module, files)
            # All formats before any is judged: the files of one are deflated while the next are made.
            kept = self._writer.expect(files)
            whole = [*added, *files] if name in self._finished else []
            kept_too = self._writer.expect(added)
            packages.append((name, kept, kept_too, whole))
            if name in self._modules:
                files_there = (*kept, *kept_too[1:])
                in_folder = [file._replace(path=f"{module.slug}/{file.path}") for file in files_there]
                self._modules[name].append((module, in_folder))
        for name, kept, kept_too, whole in packages:
            package = self._write(f"{module.slug}-{name}.zip", kept, kept_too, worst_case=state.worst_case)
            if whole:
                self._finished[name].append(FinishedPackage(module, package, whole))

    def build_course(self) -> None:
        """Write the package of the whole course, and judge it, in each format that has such packages."""
        for name, modules in self._modules.items():
            make = self._formats[name].course_manifest
            if make and len(modules) == len(self._course.contents):
                files = [file for _, in_folder in modules for file in in_folder]
                self._write(f"{name}.zip", files, [make(self._course, modules)], worst_case=self._worst_case)
        packages = self._finished.get(moodle.PACKAGES, [])
        if len(packages) == len(self._course.contents):
            ending = moodle.NAME + moodle.ENDING
            first, *others = moodle.backup(self._course, self._name(ending), packages)
            self._write(ending, others[:1], [first, *others[1:]], worst_case=self._worst_case)

    def _name(self, ending: str) -> str:
        """Return the name of a package. No id holds the lines around that of the edition, so no two names are one."""
        edition = self._course.edition
        return f"{self._course.id}_{edition.id}_{ending}" if edition else f"{self._course.id}-{ending}"

    def _write(
        self,
        ending: str,
        files: Sequence[PackageFile | KeptFile],
        added: Sequence[PackageFile | KeptFile],
        *,
        worst_case: int,
    ) -> PackageFile:
        """Write one package, judge it as it stands on disk, and return it under its own name."""
        # What an LMS looks for stands first; the rest in an order that rests on nothing but the names.
        (manifest, *others), (launch, *rest) = added, files
        ordered = [manifest, launch, *sorted([*rest, *others], key=lambda file: file.path)]
        target, part = self._writer.write(self._name(ending), ordered)
        self.packages.append(BuiltPackage(target, part.stat().st_size, worst_case))
        self.problems += inspect(part, shown=shown_path(target), verdicts=self._verdicts).problems
        return PackageFile(target.name, part)


def _gone(course: Course, output: Path) -> tuple[Path, ...]:
    """Return what has the name of a package of *course*, and of none of its modules."""
    names = (*FORMATS, *EDITIONS)
    known = {f"{course.id}-{name}.zip" for name in names}
    known |= {f"{course.id}-{slug}-{name}.zip" for slug in course.modules for name in names}
    left = (file for name in names for file in output.glob(f"{course.id}-*-{name}.zip"))
    return tuple(sorted({file for file in left if file.name not in known}))


def _unknown_modules(course: Course, modules: Sequence[str]) -> Iterator[Diagnostic]:
    for name in modules:
        if name not in course.modules:
            yield outputs.unknown_module(Location(course.where.path), name, course.modules)


def _in_editions(course: Course, ids: Sequence[str], folder: Path) -> JudgedEditions:
    """Return *course* in the editions *ids*, or all of them, of *folder*; problems alone, where one is not there."""
    found = Findings()
    there = find_editions(folder, found.add)
    if has_errors(found.all()):
        return JudgedEditions((), found.all())
    unknown = [outputs.unknown_edition(there.where, id_, there.ids) for id_ in ids if id_ not in (ALL, *there.ids)]
    if ALL in ids and not there.ids:
        unknown.append(outputs.unknown_edition(there.where, ALL, there.ids))
    if unknown:
        return JudgedEditions((), (*found.all(), *unknown))
    judged = judge_editions(course, there, there.ids if ALL in ids else dict.fromkeys(ids))
    return replace(judged, problems=(*found.all(), *judged.problems))


def _explained(problem: OSError, output: Path) -> Diagnostic:
    """Return what an operating system's error means here: it names the file, or none if the disk is full."""
    reason = problem.strerror or type(problem).__name__
    folder = output.absolute()
    file = Path(problem.filename or folder).absolute()
    if file.is_relative_to(str(TEMPLATES)):
        return outputs.missing_assets(Location(file.relative_to(str(TEMPLATES)).as_posix()))
    if file.is_relative_to(folder) or folder.is_relative_to(file):
        # What could not be made has a name that says nothing to anybody.
        where = Location(shown_path(file if file.exists() else folder))
        return outputs.unwritable_output(where, reason, problem.errno)
    return unreadable_file(Location(shown_path(file)), reason)
