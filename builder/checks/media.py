"""Rules for pictures and downloads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.links import may_lead_to
from builder.checks.parts import Written, blocks_in, every_block, links_by_module, spoken_scenes, unknown
from builder.diagnostics import Diagnostic, error, warning
from builder.model.blocks.files import Downloads
from builder.model.blocks.recordings import Recorded, Video
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
    "JPEG or PNG": ("heic", "heif", "tif", "tiff", "bmp"),
    "MP4": ("mov", "avi", "wmv", "mkv", "m4v"),
    "MP3": ("wav", "wma", "aac", "flac"),
    "PDF": ("doc", "xls", "ppt", "pub", "pages"),
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
        known = {file.path for file in module.media}
        for use in uses:
            if use.text not in known:
                what = f"file in {module.slug}/media called"
                yield unknown("missing-media", use.where(course), what=what, name=use.text, known=known)


def unused_media(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` that no page of the module shows or links to.

    Why: it would travel in every package and be seen by nobody. Often it is the old version of a picture.

    Example: `media/map-old.png`

    Instead: use it, or take it out of the folder.
    """
    for module, uses in _uses(course):
        used = {use.text for use in uses}
        for file in module.media:
            if file.path not in used:
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


def media_clash(course: Course) -> Iterator[Diagnostic]:
    """Two files in `media/` whose names differ only in capital letters.

    Why: on Windows and macOS one of them overwrites the other when a package is unpacked.

    Example: `media/map.png` and `media/Map.png`

    Instead: rename one of them.
    """
    for module in course.contents:
        first: dict[str, str] = {}
        for file in module.media:
            folders = [file.path[: slash.start()] for slash in re.finditer("/", file.path)]
            # A folder cannot have the name of a file, either.
            held = next((first[folder.casefold()] for folder in folders if folder.casefold() in first), "")
            other = held or first.setdefault(file.path.casefold(), file.path)
            if other != file.path:
                message = f"{file.path!r} and {other!r} differ only in capital letters"
                yield error("media-clash", file.where, message, "rename one of them")


def media_type(course: Course) -> Iterator[Diagnostic]:
    """A file in `media/` of a kind that a package does not carry.

    Why: a package runs inside the LMS with the learner's rights, so nothing may be in it that a browser would run,
    such as `.html` and `.js`. Other kinds can be opened by few learners.

    Example: `media/tool.html`, `media/scan.tiff`

    Instead: save pictures as PNG, JPEG, WebP or SVG, documents as PDF, sound as MP3 and films as MP4.
    """
    for module in course.contents:
        for file in module.media:
            name, dot, ending = file.path.rpartition(".")
            if not (name and dot and ending.lower() in TYPES):
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


def not_a_picture(course: Course) -> Iterator[Diagnostic]:
    """A figure, or the poster of a film, that is no picture.

    Why: browsers show pictures alone in the place of a picture; learners would see a broken one.

    Example: `image: film.mp4`

    Instead: show a picture, and the film in a block `::: video`, or offer it in a block `::: downloads`.
    """
    for module in course.contents:
        held = {file.path: file.path.rpartition(".")[2].lower() for file in module.media}
        shown = [
            *((figure, key) for figure in blocks_in(module, Figure) for key in ("image", "dark")),
            *((film, "poster") for film in blocks_in(module, Video)),
        ]
        for part, key in shown:
            name = getattr(part, key)
            if name in held and KINDS.get(held[name], "jpeg") not in PICTURES:
                hint = "show a film with ::: video, and offer others in ::: downloads"
                yield error("not-a-picture", course.place(part, key), f"{name!r} is no picture", hint)


def image_alt(course: Course) -> Iterator[Diagnostic]:
    """A picture without words for people who do not see it, or one that says both that it matters and that it does not.

    Why: a screen reader says the words in place of the picture (WCAG 2.2, 1.1.1). A picture that only decorates is
    passed over.

    Example: a `::: figure` with neither `alt:` nor `decorative: true`.

    Instead: write in `alt:` what the picture tells, or write `decorative: true` if it tells nothing.
    """
    for block in every_block(course, Figure):
        if bool(block.alt.strip()) is block.decorative:
            if block.decorative:
                message, hint = "a decorative picture has no words", "take out alt: or decorative:"
            else:
                message, hint = "the picture has no words", "say in alt: what it tells, or write decorative: true"
            yield error("image-alt", block.where, message, hint)


def dark_picture(course: Course) -> Iterator[Diagnostic]:
    """A picture that is missing in dark, or whose dark version is another file than `dark:` promises.

    Why: a reader who chose dark colours would be dazzled by one bright picture among dark ones. Both pictures stand in
    the same place, so they have the same shape.

    Example: `image: club.svg` without `dark:`, where other figures of the course have one; `dark: club.svg` again.

    Instead: draw the picture once more in dark colours, at the same size, and name it: `dark: club-dark.svg`.
    """
    figures = [(module, figure) for module in course.contents for figure in blocks_in(module, Figure)]
    promised = any(figure.dark for _, figure in figures)
    for module, figure in figures:
        if figure.dark is None:
            if promised:
                message = "the picture is missing in dark; other figures of the course have it"
                hint = f"add dark: {_dark_name(figure.image)}"
                yield error("dark-picture", course.place(figure, "image"), message, hint)
            continue
        if figure.dark == figure.image:
            message = "the dark picture is the light one"
            yield error("dark-picture", course.place(figure, "dark"), message, f"dark: {_dark_name(figure.image)}")
        sizes = {file.path: file.size for file in module.media}
        light, dark = sizes.get(figure.image), sizes.get(figure.dark)
        if light and dark and light[0] * dark[1] != light[1] * dark[0]:
            message = f"the dark picture is {dark[0]} by {dark[1]}, the light one {light[0]} by {light[1]}"
            yield error("dark-picture", course.place(figure, "dark"), message, "give both the same shape")


def _dark_name(image: str) -> str:
    name, dot, ending = image.rpartition(".")
    return f"{name}-dark{dot}{ending}"
