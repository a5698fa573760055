"""``packages.json``: of every package what it is, its hash, its size, its identifiers, and its saved state."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder import __version__
from builder.build import BuiltPackage
from builder.compare.contents import Contents, contents_of
from builder.formats import moodle
from builder.model.course import Course
from builder.release.letters import letters_in
from builder.release.results import tool_digest
from builder.tracking import load_tracking


@dataclass(frozen=True)
class ReleasedPackage:
    """A package as it stands on disk; ``contents`` is None for a backup of Moodle, which holds packages."""

    built: BuiltPackage
    sha256: str
    edition: str
    contents: Contents | None
    #: The fonts of which PDFs in it hold letters.
    letters: Sequence[str]

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.built.path.name


def released_package(built: BuiltPackage) -> ReleasedPackage:
    """Read a package that was built just now, and judged."""
    contents = None if built.path.suffix == moodle.ENDING else contents_of(built.path)
    # No id holds the lines around that of the edition.
    edition = built.path.name.split("_")[1] if "_" in built.path.name else ""
    return ReleasedPackage(built, digest_of(built.path), edition, contents, letters_in(built.path))


def digest_of(file: Path) -> str:
    """Return the SHA-256 of *file*."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def listing(course: Course, packages: Sequence[ReleasedPackage]) -> str:
    """Return ``packages.json``."""
    about = {
        "course": {"id": course.id, "version": course.version, "iri": course.iri},
        "tool": {"name": "coursepack", "version": __version__, "sha256": tool_digest()},
        # Another zlib may deflate to other bytes; what is inside is the same.
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "packages": [_listed(package) for package in packages],
    }
    return json.dumps(about, indent=1, ensure_ascii=False) + "\n"


def _listed(package: ReleasedPackage) -> Mapping[str, Any]:
    contents = package.contents
    return {
        "file": f"packages/{package.name}",
        "sha256": package.sha256,
        "size": package.built.size,
        "edition": package.edition,
        "format": contents.format if contents else moodle.NAME,
        "module": contents.key[1] if contents else "",
        "identifiers": dict(contents.identifiers) if contents else {},
        "savedState": {"mostCharacters": package.built.worst_case, "limit": load_tracking().state.limit},
    }
