"""YAML as plain data that remembers where it stood.

We use PyYAML's parser and composer alone, and read plain scalars ourselves as YAML 1.2's core schema does
(https://yaml.org/spec/1.2.2/#103-core-schema). What only confuses authors or readers is refused: see
``builder.source.problems.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from builder.diagnostics import Location
from builder.source import yaml_scalars
from builder.source.characters import strange_characters
from builder.source.problems import fields, files
from builder.source.problems import yaml as problems
from builder.source.text_file import FORBIDDEN, Report
from builder.source.tokens import tokens_in
from builder.source.yaml_compose import START, TooDeepError, compose
from builder.source.yaml_errors import explain_syntax, unquoted_token
from builder.source.yaml_places import Source, SourceIndex, SourceText, Yaml

MAX_DEPTH = 20
#: What an anchor, an alias and a tag start with. No plain scalar can.
_REFUSED = frozenset("&*!")
#: The rest of a line that YAML leaves out, and that looks like words. Who writes a comment leaves a space behind the #,
#: and in words that learners read, where it may be meant, two before it.
_CUT_OFF = re.compile(r"[ \t]*(?P<at_once>#[^\s#][^\n]*)|[ \t](?P<after_one>#[^\n]*)")
#: One of these begins all that is marked up.
_MARKS = re.compile(r"[\]\[<|]")
_MARKED_UP = re.compile(r"\]\(|\]\[|<[A-Za-z/!?]|\[\^|\[[ xX]\] |^ *\|.*\|", re.MULTILINE)


def read_yaml(source: Source, found: SourceIndex, report: Report) -> Yaml | None:
    """Return what *source* says, or ``None`` where it cannot be read; empty text gives the value ``None``."""
    try:
        node = compose(source.text)
        if node is None:
            return Yaml(None, yaml.ScalarNode("", "", START, START), source)
        return Yaml(_Reader(source, found, report).value(node, 0), node, source)
    except yaml.YAMLError as problem:
        report(explain_syntax(problem, source.text, source.place))
    except TooDeepError as problem:
        report(problems.yaml_depth(source.place(problem.mark), MAX_DEPTH))
    return None


#: What is wrong in curly brackets with words that have no colon: behind a key with its value, and without one.
_COMMA = ("a comma inside text without quotation marks", "put the whole text in quotation marks")
_PAIRS = ("there is no colon in these curly brackets", "write {key: value}, or take the brackets out")


class _Reader:
    """Turns the nodes of one source into data."""

    def __init__(self, source: Source, found: SourceIndex, report: Report) -> None:
        self._source = source
        self._found = found
        self._report = report
        self._kept = SourceText(source.path, source.text, source.line0)
        # Most texts have neither, and then no scalar needs a look.
        self._has_tokens = "{{" in source.text or "\\" in source.text
        has_comments = " #" in source.text or "\t#" in source.text
        self._may_be_cut = has_comments and re.search(r"[ \t]#[^\s#]|\S[ \t]#", source.text) is not None
        self._has_markup = _MARKS.search(source.text) is not None and _MARKED_UP.search(source.text) is not None

    def value(self, node: yaml.Node, depth: int) -> Any:
        """Return the data of *node*, or ``None`` for what is refused."""
        sign = self._sign(node)
        if sign in _REFUSED:
            written = self._source.text[node.start_mark.index :][:40].split(maxsplit=1)[0]
            problem = problems.yaml_tag if sign == "!" else problems.yaml_alias
            self._report(problem(self._refused(node), written))
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if depth >= MAX_DEPTH:
            raise TooDeepError(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            if sign == "{" and self._source.text.startswith("{{", node.start_mark.index):
                self._report(unquoted_token(self._refused(node)))
                return None
            return self._mapping(node, depth)
        if len(node.value) > 1 and isinstance(node.value[0], yaml.ScalarNode):
            self._list_of_words(node.value)
        return tuple([self.value(item, depth + 1) for item in node.value])

    def _list_of_words(self, items: Sequence[yaml.Node]) -> None:
        """Report words of a list that YAML readers do not agree on, such as Yes and No, together."""
        plain = [item for item in items if isinstance(item, yaml.ScalarNode) and not item.style]
        odd = [item for item in plain if not yaml_scalars.is_text(item.value) and yaml_scalars.surprise(item.value)]
        places = [self._refused(item) for item in odd[: len(odd) if len(odd) > 1 else 0]]
        if places:
            other = yaml_scalars.surprise(odd[0].value)
            self._report(problems.yaml_surprise(places[0], [item.value for item in odd], other))

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if self._has_tokens and "{{" in text:
            self._found.tokens += tokens_in(text, self._raw(node), self._source.place(node.start_mark))
        if self._has_markup and _MARKED_UP.search(text):
            self._found.marked_up.append((text, self._raw(node), self._source.place(node.start_mark)))
        if not node.style:
            return self._plain(node)
        if node.style == '"' and "\\" in self._raw(node):
            for problem in strange_characters(text, lambda _: self._source.place(node.start_mark)):
                self._report(problem)
        if node.style == '"' and FORBIDDEN.search(text):
            # Written as an escape such as "\x07", which the search of the file itself cannot see.
            found = FORBIDDEN.findall(text)
            self._report(files.control_character(self._source.place(node.start_mark), found[0], len(found) - 1))
        return text

    def _plain(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        is_text = yaml_scalars.is_text(text)
        rest = _CUT_OFF.match(self._source.text, node.end_mark.index) if self._may_be_cut else None
        if rest:
            place = self._source.place(node.end_mark)
            problem = problems.yaml_comment(place._replace(column=place.column + rest[0].index("#")), rest[0].strip())
            if rest["at_once"]:
                self._report(problem)
            else:
                self._found.comments[self._source.place(node.start_mark)] = problem
        if is_text:
            return text
        other = yaml_scalars.surprise(text)
        if other and self._source.place(node.start_mark) not in self._source.refused:
            self._report(problems.yaml_surprise(self._refused(node), [text], other))
        return yaml_scalars.plain(text)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any] | None:
        result: dict[str, Any] = {}
        first: dict[str, yaml.Mark] = {}
        again: list[tuple[str, yaml.Mark]] = []
        in_brackets = self._sign(node) == "{"
        for key_node, value_node in node.value:
            key = self._key(key_node, depth)
            if key is None:
                continue
            if key in first:
                again.append((key, key_node.start_mark))
                continue
            if in_brackets and self._has_no_colon(key_node):
                self._refused(node)
                self._report(
                    problems.yaml_syntax(self._source.place(key_node.start_mark), *(_COMMA if first else _PAIRS))
                )
                return None
            first[key] = key_node.start_mark
            result[key] = self.value(value_node, depth + 1)
        if again:
            key, mark = again[0]
            self._source.again.add(key)
            place = self._source.place
            self._report(problems.duplicate_key(place(mark), key, place(first[key]), others=len(again) - 1))
            if len(again) > 1:
                # A hyphen is missing, or two files became one: what this is nobody knows.
                self._refused(node)
                return None
        result["where"] = where = self._source.place(node.start_mark)
        self._found.texts[where] = self._kept
        return result

    def _key(self, node: yaml.Node, depth: int) -> str | None:
        place = self._source.place
        if isinstance(node, yaml.ScalarNode) and node.value == "<<" and not node.style:
            self._report(problems.yaml_alias(place(node.start_mark), "<<"))
            return None
        key = self.value(node, depth + 1)
        if key == "where":
            hint = "the builder uses this name for itself; choose another"
            self._report(fields.unknown_key(place(node.start_mark), key, hint))
            return None
        if isinstance(key, str) and key and "\n" not in key:
            return key
        if self._sign(node) not in _REFUSED:
            self._report(problems.key_not_text(place(node.start_mark), self._raw(node).strip()[:40] or "(empty)"))
        return None

    def _has_no_colon(self, key: yaml.Node) -> bool:
        """Say whether nothing but a comma or the bracket stands behind *key*, in curly brackets."""
        return self._source.text[key.end_mark.index : key.end_mark.index + 80].lstrip()[:1] in (",", "}")

    def _sign(self, node: yaml.Node) -> str:
        """Return the character with which *node* starts; it tells anchors, aliases and tags from all else."""
        start = node.start_mark.index
        return self._source.text[start : start + 1]

    def _refused(self, node: yaml.Node) -> Location:
        place = self._source.place(node.start_mark)
        self._source.refused.add(place)
        return place

    def _raw(self, node: yaml.Node) -> str:
        return self._source.text[node.start_mark.index : node.end_mark.index]
