"""What an xAPI or cmi5 package promises to send: ``statements.json``, with an example of each statement.

Whoever runs a record store reads in it what will arrive, and builds reports on it. Tests hold what the player really
sends against it, and the examples against ``tincan`` and Ralph's models. ``tincan`` does not make them: importing it
and building with it would take a third of the time that a whole build may take
(docs/decisions/013-statement-profile.md).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from builder.archive import PackageFile
from builder.formats.statement_parts import (
    ACTIVITY,
    ACTOR,
    NAMESPACE,
    Json,
    StatementParts,
    activity,
    right_response,
    score,
)
from builder.model.course import Course, Module
from builder.model.ids import module_iri
from builder.render.player_data import PlayerQuestion
from builder.render.questions import player_question
from builder.tracking import load_tracking

Standard = Literal["xapi", "cmi5"]

STATEMENTS = "statements.json"
#: No part of a package rests on a clock.
TIMESTAMP = "2026-01-05T09:30:00.000Z"
#: The learner's active time: over all sessions, and in one.
DURATION = {"duration": "PT1520.5S"}
SESSION = {"duration": "PT640.25S"}
_REGISTRATION, _PLATFORM, _NAME = "/context/registration", "/context/platform", "/actor/name"


@dataclass(frozen=True)
class Promise:
    """One kind of statement: when it is sent, an example, and its parts (JSON Pointers) that may be missing."""

    name: str
    when: str
    example: Json
    optional: Sequence[str]


def statements_file(course: Course, module: Module, *, standard: Standard) -> PackageFile:
    """Return ``statements.json`` of a package."""
    # A line for each statement: json's indentation would take as long as the rest of the package.
    *_, statements = promised = profile(course, module, standard=standard)
    lines = [json.dumps({key: promised[key]}, ensure_ascii=False)[1:-1] for key in promised if key != statements]
    rows = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in promised[statements])
    text = ",\n ".join([*lines, f'"{statements}": [\n  {rows}\n ]'])
    return PackageFile(STATEMENTS, f"{{\n {text}\n}}\n".encode())


def profile(course: Course, module: Module, *, standard: Standard) -> Json:
    """Return what a package of *module* promises, as it stands in ``statements.json``."""
    facts = load_tracking().xapi
    parts = StatementParts(course, module)
    promises = list(_tin_can(parts) if standard == "xapi" else _cmi5(parts))
    examples = [promise.example for promise in promises]
    verbs = {example["verb"]["id"]: example["verb"] for example in examples}
    return {
        "profile": facts.profile,
        "standard": standard,
        "version": facts.version,
        "activity": module_iri(course, module),
        "state": facts.state_id,
        "verbs": list(verbs.values()),
        "activityTypes": sorted({kind for example in examples for kind in _types(example)}),
        "extensions": sorted({iri for example in examples for iri in _extensions(example)}),
        "statements": [
            {"name": p.name, "when": p.when, "optional": list(p.optional), "example": p.example} for p in promises
        ],
    }


def _tin_can(parts: StatementParts) -> Iterator[Promise]:
    def of(verb: str, when: str, target: Json, result: Json, asked: PlayerQuestion | None = None) -> Promise:
        category = parts.principle(asked) if asked else []
        context = parts.tin_can_context(inside=target is not module, category=category, asked=asked)
        optional = [_NAME, _REGISTRATION, _PLATFORM]
        return _promise(verb, when, target, result, context=context, optional=optional)

    module = parts.whole_module()
    yield of("initialized", "The learner opens the module.", module, {})
    yield of("experienced", "The learner has read a page to its end.", parts.page(parts.module.pages[0]), {})
    for question in _questions(parts):
        yield of("answered", _answered(parts.course), parts.question(question), _answer(question), question)
    if parts.module.check:
        yield of("attempted", _ATTEMPTED, parts.quiz(), parts.attempt())
    yield of("completed", _COMPLETED, module, {"completion": True, **DURATION})
    if parts.module.check:
        passed = "A try at the check is passed; the score is the best so far, the time that of all sessions."
        failed = "A try at the check is not passed, and none was before; score and time as in `passed`."
        yield of("passed", passed, module, {"score": score(1.0), "success": True, **DURATION})
        yield of("failed", failed, module, {"score": score(0.25), "success": False, **DURATION})
    time = "The time is that of this session."
    yield of("suspended", f"The learner leaves before the module is complete. {time}", module, dict(SESSION))
    yield of("terminated", f"The learner leaves, and the module is complete. {time}", module, dict(SESSION))


def _cmi5(parts: StatementParts) -> Iterator[Promise]:
    def defined(verb: str, when: str, result: Json) -> Promise:
        optional = [_NAME, *([_mastery_pointer()] if "score" in result else [])]
        return _promise(
            verb, when, activity(ACTIVITY), result, context=parts.defined_context(result), optional=optional
        )

    def allowed(verb: str, when: str, target: Json, result: Json, asked: PlayerQuestion | None = None) -> Promise:
        category = parts.principle(asked) if asked else []
        context = parts.allowed_context(category=category, asked=asked)
        return _promise(verb, when, target, result, context=context, optional=[_NAME])

    yield defined("initialized", "The learner opens the module: the first statement of a session.", {})
    yield allowed("experienced", "The learner has read a page to its end.", parts.page(parts.module.pages[0]), {})
    for question in _questions(parts):
        yield allowed("answered", _answered(parts.course), parts.question(question), _answer(question), question)
    if parts.module.check:
        yield allowed("attempted", _ATTEMPTED, parts.quiz(), parts.attempt())
    yield defined("completed", f"{_COMPLETED} Once in a registration.", {"completion": True, **DURATION})
    if parts.module.check:
        passed = "The check is passed, by the mastery score that the LMS gives if it gives one. Once in a registration."
        failed = "The session ends after a try at the check, and none has passed yet."
        yield defined("passed", passed, {"score": score(1.0), "success": True, **DURATION})
        yield defined("failed", failed, {"score": score(0.25), "success": False, **DURATION})
    last = "The learner leaves: the last statement of a session, with the time of the session."
    yield defined("terminated", last, dict(SESSION))


def _answered(course: Course) -> str:
    asked = ["The learner sends a try at the check", "puts right what was critical in it"]
    purposes = ["check", "follow-up"]
    if course.tracking.practice:
        asked.append("answers a question on a page")
        purposes.append("practice")
    said = "the extension of the context says for which of these the answer was given"
    return f"{_either(asked)}: {said}, {_either(purposes)}."


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


_ATTEMPTED = "A try at the check is sent in, passed or not: its score, and its number as an extension of the result."
_COMPLETED = (
    "All pages that count are read, and the check, where there is one, is passed. The time is that of all sessions."
)


def _promise(verb: str, when: str, target: Json, result: Json, *, context: Json, optional: Sequence[str]) -> Promise:
    about = target.get("definition", {}).get("interactionType", "")
    name = f"{verb} ({about})" if about else verb
    example = {
        "id": str(uuid.uuid5(NAMESPACE, json.dumps([target["id"], name]))),
        "actor": ACTOR,
        "verb": {"id": load_tracking().xapi.verbs[verb], "display": {"en": verb}},
        "object": target,
        **({"result": result} if result else {}),
        "context": context,
        "timestamp": TIMESTAMP,
    }
    categories = context["contextActivities"]["category"]
    # A question may be about no principle, and only a principle has a name among the categories.
    pointer = "/context/contextActivities/category/*/definition/name"
    names = [f"{pointer}/{language}" for category in categories[1:] for language in _names(category)]
    return Promise(name, when, example, [*optional, *names])


def _names(category: Json) -> Sequence[str]:
    return list(category.get("definition", {}).get("name", ()))


def _mastery_pointer() -> str:
    iri = load_tracking().cmi5.extensions.mastery_score
    return f"/context/extensions/{iri.replace('~', '~0').replace('/', '~1')}"


def _questions(parts: StatementParts) -> Iterator[PlayerQuestion]:
    """Yield the first question of each type of interaction whose answers are sent, those of the quiz first."""
    seen: set[str] = set()
    taught = [question for page in parts.module.pages for question in page.questions]
    authored = [*parts.module.bank, *(taught if parts.course.tracking.practice else ())]
    for question in authored:
        kind = parts.facts.xapi.interaction_type_of[question.kind]
        if kind not in seen:
            seen.add(kind)
            yield player_question(parts.course, parts.module, question, fill=parts.fill)


def _answer(question: PlayerQuestion) -> Json:
    return {"response": right_response(question), "success": True, "duration": "PT12.5S"}


def _extensions(example: Json) -> Iterator[str]:
    for part in (example["context"], example.get("result", {})):
        yield from part.get("extensions", ())


def _types(part: Any) -> Iterator[str]:
    """Yield the type of every activity in *part*."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str):
            yield part["type"]
        for value in part.values():
            yield from _types(value)
    elif isinstance(part, list):
        for value in part:
            yield from _types(value)
