"""How an edition looks: its colours and its logo, as far as it has its own."""

from __future__ import annotations

from builder.archive import PackageFile
from builder.model.colours import Scheme, with_brand, with_masthead
from builder.model.course import Course
from builder.render.templates import asset, template


def critical(course: Course) -> str:
    """Return the styles that stand in a document itself."""
    return asset("generated/theme/critical.css").decode().strip() + _own(course)


def stylesheet(course: Course) -> bytes:
    """Return ``style.css``. It repeats an edition's colours: what comes later wins over what stands in the document."""
    return asset("generated/theme/style.css") + _own(course).encode()


def logo_files(course: Course) -> list[PackageFile]:
    """Return the file of the edition's logo, or nothing."""
    logo = course.edition.logo if course.edition else None
    return [PackageFile(logo.path, logo.content)] if logo else []


def _own(course: Course) -> str:
    edition = course.edition
    if edition is None or (edition.logo is None and not any((edition.colours.brand, edition.colours.masthead))):
        return ""
    schemes = {"light": _colours(course, "light"), "dark": _colours(course, "dark")}
    return template("layouts/edition.css.j2").render(**schemes, logo=edition.logo)


def _colours(course: Course, scheme: Scheme) -> dict[str, str]:
    """Return the custom properties that an edition sets in *scheme*."""
    assert course.edition, "a course without an edition has the theme's colours"
    brand, masthead = course.edition.colours.brand, course.edition.colours.masthead
    return {
        **(with_brand(getattr(brand, scheme), scheme) if brand else {}),
        **(with_masthead(getattr(masthead, scheme)) if masthead else {}),
    }
