"""A package from disk, of any tool: read within the limits of ``verify``, and never unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.diagnostics import Diagnostic, has_errors
from builder.formats import FORMATS
from builder.preview.launches import Launchable, launches_of
from builder.preview.subject import PreviewedPart, Shown, Unshowable
from builder.verify import inspect, opened
from builder.verify.package import DamagedError, Package
from builder.verify.references import is_external
from builder.verify.xml_file import XmlRefusedError, read_xml


class _FilesOfZip(Mapping[str, bytes]):
    """The files of a package; each is unpacked when it is asked for, in memory, and its checksum is compared."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def __getitem__(self, name: str) -> bytes:
        if name not in self._package.files:
            raise KeyError(name)
        try:
            return self._package.read(name)
        except DamagedError as damage:
            # It was sound when it was opened: somebody else writes to it.
            raise KeyError(name) from damage

    def __iter__(self) -> Iterator[str]:
        return iter(self._package.files)

    def __len__(self) -> int:
        return len(self._package.files)


class PreviewedPackage:
    """A package, and everything in it that an LMS launches."""

    def __init__(self, path: Path, standard: str, package: Package, problems: Sequence[Diagnostic]) -> None:
        """Take the *package* of *standard* in the file *path*, and its *problems*. Raises XmlRefusedError."""
        self.title = path.name
        self._path = path
        self._opened = _identity(path)
        self.problems = problems
        self.is_judged = True
        self._standard = standard
        self._files = _FilesOfZip(package)
        manifest = read_xml(package, FORMATS[standard].manifest_path) if FORMATS[standard].is_standard else None
        self._launches: Sequence[Launchable] = launches_of(standard, manifest, path.name)

    @property
    def parts(self) -> Sequence[PreviewedPart]:
        """What an LMS launches of it, each by its number."""
        return [PreviewedPart(str(number), each.title, (self._standard,)) for number, each in enumerate(self._launches)]

    def show(self, part: str, fmt: str) -> Shown:
        """Return *part*; there is one format. What was opened is not what an author means once the file is another."""
        if _identity(self._path) != self._opened:
            raise Unshowable(
                f"{self.title} has changed or is gone since it was opened; end the preview, and start it again"
            )
        if fmt != self._standard or part not in {each.id for each in self.parts}:
            raise Unshowable(f"the package has no part {part!r}")
        launch = self._launches[int(part)]
        if is_external(launch.href):
            raise Unshowable(f"the package leads to {launch.href}: what is there is not part of it, and is not opened")
        return Shown(self._files, launch)


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Return what tells a file of this moment from one that is written to its name later; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def opened_package(path: Path) -> Iterator[PreviewedPackage | Sequence[Diagnostic]]:
    """Open the package *path*, or yield why it cannot be launched. Raises OSError if it cannot be read."""
    verdict = inspect(path, shown=path.as_posix())
    with opened(path, shown=path.as_posix()) as package:
        if isinstance(package, Diagnostic):
            yield [package]
        elif verdict.standard not in FORMATS:
            yield verdict.problems
        else:
            try:
                previewed = PreviewedPackage(path, verdict.standard, package, verdict.problems)
            except XmlRefusedError as refused:
                yield [refused.problem]
                return
            yield previewed if previewed.parts or not has_errors(verdict.problems) else verdict.problems
