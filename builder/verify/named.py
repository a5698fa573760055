"""Which packages are meant by what somebody typed: files, folders and patterns."""

from __future__ import annotations

from collections.abc import Iterable
from glob import has_magic
from pathlib import Path

from builder.diagnostics import Location
from builder.formats import moodle
from builder.source.problems.files import unreadable_file
from builder.verify import PackageVerdict, inspect
from builder.verify.verdicts import Verdicts


def packages_named(words: Iterable[str]) -> list[Path]:
    """Return the files that *words* name, each once; a folder stands for every package in it, however deep.

    What is not there, or is a folder without a zip, is named all the same: ``inspect_named`` says so.
    """
    return list(dict.fromkeys(path for word in words for path in _named(word) or [Path(word)]))


def _named(word: str) -> list[Path]:
    path = Path(word)
    if path.is_dir():
        return [inside for inside in sorted(path.rglob("*")) if _is_package(inside)]
    # Windows leaves patterns to programs, and so does whoever quotes them.
    if not path.exists() and has_magic(word):
        pattern = path.relative_to(path.anchor).as_posix()
        return [inside for inside in sorted(Path(path.anchor).glob(pattern)) if inside.is_file()]
    return [path]


def _is_package(path: Path) -> bool:
    return path.suffix.lower() in (".zip", moodle.ENDING) and path.is_file()


def inspect_named(path: Path, verdicts: Verdicts) -> PackageVerdict:
    """Return what ``inspect`` does; that the file *path* cannot be read is a problem like any other."""
    shown = path.as_posix()
    if path.is_dir():
        return PackageVerdict("", (), (unreadable_file(Location(shown), "it is a folder without a .zip or .mbz"),))
    try:
        return inspect(path, shown=shown, verdicts=verdicts)
    except OSError as problem:
        return PackageVerdict("", (), (unreadable_file(Location(shown), problem.strerror or type(problem).__name__),))
