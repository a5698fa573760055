"""The one way through a course: every field of every part, with what it holds and where it belongs.

Whatever has to look at all words, references, dates or ids of a course asks here for kinds of fields
(``builder.model.kinds``). A new field, part or block is found by all of it without being named anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from builder.model.kinds import FieldAccount, Id, Kind, LearnerText, Ref
from builder.model.node import Node

if TYPE_CHECKING:
    from builder.model.course import Course, Module, Page

Keys = tuple[str | int, ...]


class FieldValue(NamedTuple):
    """One value as text, and where it belongs.

    ``keys`` lead to it from the ``part`` that holds it, as authors write them. ``ids`` are those of that part and of
    those around it.
    """

    kind: Kind
    text: str
    part: Node
    keys: Keys
    ids: tuple[str, ...]
    #: The module or shared part in which it stands, or the course itself.
    root: Node
    module: Module | None = None
    page: Page | None = None

    @property
    def field(self) -> str:
        """The key of the field that holds it."""
        return str(self.keys[0])

    @property
    def what(self) -> str:
        """What has the id that this is, or what it points at; nothing for all else."""
        return self.kind.what if isinstance(self.kind, Id | Ref) else ""

    @property
    def role(self) -> str:
        """How words are read (see ``LearnerText``); nothing for all else."""
        return self.kind.role if isinstance(self.kind, LearnerText) else ""

    @property
    def belongs_to(self) -> str:
        """The id of what people would name: the page or question in a module, else the shared part, or the course."""
        return self.ids[1] if self.module and len(self.ids) > 1 else self.ids[0]

    @property
    def label(self) -> str:
        """The keys that lead to it, as people read them; places in a list go without saying."""
        return " ".join(key for key in self.keys if isinstance(key, str)).replace("_", " ")

    @property
    def has_own_name(self) -> bool:
        """Whether it is what its part goes by."""
        return self.keys == (self.part.NAMED_BY,)


def walk(course: Course, *kinds: type[Kind]) -> list[FieldValue]:
    """Return every value of *kinds* in *course*, in the order of the model; what is empty, 0 or false is passed over.

    What stands in ``course.yaml`` belongs to the course and to its own key; shared parts belong to none but themselves.
    """
    found = []
    for account, _ in _accounts(type(course), kinds):
        held = course.__dict__[account.name]
        if account.parts:
            found += [entry for part in held for entry in walk_part(part, *kinds)]
        else:
            walker = _Walker(kinds, course)
            walker.value(held, account, course, (account.key,), (course.id, account.key))
            found += walker.found
    return found


def walk_part(part: Node, *kinds: type[Kind]) -> list[FieldValue]:
    """Return every value of *kinds* in *part*, as ``walk`` does, but for what is around it."""
    walker = _Walker(kinds, part)
    walker.part(part, ())
    return walker.found


def by_what(entries: Iterable[FieldValue]) -> Mapping[str, Sequence[FieldValue]]:
    """Return *entries* by what has the ids, or what they point at."""
    found: dict[str, list[FieldValue]] = defaultdict(list)
    for entry in entries:
        found[entry.what].append(entry)
    return found


@cache
def _accounts(model: type[Node], kinds: tuple[type[Kind], ...]) -> tuple[tuple[FieldAccount, bool], ...]:
    """Return the accounts of those fields of *model* in which anything of *kinds* can stand, and whether they are."""
    return tuple(
        (account, isinstance(account.kind, kinds))
        for account in model.ACCOUNTS
        if isinstance(account.kind, kinds)
        or isinstance(account.keys, kinds)
        or any(_accounts(part, kinds) for part in account.parts)
    )


class _Walker:
    """Collects entries: a list, as generators in generators took twice the time."""

    def __init__(self, kinds: tuple[type[Kind], ...], root: Node) -> None:
        self._kinds = kinds
        self._root = root
        self._module: Module | None = None
        self._page: Page | None = None
        self.found: list[FieldValue] = []

    def part(self, part: Node, ids: tuple[str, ...]) -> None:
        values = part.__dict__
        own = values[part.NAMED_BY] if part.NAMED_BY else None
        if own:
            ids = (*ids, own)
        around = self._module, self._page
        if part.SCOPE == "module":
            self._module = part  # type: ignore[assignment]
        elif part.SCOPE == "page":
            self._page = part  # type: ignore[assignment]
        for account, is_wanted in _accounts(type(part), self._kinds):
            value = values[account.name]
            if not value:
                continue
            if not isinstance(value, str):
                self.value(value, account, part, (account.key,), ids)
            elif is_wanted and account.kind:
                self._found(account.kind, value, part, (account.key,), ids)
        self._module, self._page = around

    def value(self, value: object, account: FieldAccount, part: Node, keys: Keys, ids: tuple[str, ...]) -> None:
        if isinstance(value, str):
            if value and isinstance(account.kind, self._kinds):
                self._found(account.kind, value, part, keys, ids)
        elif isinstance(value, Node):
            self.part(value, ids)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                self.value(item, account, part, (*keys, number), ids)
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(account.keys, self._kinds):
                    self._found(account.keys, key, part, (*keys, key), ids)
                self.value(item, account, part, (*keys, key), ids)
        elif value and isinstance(account.kind, self._kinds):
            self._found(account.kind, str(value), part, keys, ids)

    def _found(self, kind: Kind, text: str, part: Node, keys: Keys, ids: tuple[str, ...]) -> None:
        self.found.append(FieldValue(kind, text, part, keys, ids, self._root, self._module, self._page))
