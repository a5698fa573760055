"""The part of a package's web content that depends on the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bundle:
    """The player for one format: its name, its script, and what its pages may load.

    ``connect`` goes into the page's Content-Security-Policy behind ``connect-src 'self'``: empty for SCORM, whose API
    is in the parent window, and ``https:`` for xAPI, whose endpoint is known only at launch. ``own`` says where the
    package's own files come from: ``'self'``, and besides it ``file:`` for pages that are opened from disk. ``sends``
    says under which names it sends what (``builder.render.sent``).
    """

    name: str
    script: bytes
    connect: str = ""
    own: str = "'self'"
    sends: Mapping[str, Sequence[str]] = field(default_factory=dict)
