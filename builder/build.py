"""The recipe: load, check, render, format, write, verify, put in place. Read it first, then one name per line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.archive import PackageWriter
from builder.checks import problems_of
from builder.diagnostics import Diagnostic, Location, has_errors
from builder.formats import FORMATS, Format
from builder.model.course import Course, Module
from builder.render.bundle import Bundle
from builder.render.documents import DocumentOverflow
from builder.render.module import ModuleContent, render_module
from builder.render.saved_state import StateOverflow
from builder.render.templates import TEMPLATES, asset
from builder.source.folder import shown_path
from builder.source.load import load
from builder.source.problems.files import unreadable_file
from builder.verify import inspect
from builder.verify.problems import contents, outputs

#: Problems that are no fault of the course: wrong usage, or something that cannot be read or written at all.
_EXIT_2 = frozenset({"unknown-module", "unwritable-output", "missing-assets", "unreadable-file"})


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

    @property
    def exit_code(self) -> int:
        """0: fine. 1: the course has errors. 2: wrong usage, or something could not be read or written."""
        if any(problem.code in _EXIT_2 for problem in self.problems):
            return 2
        return 1 if has_errors(self.problems) else 0


def build(root: Path, *, formats: Sequence[str], modules: Sequence[str], output: Path) -> BuildReport:
    """Compile the course in *root* to packages in *output*, or write nothing if anything is wrong.

    *formats* and *modules* say what is wanted; empty means all. Each becomes ``<course>-<module>-<format>.zip``. Every
    package is judged as it stands on disk, and all of them get their names together, once the last one was found to be
    without errors.
    """
    loaded = load(root)
    problems = list(problems_of(loaded))
    if loaded.course:
        problems += _unknown_modules(loaded.course, modules)
    if loaded.course is None or has_errors(problems):
        return BuildReport(tuple(problems))
    packages: list[BuiltPackage] = []
    try:
        with PackageWriter(output) as writer:
            for module in loaded.course.contents:
                if module.slug in (modules or loaded.course.modules):
                    built, found = _build_module(loaded.course, module, formats=formats or list(FORMATS), writer=writer)
                    packages += built
                    problems += found
            if has_errors(problems):
                return BuildReport(tuple(problems))
            writer.put_in_place()
    except OSError as problem:
        return BuildReport((*problems, _explained(problem, output)))
    return BuildReport(tuple(problems), tuple(packages))


def _build_module(
    course: Course, module: Module, *, formats: Sequence[str], writer: PackageWriter
) -> tuple[list[BuiltPackage], list[Diagnostic]]:
    """Write the packages of *module*, and judge them; the web content is rendered once for all formats."""
    try:
        content = render_module(course, module)
    except StateOverflow as overflow:
        return [], [contents.state_uncountable(module.where, str(overflow))]
    except DocumentOverflow as overflow:
        return [], [contents.document_too_long(module.where, str(overflow))]
    state = content.data.state
    if state.worst_case > state.limit:
        return [], [contents.state_too_long(module.where, state.worst_case, state.limit)]
    packages: list[BuiltPackage] = []
    problems: list[Diagnostic] = []
    for name in formats:
        target, part = _write(content, FORMATS[name], writer)
        packages.append(BuiltPackage(target, part.stat().st_size, state.worst_case))
        problems += inspect(part, shown=shown_path(target)).problems
    return packages, problems


def _write(content: ModuleContent, fmt: Format, writer: PackageWriter) -> tuple[Path, Path]:
    """Write one package; return its name, and where it is until it gets that name."""
    script = asset(f"generated/player/{fmt.name}.js")
    launch, *others = content.files(Bundle(fmt.name, script, fmt.connect))
    manifest, *added = fmt.manifest(content.course, content.module, [launch, *others])
    # What an LMS looks for stands first; the rest in an order that rests on nothing but the names.
    files = [manifest, launch, *sorted([*others, *added], key=lambda file: file.path)]
    return writer.write(f"{content.course.id}-{content.module.slug}-{fmt.name}.zip", files)


def _unknown_modules(course: Course, modules: Sequence[str]) -> Iterator[Diagnostic]:
    for name in modules:
        if name not in course.modules:
            yield outputs.unknown_module(Location(course.where.path), name, course.modules)


def _explained(problem: OSError, output: Path) -> Diagnostic:
    """Return what an operating system's error means here: it names the file, or none if the disk is full."""
    reason = problem.strerror or type(problem).__name__
    folder = output.absolute()
    file = Path(problem.filename or folder).absolute()
    if file.is_relative_to(str(TEMPLATES)):
        return outputs.missing_assets(Location(file.relative_to(str(TEMPLATES)).as_posix()))
    if file.is_relative_to(folder) or folder.is_relative_to(file):
        # What could not be made has a name that says nothing to anybody.
        return outputs.unwritable_output(Location(shown_path(file if file.exists() else folder)), reason)
    return unreadable_file(Location(shown_path(file)), reason)
