"""Rules for pictures and downloads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from unicodedata import normalize

from builder.checks.links import may_lead_to
from builder.checks.parts import Written, blocks_in, links_by_module, spoken_scenes, told_once, with_other_pages
from builder.diagnostics import Diagnostic, error, warning
from builder.model.blocks.files import Downloads
from builder.model.blocks.recordings import Recorded
from builder.model.blocks.text import Figure
from builder.model.course import Course, Module
from builder.model.names import DEVICE, MAX_DEPTH
from builder.source.pictures import KINDS, PICTURES

#: One name of a path: what every LMS's file store, Windows and a web address take without escaping.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.)")
#: ``media/`` stands in the module's folder where a package holds a whole course.
_MOST_FOLDERS = MAX_DEPTH - 2
#: What browsers show or people open. Nothing that a browser would run.
TYPES = frozenset(KINDS)
#: What cameras, phones and office programs write, and what it travels as.
_SAVED_AS = {
    "JPEG or PNG": ("heic", "heif", "tif", "tiff", "bmp", "psd", "ai", "eps", "emf", "wmf"),
    "MP4": ("mov", "avi", "wmv", "mkv", "m4v"),
    "MP3": ("wav", "wma", "aac", "flac"),
    "PDF": ("doc", "xls", "ppt", "pub", "pages", "key", "numbers", "rtf"),
    "WebVTT (.vtt)": ("srt", "sbv", "ttml"),
}
#: A picture of more bytes or pixels keeps a phone waiting, or closes its browser. A full screen has 2 million.
MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS = 2_000_000, 16_000_000
#: What is larger is no file of a course: the verifier of packages refuses it (builder/verify/zip_rules.py).
MAX_FILE_BYTES, MAX_MEDIA_BYTES, MAX_FILES = 190_000_000, 450_000_000, 2_000


def _uses(course: Course) -> Iterator[tuple[Module, list[Written]]]:
    """Yield each module with every file of its `media/` that it shows or links to, as paths in that folder."""
    links = links_by_module(course)
    for module in course.contents:
        yield (
            module,
            [
                *(Written(figure.image, figure, ("image",)) for figure in blocks_in(module, Figure)),
                *(Written(figure.dark, figure, ("dark",)) for figure in blocks_in(module, Figure) if figure.dark),
                *(
                    Written(getattr(block, key), block, (key,))
                    for block in blocks_in(module, Recorded)
                    for key in ("file", "captions", "poster")
                    if hasattr(block, key)
                ),
                *(Written(scene.sound or "", scene, ("sound",)) for scene in spoken_scenes(course, module)),
                *(
                    Written(item.file, item, ("file",))
                    for block in blocks_in(module, Downloads)
                    for item in block.items
                ),
                *(
                    Written(link.target.removeprefix("media/"), link)
                    for link in links[module.slug]
                    if link.target.startswith("media/") and may_lead_to(link.target)
                ),
            ],
        )


def missing_media(course: Course) -> Iterator[Diagnostic]:
    """A picture or download that is not in the module's `media/` folder.

    Why: learners would see an empty frame or an error page. Capital and small letters count: most LMSs run on Linux,
    where `Map.png` and `map.png` are two files.

    Example: `image: Map.png` where the file is `map.png`.

    Instead: put the file into `media/`, or write its name exactly. In blocks the name stands alone (`image: map.png`),
    in a link it stands with the folder (`[the map](media/map.png)`).
    """
    for module, uses in _uses(course):
        # macOS takes letters with accents apart. That the name does not travel is said by its own rule.
        known = {normalize("NFC", file.path) for file in module.media}
        lost = [(name, use.where(course)) for use in uses if (name := normalize("NFC", use.text)) not in known]
        # Nobody means a film by the name of a picture.
        for sort in sorted({_sort(name) for name, _ in lost}) if known else [""]:
            there = {name for name in known if _sort(name) == sort} or known
            of_sort = [(name, where) for name, where in lost if not known or _sort(name) == sort]
            what = f"file in {module.slug}/media called"
            yield from map(_with_its_place, told_once("missing-media", of_sort, what=what, known=there), repeat(module))


def _with_its_place(problem: Diagnostic, module: Module) -> Diagnostic:
    if "://" in problem.message or "\\" in problem.message or "data:" in problem.message:
        hint = f"put the picture into {module.slug}/media, and write the name of the file alone"
        return replace(problem, hint=hint)
    return problem


def _sort(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    kind = KINDS.get(ending, "")
    if kind in PICTURES or ending in _SAVED_AS["JPEG or PNG"]:
        return "picture"
    if kind in ("mp4", "webm", "mp3", "ogg") or ending in (*_SAVED_AS["MP4"], *_SAVED_AS["MP3"]):
        return "recording"
    return "captions" if ending in ("vtt", *_SAVED_AS["WebVTT (.vtt)"]) else ""


def unused_media(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` that no page of the module shows or links to.

    Why: it would travel in every package and be seen by nobody. Often it is the old version of a picture.

    Example: `media/map-old.png`

    Instead: use it, or take it out of the folder.
    """
    doubtful = with_other_pages(course)
    for module, uses in _uses(course):
        used = {use.text for use in uses}
        if module.id in doubtful or used - {file.path for file in module.media}:
            # What is missing may be what would use it, by another name or on a page that is not there.
            continue
        for file in module.media:
            if file.path not in used and _is_carried(file.path):
                message = f"no page of {module.id} shows or links to this file"
                yield warning("unused-media", file.where, message, "use it, or take it out of media/")


def media_name(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` whose name does not travel well.

    Why: spaces, accents and signs in names are changed by some LMSs, zip tools and web servers, and then the file is
    not found. Names such as `con.png` cannot exist on Windows.

    Example: `media/Plan für Kim (2).png`

    Instead: `media/plan-for-kim-2.png`: letters, digits, `-`, `_` and `.`, no full stop at the end; at most 100
    characters in all, and at most five folders.
    """
    for module in course.contents:
        for file in module.media:
            names = file.path.split("/")
            travels = all(_NAME.fullmatch(name) and not DEVICE.fullmatch(name) for name in names)
            if not travels or len(file.path) > 100 or len(names) > _MOST_FOLDERS:
                hint = "use letters, digits, - _ and . without spaces"
                yield error("media-name", file.where, f"the name {file.path!r} does not travel well", hint)


def _is_carried(path: str) -> bool:
    name, dot, ending = path.rpartition(".")
    return bool(name and dot) and ending.lower() in TYPES


def media_type(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` of a kind that a package does not carry.

    Why: a package runs inside the LMS with the learner's rights, so nothing may be in it that a browser would run,
    such as `.html` and `.js`. Other kinds can be opened by few learners.

    Example: `media/tool.html`, `media/scan.tiff`

    Instead: save pictures as PNG, JPEG, WebP or SVG, documents as PDF, sound as MP3 and films as MP4.
    """
    for module in course.contents:
        for file in module.media:
            if not _is_carried(file.path):
                ending = file.path.rpartition(".")[2]
                better = next((kind for kind, endings in _SAVED_AS.items() if ending.lower() in endings), "")
                hint = f"save it as {better}" if better else "these travel: " + ", ".join(sorted(TYPES))
                yield error("media-type", file.where, "a package does not carry files of this kind", hint)


def media_content(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` is empty, or is not what its name says.

    Why: browsers go by what a file holds, and LMSs by its name. Where the two differ, learners see a broken picture, or
    something runs that only looked like one.

    Example: a photograph in HEIC renamed to `kim.jpg`; a page of HTML saved as `map.png`.

    Instead: save it again in the format that its name says.
    """
    for module in course.contents:
        for file in module.media:
            meant = KINDS.get(file.path.rpartition(".")[2].lower())
            if not meant:
                continue
            if not file.length:
                yield error("media-content", file.where, "the file is empty", "put the right file in its place")
            elif file.holds != meant:
                what = f"its name says {meant.upper()}, and it is {file.holds.upper() or 'something else'}"
                hint = "save it again in the format that its name says, or give it its right name"
                if file.holds == "text":
                    hint = "put the file itself in its place: this text was left by a program that keeps it elsewhere"
                yield error("media-content", file.where, what, hint)
            elif meant in PICTURES and not file.size and meant != "svg":
                yield error("media-content", file.where, "the picture is broken: it has no size", "save it again")


def media_size(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` is too large.

    Why: learners wait for it, many on a phone in a place with little signal, and a phone's browser closes a page whose
    pictures have too many pixels. Many LMSs refuse packages of more than some hundred megabytes.

    Example: a photograph as the camera made it, 6,000 by 4,000 pixels.

    Instead: make a picture 1,600 pixels wide, and save a photograph as JPEG, WebP or AVIF; keep a long film on a video
    site, and link to it.
    """
    for module in course.contents:
        for file in module.media:
            width, height = file.size or (0, 0)
            if file.holds in PICTURES - {"svg"} and width * height > MAX_PICTURE_PIXELS:
                message = f"has {width:,} by {height:,} pixels; the limit is {MAX_PICTURE_PIXELS:,} in all"
            elif file.holds in PICTURES and file.length > MAX_PICTURE_BYTES:
                message = f"has {file.length:,} bytes; the limit for a picture is {MAX_PICTURE_BYTES:,}"
            elif file.length > MAX_FILE_BYTES:
                message = f"has {file.length:,} bytes; the limit is {MAX_FILE_BYTES:,}"
            else:
                continue
            yield error("media-size", file.where, message, "make it 1,600 pixels wide, or divide it")
    media = [file for module in course.contents for file in module.media]
    total = sum(file.length for file in media)
    if total > MAX_MEDIA_BYTES or len(media) > MAX_FILES:
        message = f"the course has {len(media):,} files in media/ with {total:,} bytes; the limits are"
        message += f" {MAX_FILES:,} files and {MAX_MEDIA_BYTES:,} bytes"
        yield error("media-size", course.where, message, "make them smaller, or keep films elsewhere")
