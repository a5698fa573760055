"""What a course said at one time, part by part, so that a later review can show what changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

from builder.checks.parts import AnyQuestion
from builder.model.course import Course
from builder.model.fingerprint import SIGNED, content_fingerprint
from builder.model.kinds import LearnerText, WriterNote
from builder.model.questions import Choice, Hotspot, Match, Order, Sort
from builder.model.tokens import filled
from builder.model.walk import walk
from builder.source.text_file import whole_file

_FORMAT = 2
#: What a snapshot is, in JSON: ``parts`` holds the text of each part by its id.
Snapshot = dict[str, Any]
ChangeKind = Literal["added", "removed", "changed"]


class UnreadableSnapshot(Exception):
    """A file that is no ``review.json`` of ours; the message says so in words."""


@dataclass(frozen=True)
class Change:
    """One part that is not as it was, with its words in order: what they were before, after, or both."""

    kind: ChangeKind
    id: str
    #: Runs of words: the same in both, only before, or only after.
    words: tuple[tuple[Literal["same", "before", "after"], str], ...]


def answer_of(question: AnyQuestion, number: int) -> str:
    """Return what is right about the option or item at *number*: that it is, its place, its group or its match."""
    match question:
        case Choice() | Hotspot():
            return "right" if question.options[number].right else ""
        case Order():
            return str(number + 1)
        case Sort():
            return question.items[number].group
        case Match():
            return question.items[number].match


def snapshot(course: Course) -> Snapshot:
    """Return what *course* says now. Nothing in it depends on the day, or on where anything stands in its files."""
    return {
        "format": _FORMAT,
        "course": course.id,
        "version": course.version,
        "guidance_version": course.guidance_version,
        "modules": {module.id: content_fingerprint(course, module) for module in course.contents},
        "parts": dict(_parts(course)),
    }


def read_snapshot(file: Path) -> Snapshot:
    """Return the snapshot in *file*. Raises UnreadableSnapshot."""
    try:
        read = json.loads(whole_file(file).read_text(encoding="utf-8"))
    except OSError as problem:
        raise UnreadableSnapshot(f"{file} cannot be read: {problem.strerror}") from problem
    except (ValueError, RecursionError) as problem:
        raise UnreadableSnapshot(f"{file} is no review.json: it is not JSON") from problem
    parts = read.get("parts") if isinstance(read, dict) and read.get("format") == _FORMAT else None
    if not isinstance(parts, dict) or not all(isinstance(text, str) for text in parts.values()):
        raise UnreadableSnapshot(f"{file} is no review.json that this version can read")
    return dict(read)


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Return every part that was added, removed or changed, in the order of the course; removed ones stand last."""
    old: Mapping[str, str] = before["parts"]
    new: Mapping[str, str] = after["parts"]
    found = [
        Change("changed", name, tuple(_compared(old[name], text)))
        if name in old
        else Change("added", name, (("after", text),))
        for name, text in new.items()
        if old.get(name) != text
    ]
    gone = [Change("removed", name, (("before", text),)) for name, text in old.items() if name not in new]
    return (*found, *gone)


def _compared(old: str, new: str) -> Iterator[tuple[Literal["same", "before", "after"], str]]:
    before, after = old.split(), new.split()
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", " ".join(before[a0:a1])
        else:
            if a1 > a0:
                yield "before", " ".join(before[a0:a1])
            if b1 > b0:
                yield "after", " ".join(after[b0:b1])


def _parts(course: Course) -> Iterator[tuple[str, str]]:
    """Yield each part that a reviewer judges as a whole, with what it says: words as learners read them, and values."""
    said: dict[str, list[str]] = defaultdict(list)
    for entry in walk(course, *SIGNED, WriterNote):
        text = filled(entry.text, course.fact_names)
        said[entry.belongs_to].append(text if isinstance(entry.kind, LearnerText) else f"{entry.label}: {text}")
    yield from ((name, "\n".join(lines)) for name, lines in said.items())
