"""A course for reviewers who have none of our tools: one HTML page, a table of the questions, and what changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from builder.in_place import write_files
from builder.model.course import Course
from builder.review.document import review_html
from builder.review.questions import questions_csv
from builder.review.snapshot import UnreadableSnapshot, changes, read_snapshot, snapshot

__all__ = ["UnreadableSnapshot", "write_review"]


def write_review(course: Course, *, output: Path, since: Path | None, today: date) -> tuple[Path, ...]:
    """Write ``review.html``, ``questions.csv`` and ``review.json`` into the folder *output*, and return their paths.

    *since* is the ``review.json`` of an earlier review: what changed since then stands first. Raises
    UnreadableSnapshot if it is none, and OSError if something cannot be written: all three are whole, or not there.
    """
    now = snapshot(course)
    changed = changes(read_snapshot(since), now) if since else None
    texts = {
        "review.html": review_html(course, changed, today=today),
        "questions.csv": questions_csv(course),
        "review.json": json.dumps(now, indent=1, ensure_ascii=False, sort_keys=True) + "\n",
    }
    # Excel reads a CSV as UTF-8 only if it starts with a byte order mark.
    data = {name: text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8") for name, text in texts.items()}
    return write_files({output / name: content for name, content in data.items()})
