"""What can be wrong with a SCORM 2004 manifest alone."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location
from builder.verify.consequences import moodle_alone, untidy


def scorm_type_spelling(where: Location) -> Diagnostic:
    """A resource has `adlcp:scormtype`, as in SCORM 1.2.

    Why: in SCORM 2004 it is `adlcp:scormType`. The schemas of the 4th Edition let the other one pass without a word;
    the resource is then no SCO, and nothing is tracked.

    Example: `<resource adlcp:scormtype="sco">` in a SCORM 2004 package.

    Instead: write `adlcp:scormType`.
    """
    message = "has adlcp:scormtype, which SCORM 2004 does not know"
    return moodle_alone("scorm-type-spelling", where, message, "write adlcp:scormType, with a capital T")


def set_by_content_missing(where: Location, flags: str) -> Diagnostic:
    """An item does not say that its SCO sets completion and success itself.

    Why: without it, an LMS that sequences sets both when the learner leaves, to completed and satisfied. SAP
    SuccessFactors does (KBA 3403728).

    Example: an item without `<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>`.

    Instead: add it.
    """
    message = f"does not set {flags}"
    hint = "without, an LMS may complete the course when the learner leaves"
    return untidy("set-by-content-missing", where, message, hint)
