"""Who takes a module in the preview: somebody who never has, who finished it last year, or who only looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from builder.render.module import ModuleContent
from builder.render.saved_state import encode
from builder.render.state_model import SavedState, Score

LearnerKind = Literal["learner", "finished", "reviewer"]
#: How each format says that somebody only looks: SCORM 1.2 RTE 3.4.4, SCORM 2004 RTE 4.2.12, cmi5 10.2.2.
REVIEW: Mapping[str, Mapping[str, str]] = {
    "scorm12": {"cmi.core.lesson_mode": "review", "cmi.core.credit": "no-credit"},
    "scorm2004": {"cmi.mode": "review", "cmi.credit": "no-credit"},
}
_SECONDS = 1520.5
_ORIGIN = 4711
#: A day of layout 2's count: 1 is 1 January 2026.
_LAST_YEAR = 1


@dataclass(frozen=True)
class Learner:
    """A learner: the id and the name under which an LMS knows them."""

    id: str
    name: str
    kind: LearnerKind = "learner"

    @property
    def actor(self) -> dict[str, Any]:
        """How record stores call them."""
        account = {"homePage": "https://lms.example.org", "name": self.id}
        return {"objectType": "Agent", "name": self.name, "account": account}


@dataclass(frozen=True)
class Finished:
    """What an LMS holds of a learner who finished a module: a saved state ("" for one that is not ours)."""

    state: str = ""
    score: bool = True
    seconds: float = _SECONDS

    def values(self, fmt: str) -> dict[str, str]:
        """Return the elements of SCORM."""
        if fmt == "scorm2004":
            scored = {"cmi.success_status": "passed", "cmi.score.scaled": "1"} if self.score else {}
            held = {"cmi.completion_status": "completed", "cmi.exit": "suspend"} | scored
        else:
            scored = {f"cmi.core.score.{part}": text for part, text in (("raw", "100"), ("min", "0"), ("max", "100"))}
            held = {"cmi.core.lesson_status": "completed"}
            held |= {**scored, "cmi.core.lesson_status": "passed"} if self.score else {}
        return held | ({"cmi.suspend_data": self.state} if self.state else {})

    def document(self) -> dict[str, Any]:
        """Return the document in which our packages keep saved state in a record store."""
        success = "passed" if self.score else "unknown"
        reported = {"completed": True, "success": success, "score": 100 if self.score else None, "tries": 1}
        return {"state": self.state, "bookmark": "", "totalSeconds": self.seconds, "reported": reported}


def finished(content: ModuleContent) -> Finished:
    """Return what is held of a learner who read all of *content*, and had everything right."""
    quiz = content.data.check
    state = SavedState(
        seq=200,
        origin=_ORIGIN,
        total_centiseconds=int(_SECONDS * 100),
        bookmark=content.data.pages[-1].fingerprint,
        complete=True,
        passed=quiz is not None,
        attempts=1 if quiz else 0,
        completed_on=_LAST_YEAR,
        best=Score(quiz.draw, quiz.draw) if quiz else None,
        pages=frozenset(page.fingerprint for page in content.data.pages),
        tried={question.fingerprint: True for question in content.taught},
    )
    return Finished(encode(state), quiz is not None)
