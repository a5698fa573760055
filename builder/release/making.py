"""The recipe of a release: judge, build, describe, and put all of it in its place at once, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

from builder.build import EXIT_2, BuildReport, build
from builder.checks.calendar import Occasion
from builder.compare.advice import compare
from builder.diagnostics import Diagnostic, Location, has_errors
from builder.extras import how_to_install
from builder.formats import FORMATS, moodle
from builder.in_place import write_files
from builder.judge import judge, judge_editions
from builder.model.course import Course
from builder.model.in_edition import in_edition
from builder.release.evidence import Evidence
from builder.release.guides import guides
from builder.release.listing import ReleasedPackage, digest_of, listing, released_package
from builder.release.problems import not_a_release, rehearsal_failed, release_folder_taken
from builder.release.rehearsal import Rehearsal, RehearsalFailed, browser_for_rehearsals, rehearse
from builder.release.results import UnusableResults, results_in
from builder.release.sbom import bill_of_materials
from builder.render.templates import TEMPLATES, asset
from builder.review import UnreadableSnapshot, write_review
from builder.session import NoSession, SessionProblems, write_session
from builder.source.editions import find_editions
from builder.source.load import EDITIONS

PACKAGES, LISTING, SUMS = "packages", "packages.json", "SHA256SUMS"
_REVIEW = "review/review.json"


#: Whether each module is to be played in each format, in one edition, by a browser.
RehearsalWish = Literal["none", "played"]


class NoRelease(Exception):
    """There cannot be a release on this machine; the message says what is missing."""


@dataclass(frozen=True)
class Wanted:
    """What a release is to be: on which day and for whom, of which editions, since which release, tested how."""

    occasion: Occasion
    of: Sequence[str] = ()
    editions: Path | None = None
    since: Path | None = None
    results: Path | None = None
    rehearsal: RehearsalWish = "none"


@dataclass(frozen=True)
class MadeRelease:
    """How many packages were released, or the problems for which none was."""

    problems: tuple[Diagnostic, ...]
    packages: int = 0

    @property
    def exit_code(self) -> int:
        """0: fine. 1: something is not as a release must be. 2: something cannot be read, or not be written."""
        if any(problem.code in EXIT_2 for problem in self.problems):
            return 2
        return 1 if has_errors(self.problems) else 0


def make_release(root: Path, output: Path, wanted: Wanted) -> MadeRelease:
    """Write a release of the course in *root* into the new folder *output*, or nothing.

    The same source, tool and zlib give the same bytes. Raises NoRelease where the extra is not installed, and OSError
    where something cannot be written.
    """
    try:
        import cyclonedx  # noqa: F401 - an extra
    except ImportError as missing:
        cure = how_to_install("release")
        raise NoRelease(f"a release needs {missing.name}, which is not installed: {cure}") from missing
    judged = judge(root, wanted.occasion, wanted.editions)
    problems = [*judged.problems, *_in_the_way(output, wanted.since)]
    course = judged.course
    if course is None or has_errors(problems):
        return MadeRelease(tuple(problems))
    try:
        passed = results_in(wanted.results) if wanted.results else {}
    except UnusableResults as problem:
        return MadeRelease((*problems, problem.problem))
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=f"{output.name}.", suffix=".part", dir=output.parent))
    try:
        folder.chmod(0o755)
        formats = [*FORMATS, moodle.NAME]
        place = folder / PACKAGES
        built = build(root, formats=formats, modules=(), output=place, of=wanted.of, editions=wanted.editions)
        problems = list(dict.fromkeys([*problems, *built.problems]))
        if has_errors(problems):
            return MadeRelease(tuple(problems))
        try:
            released = _describe(folder, course, built, wanted, root, passed)
        except RehearsalFailed as failed:
            return MadeRelease((*problems, rehearsal_failed(course.where, str(failed))))
        _sum_up(folder)
        if output.is_dir():
            output.rmdir()
        folder.rename(output)
        return MadeRelease(tuple(problems), released)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_the_way(output: Path, since: Path | None) -> Iterator[Diagnostic]:
    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        yield release_folder_taken(Location(output.as_posix()))
    if since and not all((since / name).exists() for name in (PACKAGES, LISTING, _REVIEW)):
        yield not_a_release(Location(since.as_posix()))


def _describe(
    folder: Path, course: Course, built: BuildReport, wanted: Wanted, root: Path, passed: Mapping[str, bool]
) -> int:
    """Write everything beside the packages into *folder*, and return how many packages there are."""
    packages = sorted((released_package(one) for one in built.packages), key=lambda package: package.name)
    _write(folder / LISTING, listing(course, packages))
    letters = sorted({name for package in packages for name in package.letters})
    _write(folder / "sbom.cdx.json", bill_of_materials(course, letters))
    for file in built.beside:
        (folder / "code-books").mkdir(exist_ok=True)
        file.rename(folder / "code-books" / file.name)
    courses = {"": course} | _in_editions(course, wanted.editions or root / EDITIONS, packages)
    played = _rehearsed(courses, packages) if wanted.rehearsal == "played" else {}
    evidence = Evidence(passed, wanted.occasion.stage == "draft", _inside(), played)
    for package in packages:
        page = evidence.page(courses[package.edition], package)
        _write(folder / "evidence" / f"{package.built.path.stem}-{package.built.path.suffix[1:]}.html", page)
    _write(folder / "changes.txt", _changes(folder, wanted.since))
    since = wanted.since / _REVIEW if wanted.since else None
    try:
        write_review(course, output=folder / "review", since=since, today=wanted.occasion.today)
    except UnreadableSnapshot as problem:
        raise NoRelease(str(problem)) from problem
    _write(folder / "licences" / "coursepack.txt", _licence())
    _write(folder / "licences" / "course.txt", f"{course.licence}\n{course.credit}\n")
    for name in asset("generated/licences/index.txt").decode().split():
        _write(folder / "licences" / f"{name}.txt", asset(f"generated/licences/{name}.txt").decode())
    for name, text in guides().items():
        _write(folder / "guides" / name, text)
    for minutes in [length.minutes for session in course.sessions for length in session.lengths]:
        try:
            write_session(root, minutes=minutes, output=folder / "session" / f"{minutes}-minutes")
        except (NoSession, SessionProblems) as problem:
            raise NoRelease(f"the session of {minutes} minutes cannot be written: {problem}") from problem
    return len(packages)


def _rehearsed(
    courses: Mapping[str, Course], packages: Sequence[ReleasedPackage]
) -> Mapping[tuple[str, str], Rehearsal]:
    """Play each module once in each format, in the first edition there is. Raises NoRelease and RehearsalFailed."""
    edition = min(package.edition for package in packages)
    try:
        with browser_for_rehearsals() as browser:
            return {
                package.contents.key[1:]: rehearse(browser, courses[edition], package)
                for package in packages
                if package.edition == edition and package.contents and package.contents.key[1]
            }
    except ImportError as missing:
        raise NoRelease(f"a rehearsal needs {missing.name}: {how_to_install('release')}") from missing


def _in_editions(course: Course, folder: Path, packages: Sequence[ReleasedPackage]) -> dict[str, Course]:
    ids = sorted({package.edition for package in packages} - {""})
    if not ids:
        return {}
    judged = judge_editions(course, find_editions(folder, lambda _: None), ids)
    return {edition.id: in_edition(course, edition, locate) for edition, locate in judged.editions}


def _inside() -> Sequence[str]:
    """Return what others wrote and packages hold, as the first line of each notice names it."""
    names = asset("generated/licences/index.txt").decode().split()
    notices = [asset(f"generated/licences/{name}.txt").decode().partition("\n")[0] for name in names]
    return [*notices, "in SCORM packages, the control documents that ADL published"]


def _licence() -> str:
    """Return the licence of coursepack: in a clone its file, else what the installed distribution carries."""
    clone = Path(str(TEMPLATES)).parent / "LICENSE"
    if clone.is_file():
        return clone.read_text("utf-8")
    from importlib.metadata import distribution

    return distribution("coursepack").read_text("licenses/LICENSE") or "MIT\n"


def _changes(folder: Path, since: Path | None) -> str:
    """Return what replacing each package of the last release by that of this one does, for whoever uploads it."""
    if since is None:
        return "There is no release before this one that it was compared with.\n"
    found = compare(since / PACKAGES, folder / PACKAGES)
    if found.problems:
        return "".join(f"{problem.message}\n" for problem in found.problems)
    lines = ["\n  - ".join([f"{pair.name}: {pair.sentence}", *pair.notes]) for pair in found.pairs]
    return "\n".join([f"All together: {found.advice.words}.", "", *lines, ""])


def _write(file: Path, text: str) -> None:
    write_files({file: text})


def _sum_up(folder: Path) -> None:
    """Write the checksums of everything, as ``sha256sum --check`` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    _write(folder / SUMS, "".join(f"{digest_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in files))
