"""Files that get their names once they are whole: nobody finds half of one, and what was begun in vain goes away."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

try:
    import fcntl
except ImportError:
    # Windows has neither these locks nor these signals.
    fcntl = None  # type: ignore[assignment]


def write_files(files: Mapping[Path, str | bytes]) -> tuple[Path, ...]:
    """Write *files*, each in the place of one that has its name already, and return where they stand: all, or none.

    Text becomes UTF-8. Folders are made for them, and go again if nothing comes of it. A file that is replaced keeps
    its permissions. Raises OSError.
    """
    made: list[Path] = []
    parts: dict[Path, Path] = {}
    try:
        for target, content in files.items():
            made += _made(target.parent)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            opened, part = part_of(target)
            parts[part] = target
            with opened:
                opened.write(content.encode() if isinstance(content, str) else content)
            if target.exists():
                part.chmod(target.stat().st_mode)
        with unstopped():
            for part, target in parts.items():
                begun = [] if target.exists() else [target]
                part.replace(target)
                made += begun
            made.clear()
    finally:
        _take_away([*made, *parts])
    return tuple(files)


def _made(folder: Path) -> list[Path]:
    """Make *folder* and those above it, and return those that were not there before, the highest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        _take_away(missing)
        raise
    return missing


def _take_away(paths: Sequence[Path]) -> None:
    """Delete those of *paths* that are there, the last first: files, and folders in which nothing stands."""
    for path in reversed(paths):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def part_of(target: Path) -> tuple[BinaryIO, Path]:
    """Return a new file beside *target*, open for writing, and its path, from which it can replace *target*.

    Nobody can foresee its name: else a link might lie there already, and lead to a file of somebody else's. Everybody
    may read it, as a web server has to. Raises OSError.
    """
    descriptor, name = mkstemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    part.chmod(0o644)
    return os.fdopen(descriptor, "wb"), part


@contextmanager
def unstopped() -> Iterator[None]:
    """Keep signals waiting: else some files would have their names and others not."""
    if fcntl is None:
        yield
        return
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


@contextmanager
def folder_for(folder: Path) -> Iterator[None]:
    """Make *folder* if it is not there; it goes again if nothing was written into it. Raises OSError."""
    made = _made(folder)
    try:
        yield
    finally:
        _take_away(made)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other commands that write into *folder*, which is made, waiting: else what they leave could be mixed."""
    with folder_for(folder):
        if fcntl is None:
            yield
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            # A file system without locks has each file right, at least.
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
