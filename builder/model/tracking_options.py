"""What a course lets be sent, and in which words: ``tracking`` in ``course.yaml``."""

from typing import Annotated, Literal

from builder.model.kinds import APART
from builder.model.node import Node


class TrackingOptions(Node):
    """What is sent, and choices on which LMSs differ; the defaults send the least, and never lock a learner out.

    Why: docs/decisions/022-status-score-and-exit.md and docs/decisions/024-what-leaves-the-browser.md.
    """

    #: Whether answers to the questions and decision points on pages are sent. Polls, ratings and notes never are.
    practice: bool = False

    #: Write ``adlcp:masteryscore`` into the SCORM 1.2 manifest. With it, Moodle overrides our status at Finish:
    #: docs/facts.md#a-mastery-score-lets-moodle-decide.
    mastery_score: bool = False
    #: What a check that is not passed reports. SAP SuccessFactors wants ``failed``; Moodle locks the learner out on it:
    #: docs/facts.md#a-failed-attempt-is-locked.
    not_passed: Literal["incomplete", "failed"] = "incomplete"
    #: Whether SCORM 1.2 is told that a module which is done is ``completed``, for LMSs that wait for that word alone:
    #: docs/facts.md#moodle-waits-for-the-words-that-are-ticked.
    completed: bool = False
    #: The record stores, and the LMSs of cmi5, to which the policy of packages is narrowed: addresses of endpoints.
    #: Where none is listed, a package may be launched with every address that has a certificate.
    endpoints: Annotated[tuple[str, ...], APART] = ()
