"""The formats. This is the only list of them: a format's name is its key everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from builder.formats import cmi5, scorm12, scorm2004, web, xapi
from builder.formats.format import Format

#: What is built when nobody says what to build.
FORMATS: Mapping[str, Format] = {
    item.name: item for item in (scorm12.FORMAT, scorm2004.FORMAT, xapi.FORMAT, cmi5.FORMAT, web.FORMAT)
}
#: Older editions of a format, by the name under which they can be asked for: it is also the end of their file names.
EDITIONS: Mapping[str, Format] = {"scorm2004-3rd": scorm2004.THIRD_EDITION}

__all__ = ["EDITIONS", "FORMATS", "Format"]
