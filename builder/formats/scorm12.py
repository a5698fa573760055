"""SCORM 1.2: ``imsmanifest.xml`` and the control documents that stand beside it.

Sources: the four XSDs; the SCORM 1.2 Content Aggregation Model;
docs/facts.md#control-documents-stand-beside-the-manifest and docs/facts.md#lmss-launch-the-first.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from builder.archive import PackageFile
from builder.formats.format import Format
from builder.formats.manifest import IMS_MANIFEST, render_manifest
from builder.model.course import Course, Module
from builder.model.ids import manifest_id
from builder.render.templates import asset

#: The schemas that the manifest names. ADL's package checker fails a package whose root lacks one of them.
CONTROL_DOCUMENTS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")


def has_mastery_score(course: Course, module: Module) -> bool:
    """Say whether the manifest of *module* names the pass mark.

    With a mastery score Moodle overrides our status at Finish, so it is written only where the course asks for it
    (docs/decisions/022-status-score-and-exit.md), and only for a module that has a score.
    """
    return course.tracking.mastery_score and module.check is not None


def manifest(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    """Return the manifest, with one SCO that lists every file of *content*, and the control documents."""
    launch, *others = [quote(file.path) for file in content]
    document = render_manifest(
        "scorm12/imsmanifest.xml.j2",
        course,
        module=module,
        identifier=manifest_id(course, module),
        mastery_score=course.pass_mark if has_mastery_score(course, module) else None,
        launch=launch,
        others=sorted(others),
    )
    return [
        PackageFile(IMS_MANIFEST, document),
        *(PackageFile(name, asset(f"generated/schemas/scorm12/{name}")) for name in CONTROL_DOCUMENTS),
    ]


_ANSWER = tuple(
    f"cmi.interactions.n.{part}"
    for part in ("id", "time", "type", "correct_responses.n.pattern", "student_response", "result", "latency")
)
SENDS = {
    "place": ("cmi.core.lesson_location",),
    "practice": _ANSWER,
    "check": _ANSWER,
    "score": tuple(f"cmi.core.score.{part}" for part in ("min", "max", "raw")),
    "standing": ("cmi.core.lesson_status",),
    "time": ("cmi.core.session_time", "cmi.core.exit"),
    "state": ("cmi.suspend_data",),
}
FORMAT = Format(name="scorm12", title="SCORM 1.2", manifest_path=IMS_MANIFEST, manifest=manifest, sends=SENDS)
