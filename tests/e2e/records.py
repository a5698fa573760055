"""What an LMS holds for one learner and one package, in SCORM 1.2 and in SCORM 2004."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def seconds_of(timespan: str) -> float:
    """Return a CMITimespan in seconds."""
    hours, minutes, seconds = timespan.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def timespan_of(seconds: float) -> str:
    """Return *seconds* as a CMITimespan."""
    whole, hundredths = divmod(round(seconds * 100), 100)
    return f"{whole // 3600:04d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{hundredths:02d}"


@dataclass
class Record:
    """What the LMS holds for one learner and one package."""

    values: dict[str, str] = field(default_factory=dict)
    total_seconds: float = 0
    commits: int = 0
    finishes: int = 0

    def launch(self, learner: str) -> dict[str, str]:
        """Return what the run-time starts with: what was stored, and what only an LMS may set."""
        kept = {k: v for k, v in self.values.items() if k not in ("cmi.core.exit", "cmi.core.session_time")}
        resumes = self.values.get("cmi.core.exit") == "suspend"
        first = not self.values
        return kept | {
            "cmi.core.student_id": learner,
            "cmi.core.student_name": "Ó Néill, Sam",
            "cmi.core.credit": "credit",
            "cmi.core.lesson_mode": "normal",
            "cmi.core.entry": "ab-initio" if first else "resume" if resumes else "",
            "cmi.core.total_time": timespan_of(self.total_seconds),
        }

    def store(self, values: dict[str, str], finished: bool) -> None:  # noqa: FBT001 - it is a fact of the request
        """Keep a commit. Like Moodle, count the session's time at Finish only."""
        self.values = values
        self.commits += 1
        if finished:
            self.finishes += 1
            self.total_seconds += seconds_of(self.values.pop("cmi.core.session_time", "0000:00:00"))


def seconds_in(duration: str) -> float:
    """Return an ISO 8601 duration of hours, minutes and seconds in seconds."""
    found = _DURATION.fullmatch(duration)
    assert found, duration
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


@dataclass
class Record2004(Record):
    """The same as for SCORM 1.2, in the words of SCORM 2004."""

    #: What the LMS says must be reached, from the manifest or from its administrator.
    scaled_passing_score: str = ""

    def launch(self, learner: str) -> dict[str, str]:
        """Return what the run-time starts with. Like Moodle, give nothing back after any other exit than suspend."""
        resumes = self.values.get("cmi.exit") == "suspend"
        kept = {k: v for k, v in self.values.items() if k not in ("cmi.exit", "cmi.session_time")} if resumes else {}
        passing = {"cmi.scaled_passing_score": self.scaled_passing_score} if self.scaled_passing_score else {}
        return (
            kept
            | passing
            | {
                "cmi.learner_id": learner,
                "cmi.learner_name": "Ó Néill, Sam",
                "cmi.credit": "credit",
                "cmi.mode": "normal",
                "cmi.entry": "resume" if resumes else "ab-initio",
                "cmi.total_time": f"PT{self.total_seconds:.2f}S",
            }
        )

    def store(self, values: dict[str, str], finished: bool) -> None:  # noqa: FBT001 - it is a fact of the request
        """Keep a commit; the session's time counts when the session ends."""
        self.values = values
        self.commits += 1
        if finished:
            self.finishes += 1
            self.total_seconds += seconds_in(self.values.pop("cmi.session_time", "PT0S"))
