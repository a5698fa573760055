"""Every format by its name. Written by tools/generate.py from docs/formats.md. Do not change it here."""

from __future__ import annotations

from collections.abc import Mapping

from builder.formats import cmi5, scorm12, scorm2004, web, xapi
from builder.formats.format import Format

#: What is built when nobody says what to build.
FORMATS: Mapping[str, Format] = {
    "scorm12": scorm12.FORMAT,
    "scorm2004": scorm2004.FORMAT,
    "xapi": xapi.FORMAT,
    "cmi5": cmi5.FORMAT,
    "web": web.FORMAT,
}
