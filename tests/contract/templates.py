"""Holds statements against the templates of an xAPI Profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Statement = dict[str, Any]


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
