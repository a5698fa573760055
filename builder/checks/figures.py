"""Rules for the pictures that pages show: what stands in their place, and for whom they do not stand there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.parts import blocks_in, every_block
from builder.diagnostics import Diagnostic, error
from builder.model.blocks.recordings import Video
from builder.model.blocks.text import Figure
from builder.model.course import Course
from builder.source.pictures import KINDS, PICTURES


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

    Example: a `::: figure` with neither `alt:` nor `decorative: true`; `alt: map.png`

    Instead: write in `alt:` what the picture tells, or write `decorative: true` if it tells nothing.
    """
    for block in every_block(course, Figure):
        if block.alt and block.alt.strip() in (block.image, block.image.rpartition(".")[0]):
            hint = "say in a sentence what the picture tells"
            yield error("image-alt", course.place(block, "alt"), "these words are the name of the file", hint)
        elif bool(block.alt.strip()) is block.decorative:
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
