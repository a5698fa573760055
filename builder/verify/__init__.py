"""Judges a finished package as it stands on disk: the zip, the manifest, what they say of each other, and the content.

``build`` runs this on every package before the package gets its name; ``coursepack verify`` runs it on any package.
Nothing is extracted, nothing is fetched, and a file that was made to deceive is refused, not repaired.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from builder.diagnostics import Diagnostic, has_errors
from builder.formats import FORMATS
from builder.verify.content import judge_content
from builder.verify.directory import RefusedError, read_entries
from builder.verify.package import Package
from builder.verify.standard import judge_manifest, manifest_of
from builder.verify.xml_file import XmlRefusedError
from builder.verify.zip_rules import judge_contents, judge_entries


@dataclass(frozen=True)
class Verdict:
    """What was found: the standard by its format's name ("" if unknown), the files by name, and the problems."""

    standard: str
    files: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def verify(path: Path) -> tuple[Diagnostic, ...]:
    """Return every problem of the package *path*. Raises OSError if it cannot be read."""
    return inspect(path, shown=path.as_posix()).problems


def inspect(path: Path, *, shown: str) -> Verdict:
    """Return what the package *path* is and everything that is wrong with it; messages call it *shown*.

    Each step rests on the one before: a zip with an error is not looked into, and content is judged only behind a
    manifest that can be read. Raises OSError if the file cannot be read.
    """
    with path.open("rb") as archive:
        return _inspect(archive, shown)


def _inspect(archive: BinaryIO, shown: str) -> Verdict:
    try:
        entries = read_entries(archive, shown)
    except RefusedError as refused:
        return Verdict("", (), (refused.problem,))
    files = {entry.name: entry for entry in entries if not entry.is_folder}
    names = tuple(files)
    problems = list(judge_entries(entries, shown))
    if not has_errors(problems):
        problems += judge_contents(archive, entries, shown)
    if has_errors(problems):
        return Verdict("", names, tuple(problems))
    package = Package(shown, archive.seek(0, 2), files, archive)
    manifest = manifest_of(package)
    if isinstance(manifest, Diagnostic):
        return Verdict("", names, (*problems, manifest))
    try:
        standard, found = judge_manifest(package, manifest)
    except XmlRefusedError as refused:
        return Verdict("", names, (*problems, refused.problem))
    if standard in FORMATS:
        found += judge_content(package, FORMATS[standard])
    return Verdict(standard, names, (*problems, *found))
