"""The part of a package's web content that depends on the format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bundle:
    """The player for one format: its name, its script, and the extra addresses to which its pages may connect.

    ``connect`` goes into the page's Content-Security-Policy behind ``connect-src 'self'``: empty for SCORM, whose API
    is in the parent window, and ``https:`` for xAPI, whose endpoint is known only at launch.
    """

    name: str
    script: bytes
    connect: str = ""
