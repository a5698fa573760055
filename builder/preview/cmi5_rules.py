"""What cmi5 says of the statements of a unit, requirement by requirement: sections 9 and 10.2 of the specification."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from builder.preview.cmi5_enrolment import Cmi5Enrolment, Session

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVEON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
_DURATION = {"terminated": "9.5.4.1-1", "completed": "9.5.4.1-2", "passed": "9.5.4.1-3", "failed": "9.5.4.1-4"}

Statement = dict[str, Any]
Breach = tuple[str, str]


class RequestRefused(Exception):
    """A request that the LMS must refuse: the number of the requirement, and words."""

    def __init__(self, requirement: str, words: str) -> None:
        super().__init__(f"{requirement}: {words}")


def judge_statement(lms: Cmi5Enrolment, session: Session, statement: Statement) -> None:
    """Raise RequestRefused for the first requirement that *statement* breaks."""
    categories = statement.get("context", {}).get("contextActivities", {}).get("category", [])
    is_defined = any(category.get("id") == CMI5 for category in categories)
    rules: list[Callable[..., Iterator[Breach]]] = [_any_statement, _template, _order]
    rules += [_defined, _session, _result, _score] if is_defined else [_allowed]
    for rule in rules:
        for requirement, words in rule(lms, session, statement):
            raise RequestRefused(requirement, f"{_verb(statement)}: {words}")


def _any_statement(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    try:
        uuid.UUID(statement["id"])
    except ValueError:
        yield "9.1.0.0-1", "the id is no UUID"
    if statement.get("actor") != lms.actor:
        yield "8.1.3.0-3", "another actor"
    if "timestamp" not in statement:
        yield "9.7.0.0-1", "no timestamp"
    elif not statement["timestamp"].endswith(("Z", "+00:00")):
        yield "9.7.0.0-2", "the timestamp is not in UTC"


def _template(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    context = statement.get("context")
    if not isinstance(context, dict):
        yield "9.6.0.0-1", "no context"
        return
    template = session.launch_data["contextTemplate"]
    if context.get("registration") != lms.registration:
        yield "9.6.1.0-1", "another registration"
    for iri, value in template.get("extensions", {}).items():
        if context.get("extensions", {}).get(iri) != value:
            yield "9.6.3.1-4", f"{iri} is not as the LMS gave it"
    for kind, activities in template.get("contextActivities", {}).items():
        held = [activity["id"] for activity in context.get("contextActivities", {}).get(kind, [])]
        if [activity["id"] for activity in activities] != held[: len(activities)]:
            yield "9.6.2.0-1", f"{kind} does not hold what the LMS gave"
    for name in template.keys() - {"extensions", "contextActivities"}:
        if context.get(name) != template[name]:
            yield "10.2.1.0-7", f"{name} is not as the LMS gave it"


def _order(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    if not session.verbs and _verb(statement) != "initialized":
        yield "9.3.0.0-4", "before initialized"
    if not session.has_read_preferences:
        yield "11.0.0.0-3", "before the learner's preferences were read"


def _defined(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    verb = _verb(statement)
    if verb not in _DEFINED:
        yield "9.3.0.0-1", "not one of cmi5's verbs"
    if statement.get("object", {}).get("id") != lms.activity:
        yield "8.1.5.0-6", "the object is not the launched activity"
    if statement["object"].get("objectType", "Activity") != "Activity":
        yield "9.4.0.0-1", "the object is no activity"
    if lms.actor.get("objectType", "Agent") != "Agent":
        yield "9.2.0.0-2", "the actor is no agent"
    mode = session.launch_data.get("launchMode")
    if mode != "Normal" and verb not in ("initialized", "terminated"):
        yield "10.2.2.0-2" if mode == "Browse" else "10.2.2.0-3", f"in the mode {mode}"


def _session(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    verb = _verb(statement)
    if verb in session.verbs:
        yield "9.3.0.0-2", "twice in a session"
    if {verb, *session.verbs} >= {"passed", "failed"}:
        yield "9.3.0.0-3", "passed and failed in one session"
    if verb == "completed" and verb in lms.verbs():
        yield "9.3.0.0-6", "twice in a registration"
    if verb == "passed" and verb in lms.verbs():
        yield "9.3.0.0-7", "twice in a registration"
    if verb == "failed" and "passed" in lms.verbs():
        yield "9.3.0.0-8", "after passed"


def _result(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    verb, result = _verb(statement), statement.get("result", {})
    if verb in _DURATION and "duration" not in result:
        yield _DURATION[verb], "no duration"
    if verb in ("passed", "failed") and result.get("success") is not (verb == "passed"):
        yield "9.5.2.0-1" if verb == "passed" else "9.5.2.0-2", "success does not fit"
    if verb not in ("passed", "failed") and "success" in result:
        yield "9.5.2.0-3", "has success"
    if verb == "completed" and result.get("completion") is not True:
        yield "9.5.3.0-1", "completion is not true"
    if verb != "completed" and "completion" in result:
        yield "9.5.3.0-2", "has completion"
    moves_on = "success" in result or "completion" in result
    if moves_on != any(c["id"] == MOVEON for c in statement["context"]["contextActivities"]["category"]):
        yield "9.6.2.2-1" if moves_on else "9.6.2.2-2", "the category moveon does not fit"


def _score(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    verb, score = _verb(statement), statement.get("result", {}).get("score")
    mastery = session.launch_data.get("masteryScore")
    if score is None:
        return
    if verb not in ("passed", "failed"):
        yield "9.5.1.0-2", "has a score"
    if "raw" in score and not {"min", "max"} <= score.keys():
        yield "9.5.1.0-3", "raw without min and max"
    if mastery is None:
        return
    if verb == "passed" and score.get("scaled", 1) < mastery:
        yield "9.3.4.0-2", f"with {score['scaled']} of {mastery}"
    if verb == "failed" and score.get("scaled", 0) >= mastery:
        yield "9.3.5.0-2", f"with {score['scaled']} of {mastery}"
    if statement["context"].get("extensions", {}).get(MASTERY) != mastery:
        yield "9.6.3.2-2", "the mastery score is not as the LMS gave it"


def _allowed(lms: Cmi5Enrolment, session: Session, statement: Statement) -> Iterator[Breach]:
    activities = statement["context"].get("contextActivities", {})
    if any(activity["id"] == MOVEON for kind in activities.values() for activity in kind):
        yield "9.6.2.2-2", "has the category moveon"


def _verb(statement: Statement) -> str:
    return str(statement.get("verb", {}).get("id", "")).removeprefix(_VERBS)
