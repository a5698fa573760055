"""Markdown in fields of YAML: whether a field holds any is known once the model is there."""

from __future__ import annotations

from dataclasses import replace

from builder.diagnostics import Diagnostic, Location
from builder.model.blocks.block import Block
from builder.model.course import Course
from builder.model.kinds import Cited, LearnerText
from builder.model.walk import FieldValue, walk
from builder.source.dialects import may_have_signs
from builder.source.first_look import needs_a_look
from builder.source.markdown_text import inspect_blocks, inspect_signs
from builder.source.pasted import RUN_TOGETHER, may_be_lost
from builder.source.problems import pages
from builder.source.text_file import Report
from builder.source.yaml_places import SourceIndex

#: What was found as the file was read, whatever the field holds, and with its exact place.
_NAMED_BEFORE = ("raw-html", "markdown-image")


def inspect_fields(course: Course, found: SourceIndex, report: Report) -> None:
    """Report what may not stand in the Markdown of *course*'s fields; text between blocks was looked at as it was read.

    Plain text has a rule of its own: ``markdown-in-plain``.
    """
    for words in walk(course, LearnerText, Cited):
        if found.comments and (problem := found.comments.get(_source_of(words, found)[1])):
            report(problem)
        form = words.kind.form if isinstance(words.kind, LearnerText) else "plain"
        if form != "blocks" and "\n" in words.text and "\n" in words.text.strip():
            report(pages.unsupported_markdown(_source_of(words, found)[1], *RUN_TOGETHER))
        if form == "plain" or _is_body(words):
            continue
        if form == "blocks" and ("|" in words.text or needs_a_look(words.text)):
            _inspect_paragraphs(words, found, report)
        elif form == "inline" and (
            may_have_signs(words.text) or (("*" in words.text or "\\" in words.text) and may_be_lost(words.text))
        ):
            written, place = _source_of(words, found)
            inspect_signs(words.text, written, place, report)


def _is_body(words: FieldValue) -> bool:
    return isinstance(words.part, Block) and words.part.BODY == "markdown" and words.field == "body"


def _source_of(words: FieldValue, found: SourceIndex) -> tuple[str, Location]:
    """Return how *words* are written, and where; nothing where that is not known."""
    return found.source_of(words.part.where, words.keys)


def _inspect_paragraphs(words: FieldValue, found: SourceIndex, report: Report) -> None:
    def at_its_place(problem: Diagnostic) -> None:
        if problem.code in _NAMED_BEFORE:
            return
        written, start = _source_of(words, found)
        where = start
        if written.startswith("|"):
            # Each line of the text is a line of the file.
            line, column = problem.where.line, problem.where.column
            source = written.split("\n")[line : line + 1] or [""]
            indent = len(source[0]) - len(source[0].lstrip())
            where = Location(start.path, start.line + line, indent + column)
        report(replace(problem, where=where))

    inspect_blocks(words.text, Location("", 1, 1), at_its_place)
