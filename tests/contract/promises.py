"""Holds statements against what a package promises in its ``statements.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.formats.statements import profile
from builder.model.course import Course, Module

Statement = dict[str, Any]


class Promises:
    """What a package of a module promises to send, ready to be compared with what was sent."""

    def __init__(self, course: Course, module: Module, *, standard: str) -> None:
        """Take the *standard*: ``xapi`` or ``cmi5``."""
        self._by_name = {
            promise["name"]: (set(pointers(promise["example"])), set(promise["optional"]))
            for promise in profile(course, module, standard=standard)["statements"]  # type: ignore[arg-type]
        }

    def breaches(self, statement: Statement) -> Iterator[str]:
        """Yield each part of *statement* that was not promised, and each promised part that is missing."""
        name = str(statement["verb"]["display"]["en"])
        kind = statement["object"].get("definition", {}).get("interactionType")
        name = f"{name} ({kind})" if kind else name
        if name not in self._by_name:
            yield f"{name} was not promised"
            return
        promised, optional = self._by_name[name]
        sent = set(pointers(statement))
        # What identifies a learner is one of four things, and the LMS chooses.
        surplus = {pointer for pointer in sent - promised if not pointer.startswith("/actor/")}
        missing = {pointer for pointer in promised - sent - optional if not pointer.startswith("/actor/")}
        yield from (f"{name}: {pointer} was not promised" for pointer in sorted(surplus))
        yield from (f"{name}: {pointer} is missing" for pointer in sorted(missing))


def pointers(part: Any, path: str = "") -> Iterator[str]:
    """Yield the JSON Pointer of every value in *part*; places in lists are ``*``."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from pointers(value, f"{path}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(part, list):
        for value in part:
            yield from pointers(value, f"{path}/*")
    else:
        yield path


class Templates:
    """The statement templates of an xAPI Profile, ready to be compared with what was sent."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Take a profile as ``builder.formats.xapi_profile`` makes it."""
        self._by_verb = {template["verb"]: template for template in document["templates"]}

    def breaches(self, statement: Statement) -> Iterator[str]:
        """Yield each rule of the template of its verb that *statement* does not follow."""
        template = self._by_verb.get(statement["verb"]["id"])
        if template is None:
            yield f"no template for {statement['verb']['id']}"
            return
        kind = statement["object"]["definition"]["type"]
        if kind != template["objectActivityType"]:
            yield f"{template['id']}: about a {kind}"
        categories = statement["context"]["contextActivities"]["category"]
        types = {each.get("definition", {}).get("type") for each in categories}
        yield from (f"no category of {kind}" for kind in template["contextCategoryActivityType"] if kind not in types)
        for rule in template["rules"]:
            if not _at(statement, rule["location"]):
                yield f"{template['id']}: nothing at {rule['location']}"


def _at(part: Any, location: str) -> bool:
    """Say whether there is something at the JSONPath *location*, which names keys alone."""
    for dotted, quoted in re.findall(r"\.(\w+)|\['([^']+)'\]", location):
        if not isinstance(part, dict) or (dotted or quoted) not in part:
            return False
        part = part[dotted or quoted]
    return True
