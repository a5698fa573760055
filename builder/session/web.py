"""A led session's slides as one HTML page that needs nothing beside it and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from markupsafe import Markup, escape

from builder.model.course import Course
from builder.model.session import LedSession, Length
from builder.render.contacts import with_numbers
from builder.render.templates import template
from builder.session.content import Picture, ShownSlide
from builder.words import words_of

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}


def slides_html(course: Course, session: LedSession, length: Length, slides: Sequence[ShownSlide]) -> str:
    """Return *slides* as a page: each is a section with its notes folded away, and each number can be rung."""

    def linked(text: str) -> Markup:
        return with_numbers(escape(text), course)

    return template("session/slides.html.j2").render(
        course=course,
        session=session,
        length=length,
        slides=slides,
        words=words_of(course),
        linked=linked,
        kind_of=lambda item: type(item).__name__,
        address=_address,
    )


def _address(picture: Picture) -> str:
    return f"data:{_TYPES[picture.holds]};base64,{b64encode(picture.content).decode()}"
