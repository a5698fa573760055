"""The part of a package's web content that depends on the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bundle:
    """The part of the player that differs by format: what saves, and what its pages may load.

    ``saving`` is ``saving.js``, with the standard's tracker in it; ``player.js`` and ``more.js`` are the same for all.

    ``connect`` goes into the page's Content-Security-Policy behind ``connect-src 'self'``: empty for SCORM, whose API
    is in the parent window, and ``https:`` for xAPI, whose endpoint is known only at launch. ``own`` says where the
    package's own files come from: ``'self'``, and besides it ``file:`` for pages that are opened from disk. ``launch``
    names what a launcher puts into the address, which ``player.js`` takes out of sight at once: nothing for SCORM, and
    ``None`` where nothing launches the package. ``sends`` says under which names it sends what
    (``builder.render.sent``).
    """

    name: str
    saving: bytes
    connect: str = ""
    own: str = "'self'"
    launch: tuple[str, ...] | None = ()
    sends: Mapping[str, Sequence[str]] = field(default_factory=dict)
