"""Tries what packages will ask of a store, with a test statement and a test document, and says what works."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from builder.lrs.account import LMS, origin_of
from builder.lrs.client import Client, NoAnswer, Reply
from builder.tracking import load_tracking

#: fails: packages need it. lacks: they can do without.
TrialOutcome = Literal["works", "fails", "lacks"]

#: Who and what the test statement and the test document are about: nobody's learning.
ACTOR = {
    "objectType": "Agent",
    "name": "coursepack lrs-check",
    "account": {"homePage": "https://w3id.org/coursepack", "name": "lrs-check"},
}
ACTIVITY = "https://w3id.org/coursepack/lrs-check"
STATE_ID = "lrs-check"
#: Where the pages of a package might stand, as far as a store can tell.
ORIGIN = "https://lms.example.org"
HEADERS = "authorization,content-type,if-match,x-experience-api-version"
#: What a store answers that took something.
_DONE = range(200, 300)
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
#: Seconds: a store may take a moment before it gives a statement back (xAPI-Communication 2.1.3).
PATIENCE_FOR_READING = 5.0


@dataclass(frozen=True)
class Finding:
    """One thing that was tried, and what came of it, in words."""

    outcome: TrialOutcome
    words: str


def try_store(client: Client, *, pause: Callable[[float], None] = time.sleep) -> Iterator[Finding]:
    """Yield what works and what does not, one by one as it is found; end early where nothing more can be tried."""
    try:
        yield _versions(client)
        yield from _statements(client, pause)
        yield from _documents(client)
        yield from _browsers(client)
    except NoAnswer as problem:
        yield Finding("fails", f"The store does not answer: {problem}.")


def _versions(client: Client) -> Finding:
    reply = client.send("GET", "about")
    wanted = load_tracking().xapi.version
    try:
        versions = [str(version) for version in json.loads(reply.body)["version"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Finding(
            "lacks", f"The store answers, and does not say which versions of xAPI it speaks ({reply.status})."
        )
    if any(version.startswith("1.0") for version in versions):
        return Finding("works", f"The store answers. It speaks xAPI {', '.join(versions)}.")
    return Finding("fails", f"The store speaks xAPI {', '.join(versions)}; packages send {wanted}.")


def _statements(client: Client, pause: Callable[[float], None]) -> Iterator[Finding]:
    statement = _statement()
    taken = None
    try:
        taken = _take(client, statement)
        yield taken
        if taken.outcome == "works":
            yield _give_back(client, statement, pause)
    finally:
        # Whatever went wrong since: a statement that may be there is not left behind. No answer is no refusal.
        refused = taken is not None and taken.outcome != "works"
        voided = None if refused else _void(client, statement)
    if voided:
        yield voided


def _statement() -> dict[str, Any]:
    # "experienced" counts nowhere as a completion, should the voiding fail.
    return {
        "id": str(uuid.uuid4()),
        "actor": ACTOR,
        "verb": {"id": load_tracking().xapi.verbs["experienced"], "display": {"en": "experienced"}},
        "object": {"objectType": "Activity", "id": ACTIVITY},
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def _take(client: Client, statement: dict[str, Any]) -> Finding:
    reply = _put(client, statement)
    if reply.status in _DONE:
        return Finding("works", f"It took a test statement ({statement['id']}).")
    return Finding("fails", f"It did not take a test statement: {_meaning(reply)}.")


def _give_back(client: Client, statement: dict[str, Any], pause: Callable[[float], None]) -> Finding:
    ends = time.monotonic() + PATIENCE_FOR_READING
    while True:
        reply = client.send("GET", "statements", {"statementId": statement["id"]})
        if reply.status == 200:
            return _compare(reply, statement)
        if reply.status in (401, 403):
            # Most keys that launchers hand to packages may write and not read, and packages do not need it.
            return Finding("lacks", "The key may not read statements. Packages do not need to; reports do.")
        if time.monotonic() > ends:
            return Finding("fails", f"It did not give the test statement back: {_meaning(reply)}.")
        pause(0.5)


def _compare(reply: Reply, statement: dict[str, Any]) -> Finding:
    from tincan import Statement  # type: ignore[import-untyped]

    try:
        given = Statement(json.loads(reply.body))
        same = (given.id, given.verb.id, given.object.id, given.actor.account.name) == (
            uuid.UUID(statement["id"]), statement["verb"]["id"], ACTIVITY, "lrs-check",
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, RecursionError):
        same = False
    if same:
        return Finding("works", "It gave the test statement back as it was.")
    return Finding("fails", "What it gave back is not the test statement.")


def _void(client: Client, statement: dict[str, Any]) -> Finding:
    target = {"objectType": "StatementRef", "id": statement["id"]}
    voiding = _statement() | {"verb": {"id": VOIDED, "display": {"en": "voided"}}, "object": target}
    reply = _put(client, voiding)
    if reply.status in _DONE:
        return Finding("works", "The test statement is voided, so that no report counts it.")
    return Finding("lacks", f"The test statement stays in the store, as the key may not void it ({reply.status}).")


def _documents(client: Client) -> Iterator[Finding]:
    """The State API: it holds where a learner left off."""
    parameters = {
        "activityId": ACTIVITY,
        "agent": json.dumps(ACTOR),
        "stateId": STATE_ID,
        "registration": str(uuid.uuid4()),
    }
    reply = client.send("GET", "activities/state", parameters)
    # docs/facts.md#stores-answer-in-ways-of-their-own
    if reply.status not in (204, 404) and not (reply.status == 200 and not reply.body.strip()):
        yield Finding("fails", f"A State document that was never written should be a 404: {_meaning(reply)}.")
        return
    try:
        yield from _written(client, parameters)
    finally:
        # Whatever went wrong since, also where an answer was lost: a document that may be there is not left behind.
        with suppress(NoAnswer):
            client.send("DELETE", "activities/state", parameters, headers={"If-Match": "*"})


def _written(client: Client, parameters: dict[str, str]) -> Iterator[Finding]:
    first, second = ({"written": str(uuid.uuid4()), "by": ["lrs-check"]} for _ in range(2))
    reply = client.send("PUT", "activities/state", parameters, body=json.dumps(first).encode())
    if reply.status not in _DONE:
        why = f"It did not take a State document, in which a learner's place is kept: {_meaning(reply)}."
        yield Finding("fails", why)
        return
    reply = client.send("GET", "activities/state", parameters)
    if reply.status != 200 or not _holds(reply, first):
        yield Finding("fails", f"It did not give the State document back as it was: {_meaning(reply)}.")
        return
    yield Finding("works", "It took a State document and gave it back as it was: learners will resume.")
    yield from _conflicts(client, parameters, reply.headers.get("ETag"), json.dumps(second).encode())


def _holds(reply: Reply, value: object) -> bool:
    """Compare what was meant and not how it is spelt: a store may keep JSON parsed."""
    try:
        return bool(json.loads(reply.body) == value)
    except (ValueError, RecursionError):
        return False


def _conflicts(client: Client, parameters: dict[str, str], etag: str | None, second: bytes) -> Iterator[Finding]:
    if etag is None:
        yield Finding("lacks", "It gives no ETags: of two devices that save at once, the later one wins.")
        return
    reply = client.send("PUT", "activities/state", parameters, body=second, headers={"If-Match": etag})
    if reply.status not in _DONE:
        yield Finding("fails", f"It did not take a newer State document with the right ETag: {_meaning(reply)}.")
        return
    reply = client.send("PUT", "activities/state", parameters, body=second, headers={"If-Match": etag})
    if reply.status in (409, 412):
        yield Finding("works", "It refuses to overwrite what another device has saved: no progress gets lost.")
    else:
        yield Finding("lacks", "It overwrites what another device has saved: of two at once, the later one wins.")


_OUT_OF_REACH = (
    "Packages cannot reach a store at an http: address: their policy lets them talk to https: and to the LMS that they"
    f" stand in. Use https, say in {LMS} that the LMS has the same address, or list the store in course.yaml"
    " (tracking: endpoints:)."
)


def _browsers(client: Client) -> Iterator[Finding]:
    """Whether a browser lets pages of the LMS talk to the store: their own policy, and CORS."""
    own, lms = origin_of(client.account.endpoint), client.account.lms
    if own == lms:
        yield Finding("works", "The LMS and the store have one address: nothing stands between them.")
        return
    if own.startswith("http:"):
        yield Finding("fails", _OUT_OF_REACH)
        return
    origin = lms or ORIGIN
    reply = client.ask_as_browser(origin, method="PUT", headers=HEADERS)
    allowed = reply.headers.get("Access-Control-Allow-Origin", "")
    methods = {name.strip().upper() for name in reply.headers.get("Access-Control-Allow-Methods", "").split(",")}
    headers = {name.strip().lower() for name in reply.headers.get("Access-Control-Allow-Headers", "").split(",")}
    # A star does not stand for Authorization (Fetch, 4.8).
    missing = sorted(({*HEADERS.split(",")} if "*" not in headers else {"authorization"}) - headers)
    if reply.status >= 300 or allowed not in ("*", origin):
        yield Finding("lacks", f"Browsers will not let a course on another site talk to it (CORS, tried as {origin}).")
    elif missing or not methods & {"PUT", "*"}:
        what = ", ".join([*missing, *([] if methods & {"PUT", "*"} else ["the method PUT"])])
        yield Finding("lacks", f"Browsers will not let a course on another site talk to it: CORS leaves out {what}.")
    else:
        yield Finding("works", "Browsers will let a course on another site talk to it (CORS).")


def _put(client: Client, statement: dict[str, Any]) -> Reply:
    return client.send("PUT", "statements", {"statementId": statement["id"]}, body=json.dumps(statement).encode())


def _meaning(reply: Reply) -> str:
    """Return what the status of *reply* means here, in words."""
    match reply.status:
        case 400:
            return "it calls the request malformed (status 400)"
        case 401:
            return "it does not know the key, or the secret is wrong (status 401)"
        case 403:
            return "the key may not do this (status 403)"
        case 404:
            return "there is nothing at this address (status 404): is the endpoint right?"
        case 409 | 412:
            return f"it says that something else is there already (status {reply.status})"
        case 429:
            return "it is too busy (status 429): try again later"
        case status if status >= 500:
            return f"it is broken (status {status})"
        case status:
            return f"it answered with the status {status}"
