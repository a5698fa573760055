"""Independent judges of xAPI statements: Ralph's pydantic models, and the library tincan. Neither is ours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import tincan
from ralph.models.xapi.base.statements import BaseXapiStatement


def judge_statements(statements: Iterable[dict[str, Any]]) -> list[str]:
    """Return what the judges hold against *statements*; nothing if they are all in order."""
    complaints = []
    for statement in statements:
        verb = statement.get("verb", {}).get("id", "no verb")
        try:
            BaseXapiStatement.model_validate(statement)
        except ValueError as problem:
            complaints.append(f"Ralph on {verb}: {problem}")
        try:
            parsed = tincan.Statement(json.loads(json.dumps(statement)))
        except (TypeError, ValueError) as problem:
            complaints.append(f"tincan on {verb}: {problem}")
        else:
            if parsed.object.id != statement["object"]["id"]:
                complaints.append(f"tincan reads another object on {verb}: {parsed.object.id}")
    return complaints
