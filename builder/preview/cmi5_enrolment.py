"""One learner's enrolment in a unit of cmi5, and their sessions: what an LMS remembers and its rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from builder.preview.lrs import Lrs

SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"


@dataclass
class Session:
    """One launch: what the LMS said of it, and how far it has come."""

    number: int
    launch_data: dict[str, Any]
    has_token: bool = False
    has_read_preferences: bool = False
    #: The verbs of the "cmi5 defined" statements of this session, in order.
    verbs: list[str] = field(default_factory=list)
    is_abandoned: bool = False

    @property
    def id(self) -> str:
        """The session id in every statement of this session."""
        return str(self.launch_data["contextTemplate"]["extensions"][SESSION_ID])

    @property
    def token(self) -> str:
        """The authorization token that this session alone has."""
        return f"dG9rZW4{self.number}"


@dataclass
class Cmi5Enrolment:
    """One learner, one registration and one unit, with what the store holds of them."""

    actor: dict[str, Any]
    registration: str
    activity: str
    publisher_id: str
    lrs: Lrs = field(default_factory=Lrs)
    sessions: list[Session] = field(default_factory=list)

    def verbs(self) -> list[str]:
        """Return the verbs of all "cmi5 defined" statements of the registration, in order."""
        return [verb for session in self.sessions for verb in session.verbs]
