"""The files of a `media/` folder. A picture in SVG could run scripts and load files: it is read, and judged."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.model.found import MediaFile
from builder.source.folder import Entry, files_below
from builder.source.svg import read_picture
from builder.source.text_file import Report, read_text


def read_media(folder: Entry, report: Report) -> tuple[MediaFile, ...]:
    """Return the files below *folder*; what cannot stand in an SVG picture is reported with its place."""
    return tuple(
        MediaFile(path=path, source=entry.path, where=entry.where, size=_size(entry, report))
        for path, entry in files_below(folder, report)
    )


def _size(file: Entry, report: Report) -> tuple[int, int] | None:
    """Return the width and height that an SVG picture gives for itself; other kinds are not opened."""
    if file.path.suffix.lower() != ".svg":
        return None
    text = read_text(file.path, file.shown, report)
    root = read_picture(text, file.shown, report) if text is not None else None
    return _size_in(root.attributes) if root else None


def _size_in(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    _, _, *inner = re.split(r"[ ,]+", attributes.get("viewBox", "0 0").strip())
    numbers = [attributes.get("width", ""), attributes.get("height", "")]
    for width, height in (numbers, inner) if len(inner) == 2 else (numbers,):
        if re.fullmatch(r"\d+(\.\d+)?", width) and re.fullmatch(r"\d+(\.\d+)?", height):
            return round(float(width)), round(float(height))
    return None
