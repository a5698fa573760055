"""A course as it goes out: without the parts that are held, and without what shows or lists them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from builder.model.kinds import FieldAccount, Id, Kind, Ref, Shows
from builder.model.node import Node
from builder.model.walk import walk_part

if TYPE_CHECKING:
    from builder.model.course import Course

Part = TypeVar("Part", bound=Node)
AnyCourse = TypeVar("AnyCourse", bound="Course")
#: What something is, and its id.
NameOfPart = tuple[str, str]


def held_parts(course: Course) -> Iterator[Node]:
    """Yield each scenario, page and question that is held."""
    in_modules = (part for module in course.contents for part in (*module.pages, *module.bank))
    return (part for part in (*course.scenarios, *in_modules) if part.held)


def held_names(course: Course) -> frozenset[NameOfPart]:
    """Return the names of everything that is held, and of what stands in it."""
    held = [(entry.what, entry.text) for part in held_parts(course) for entry in walk_part(part, Id)]
    # What a draw takes its questions from is named by the ids of pages.
    return frozenset([*held, *(("draw part", name) for what, name in held if what == "page")])


def going_out(course: AnyCourse) -> AnyCourse:
    """Return *course* without what is held, the blocks that show it, and its ids in lists.

    A link to it, or a field that names it alone, stays: the rule ``held-part-used`` finds those.
    """
    gone = held_names(course)
    if not gone:
        return course
    return course.model_copy(
        update={
            "scenarios": tuple(scenario for scenario in course.scenarios if not scenario.held),
            "contents": tuple(_without(module, gone) for module in course.contents),
            "sessions": tuple(_without(session, gone) for session in course.sessions),
            "references": tuple(link for link in course.references if ("page", link.page) not in gone),
        }
    )


def _without(part: Part, gone: frozenset[NameOfPart]) -> Part:
    changed = {}
    for account in _holding(type(part)):
        value = part.__dict__[account.name]
        if isinstance(value, tuple) and value:
            left = tuple(
                _without(item, gone) if isinstance(item, Node) else item
                for item in value
                if not _is_gone(item, account.kind, gone)
            )
            if len(left) < len(value) or any(now is not then for now, then in zip(left, value, strict=True)):
                changed[account.name] = left
    return part.model_copy(update=changed) if changed else part


def _is_gone(item: object, kind: Kind | None, gone: frozenset[NameOfPart]) -> bool:
    if isinstance(item, Node):
        held = bool(item.__dict__.get("held"))
        return held or any((what, item.__dict__[name]) in gone for name, what in _shows(type(item)))
    return isinstance(kind, Ref) and (kind.what, item) in gone


@cache
def _holding(model: type[Node]) -> tuple[FieldAccount, ...]:
    """Return the accounts of those fields of *model* that may hold what is held, or its id."""
    return tuple(account for account in model.ACCOUNTS if account.parts or isinstance(account.kind, Ref))


@cache
def _shows(model: type[Node]) -> tuple[tuple[str, str], ...]:
    """Return the fields of *model* that show a part, each with what that is."""
    return tuple((account.name, account.kind.what) for account in model.ACCOUNTS if isinstance(account.kind, Shows))
