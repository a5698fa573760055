"""A course made from the models alone: one part of each class, and in each field what its kind asks for.

A field or a part that is new in the model is in this course, too, without a word here.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal, get_args, get_origin

from builder.model.course import Course
from builder.model.found import Reference
from builder.model.kinds import APART, Day, FieldAccount, Id, Kind, LearnerText, Ref
from builder.model.node import Node

#: What fields need whose words only machines read.
_GIVEN = {"language": "en"}
#: What fields that stand apart need, where they have no default.
_APART = {
    "iri": "https://example.org/made-up",
    "version": "1",
    "guidance_version": "1",
    "slug": "m1",
    "rows": ("node1",),
}
#: Ids that go by the name of something else.
_POINTED_AT = {"level": "module1", "document": "card1.pdf", "draw part": "outcome1"}


def made_up_course() -> Course:
    """Return a course in which every field of every part says something of its own."""
    return Course.model_construct(
        **_Maker().fields(Course),
        references=(Reference(target="term:term1", page="page1", module="m1"),),
    )


class _Maker:
    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def fields(self, model: type[Node]) -> dict[str, Any]:
        return {
            account.name: self._field(account, model)
            for account in model.ACCOUNTS
            if account.kind != APART or (account.name in _APART and model.model_fields[account.name].is_required())
        }

    def _field(self, account: FieldAccount, model: type[Node]) -> Any:
        annotation = model.model_fields[account.name].annotation
        if account.name == "kind":
            return get_args(annotation)[0]
        if account.name in _GIVEN:
            return _GIVEN[account.name]
        if account.kind == APART:
            return _APART[account.name]
        if account.parts:
            parts = tuple(part.model_construct(**self.fields(part)) for part in account.parts)
            return parts if "tuple" in str(annotation) else parts[0]
        if get_origin(annotation) is dict:
            return {self._text(account.keys) if account.keys else "short": self._text(account.kind)}
        return self._value(annotation, account.kind)

    def _value(self, annotation: Any, kind: Kind | None) -> Any:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._value(inner[0], kind)
        if origin is tuple:
            return (self._value(inner[0], kind),)
        if origin is Literal:
            return inner[0]
        if annotation in (bool, int, float):
            return annotation(1)
        if inner:
            return self._value(inner[0], kind)
        return self._text(kind)

    def _text(self, kind: Kind | None) -> str:
        if isinstance(kind, Day):
            return "2026-01-01"
        if isinstance(kind, Ref):
            return _POINTED_AT.get(kind.what, f"{kind.what}1")
        what = kind.what if isinstance(kind, Id) else type(kind).__name__.lower()
        self._count[what] += 1
        token = (
            " {{g:guidance1}} {{g:guidance1_short}}"
            if isinstance(kind, LearnerText) and self._count[what] == 20
            else ""
        )
        return f"{what}{self._count[what]}{token}"
