"""The strict LMS of the tests refuses what cmi5 tells an LMS to refuse: else its silence would prove nothing."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from builder.preview.cmi5_enrolment import SESSION_ID, Session
from builder.preview.cmi5_lms import LAUNCH_DATA, PREFERENCES, Cmi5Lms
from builder.preview.cmi5_rules import CMI5, MASTERY, MOVEON

ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "7"}}
REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2"
ACTIVITY = "https://lms.example.org/activity/9"
PUBLISHER = "https://example.org/course/level-1"
HEADERS = {"X-Experience-API-Version": "1.0.3"}
Statement = dict[str, Any]


class Unit:
    """A unit that does as it is told."""

    def __init__(self, **launch: Any) -> None:
        """Begin a session in the way that cmi5 wants, up to the first statement."""
        self.lms = Cmi5Lms(ACTOR, REGISTRATION, ACTIVITY, PUBLISHER)
        self.count = 0
        self.session = self.begin(**launch)

    def begin(self, **launch: Any) -> Session:
        self.session = self.lms.launch(**({"masteryScore": 0.8} | launch))
        assert self.lms.fetch(str(self.session.number), "POST")[0] == 200
        assert self.ask("GET", "agents/profile", profileId=PREFERENCES) == 404
        return self.session

    def ask(self, method: str, path: str, body: bytes = b"", **query: str) -> int:
        given = {"agent": json.dumps(ACTOR), "registration": REGISTRATION, "activityId": ACTIVITY} | query
        headers = HEADERS | {"Authorization": f"Basic {self.session.token}"}
        return self.lms.answer(method, path, given, headers, body)[0]

    def say(self, statement: Statement) -> int:
        return self.ask("PUT", "statements", json.dumps(statement).encode(), statementId=statement.get("id", ""))

    def statement(self, verb: str, result: dict[str, Any] | None = None) -> Statement:
        self.count += 1
        moves_on = [{"id": MOVEON}] if result and {"success", "completion"} & result.keys() else []
        mastery = {MASTERY: 0.8} if result and "score" in result else {}
        return {
            "id": f"00000000-0000-4000-8000-{self.count:012d}",
            "actor": copy.deepcopy(ACTOR),
            "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en": verb}},
            "object": {"objectType": "Activity", "id": ACTIVITY},
            **({"result": result} if result else {}),
            "context": {
                "registration": REGISTRATION,
                "contextActivities": {"grouping": [{"id": PUBLISHER}], "category": [{"id": CMI5}, *moves_on]},
                "extensions": {SESSION_ID: self.session.id} | mastery,
            },
            "timestamp": "2026-11-21T14:32:05.120Z",
        }

    def initialized(self) -> None:
        assert self.say(self.statement("initialized")) == 204

    def passed(self, **score: float) -> Statement:
        return self.statement("passed", {"success": True, "duration": "PT9S", "score": {"scaled": 0.9} | score})

    def failed(self, **score: float) -> Statement:
        return self.statement("failed", {"success": False, "duration": "PT9S", "score": {"scaled": 0.5} | score})

    def completed(self) -> Statement:
        return self.statement("completed", {"completion": True, "duration": "PT9S"})

    def terminated(self) -> Statement:
        return self.statement("terminated", {"duration": "PT9S"})

    def page(self) -> Statement:
        """Make a "cmi5 allowed" statement."""
        statement = self.statement("experienced")
        statement["object"]["id"] = f"{PUBLISHER}/L1-01"
        statement["context"]["contextActivities"].pop("category")
        return statement


def broken(statement: Statement, *path: Any, value: Any = None) -> Statement:
    """Return *statement* with *value* at *path*, or without what stands there."""
    part = statement
    for step in path[:-1]:
        part = part[step]
    if value is None:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return statement


#: What a unit does wrong once its session has begun, and the requirement that it breaks.
BREACHES: list[tuple[str, Callable[[Unit], Statement]]] = [
    ("8.1.3.0-3", lambda u: broken(u.page(), "actor", "account", "name", value="8")),
    ("8.1.5.0-6", lambda u: broken(u.completed(), "object", "id", value=PUBLISHER)),
    ("9.1.0.0-1", lambda u: broken(u.page(), "id", value="7")),
    ("9.3.0.0-1", lambda u: u.statement("attempted")),
    ("9.3.0.0-2", lambda u: u.statement("initialized")),
    ("9.4.0.0-1", lambda u: broken(u.completed(), "object", "objectType", value="Agent")),
    ("9.5.1.0-2", lambda u: broken(u.completed(), "result", "score", value={"scaled": 1})),
    ("9.5.1.0-3", lambda u: u.passed(raw=90)),
    ("9.3.4.0-2", lambda u: u.passed(scaled=0.7)),
    ("9.3.5.0-2", lambda u: u.failed(scaled=0.8)),
    ("9.5.2.0-1", lambda u: broken(u.passed(), "result", "success", value=False)),
    ("9.5.2.0-2", lambda u: broken(u.failed(), "result", "success", value=True)),
    ("9.5.2.0-3", lambda u: broken(u.completed(), "result", "success", value=True)),
    ("9.5.3.0-1", lambda u: broken(u.completed(), "result", "completion", value=False)),
    ("9.5.3.0-2", lambda u: broken(u.passed(), "result", "completion", value=True)),
    ("9.5.4.1-1", lambda u: broken(u.terminated(), "result", "duration")),
    ("9.5.4.1-2", lambda u: broken(u.completed(), "result", "duration")),
    ("9.5.4.1-3", lambda u: broken(u.passed(), "result", "duration")),
    ("9.5.4.1-4", lambda u: broken(u.failed(), "result", "duration")),
    ("9.6.0.0-1", lambda u: broken(u.page(), "context")),
    ("9.6.1.0-1", lambda u: broken(u.page(), "context", "registration")),
    ("9.6.2.0-1", lambda u: broken(u.page(), "context", "contextActivities", "grouping", value=[{"id": ACTIVITY}])),
    ("9.6.2.2-1", lambda u: broken(u.completed(), "context", "contextActivities", "category", 1)),
    ("9.6.2.2-2", lambda u: broken(u.page(), "context", "contextActivities", "category", value=[{"id": MOVEON}])),
    ("9.6.3.1-4", lambda u: broken(u.page(), "context", "extensions", SESSION_ID, value="another")),
    ("9.6.3.2-2", lambda u: broken(u.passed(), "context", "extensions", MASTERY, value=0.7)),
    ("9.7.0.0-1", lambda u: broken(u.page(), "timestamp")),
    ("9.7.0.0-2", lambda u: broken(u.page(), "timestamp", value="2026-11-21T14:32:05.120+01:00")),
]


@pytest.mark.parametrize(("requirement", "breach"), BREACHES, ids=[requirement for requirement, _ in BREACHES])
def test_a_statement_that_breaks_a_requirement_is_refused_by_its_number(
    requirement: str, breach: Callable[[Unit], Statement]
) -> None:
    unit = Unit()
    unit.initialized()
    assert unit.say(breach(unit)) == 403
    assert unit.lms.refusals[0].startswith(f"{requirement}:"), unit.lms.refusals


def test_what_a_unit_may_do_is_not_refused() -> None:
    unit = Unit()
    unit.initialized()
    statements = [unit.page(), unit.completed(), unit.passed(raw=90, min=0, max=100), unit.terminated()]
    assert [unit.say(statement) for statement in statements] == [204] * 4
    assert unit.lms.refusals == []
    assert unit.lms.verbs() == ["initialized", "completed", "passed", "terminated"]


def refusal_of(unit: Unit, *statements: Statement) -> str:
    """Return the number of the requirement that the last of *statements* breaks."""
    *before, last = statements
    assert [unit.say(statement) for statement in before] == [204] * len(before)
    assert unit.say(last) == 403
    return unit.lms.refusals[-1].partition(":")[0]


def test_statements_have_their_order() -> None:
    early = Unit()
    assert refusal_of(early, early.page()) == "9.3.0.0-4"
    assert refusal_of(early, early.completed()) == "9.3.0.0-4"
    late = Unit()
    late.initialized()
    assert refusal_of(late, late.terminated(), late.page()) == "8.1.2.0-2"
    both = Unit()
    both.initialized()
    assert refusal_of(both, both.failed(), both.passed()) == "9.3.0.0-3"
    abandoned = Unit()
    abandoned.initialized()
    abandoned.session.is_abandoned = True
    assert refusal_of(abandoned, abandoned.page()) == "8.1.2.0-2"


def test_what_counts_once_in_a_registration_is_refused_in_a_later_session() -> None:
    for verb, requirement in (("completed", "9.3.0.0-6"), ("passed", "9.3.0.0-7"), ("failed", "9.3.0.0-8")):
        unit = Unit()
        unit.initialized()
        first = unit.completed() if verb == "completed" else unit.passed()
        assert [unit.say(statement) for statement in (first, unit.terminated())] == [204, 204]
        unit.begin()
        unit.initialized()
        assert (
            refusal_of(unit, {"completed": unit.completed, "passed": unit.passed, "failed": unit.failed}[verb]())
            == requirement
        )


@pytest.mark.parametrize(("mode", "requirement"), [("Browse", "10.2.2.0-2"), ("Review", "10.2.2.0-3")])
def test_nothing_that_satisfies_is_taken_in_another_mode(mode: str, requirement: str) -> None:
    unit = Unit(mode=mode)
    unit.initialized()
    for statement in (unit.completed(), unit.passed(), unit.failed()):
        assert refusal_of(unit, statement) == requirement


def test_preferences_come_before_the_first_statement() -> None:
    unit = Unit()
    unit.session.has_read_preferences = False
    assert refusal_of(unit, unit.statement("initialized")) == "11.0.0.0-3"


def test_requests_need_the_token_the_actor_and_the_registration() -> None:
    unit = Unit()
    assert unit.lms.answer("GET", "statements", {}, HEADERS, b"")[0] == 403
    assert unit.ask("GET", "activities/state", stateId="suspendData", registration="another") == 403
    assert unit.ask("GET", "activities/state", stateId="suspendData", agent="{}") == 403
    assert unit.ask("PUT", "activities/state", b"{}", stateId=LAUNCH_DATA) == 403
    assert unit.ask("GET", "agents/profile", profileId="other") == 403
    assert unit.ask("GET", "agents/profile", profileId=PREFERENCES, agent="{}") == 403
    numbers = [refusal.partition(":")[0] for refusal in unit.lms.refusals]
    assert numbers == ["8.1.2.0-5", "8.1.4.0-3", "8.1.3.0-3", "10.2.1.0-5", "11.0.0.0-4", "11.0.0.0-1"]


def test_a_token_is_given_once_and_only_to_a_post() -> None:
    lms = Cmi5Lms(ACTOR, REGISTRATION, ACTIVITY, PUBLISHER)
    lms.launch()
    assert lms.fetch("1", "GET")[0] == 403
    assert "auth-token" in json.loads(lms.fetch("1", "POST")[2])
    assert json.loads(lms.fetch("1", "POST")[2])["error-code"] == "1"
