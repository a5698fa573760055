"""The formats: a format's name is its key everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from builder.formats import moodle
from builder.formats.format import Format
from builder.formats.scorm2004 import THIRD_EDITION
from builder.formats.table import FORMATS

#: Older editions of a format, by the name under which they can be asked for: it is also the end of their file names.
EDITIONS: Mapping[str, Format] = {"scorm2004-3rd": THIRD_EDITION}
#: What can be built and verified by its name, in words.
TITLES: Mapping[str, str] = {**{name: fmt.title for name, fmt in FORMATS.items()}, moodle.NAME: moodle.TITLE}

__all__ = ["EDITIONS", "FORMATS", "TITLES", "Format"]
