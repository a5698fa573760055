"""From authored ids to the ids that an LMS sees. No clock, no random number: same source, same ids."""

from __future__ import annotations

import zlib

from builder.model.course import Course, Module

#: Length of a fingerprint in bits. 2**20 values keep the chance of a clash among the about 120 ids of a module below
#: 1 %, and a clash is a build error, never a mix-up.
FINGERPRINT_BITS = 20


def tracked(authored: str) -> str:
    """Return *authored* in the alphabet that every standard takes in every LMS measured: ``[A-Za-z0-9_]``.

    Source: the intersection of SCORM 1.2 CMIIdentifier and Moodle's SCORM 2004 short identifier;
    docs/facts.md#identifiers-that-every-lms-takes.
    """
    return authored.replace("-", "_").replace(".", "_")


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


def fingerprint(*parts: str) -> int:
    """Return the number, ``FINGERPRINT_BITS`` wide, under which saved state files what *parts* name.

    The state of a learner is keyed by what its entries are about and not by where they stand, so pages and questions
    can be added, removed and moved without touching anybody's progress (docs/decisions/002-state-keyed-by-id.md).
    """
    return zlib.crc32("\n".join(parts).encode()) >> (32 - FINGERPRINT_BITS)
