"""The xAPI Profile of what packages send, in JSON-LD: concepts, statement templates and patterns.

It is made of the promises that stand in ``statements.json``, and written beside the packages. A record store that knows
profiles tells by it which statements to expect, and in which order.
Source: the xAPI Profiles specification 1.0, Structure, sections 6 to 9.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from builder.archive import PackageFile
from builder.formats.statement_parts import Json
from builder.formats.statements import profile
from builder.model.course import Course
from builder.tracking import load_tracking

CONTEXT = "https://w3id.org/xapi/profiles/context"
CONFORMS_TO = "https://w3id.org/xapi/profiles#1.0"
#: When this version of the profile was written; whoever changes what is sent writes a new one.
VERSION = {"number": "1", "generatedAtTime": "2026-11-29T00:00:00Z"}
_PURPOSES = ("check", "follow-up", "practice")


def profile_file(course: Course) -> PackageFile:
    """Return the profile by the name that it has beside the packages of *course*."""
    text = json.dumps(xapi_profile(course), indent=2)
    return PackageFile(f"{course.id}-xapi-profile.jsonld", f"{text}\n".encode())


def xapi_profile(course: Course) -> Json:
    """Return the profile, with what *course* sends of it."""
    facts = load_tracking().xapi
    version = f"{facts.profile}/versions/{VERSION['number']}"
    templates = list(_templates(course, version))
    return {
        "@context": CONTEXT,
        "id": facts.profile,
        "type": "Profile",
        "conformsTo": CONFORMS_TO,
        "prefLabel": _en("coursepack"),
        "definition": _en("What packages that coursepack makes send about a learner in a module, and in which order."),
        "versions": [{"id": version, "generatedAtTime": VERSION["generatedAtTime"]}],
        "author": {"type": "Organization", "name": "coursepack"},
        "concepts": list(_concepts(version)),
        "templates": templates,
        "patterns": list(_patterns(version, {template["id"] for template in templates})),
    }


def _concepts(version: str) -> Iterator[Json]:
    facts = load_tracking().xapi
    yield {
        "id": facts.extensions.purpose,
        "type": "ContextExtension",
        "inScheme": version,
        "prefLabel": _en("purpose"),
        "definition": _en(
            "What an answer was given for: the check, putting right what was critical in it, or practice."
        ),
        "recommendedVerbs": [facts.verbs["answered"]],
        "inlineSchema": json.dumps({"type": "string", "enum": list(_PURPOSES)}),
    }
    yield {
        "id": facts.extensions.edition,
        "type": "ContextExtension",
        "inScheme": version,
        "prefLabel": _en("edition"),
        "definition": _en("The edition of the course, by the id that the partnership which gives it out has there."),
        "recommendedVerbs": sorted(facts.verbs.values()),
        "inlineSchema": json.dumps({"type": "string"}),
    }
    yield {
        "id": facts.extensions.attempt,
        "type": "ResultExtension",
        "inScheme": version,
        "prefLabel": _en("attempt"),
        "definition": _en("The number of a try at the check, from 1."),
        "recommendedVerbs": [facts.verbs["attempted"]],
        "inlineSchema": json.dumps({"type": "integer", "minimum": 1}),
    }


def _templates(course: Course, version: str) -> Iterator[Json]:
    """Yield a template for each verb, of all that every promise with this verb holds."""
    # Of each verb the first promise alone, and what all of them hold: a large course has no room for the others.
    first: dict[str, Json] = {}
    held: dict[str, set[str]] = {}
    for module in course.contents:
        for promise in profile(course, module, standard="xapi")["statements"]:
            verb = promise["name"].partition(" ")[0]
            first.setdefault(verb, promise)
            locations = set(_locations(promise["example"], promise["optional"]))
            held[verb] = held.get(verb, locations) & locations
    for verb, promise in first.items():
        example = promise["example"]
        yield {
            "id": f"{load_tracking().xapi.profile}/templates/{verb}",
            "type": "StatementTemplate",
            "inScheme": version,
            "prefLabel": _en(verb),
            "definition": _en(promise["when"]),
            "verb": example["verb"]["id"],
            "objectActivityType": example["object"]["definition"]["type"],
            "contextCategoryActivityType": [load_tracking().xapi.activity_types.profile],
            "rules": [{"location": location, "presence": "included"} for location in sorted(held[verb])],
        }


def _locations(example: Json, optional: Sequence[str]) -> Iterator[str]:
    """Yield the JSONPath of each value that is always there of the result and of the context."""
    for part in ("result", "context"):
        for keys in _leaves(example.get(part, {}), (part,)):
            pointer = "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in keys)
            if "contextActivities" not in keys and pointer not in optional:
                yield "$" + "".join(f".{key}" if key.isidentifier() else f"['{key}']" for key in keys)


def _leaves(part: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _leaves(value, (*keys, key))
    else:
        yield keys


def _patterns(version: str, templates: set[str]) -> Iterator[Json]:
    """Yield the pattern of a session, and those that it is made of, as far as there are templates for them."""
    base = load_tracking().xapi.profile

    def of(*verbs: str) -> list[str]:
        return [name for verb in verbs if (name := f"{base}/templates/{verb}") in templates]

    def pattern(name: str, words: str, **parts: Any) -> Json:
        return {
            "id": f"{base}/patterns/{name}", "type": "Pattern", "inScheme": version,
            "prefLabel": _en(name), "definition": _en(words), **parts,
        }  # fmt: skip

    step = of("experienced", "answered", "attempted", "failed", "passed", "completed")
    yield pattern("step", "Something that a learner does, or has reached.", primary=False, alternates=step)
    steps, step_id, end_id = f"{base}/patterns/steps", f"{base}/patterns/step", f"{base}/patterns/end"
    yield pattern("steps", "All that a learner does in a session.", primary=False, zeroOrMore=step_id)
    leaving = of("suspended", "terminated")
    yield pattern("leaving", "How a session ends.", primary=False, alternates=leaving)
    yield pattern(
        "end", "A window may also be closed without a word.", primary=False, optional=f"{base}/patterns/leaving"
    )
    [begin] = of("initialized")
    yield pattern("session", "A learner's visit to a module.", primary=True, sequence=[begin, steps, end_id])


def _en(text: str) -> Json:
    return {"en": text}
