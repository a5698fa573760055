"""Looks for runs of words that a course shares with documents it was made from: ``python -m tools.copy_check FOLDER``.

The course's words are its own. The titles of principles, and the credit line, are borrowed with credit and may match.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.model.course import Course
from builder.model.tokens import filled
from builder.source.load import load

#: From this number of words on, a run is no coincidence.
RUN = 8
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def words_of(text: str) -> list[str]:
    """Return the words of *text* in small letters, whatever stands between them."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of ``RUN`` words."""
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def copied(course: Course, documents: Iterable[str]) -> Iterator[str]:
    """Yield each run of words that *course* shares with one of *documents*, with the part that holds it."""
    known = {run for document in documents for run in runs(words_of(document))}
    borrowed = [words_of(text) for text in (course.title, course.credit, *(p.title for p in course.principles))]
    allowed = {run for words in borrowed for run in runs(words)}
    for passage in course.passages:
        for run in runs(words_of(filled(passage.text, course.fact_names))):
            if run in known and run not in allowed:
                yield f"{'/'.join(passage.ids)}: {' '.join(run)}"


def main(folder: Path) -> int:
    """Print what ``course_src`` shares with the text files in *folder*; return 1 if there is anything."""
    course = load(Path("course_src")).course
    if course is None:
        print("course_src has errors: run coursepack check")
        return 1
    found = list(copied(course, (file.read_text(encoding="utf-8", errors="replace") for file in folder.glob("*.txt"))))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
