"""Which keys an author may write at a place in the model."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from builder.model.node import Node


def fields_at(model: Any, path: Sequence[int | str]) -> tuple[str, ...]:
    """Return the keys of the part at *path* of *model*, as authors write them; none where they may choose their own."""
    here = _bare(model)
    for step in path:
        here = _bare(_step(here, step))
    return keys_of(here) if _is_node(here) else ()


def keys_of(model: type[Node]) -> tuple[str, ...]:
    """Return the keys of *model* as authors write them, without what the loader fills in."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if name != "where")


def _bare(here: Any) -> Any:
    """Return the type *here* without notes on it, and what may be there where it may also be left out."""
    arguments = get_args(here)
    if get_origin(here) is Annotated:
        return _bare(arguments[0])
    if get_origin(here) in (Union, UnionType):
        rest = [argument for argument in arguments if argument is not NoneType]
        return _bare(rest[0]) if len(rest) == 1 else here
    return here


def _step(here: Any, step: int | str) -> Any:
    if get_origin(here) is tuple:
        return get_args(here)[0]
    if _is_node(here):
        found = [field.annotation for name, field in here.model_fields.items() if step in (name, field.alias)]
        return found[0] if found else None
    tagged = [node for node in get_args(here) if _is_node(node) and "kind" in node.model_fields]
    return next((node for node in tagged if step in get_args(node.model_fields["kind"].annotation)), None)


def _is_node(here: Any) -> bool:
    return isinstance(here, type) and issubclass(here, Node)
