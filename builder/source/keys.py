"""Keys that are missing and keys that nobody knows: which of them are one slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import eq
from typing import Any

from pydantic_core import ErrorDetails

from builder.diagnostics import Diagnostic, nearest
from builder.model.course import CourseFile, ModuleFile, PageFront
from builder.model.node import Node
from builder.source.model_fields import fields_at, keys_of
from builder.source.problems import fields
from builder.source.problems import yaml as problems
from builder.source.yaml_places import Yaml

KeyPath = tuple[int | str, ...]

#: Where keys belong that many look for elsewhere.
_HOMES: Mapping[str, type[Node]] = {
    "course.yaml": CourseFile,
    "module.yaml": ModuleFile,
    "the description at the top of a page": PageFront,
}
#: What a hyphen too many does.
_SPLIT = (
    "a hyphen begins a new item here, and what stands behind it belongs to the item above",
    "put spaces in the place of the hyphen, as many as before the key above",
)
#: What to write for some keys that are missing.
HINTS = {
    "feedback": "say in a sentence or two what this answer teaches",
    "id": "give it an id once, and never change it",
    "kind": "one of choice, order, sort, match, hotspot",
    "captions": "name a WebVTT file in media/, for everybody who cannot hear or has the sound off: captions: film.vtt",
    "transcript": "write what is said and shown, for everybody who reads instead",
    "poster": "name the picture in media/ that stands there before the film plays",
}


class OddKeys:
    """The keys of one part that pydantic misses or does not know, each told once."""

    def __init__(self, errors: Sequence[ErrorDetails], model: Any, part: Yaml) -> None:
        """Look through *errors* for keys of *part*, which is no *model*."""
        self._model = model
        self._part = part
        missing = [error["loc"] for error in errors if error["type"] == "missing"]
        unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
        self._slips = dict(self._found_slips(unknown, missing))
        meant = {*self._slips.values()}
        self._capital = [
            path for path, right in self._slips.items() if path[-1] != right[-1] == str(path[-1]).casefold()
        ]
        self._missing = _by_parent(path for path in missing if path not in meant)
        self._strange = _by_parent(path for path in unknown if not self._hint(path))
        #: By the list, its first item that goes on from the one above it.
        self._split: dict[KeyPath, KeyPath] = {}
        for parent in self._missing:
            if self._goes_on_above(parent):
                self._split.setdefault(parent[:-1], parent)

    def told(self, error: ErrorDetails) -> Iterator[Diagnostic]:
        """Yield what *error* is to the author, if no other one of a key says so already."""
        path, parent = error["loc"], error["loc"][:-1]
        where = self._part.key_place(path)
        if error["type"] == "missing":
            if parent in self._missing and path[-1] == self._missing[parent][0]:
                yield from self._lacking(parent)
        elif path in self._capital and self._capital[1:]:
            if path == self._capital[0]:
                names = ", ".join(str(self._slips[key][-1]) for key in self._capital)
                yield fields.unknown_key(where, str(path[-1]), f"write it in small letters: {names}")
        elif str(path[-1]).strip() != path[-1]:
            yield problems.yaml_syntax(where, "a space of another kind stands beside this key", "type ordinary spaces")
        else:
            yield fields.unknown_key(where, str(path[-1]), self._hint(path) or self._listed(parent))

    def _lacking(self, parent: KeyPath) -> Iterator[Diagnostic]:
        keys = self._missing[parent]
        split = self._split.get(parent[:-1]) if parent and isinstance(parent[-1], int) else None
        if split == parent:
            yield problems.yaml_syntax(self._part.place(parent), *_SPLIT)
        elif not split and len(self._strange.get(parent, ())) < len(keys):
            # What is not known here may be what is missing, called something else.
            one = HINTS.get(keys[0], f"add a line '{keys[0]}:' with its value")
            hint = one if len(keys) == 1 else "add a line with its value for each of them"
            yield fields.missing_key(self._part.place(parent), keys, hint)

    def _found_slips(self, unknown: Sequence[KeyPath], missing: Sequence[KeyPath]) -> Iterator[tuple[KeyPath, KeyPath]]:
        """Yield each unknown key that looks like one that could be here, or is missing further in or out, and that."""
        for path in unknown:
            *parent, key = path
            here = [name for name in fields_at(self._model, parent) if name not in self._there(parent)]
            if meant := nearest(str(key), here):
                yield path, (*parent, meant)
            elif other := next((one for one in missing if one[-1] == key and all(map(eq, one[:-1], parent))), None):
                yield path, other

    def _there(self, parent: Sequence[int | str]) -> Iterable[str]:
        """Return the keys that stand in the part at *parent*."""
        here = self._part.value
        for step in parent:
            if isinstance(here, tuple) and isinstance(step, int):
                here = here[step]
            elif isinstance(here, dict):
                # A step that is no key is the kind that pydantic chose.
                here = here.get(step, here)
        return here.keys() - {"where"} if isinstance(here, dict) else ()

    def _goes_on_above(self, parent: KeyPath) -> bool:
        """Say whether the item of a list at *parent* holds nothing but what the item before it lacks."""
        if not parent or not isinstance(parent[-1], int):
            return False
        there = {*self._there(parent)}
        return bool(there) and there <= {*self._missing.get((*parent[:-1], parent[-1] - 1), ())}

    def _hint(self, path: KeyPath) -> str:
        """Return what the unknown key at *path* should be, or where it belongs; nothing for what nobody knows."""
        *parent, key = path
        if path in self._slips and self._slips[path][-1] == key:
            return "it stands too far in or out: indent it as the keys to which it belongs"
        if path in self._slips:
            return f"did you mean {self._slips[path][-1]!r}?"
        known = fields_at(self._model, parent)
        if below := next((name for name in known if key in fields_at(self._model, (*parent, name))), ""):
            return f"it stands under {below}:, set in by two spaces"
        home = next((file for file, there in _HOMES.items() if not parent and key in keys_of(there)), "")
        return f"it belongs in {home}" if home else ""

    def _listed(self, parent: KeyPath) -> str:
        known = fields_at(self._model, parent)
        listed = f"the keys here are: {', '.join(known)}" if known else ""
        missing = " or ".join(self._missing.get(parent, ()))
        return f"if it is what is missing here, call it {missing}; {listed}" if missing else listed


def split_at(part: Yaml) -> Diagnostic | None:
    """Return the problem that every key of the list *part* begins with a hyphen, if that is so."""
    keys = [tuple(item.keys() - {"where"}) if isinstance(item, dict) else () for item in part.value[:3]]
    if len(keys) < 3 or any(len(key) != 1 for key in keys) or len({*keys}) < 3:
        return None
    return problems.yaml_syntax(part.place((1,)), *_SPLIT)


def _by_parent(paths: Iterable[KeyPath]) -> Mapping[KeyPath, Sequence[str]]:
    """Return the keys at the ends of *paths*, by the path of what they belong to."""
    found: dict[KeyPath, list[str]] = {}
    for *parent, key in paths:
        found.setdefault(tuple(parent), []).append(str(key))
    return found
