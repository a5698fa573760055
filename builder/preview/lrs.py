"""A strict LRS: statements and the State API of xAPI 1.0.3, as hard as the two LRSs that were measured.

Tests speak to it, and packages that are previewed. Like ADL LRS it wants If-Match on a State document that exists,
and answers 409 to a statement id that it holds. Tests judge statements after the run by somebody else's models; here
they are only kept, in the order of arrival.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

StoreAnswer = tuple[int, dict[str, str], bytes]
_JSON = "application/json"
#: What documents are about, and the name that tells one from another (xAPI 1.0.3, part 3, 2.3, 2.6 and 2.7).
_RESOURCES: Mapping[str, Sequence[str]] = {
    "activities/state": ("activityId", "agent", "stateId"),
    "activities/profile": ("activityId", "profileId"),
    "agents/profile": ("agent", "profileId"),
}
CREDENTIALS = "Basic dGVzdDp0ZXN0"


@dataclass
class Lrs:
    """The LRS's memory, and how it answers."""

    statements: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    #: The media type of each document that was sent.
    _types: dict[str, str] = field(default_factory=dict)
    #: While this is not None, every request gets this status: the LRS is down.
    failing: int | None = None
    #: What the next requests get instead of an answer, one by one: a status and headers.
    hiccups: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    #: How many of the next requests are obeyed, while their answers get lost.
    lost_answers: int = 0
    credentials: str = CREDENTIALS
    #: The status of each answer, in order.
    answered: list[int] = field(default_factory=list)

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        """Return status, headers and body for one request below the endpoint."""
        trouble = self.trouble()
        if trouble is not None:
            return trouble
        answer = self._obeyed(method, path, query, headers, body)
        self.answered.append(answer[0])
        if method == "PUT" and self.lost_answers > 0:
            self.lost_answers -= 1
            return 503, {}, b""
        return answer

    def trouble(self) -> StoreAnswer | None:
        """Return how a store that is in trouble answers, or None if it is well."""
        if self.hiccups:
            status, headers = self.hiccups.pop(0)
            return status, headers, b""
        return None if self.failing is None else (self.failing, {}, b"")

    def _obeyed(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        given = {name.lower(): value for name, value in headers.items()}
        if given.get("authorization") != self.credentials:
            return 401, {}, b""
        if problem := version_problem(given):
            return 400, {}, problem.encode()
        if path == "about":
            return 200, {}, b'{"version": ["1.0.3"]}'
        if path == "statements" and method == "GET":
            return self._given_back(query)
        if path == "statements":
            return self._statements(method, query, body)
        if path in _RESOURCES:
            return self._document(path, method, query, given, body)
        return 404, {}, b""

    def _statements(self, method: str, query: dict[str, str], body: bytes) -> StoreAnswer:
        if method not in ("PUT", "POST"):
            return 405, {}, b""
        sent = json.loads(body)
        statements = sent if isinstance(sent, list) else [sent]
        if method == "PUT":
            if len(statements) != 1 or "statementId" not in query:
                return 400, {}, b"PUT takes one statement and its id"
            statements[0].setdefault("id", query["statementId"])
            if statements[0]["id"] != query["statementId"]:
                return 400, {}, b"two ids"
        held = {statement["id"] for statement in self.statements}
        if any(statement.get("id") in held for statement in statements):
            return 409, {}, b""
        for statement in statements:
            statement.setdefault("id", str(uuid.uuid4()))
            if isinstance(statement["actor"].get("name"), list) or isinstance(statement["actor"].get("mbox"), list):
                return 400, {}, b"an actor's fields are not arrays"
            self.statements.append(statement)
        return (204, {}, b"") if method == "PUT" else (200, {}, json.dumps([s["id"] for s in statements]).encode())

    def _given_back(self, query: dict[str, str]) -> StoreAnswer:
        if "statementId" not in query:
            limit = int(query.get("limit", 0)) or len(self.statements)
            return 200, {}, json.dumps({"statements": self.statements[::-1][:limit], "more": ""}).encode()
        found = [statement for statement in self.statements if statement["id"] == query["statementId"]]
        return (200, {}, json.dumps(found[0]).encode()) if found else (404, {}, b"")

    def _document(
        self, path: str, method: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        *about, name = _RESOURCES[path]
        if missing := [key for key in about if key not in query] or [name] * (name not in query and method != "GET"):
            return 400, {}, f"{', '.join(missing)}: needed in the address".encode()
        agent = json.loads(query["agent"]) if "agent" in about else None
        activity = query["activityId"] if "activityId" in about else None
        key = document_key(activity, agent, query.get(name), query.get("registration"))
        held = self.documents.get(key)
        match method:
            case "GET" if name not in query:
                return 200, {}, json.dumps(self._named(key)).encode()
            case "GET" if held is not None:
                return 200, {"ETag": _etag(held), "Content-Type": self._types.get(key, _JSON)}, held
            case "GET":
                return 404, {}, b""
            case "PUT" | "POST":
                if held is not None and "if-match" not in headers and "if-none-match" not in headers:
                    return 409, {}, b"a document is there: send If-Match"
                if held is not None and headers.get("if-none-match") == "*":
                    return 412, {}, b""
                if "if-match" in headers and (held is None or headers["if-match"] != _etag(held)):
                    return 412, {}, b""
                self.documents[key] = body
                self._types[key] = headers.get("content-type", _JSON)
                return 204, {"ETag": _etag(body)}, b""
            case "DELETE":
                self.documents.pop(key, None)
                return 204, {}, b""
        return 405, {}, b""

    def _named(self, key: str) -> list[str]:
        """Return the names of all documents that are about the same as that of *key*."""
        about = json.loads(key)
        named = (json.loads(held) for held in self.documents)
        return [name for *start, name, registration in named if [*start, registration] == [*about[:2], about[3]]]


def version_problem(headers: dict[str, str]) -> str:
    """Return what is wrong with the version that a request says, or "": 1.0.x is taken (xAPI 1.0.3, part 3, 3.3)."""
    version = headers.get("x-experience-api-version", "")
    if re.fullmatch(r"1\.0(\.[0-9]+)?", version):
        return ""
    return (
        f"the version header says {version}, and this store speaks 1.0.3"
        if version
        else "the version header is missing"
    )


def document_key(activity: str | None, agent: object, state: str | None, registration: str | None) -> str:
    """Return the key of a document among ``Lrs.documents``."""
    return json.dumps([activity, agent, state, registration], sort_keys=True)


def _etag(document: bytes) -> str:
    return f'"{hashlib.sha1(document, usedforsecurity=False).hexdigest()}"'
