"""Manifests from templates: XML that every measured LMS reads."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.model.course import Course
from builder.model.edition import Edition
from builder.render.facts import Facts
from builder.render.templates import environment, with_facts
from builder.words import words_of

#: The manifest of IMS Content Packaging, on which both SCORMs are built.
IMS_MANIFEST = "imsmanifest.xml"


def render_manifest(template: str, course: Course, **values: object) -> bytes:
    """Return the template at *template* below ``scorm_templates/packages``, filled, as UTF-8.

    It sees *course*, its ``words`` and the other *values*; tokens in what it prints are replaced.
    """
    return _render(_environment(), template, course, values)


def render_text(template: str, course: Course, **values: object) -> bytes:
    """Return the same for a template of plain text."""
    return _render(_plain(), template, course, values)


def _render(templates: Environment, template: str, course: Course, values: dict[str, object]) -> bytes:
    filled = templates.get_template(f"packages/{template}").render(
        course=course, words=words_of(course), fill=Facts(course).fill, publisher=_publisher(course.edition), **values
    )
    return filled.encode()


def _publisher(edition: Edition | None) -> str:
    """Return the partnership whose edition this is as a vCard, as metadata of learning objects have it; else ""."""
    if edition is None:
        return ""
    # RFC 6350, 3.4: these divide values.
    name = re.sub(r"([\\,;])", r"\\\1", edition.name)
    return "\n".join(("BEGIN:VCARD", f"FN:{name}", f"ORG:{name}", f"UID:{edition.id}", "END:VCARD"))


@cache
def _plain() -> Environment:
    return environment().overlay(autoescape=False)


@cache
def _environment() -> Environment:
    return environment().overlay(finalize=_escaped)


@pass_context
def _escaped(context: Context, value: object) -> Markup:
    """Return *value* as text that may stand between tags and in double-quoted attributes.

    HTML escaping, which is Jinja's own, writes an apostrophe as ``&#39;``. Moodle 4.5.6 doubles the ampersand of
    every numeric reference before it parses a manifest, so its teachers would read "the driver&#39;s voice"
    (docs/facts.md#moodle-doubles-numeric-character-references).
    """
    text = str(with_facts(context, value))
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, reference)
    return Markup(text)  # noqa: S704 - escaped above
