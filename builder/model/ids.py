"""From authored ids to the ids that an LMS sees. No clock, no random number: same source, same ids."""

from __future__ import annotations

from builder.model.course import Course, Module


def tracked(authored: str) -> str:
    """Return *authored* in the alphabet that every standard takes in every LMS measured: ``[A-Za-z0-9_]``.

    Source: the intersection of SCORM 1.2 CMIIdentifier and Moodle's SCORM 2004 short identifier;
    docs/facts.md#identifiers-that-every-lms-takes.
    """
    return authored.replace("-", "_").replace(".", "_")


def tracking_id(authored: str, slug: str | None) -> str:
    """Return the id under which an LMS files answers to a question or decision point: its own, and its slug."""
    return f"{tracked(authored)}_{slug}" if slug else tracked(authored)


def manifest_id(course: Course, module: Module) -> str:
    """Return the identifier of a module's package: an ``xs:ID`` that depends on authored ids alone.

    Moodle deletes learners' records when a SCO's identifier changes on an update
    (docs/decisions/019-identifiers-stay.md).
    """
    return f"{tracked(course.id)}.{tracked(module.id)}"


def module_iri(course: Course, module: Module) -> str:
    """Return the xAPI activity id of a module."""
    return f"{course.iri}/{module.slug}"


def activity_iri(course: Course, module: Module, authored: str) -> str:
    """Return the xAPI activity id of a page or question of a module: the module's id and the authored id as a path."""
    return f"{module_iri(course, module)}/{authored}"


def principle_iri(course: Course, principle: str) -> str:
    """Return the xAPI activity id of a principle, by its authored id; no module or page can have the same."""
    return f"{course.iri}#{principle}"
