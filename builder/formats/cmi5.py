"""cmi5: ``cmi5.xml``, for one module or for the whole course.

Source: the cmi5 specification, sections 13 and 14; docs/facts.md#what-a-cmi5xml-says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.archive import PackageFile
from builder.formats import xapi
from builder.formats.format import Format, ModuleFiles
from builder.formats.manifest import render_manifest
from builder.formats.statement_parts import described
from builder.formats.statements import statements_file
from builder.model.course import Course, Module
from builder.model.ids import module_iri
from builder.tracking import load_tracking

MANIFEST = "cmi5.xml"


@dataclass(frozen=True)
class _Unit:
    """An assignable unit: what its element in ``cmi5.xml`` says."""

    iri: str
    title: str
    description: str
    url: str
    move_on: str
    mastery_score: str | None


def manifest(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    """Return ``cmi5.xml``, a course of its own whose one assignable unit is *module*, and ``statements.json``.

    The course has the module's IRI with ``#course`` behind it. Under the whole course's own IRI, an LMS that meets a
    second module's package would take it for a new version of the first.
    """
    document = _structure(
        course,
        iri=f"{module_iri(course, module)}#course",
        title=module.title,
        block=None,
        units=[_unit(course, module, content[0].path)],
    )
    return [document, statements_file(course, module, standard="cmi5")]


def course_manifest(course: Course, modules: Sequence[ModuleFiles]) -> PackageFile:
    """Return ``cmi5.xml`` of the whole course, with a block of its modules.

    A module has the same id here as in a package of its own, so an LMS's records of either are about one thing.
    """
    return _structure(
        course,
        iri=course.iri,
        title=course.title,
        block=f"{course.iri}#modules",
        units=[_unit(course, module, files[0].path) for module, files in modules],
    )


def _unit(course: Course, module: Module, launch: str) -> _Unit:
    return _Unit(
        iri=module_iri(course, module),
        title=module.title,
        description=described(course, module),
        # As it stands in the zip: CATAPULT looks for the literal text, so nothing may be percent-encoded.
        url=launch,
        move_on="CompletedAndPassed" if module.check else "Completed",
        mastery_score=f"{course.pass_mark / 100:g}" if module.check else None,
    )


def _structure(course: Course, *, iri: str, title: str, block: str | None, units: Sequence[_Unit]) -> PackageFile:
    text = render_manifest(
        "cmi5/cmi5.xml.j2",
        course,
        iri=iri,
        title=title,
        block=block,
        units=units,
        activity_type=load_tracking().xapi.activity_types.module,
    )
    return PackageFile(MANIFEST, text)


#: As in xAPI, but that whoever leaves is never only ``suspended``.
SENDS = {**xapi.SENDS, "time": ("initialized", "terminated", "state:totalSeconds")}
#: The endpoint of the LRS and the address of the fetch token are known only at launch.
FORMAT = Format(
    name="cmi5",
    title="cmi5",
    manifest_path=MANIFEST,
    manifest=manifest,
    connect="https:",
    launch=load_tracking().cmi5.launch_parameters,
    course_manifest=course_manifest,
    sends=SENDS,
)
