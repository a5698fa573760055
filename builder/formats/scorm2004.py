"""SCORM 2004, 4th Edition and 3rd: ``imsmanifest.xml`` with its sequencing, and the control documents beside it.

Sources: the XSDs of both editions; ADL's content package rules; docs/facts.md#a-pass-mark-in-scorm-2004 and
docs/facts.md#without-flags-an-lms-completes-a-course-by-itself. The editions differ in the schema version and in the
schemas; what is written here is valid in both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from builder.archive import PackageFile
from builder.formats.format import Format
from builder.formats.manifest import IMS_MANIFEST, render_manifest
from builder.model.course import Course, Module
from builder.model.ids import manifest_id
from builder.render.templates import asset

#: The schemas that the manifest names, and what those include. ADL's package checker fails a package whose root lacks
#: one.
CONTROL_DOCUMENTS = (
    "XMLSchema.dtd", "adlcp_v1p3.xsd", "adlnav_v1p3.xsd", "adlseq_v1p3.xsd", "datatypes.dtd", "imscp_v1p1.xsd",
    "imsss_v1p0.xsd", "imsss_v1p0auxresource.xsd", "imsss_v1p0control.xsd", "imsss_v1p0delivery.xsd",
    "imsss_v1p0limit.xsd", "imsss_v1p0objective.xsd", "imsss_v1p0random.xsd", "imsss_v1p0rollup.xsd",
    "imsss_v1p0seqrule.xsd", "imsss_v1p0util.xsd", "xml.xsd",
)  # fmt: skip


@dataclass(frozen=True)
class StandardEdition:
    """An edition of SCORM 2004: its ``schemaversion``, and the folder of its schemas below ``generated/schemas``.

    Its schema may let metadata pass for which the package brings no schema along.
    """

    schema_version: str
    schemas: str
    metadata_is_lax: bool


FOURTH = StandardEdition("2004 4th Edition", "scorm2004-4th", metadata_is_lax=True)
THIRD = StandardEdition("2004 3rd Edition", "scorm2004-3rd", metadata_is_lax=False)


def manifest(edition: StandardEdition) -> Callable[[Course, Module, Sequence[PackageFile]], list[PackageFile]]:
    """Return what makes the manifest of *edition*, with one SCO that lists every file, and the control documents."""

    def make(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
        launch, *others = [quote(file.path) for file in content]
        document = render_manifest(
            "scorm2004/imsmanifest.xml.j2",
            course,
            module=module,
            identifier=manifest_id(course, module),
            schema_version=edition.schema_version,
            metadata_is_lax=edition.metadata_is_lax,
            # Without a quiz there is no score to be measured, and a measure that never comes is never satisfied.
            pass_measure=f"{course.pass_mark / 100:g}" if module.check else None,
            launch=launch,
            others=sorted(others),
        )
        return [
            PackageFile(IMS_MANIFEST, document),
            *(PackageFile(name, asset(f"generated/schemas/{edition.schemas}/{name}")) for name in CONTROL_DOCUMENTS),
        ]

    return make


_ANSWER = tuple(
    f"cmi.interactions.n.{part}"
    for part in (
        "id", "type", "timestamp", "objectives.n.id", "correct_responses.n.pattern", "learner_response", "result",
        "latency", "description",
    )
)  # fmt: skip
_OBJECTIVE = ("id", "score.scaled", "score.min", "score.max", "score.raw", "success_status")
SENDS = {
    "place": ("cmi.location", "cmi.progress_measure"),
    "practice": _ANSWER,
    "check": _ANSWER,
    "score": tuple(f"cmi.score.{part}" for part in ("scaled", "min", "max", "raw")),
    "principles": tuple(f"cmi.objectives.n.{part}" for part in _OBJECTIVE),
    "standing": ("cmi.completion_status", "cmi.success_status"),
    "time": ("cmi.session_time", "cmi.exit"),
    "state": ("cmi.suspend_data",),
}
FORMAT = Format(
    name="scorm2004",
    title="SCORM 2004 4th Edition",
    manifest_path=IMS_MANIFEST,
    manifest=manifest(FOURTH),
    sends=SENDS,
)
#: For LMSs that take no newer edition. The same player serves both, so this is no format of its own.
THIRD_EDITION = replace(FORMAT, title="SCORM 2004 3rd Edition", manifest=manifest(THIRD))
