"""xAPI, launched as "Tin Can": ``tincan.xml``.

Source: Rustici's launch description ``lms_lrs.md``; docs/facts.md#what-a-tincanxml-says.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.archive import PackageFile
from builder.formats.format import Format
from builder.formats.manifest import render_manifest
from builder.formats.statement_parts import described
from builder.formats.statements import statements_file
from builder.model.course import Course, Module
from builder.model.ids import module_iri
from builder.tracking import load_tracking

MANIFEST = "tincan.xml"


def manifest(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    """Return ``tincan.xml`` and ``statements.json``: the module is the one activity, launched by the first file.

    The questions are not listed. Each statement about one carries its whole definition, and some launchers take the
    first activity that they meet, or every activity, as something to launch.
    """
    document = render_manifest(
        "xapi/tincan.xml.j2",
        course,
        module=module,
        iri=module_iri(course, module),
        activity_type=load_tracking().xapi.activity_types.module,
        description=described(course, module),
        launch=content[0].path,
    )
    return [PackageFile(MANIFEST, document), statements_file(course, module, standard="xapi")]


SENDS = {
    "identity": ("actor", "state:learner"),
    "place": ("experienced", "state:bookmark", "state:module"),
    "practice": ("answered",),
    "check": ("answered",),
    "tries": ("attempted",),
    "score": ("passed", "failed"),
    "standing": ("completed", "state:reported"),
    "time": ("initialized", "suspended", "terminated", "state:totalSeconds"),
    "state": ("state:state",),
}
#: The endpoint of the LRS is known only at launch, so any address with a certificate is allowed.
FORMAT = Format(
    name="xapi",
    title="xAPI (Tin Can)",
    manifest_path=MANIFEST,
    manifest=manifest,
    connect="https:",
    launch=load_tracking().tincan.launch_parameters,
    sends=SENDS,
)
