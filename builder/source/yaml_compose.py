"""PyYAML's parser and composer, and nothing of its 1.1 rules: text to nodes with marks."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.nodes import Node

#: PyYAML built without libyaml has only the second: ten times slower, the same result.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: libyaml's composer recurses in C and crashes at about 30,000 levels. A text with fewer openers cannot come near.
_SAFE_OPENERS = 5_000
START = yaml.Mark("", 0, 0, 0, None, 0)


class TooDeepError(Exception):
    """The text is nested deeper, at *mark*, than can be good for a course or for the stack."""

    def __init__(self, mark: yaml.Mark) -> None:
        super().__init__()
        self.mark = mark


class _Composer(_Loader):  # type: ignore[misc]
    """Composes nodes without tags: PyYAML's resolver would read scalars as YAML 1.1 does, and ``yaml_text`` reads them.

    Its three methods are called for every node. ``"".format`` stands in for them: it takes anything, returns an empty
    string, and costs no Python frame.
    """

    descend_resolver = ascend_resolver = resolve = "".format


def compose(text: str) -> Node | None:
    """Return the node of the one document in *text*, or ``None`` if there is none.

    Raises ``yaml.YAMLError`` for what is not YAML, and ``TooDeepError``. Nodes of anchors and tags start where those
    stand.
    """
    _refuse_depth(text)
    try:
        node: Node | None = _Composer(text).get_single_node()
    except RecursionError:
        # Only the composer in Python: it stops at Python's own limit.
        raise TooDeepError(START) from None
    return node


def _refuse_depth(text: str) -> None:
    """Raise ``TooDeepError`` if *text* is nested too deep. Parsing into events, unlike composing, needs no stack."""
    if sum(text.count(opener) for opener in ("[", "{", "- ", "? ")) < _SAFE_OPENERS:
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _SAFE_OPENERS:
                raise TooDeepError(START)
    except yaml.YAMLError:
        # The composer meets the same error at the same place, and it is explained there.
        return
