"""The formats. This is the only list of them: a format's name is its key everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from builder.formats import scorm12, xapi
from builder.formats.format import Format

FORMATS: Mapping[str, Format] = {item.name: item for item in (scorm12.FORMAT, xapi.FORMAT)}

__all__ = ["FORMATS", "Format"]
