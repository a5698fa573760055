"""A cmi5 LMS as strict as ADL's CATAPULT: it refuses what the specification tells an LMS to refuse.

Every refusal names the requirement (``../shared/schemas/cmi5/cmi5-requirements.json``), so that a table can say which
of them a correct player never breaks (docs/formats.md). Documents are kept by the strict LRS of ``lrs.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.preview.cmi5_enrolment import SESSION_ID, Cmi5Enrolment, Session
from builder.preview.cmi5_rules import CMI5, RequestRefused, judge_statement
from builder.preview.lrs import StoreAnswer, version_problem

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
VERBS = "http://adlnet.gov/expapi/verbs/"


@dataclass
class Cmi5Lms(Cmi5Enrolment):
    """An LMS for one enrolment, which refuses what it must."""

    #: CATAPULT takes arrays of statements; others may not.
    takes_arrays: bool = True
    #: What was refused, as ``requirement: words``. A correct player gives no reason for any.
    refusals: list[str] = field(default_factory=list)

    def launch(self, *, mode: str = "Normal", **more: Any) -> Session:
        """Begin a session; *more* goes into ``LMS.LaunchData`` (``masteryScore``, ``moveOn``, ``returnURL``)."""
        number = len(self.sessions) + 1
        template = {
            "contextActivities": {"grouping": [{"id": self.publisher_id}]},
            "extensions": {SESSION_ID: f"session-{number}"},
        }
        data = {"contextTemplate": template, "launchMode": mode, "launchMethod": "AnyWindow", **more}
        session = Session(number, data)
        self.sessions.append(session)
        return session

    def fetch(self, number: str, method: str) -> StoreAnswer:
        """Answer a request for the authorization token of the session *number* (8.2)."""
        session = self.sessions[int(number) - 1]
        if method != "POST":
            return self._refuse(RequestRefused("8.2.1.0-2", "the token is fetched by POST"))
        if session.has_token:
            return 200, {}, b'{"error-code":"1","error-text":"Already in use"}'
        session.has_token = True
        return 200, {}, json.dumps({"auth-token": session.token}).encode()

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        """Answer a request below the endpoint."""
        trouble = self.lrs.trouble()
        if trouble is not None:
            return trouble
        given = {name.lower(): value for name, value in headers.items()}
        try:
            session = self._session(given.get("authorization", ""))
            if problem := version_problem(given):
                raise RequestRefused("4.1.0.0-1", problem)
            match path:
                case "statements" if method == "GET":
                    return 200, {}, json.dumps({"statements": list(self._found(query)), "more": ""}).encode()
                case "statements":
                    return self._store(session, method, query, given, body)
                case "activities/state":
                    return self._state(session, method, query, given, body)
                case "agents/profile":
                    return self._preferences(session, method, query)
        except RequestRefused as refused:
            return self._refuse(refused)
        return 404, {}, b""

    def _session(self, authorization: str) -> Session:
        for session in self.sessions:
            if authorization == f"Basic {session.token}" and session.has_token:
                if session.is_abandoned or "terminated" in session.verbs:
                    raise RequestRefused("8.1.2.0-2", "the session has ended")
                return session
        raise RequestRefused("8.1.2.0-5", "the token is nobody's")

    def _store(
        self, session: Session, method: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        if method not in ("PUT", "POST") or (method == "POST" and not self.takes_arrays):
            raise RequestRefused("4.1.0.0-1", f"{method} of statements: some LMSs take only PUT")
        sent = json.loads(body)
        statements = sent if method == "POST" and isinstance(sent, list) else [sent]
        if method == "PUT" and sent.get("id") != query.get("statementId"):
            raise RequestRefused("9.1.0.0-1", "no id, or another one than in the address")
        if any(held["id"] == statement.get("id") for held in self.lrs.statements for statement in statements):
            return 409, {}, b""
        told = list(session.verbs)
        try:
            # Each is judged as if those before it had arrived, and one that is refused takes all others with it.
            for statement in statements:
                judge_statement(self, session, statement)
                if _is_defined(statement):
                    session.verbs.append(statement["verb"]["id"].removeprefix(VERBS))
        except RequestRefused:
            session.verbs[:] = told
            raise
        return self.lrs.answer(method, "statements", query, headers | {"authorization": self.lrs.credentials}, body)

    def _state(
        self, session: Session, method: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        self._judge_agent(query, "8.1.3.0-3")
        if query.get("registration") != self.registration:
            raise RequestRefused("8.1.4.0-3", "another registration")
        if query.get("stateId") == LAUNCH_DATA:
            if method != "GET":
                raise RequestRefused("10.2.1.0-5", "the launch data is the LMS's own")
            return 200, {"Content-Type": "application/json"}, json.dumps(session.launch_data).encode()
        return self.lrs.answer(
            method, "activities/state", query, headers | {"authorization": self.lrs.credentials}, body
        )

    def _preferences(self, session: Session, method: str, query: dict[str, str]) -> StoreAnswer:
        self._judge_agent(query, "11.0.0.0-1")
        if query.get("profileId") != PREFERENCES:
            raise RequestRefused("11.0.0.0-4", "another document's name")
        if method != "GET":
            return 403, {}, b""
        session.has_read_preferences = True
        return 404, {}, b""

    def _judge_agent(self, query: dict[str, str], requirement: str) -> None:
        if json.loads(query.get("agent", "null")) != self.actor:
            raise RequestRefused(requirement, "another actor")

    def _found(self, query: dict[str, str]) -> Iterator[dict[str, Any]]:
        wanted = [query.get(name) for name in ("verb", "activity", "registration")]
        for statement in self.lrs.statements:
            if [statement["verb"]["id"], statement["object"]["id"], statement["context"]["registration"]] == wanted:
                yield statement

    def _refuse(self, refused: RequestRefused) -> StoreAnswer:
        self.refusals.append(str(refused))
        return 403, {}, str(refused).encode()


def _is_defined(statement: dict[str, Any]) -> bool:
    categories = statement["context"].get("contextActivities", {}).get("category", [])
    return any(category["id"] == CMI5 for category in categories)
