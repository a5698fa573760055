"""Rules for pictures and downloads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.links import may_lead_to
from builder.checks.parts import Word, blocks_in, every_block, links_by_module, unknown
from builder.diagnostics import Diagnostic, error, warning
from builder.model.blocks.files import Downloads
from builder.model.blocks.text import Figure
from builder.model.course import Course, Module

#: One name of a path: what every LMS's file store, Windows and a web address take without escaping.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.)")
_WINDOWS_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
#: What browsers show or people open. Nothing that a browser would run.
TYPES = frozenset(
    {
        "avif", "csv", "docx", "gif", "jpeg", "jpg", "m4a", "mp3", "mp4", "odp", "ods", "odt", "pdf", "png", "pptx",
        "svg", "txt", "vtt", "webm", "webp", "xlsx",
    }
)  # fmt: skip


def _uses(course: Course) -> Iterator[tuple[Module, list[Word]]]:
    """Yield each module with every file of its `media/` that it shows or links to, as paths in that folder."""
    links = links_by_module(course)
    for module in course.contents:
        yield (
            module,
            [
                *(Word(figure.image, figure, ("image",)) for figure in blocks_in(module, Figure)),
                *(Word(figure.dark, figure, ("dark",)) for figure in blocks_in(module, Figure) if figure.dark),
                *(Word(item.file, item, ("file",)) for block in blocks_in(module, Downloads) for item in block.items),
                *(
                    Word(link.target.removeprefix("media/"), link)
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

    Instead: `media/plan-for-kim-2.png`: letters, digits, `-`, `_` and `.`; at most 100 characters in all.
    """
    for module in course.contents:
        for file in module.media:
            names = file.path.split("/")
            if len(file.path) > 100 or not all(_NAME.fullmatch(n) and not _WINDOWS_DEVICES.fullmatch(n) for n in names):
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
            other = first.setdefault(file.path.casefold(), file.path)
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
                hint = "these travel: " + ", ".join(sorted(TYPES))
                yield error("media-type", file.where, "a package does not carry files of this kind", hint)


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
