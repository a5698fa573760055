"""Judges a finished package as it stands on disk: the zip, the manifest, what they say of each other, and the content.

``build`` runs this on every package before the package gets its name; ``coursepack verify`` runs it on any package.
Nothing is extracted, nothing is fetched, and a file that was made to deceive is refused, not repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from builder.diagnostics import Diagnostic, Location, Severity, counted, has_errors
from builder.formats import FORMATS, TITLES
from builder.formats.cmi5 import MANIFEST as CMI5
from builder.formats.moodle import MANIFEST as MOODLE_BACKUP
from builder.formats.moodle import NAME as MOODLE
from builder.printing import printable, summary
from builder.source.text_file import whole_file
from builder.verify.causes import Causes
from builder.verify.content import judge_content
from builder.verify.directory import Directory, RefusedError, read_directory
from builder.verify.package import DamagedError, Package, Taken
from builder.verify.problems import zips
from builder.verify.problems.manifests import several_manifests
from builder.verify.standard import judge_manifest, manifests_of
from builder.verify.verdicts import Verdicts
from builder.verify.xml_file import XmlRefusedError
from builder.verify.zip_rules import is_left_behind, judge_contents, judge_entries


@dataclass(frozen=True)
class PackageVerdict:
    """What was found: the standard by its format's name ("" if unknown), the files by name, and the problems."""

    standard: str
    files: tuple[str, ...]
    problems: tuple[Diagnostic, ...]

    def sentence(self, name: str = "") -> str:
        """Return in words what the package is and how it stands: in one line with its *name*, or in two without."""
        counts, files = summary(self.problems), counted(len(self.files), "file")
        # One verifier judges both editions of SCORM 2004.
        title = TITLES[self.standard].removesuffix(" 4th Edition") if self.standard else ""
        if name:
            return f"{printable(name)}: {f'{title}, {files}: ' if title else ''}{counts or 'no problems'}"
        return (f"A package for {title}, of {files}.\n" if title else "") + (counts or "No problems found.")


def verify(path: Path) -> tuple[Diagnostic, ...]:
    """Return every problem of the package *path*. Raises OSError if it cannot be read."""
    return inspect(path, shown=path.as_posix()).problems


def inspect(path: Path, *, shown: str, verdicts: Verdicts | None = None) -> PackageVerdict:
    """Return what the package *path* is and everything that is wrong with it; messages call it *shown*.

    Packages that are inspected with the same *verdicts* share them: what they have in common is judged once.

    Each step rests on the one before: a zip with an error is not looked into, and content is judged only behind a
    manifest that can be read. Raises OSError if the file cannot be read.
    """
    with whole_file(path).open("rb") as archive:
        return _inspect(archive, shown, _judged_by_standard, verdicts or Verdicts())


def _inspect(
    archive: BinaryIO, shown: str, judge: Callable[[Package, Causes], str], verdicts: Verdicts
) -> PackageVerdict:
    found = Causes()
    try:
        standard, names = _judged(archive, shown, found, judge, verdicts)
    except RefusedError as refused:
        standard, names = "", ()
        found.take([refused.problem])
    return PackageVerdict(standard, names, found.problems())


@contextmanager
def opened(path: Path, *, shown: str) -> Iterator[Package | Diagnostic]:
    """Open the package *path* to be read from, or yield why its zip cannot be trusted. Nothing is said of its content.

    Raises OSError if the file cannot be read.
    """
    with whole_file(path).open("rb") as archive:
        yield opened_content(archive, shown)


def opened_content(archive: BinaryIO, shown: str) -> Package | Diagnostic:
    """Return the package that *archive* holds, to be read while that is open, or why its zip cannot be trusted."""
    found = Causes()
    try:
        package = _sound(archive, read_directory(archive, shown), shown, found, Verdicts())
    except RefusedError as refused:
        return refused.problem
    return package or next(problem for problem in found.problems() if problem.severity is Severity.ERROR)


def _judged(
    archive: BinaryIO, shown: str, found: Causes, judge: Callable[[Package, Causes], str], verdicts: Verdicts
) -> tuple[str, tuple[str, ...]]:
    """Put what is wrong into *found*, that with the files themselves by *judge*, which returns the standard.

    Returns the standard and the files' names. Raises RefusedError to end early.
    """
    directory = read_directory(archive, shown)
    names = tuple(entry.name for entry in directory.entries if not entry.is_folder)
    package = _sound(archive, directory, shown, found, verdicts)
    if package is None:
        return "", names
    if directory.has_zip64 and CMI5 not in package.files:
        found.take([zips.zip64(Location(shown))])
    try:
        return judge(package, found), names
    except DamagedError as damage:
        # Every file was sound a moment ago: somebody else is writing to this one.
        found.take([zips.zip_damaged(Location(shown), str(damage))])
        return "", names


def _sound(archive: BinaryIO, directory: Directory, shown: str, found: Causes, verdicts: Verdicts) -> Package | None:
    """Return the package, unless its zip has errors; what is wrong with that goes into *found*."""
    taken = Taken({}, {})
    found.take(judge_entries(directory.entries, shown))
    if not has_errors(found.problems()):
        found.take(judge_contents(archive, directory.entries, shown, taken, verdicts))
    if has_errors(found.problems()):
        return None
    content = {
        entry.name: entry for entry in directory.entries if not entry.is_folder and not is_left_behind(entry.name)
    }
    return Package(shown, archive.seek(0, 2), content, archive, taken, verdicts)


def _judged_by_standard(package: Package, found: Causes) -> str:
    if MOODLE_BACKUP not in package.files:
        return _judged_by_manifest(package, found)
    from builder.verify.moodle import judge, packages_in

    try:
        found.take(judge(package))
        if not has_errors(found.problems()):
            for name, content in packages_in(package):
                with content:
                    # A backup in a backup is none: it might hold itself.
                    found.take(
                        _inspect(content, f"{package.shown}!{name}", _judged_by_manifest, package.verdicts).problems
                    )
    except XmlRefusedError as refused:
        found.take([refused.problem])
    return MOODLE


def _judged_by_manifest(package: Package, found: Causes) -> str:
    manifests = manifests_of(package)
    if isinstance(manifests, Diagnostic):
        found.take([manifests])
        return ""
    if len(manifests) > 1:
        found.take([several_manifests(Location(package.shown), " and ".join(manifests))])
    standards = [judge_manifest(package, manifest, found) for manifest in manifests]
    standard = next(filter(None, standards), "")
    if standard:
        found.take(judge_content(package, FORMATS[standard]))
    return standard
