"""What is previewed: a course as it stands at this moment, or a package from disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from builder.diagnostics import Diagnostic, Location
from builder.preview.launches import Launchable
from builder.preview.learners import Finished


@dataclass(frozen=True)
class PreviewedPart:
    """A part that can be launched by itself: its id in addresses, its title, and the formats in which it can be."""

    id: str
    title: str
    formats: Sequence[str]


class BlockPlace(NamedTuple):
    """A block that is shown: the id of its page, its kind, and where it is written."""

    page: str
    kind: str
    where: Location


@dataclass(frozen=True)
class Shown:
    """A part in a format, ready to be launched: its files, and what the inspector knows of it.

    ``places`` are those of its blocks; a comment before each has the block's number on its page.
    ``names`` says what the numbers of saved state stand for. Both are empty for packages that we did not make.
    """

    files: Mapping[str, bytes | Path]
    launch: Launchable
    places: Sequence[BlockPlace] = ()
    notes: Sequence[Mapping[str, Any]] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    #: What an LMS holds of a learner who has finished it.
    finished: Finished = field(default_factory=Finished)
    #: What is sent, in words, and under which names.
    sends: Sequence[tuple[str, Sequence[str]]] = ()

    def bytes_of(self, name: str) -> bytes:
        """Return the bytes of the file *name*. Raises KeyError if there is none."""
        content = self.files[name]
        return content if isinstance(content, bytes) else content.read_bytes()


class Unshowable(Exception):
    """A part cannot be shown as it stands; the message says why."""


class Subject(Protocol):
    """What the preview asks of what it shows."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def parts(self) -> Sequence[PreviewedPart]:
        """What can be launched of it; nothing while nothing of it can be read."""

    @property
    def problems(self) -> Sequence[Diagnostic]:
        """Everything that is wrong with it, as far as it was looked for."""

    @property
    def is_judged(self) -> bool:
        """Whether everything was looked for."""

    def show(self, part: str, fmt: str) -> Shown:
        """Return *part* in the format *fmt*. Raises Unshowable, also for a part that there is not."""
