"""Rules for a led session (``session.yaml``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.checks.parts import unknown
from builder.diagnostics import Diagnostic, counted, error, warning
from builder.model.course import Course
from builder.model.kinds import LearnerText
from builder.model.session import Slide
from builder.model.walk import walk_part

#: What somebody could dial by mistake: nine digits or more, as they are written in Britain.
_NUMBER = re.compile(r"(?<![\d+])\+?\d(?:[ -]?\d){8,}")
#: What PowerPoint and browsers both show.
_PICTURES = ("svg", "png", "jpeg")


def session_minutes(course: Course) -> Iterator[Diagnostic]:
    """The parts of a led session do not add up to its length.

    Why: trainers plan the day by these minutes, and the last part is the one that would be cut.

    Example: `lengths:` has 60 and 90 minutes, and the first minutes of all parts add up to 65.

    Instead: give each part as many minutes as there are lengths, in their order, and let each column add up.
    """
    for session in course.sessions:
        lengths = [length.minutes for length in session.lengths]
        for minutes, count in Counter(lengths).items():
            if count > 1:
                where = course.place(session.lengths[lengths.index(minutes)], "minutes")
                yield error("session-minutes", where, f"there are {count} lengths of {minutes} minutes", "keep one")
        uneven = [part for part in session.parts if len(part.minutes) != len(lengths)]
        for part in uneven:
            said = f"{counted(len(part.minutes), 'number')} of minutes for {counted(len(lengths), 'length')}"
            hint = f"write one for each length, in this order: {', '.join(map(str, lengths))}"
            yield error("session-minutes", course.place(part, "minutes"), said, hint)
        for number, length in enumerate(() if uneven else session.lengths):
            total = sum(part.minutes[number] for part in session.parts)
            if total != length.minutes:
                message = f"the parts of the session of {length.minutes} minutes add up to {total}"
                where = course.place(length, "minutes")
                yield error("session-minutes", where, message, "change the minutes of a part")


def session_slide(course: Course) -> Iterator[Diagnostic]:
    """A slide without a title, or with nothing on it but its title, or with a chart that has no bars.

    Why: people who do not see a slide find it by its title, and a screen without words is a gap in the room.

    Example: a slide that has only `id:` and `notes:`.

    Instead: write `title:`, or `principle:`, whose title it takes; and say or show something below it.
    """
    for session in course.sessions:
        for _, slide, _ in session.slides:
            if not slide.title and not slide.principle:
                hint = "write title:, or principle: with the id of a principle"
                yield error("session-slide", slide.where, "this slide has no title", hint)
            if not _shows_something(slide):
                message = "nothing stands on this slide but its title"
                yield error("session-slide", slide.where, message, "add text:, points: or what it shows")
            if any(figure.key == slide.chart and not figure.bars for figure in course.figures):
                where = course.place(slide, "chart")
                yield error("session-slide", where, f"the figure {slide.chart!r} has no bars", "add bars: to it")


def _shows_something(slide: Slide) -> bool:
    return any(value for name, value in slide if name not in ("where", "id", "title", "notes"))


def session_picture(course: Course) -> Iterator[Diagnostic]:
    """A picture of a slide that is not in the folder `session/`, or is none or broken; or a file there for no slide.

    Why: there is nothing to show. What nobody shows is often the old version of a picture.

    Example: `picture: {image: Table.svg, alt: Five people at a table}` where the file is `table.svg`.

    Instead: put the file into `session/` beside `session.yaml`, or write its name exactly. A picture is an SVG, PNG or
    JPEG.
    """
    known = {file.path: file for file in course.session_media}
    shown = [slide.picture for session in course.sessions for _, slide, _ in session.slides if slide.picture]
    for picture in shown:
        where = course.place(picture, "image")
        if picture.image not in known:
            yield unknown("session-picture", where, what="file in session/ called", name=picture.image, known=known)
        elif known[picture.image].holds not in _PICTURES:
            message = f"{picture.image!r} is no picture that slides can show"
            yield error("session-picture", where, message, "take an SVG, PNG or JPEG")
        # Of an SVG it was said as it was read.
        elif not known[picture.image].size and known[picture.image].holds != "svg":
            yield error("session-picture", where, f"{picture.image!r} is broken: it has no size", "save it again")
    for path in known.keys() - {picture.image for picture in shown}:
        message = "no slide shows this file"
        yield warning("session-picture", known[path].where, message, "show it, or take it out of session/")


def session_number(course: Course) -> Iterator[Diagnostic]:
    """A telephone number that was typed into a led session.

    Why: numbers change. One that stands in `support.yaml` has the date on which it was checked, and one in `local.yaml`
    is that of the partnership; what is typed beside them is forgotten.

    Example: `text: ["Ring 01632 960 001."]`

    Instead: name who can help under `support:`, `first:` or `contacts:`; slides and papers print the number.
    """
    for session in course.sessions:
        for entry in walk_part(session, LearnerText):
            for number in _NUMBER.findall(entry.text):
                hint = "name who can help under support: or contacts:, and the number is printed"
                yield error("session-number", course.place_of(entry), f"{number!r} is typed here", hint)
