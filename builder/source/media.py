"""The files of a `media/` folder: what each holds, whatever its name says. SVG could run scripts: it is read whole."""

from __future__ import annotations

from builder.model.found import Captions, MediaFile, Recording
from builder.model.svg import SvgElement
from builder.source.folder import FolderEntry, files_below
from builder.source.pictures import HEAD, picture_kind, size_of_picture
from builder.source.problems import files
from builder.source.recordings import read_recording
from builder.source.svg import read_picture
from builder.source.svg_size import size_of
from builder.source.text_file import Report, read_text
from builder.source.webvtt import read_captions


def read_media(folder: FolderEntry, report: Report) -> tuple[MediaFile, ...]:
    """Return the files below *folder*; what cannot stand in an SVG picture is reported with its place."""
    return tuple(read_media_file(path, entry, report) for path, entry in files_below(folder, report))


def read_media_file(path: str, entry: FolderEntry, report: Report) -> MediaFile:
    """Return the file *entry*, which is called *path* where it is used, as ``read_media`` does."""
    picture: SvgElement | None = None
    recording: Recording | None = None
    captions: Captions | None = None
    size = None
    if path.lower().endswith(".svg"):
        text = read_text(entry.path, entry.shown, report)
        picture = read_picture(text, entry.shown, report) if text else None
        # What is no picture was reported just now.
        kind, length, size = "svg", len(text or ""), size_of(picture) if picture else None
    else:
        head, length, recording = _looked_into(entry, report)
        kind = picture_kind(head)
        size = size_of_picture(kind, head)
        if kind == "text" and path.lower().endswith(".vtt"):
            text = read_text(entry.path, entry.shown, report)
            captions = read_captions(text) if text is not None else None
    return MediaFile(
        path=path, source=entry.path, where=entry.where, size=size, picture=picture, holds=kind, length=length,
        recording=recording, captions=captions,
    )  # fmt: skip


def _looked_into(file: FolderEntry, report: Report) -> tuple[bytes, int, Recording | None]:
    """Return how *file* starts, how many bytes it has, and what it says of itself as a film or a sound."""
    try:
        with file.path.open("rb") as opened:
            head, length = opened.read(HEAD), file.path.stat().st_size
            return head, length, read_recording(picture_kind(head), opened, length)
    except OSError as problem:
        report(files.unreadable_file(file.where, problem.strerror or type(problem).__name__))
        return b"", 0, None
