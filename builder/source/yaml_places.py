"""YAML that was read: plain data, and where each part of it stands in its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from builder.diagnostics import Diagnostic, Location
from builder.model.found import TokenUse
from builder.source.yaml_compose import compose


@dataclass(frozen=True)
class Source:
    """A text that holds YAML: a whole file, or the part of a page that starts after ``line0`` lines."""

    path: str
    text: str
    line0: int = 0
    #: Places of values that were refused while reading; the model has nothing to add about them.
    refused: set[Location] = field(default_factory=set, compare=False)
    #: Keys that stand somewhere a second time: one of them may be missing elsewhere.
    again: set[str] = field(default_factory=set, compare=False)
    #: What ``Yaml`` has looked up: the keys and values of each node, by its identity.
    pairs: dict[int, dict[object, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict, compare=False)

    def place(self, mark: yaml.Mark) -> Location:
        """Return the place of a PyYAML *mark*, as authors count."""
        return Location(self.path, self.line0 + mark.line + 1, mark.column + 1)


@dataclass(frozen=True)
class Yaml:
    """YAML that was read: strict plain data (tuples for lists), and the nodes that say where each part stands."""

    value: Any
    node: yaml.Node
    source: Source

    @property
    def where(self) -> Location:
        """Where it starts."""
        return self.source.place(self.node.start_mark)

    def items(self) -> Iterator[Yaml]:
        """Yield each item of a list."""
        for value, node in zip(self.value, self.node.value, strict=True):
            yield Yaml(value, node, self.source)

    def under(self, key: str) -> Yaml | None:
        """Return what stands behind *key*; None where there is no such key."""
        if not isinstance(self.value, dict) or key not in self.value:
            return None
        return Yaml(self.value[key], self._walk((key,)), self.source)

    def place(self, keys: Sequence[int | str]) -> Location:
        """Return where the value behind *keys* stands, or the nearest thing around it."""
        return self.source.place(self._walk(keys).start_mark)

    def key_place(self, keys: Sequence[int | str]) -> Location:
        """Return where the last of *keys* itself stands."""
        around = self._walk(keys[:-1])
        pair = self._pairs(around).get(keys[-1])
        return self.source.place((pair[0] if pair else around).start_mark)

    def written(self, keys: Sequence[int | str]) -> str:
        """Return the value behind *keys* as the author wrote it."""
        node = self._walk(keys)
        return self.source.text[node.start_mark.index : node.end_mark.index].strip()

    def _walk(self, keys: Sequence[int | str]) -> yaml.Node:
        """Return the node behind *keys*. A key that is no node, such as the tag of a union, is passed over."""
        node = self.node
        for key in keys:
            if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                node = node.value[key]
            elif pair := self._pairs(node).get(key):
                node = pair[1]
        return node

    def _pairs(self, node: yaml.Node) -> Mapping[object, tuple[yaml.Node, yaml.Node]]:
        """Return the keys of *node* with their values, the first of each; a large group is looked through once."""
        if not isinstance(node, yaml.MappingNode):
            return {}
        if id(node) not in self.source.pairs:
            self.source.pairs[id(node)] = {
                key.value: (key, value) for key, value in reversed(node.value) if isinstance(key, yaml.ScalarNode)
            }
        return self.source.pairs[id(node)]


class SourceText(NamedTuple):
    """What is kept of a ``Source`` that was read."""

    path: str
    text: str
    line0: int


class Opening(NamedTuple):
    """The first line of a block: the keys of what stands on it, the place of that, and where its other keys start."""

    keys: frozenset[str]
    heading: Location
    inside: Location


@dataclass
class SourceIndex:
    """What the text of a course turned out to hold, beside its data."""

    tokens: list[TokenUse] = field(default_factory=list)
    #: Scalars that may hold links or HTML: what they mean, how they are written, and where.
    marked_up: list[tuple[str, str, Location]] = field(default_factory=list)
    #: What is wrong with comments that stand one space behind the text that starts at a place, if learners read it.
    comments: dict[Location, Diagnostic] = field(default_factory=dict)
    #: In which text every group of keys stands, by the place where it starts. The nodes are not kept: they take more
    #: room than all else of a course.
    texts: dict[Location, SourceText] = field(default_factory=dict)
    #: By the places where the blocks of pages start.
    openings: dict[Location, Opening] = field(default_factory=dict)

    def locate(self, where: Location, keys: tuple[str | int, ...]) -> Location:
        """Return where the value behind *keys* stands in the group of keys, or the block, that starts at *where*."""
        return self.source_of(where, keys)[1]

    def source_of(self, where: Location, keys: tuple[str | int, ...]) -> tuple[str, Location]:
        """Return how that value is written, too; nothing where that is not known."""
        opening = self.openings.get(where)
        if opening and opening.keys.intersection(map(str, keys[:1])):
            return "", opening.heading
        start = opening.inside if opening else where
        text = self.texts.get(start)
        if text is None:
            return "", where
        group = _groups(text)[start]
        found = group.place(keys)
        return group.written(keys), where if found == start else found


# Whoever asks for a place in a file asks for others in it.
@lru_cache(maxsize=4)
def _groups(text: SourceText) -> Mapping[Location, Yaml]:
    """Return every group of keys in *text*, which was read before, by the place where it starts."""
    again = Source(*text)
    found, waiting = {}, [compose(text.text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            found[again.place(node.start_mark)] = Yaml(None, node, again)
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return found
