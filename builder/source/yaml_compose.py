"""PyYAML's parser and composer, and nothing of its 1.1 rules: text to nodes with marks."""

from __future__ import annotations

import yaml
from yaml.nodes import Node

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # pragma: no cover - where PyYAML was built without libyaml: ten times slower, the same result
    from yaml.composer import Composer as _PureComposer
    from yaml.parser import Parser as _PureParser
    from yaml.reader import Reader as _PureReader
    from yaml.scanner import Scanner as _PureScanner

    class _Parser(_PureReader, _PureScanner, _PureParser, _PureComposer):  # type: ignore[no-redef]
        def __init__(self, text: str) -> None:
            _PureReader.__init__(self, text)
            _PureScanner.__init__(self)
            _PureParser.__init__(self)
            _PureComposer.__init__(self)


#: libyaml's composer recurses in C and crashes at about 30,000 levels. A text with fewer openers cannot come near.
_SAFE_OPENERS = 5_000
START = yaml.Mark("", 0, 0, 0, None, 0)


class TooDeepError(Exception):
    """The text is nested deeper, at *mark*, than can be good for a course or for the stack."""

    def __init__(self, mark: yaml.Mark) -> None:
        super().__init__()
        self.mark = mark


class _Composer(_Parser):
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
        for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _SAFE_OPENERS:
                raise TooDeepError(START)
    except yaml.YAMLError:
        # The composer meets the same error at the same place, and it is explained there.
        return
