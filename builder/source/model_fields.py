"""Which keys an author may write at a place in the model."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from builder.model.node import Node


def fields_at(model: Any, path: Sequence[int | str]) -> tuple[str, ...]:
    """Return the keys of the part at *path* of *model*, as authors write them; none where they may choose their own."""
    here = model
    for step in path:
        here = _step(here, step)
    return keys_of(here) if isinstance(here, type) and issubclass(here, Node) else ()


def keys_of(model: type[Node]) -> tuple[str, ...]:
    """Return the keys of *model* as authors write them, without what the loader fills in."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if name != "where")


def _step(here: Any, step: int | str) -> Any:
    origin, arguments = get_origin(here), get_args(here)
    if origin is Annotated:
        return _step(arguments[0], step)
    if origin in (Union, UnionType):
        nodes = [argument for argument in arguments if isinstance(argument, type) and issubclass(argument, Node)]
        by_tag = [node for node in nodes if step in get_args(node.model_fields["kind"].annotation)]
        rest = [argument for argument in arguments if argument is not type(None)]
        return by_tag[0] if by_tag else _step(rest[0], step) if len(rest) == 1 else None
    if origin is tuple:
        return arguments[0]
    if isinstance(here, type) and issubclass(here, Node):
        found = [field.annotation for name, field in here.model_fields.items() if step in (name, field.alias)]
        return found[0] if found else None
    return None
