"""A page: front matter, text and blocks, from one Markdown file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, cast

import yaml

from builder.diagnostics import Diagnostic, Location, did_you_mean
from builder.model.blocks import BLOCKS, AnyBlock
from builder.model.blocks.block import Block, kind_of
from builder.model.blocks.text import TextBlock
from builder.model.course import Page, PageFront
from builder.model.kinds import LearnerText
from builder.model.node import Node
from builder.source.explain import validate
from builder.source.markdown_blocks import Span, spans
from builder.source.markdown_text import Link, inspect_blocks, inspect_inline
from builder.source.problems import pages as problems
from builder.source.text_file import Report
from builder.source.tokens import tokens_in
from builder.source.yaml_places import Opening, Source, SourceIndex, Yaml
from builder.source.yaml_text import read_yaml

#: What other tools, and people, call a block.
_CALLED = {
    "image": "figure", "picture": "figure", "photo": "figure", "film": "video", "youtube": "video", "sound": "audio",
    "question": "choice", "quiz": "choice", "mcq": "choice", "accordion": "reveal", "tip": "callout", "info": "callout",
    "box": "callout", "important": "callout", "danger": "warning", "file": "downloads", "pdf": "downloads",
}  # fmt: skip
KINDS: Mapping[str, type[Block]] = {kind_of(block): block for block in BLOCKS if block is not TextBlock}


@cache
def _shows_links(model: type[Node]) -> bool:
    """Say whether anything in *model* is shown as Markdown. What stands at the top of a page holds no links either."""
    kinds = (account.kind for account in model.ACCOUNTS)
    parts = (part for account in model.ACCOUNTS for part in account.parts)
    is_markdown = any(isinstance(kind, LearnerText) and kind.form != "plain" for kind in kinds)
    return model is not PageFront and (is_markdown or any(map(_shows_links, parts)))


@dataclass(frozen=True)
class ReadPage:
    """A page that was read, or what could be read of it (``front`` is ``None`` where it could not)."""

    front: PageFront | None
    blocks: tuple[Block, ...]
    blocks_lost: int
    links: tuple[Link, ...]

    def page(self) -> Page | None:
        """Return the page, if its front matter could be read."""
        if self.front is None:
            return None
        return Page.model_construct(**dict(self.front), blocks=cast(tuple[AnyBlock, ...], self.blocks))


def read_page(text: str, path: str, found: SourceIndex, report: Report) -> ReadPage:
    """Return the page that *text* says, after reporting everything that is wrong with it."""
    return _PageReader(text, path, found, report).read()


class _PageReader:
    """Reads one page. Line numbers count from 0 in here."""

    def __init__(self, text: str, path: str, found: SourceIndex, report: Report) -> None:
        self._lines = text.split("\n")
        self._path = path
        self._found = found
        self._report = report
        self._links: list[Link] = []

    def read(self) -> ReadPage:
        front, first = self._front()
        # What is wrong with a page whose rest is left unread may follow from that.
        was = len(self._lines)
        if first and "---" in self._lines[first:]:
            self._cut_at_second(first)
        ends: list[Diagnostic] = []
        parts = spans(self._lines, first=first, path=self._path, report=ends.append)
        for problem in ends:
            self._report(problem)
        read = [self._block(part) if part.kind else self._text(part) for part in parts]
        blocks = tuple(block for block in read if block)
        # An end without a beginning is what is left of a block.
        lost = len(read) - len(blocks) + len(ends) + was - len(self._lines)
        return ReadPage(front, blocks, lost, tuple(self._links))

    def _front(self) -> tuple[PageFront | None, int]:
        where = Location(self._path, 1, 1)
        if self._lines[0].rstrip() != "---" == self._lines[0].strip():
            hint = "let the three hyphens begin the line"
            self._report(problems.front_matter(where, "a space or a tab stands before the line ---", hint))
            return None, len(self._lines)
        if self._lines[0].startswith(("```", "~~~")):
            hint = "take out this line, and the one like it below the description or at the end"
            self._report(problems.front_matter(where, "a page starts with a line ---, and not with code", hint))
            return None, len(self._lines)
        if self._lines[0].rstrip() != "---":
            hint = "put one above the lines that describe the page, and one below them"
            self._report(problems.front_matter(where, "a page starts with a line ---", hint))
            # What stands above one of these was to be the description, and is no text.
            return None, max((n for n, line in enumerate(self._lines[:10], 1) if line.rstrip() == "---"), default=0)
        end = next((n for n, line in enumerate(self._lines[1:], 1) if line.rstrip() == "---"), None)
        if end is None:
            self._report(problems.front_matter(where, "the description of the page is not closed", "add a line ---"))
            return None, len(self._lines)
        part = self._yaml(PageFront, 1, end)
        if part and part.value is None:
            hint = "give id and title"
            self._report(problems.front_matter(where, "the description of the page is empty", hint))
            part = None
        front: PageFront | None = validate(PageFront, part, self._report) if part else None
        return front, end + 1

    def _cut_at_second(self, first: int) -> None:
        """Report a second description below line *first*, and read no further."""
        is_code = False
        for number, (line, after) in enumerate(pairwise(self._lines[first:]), first):
            is_code ^= line.startswith("```")
            if line == "---" and after.startswith(("id:", "title:")) and not is_code:
                hint = "each page has a file of its own: move it into another one"
                where = Location(self._path, number + 1, 1)
                self._report(problems.front_matter(where, "a second page begins here", hint))
                self._lines = self._lines[:number]
                return

    def _yaml(self, model: type[Node], start: int, end: int) -> Yaml | None:
        part = read_yaml(Source(self._path, self._text_of(start, end), start), self._found, self._report)
        for text, raw, where in self._found.marked_up:
            links = inspect_inline(text, raw, where, self._report)
            if not _shows_links(model):
                for target, place in links:
                    self._report(problems.misplaced_link(place, target))
            else:
                self._links += links
        self._found.marked_up.clear()
        return part

    def _text_of(self, start: int, end: int) -> str:
        return "\n".join(self._lines[start:end])

    def _text(self, span: Span) -> Block | None:
        return TextBlock(body=self._markdown(span), where=span.where)

    def _markdown(self, span: Span) -> str:
        text, where = self._text_of(span.start, span.end), Location(self._path, span.start + 1, 1)
        self._links += inspect_blocks(text, where, self._report)
        if "{{" in text:
            self._found.tokens += tokens_in(text, text, where)
        return text

    def _block(self, span: Span) -> Block | None:
        if not span.closed:
            # What is wrong within it may follow from that.
            return None
        model = KINDS.get(span.kind)
        if model is None:
            called = _CALLED.get(span.kind.lower())
            hint = f"did you mean {called!r}?" if called else ""
            hint = hint or did_you_mean(span.kind, KINDS, "the kinds are: " + ", ".join(KINDS))
            self._report(problems.unknown_block(span.where, span.kind, hint))
            return None
        heading_is_right = self._heading_is_right(model, span)
        extra: dict[str, Any] = {"kind": span.kind}
        if span.heading and model.HEADING:
            extra[model.HEADING] = span.heading
            place = Location(self._path, span.where.line, span.heading_column)
            for target, at in inspect_inline(span.heading, span.heading, place, self._report):
                self._report(problems.misplaced_link(at, target))
            if "{{" in span.heading:
                self._found.tokens += tokens_in(span.heading, span.heading, place)
        if model.BODY == "markdown":
            part: Yaml | None = _with(None, extra | {"body": self._markdown(span)}, span)
            self._note_opening(span, {*extra, "body"}, span.where)
        else:
            part = self._data(model, span, extra)
        if part is None or not heading_is_right:
            return None
        block: Block | None = validate(model, part, self._report)
        return block

    def _heading_is_right(self, model: type[Block], span: Span) -> bool:
        if span.heading.endswith(":::"):
            place = Location(self._path, span.where.line, span.heading_column)
            hint = "take them out: a block ends with a line of its own that holds three colons alone"
            self._report(problems.block_heading(place, "colons stand behind the words of this line", hint))
            return False
        if span.heading and not model.HEADING:
            place = Location(self._path, span.where.line, span.heading_column)
            message = f"a block {span.kind!r} has no heading"
            self._report(problems.block_heading(place, message, "take it out, or put it inside the block"))
            return False
        if not span.heading and model.HEADING and model.model_fields[model.HEADING].is_required():
            message = f"the block {span.kind!r} needs its {model.HEADING} on this line"
            self._report(problems.block_heading(span.where, message, f"write ::: {span.kind} {model.HEADING}"))
            return False
        return True

    def _data(self, model: type[Block], span: Span, extra: dict[str, Any]) -> Yaml | None:
        part = self._yaml(model, span.start, span.end)
        if part is None:
            return None
        self._note_opening(span, {*extra}, part.where)
        for key in extra.keys() & (part.value if isinstance(part.value, dict) else {}).keys() - {"kind"}:
            message = f"{key!r} stands on the first line of the block already"
            self._report(problems.block_heading(part.key_place((key,)), message, "keep one of the two"))
        return _with(part, extra, span)

    def _note_opening(self, span: Span, keys: Iterable[str], inside: Location) -> None:
        heading = Location(self._path, span.where.line, max(span.heading_column, 1))
        self._found.openings[span.where] = Opening(frozenset(keys), heading, inside)


def _with(part: Yaml | None, extra: dict[str, Any], span: Span) -> Yaml:
    """Return *part* (the inside of a block) together with what the opening line says, in its place."""
    source = part.source if part else Source(span.where.path, "", span.start)
    opening = _mark(span.where.line - 1 - source.line0, span.where.column)
    heading = _mark(span.where.line - 1 - source.line0, span.heading_column)
    pairs = [(yaml.ScalarNode("", key, heading, heading), yaml.ScalarNode("", "", heading, heading)) for key in extra]
    if part is None or part.value is None:
        return Yaml({**extra, "where": span.where}, yaml.MappingNode("", pairs, opening, opening), source)
    if not isinstance(part.value, dict):
        return part
    node = yaml.MappingNode("", [*part.node.value, *pairs], opening, opening)
    return Yaml({**extra, **part.value, "where": span.where}, node, source)


def _mark(line: int, column: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, max(column - 1, 0), None, 0)
