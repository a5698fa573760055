"""Says of a package what replacing it by another does to the learners who are in it: ``coursepack compare``.

A package is replaced in an LMS by uploading the new one over it. What an LMS then does depends on the identifiers in
the manifest (docs/facts.md#an-identifier-is-the-key-of-the-records), and what a learner meets on the saved state,
which the new package's player reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from builder.compare.contents import Contents, NotComparable, contents_of
from builder.compare.difference import Effect
from builder.compare.differences import differences
from builder.compare.problems import nothing_to_compare, other_course, other_package
from builder.diagnostics import Diagnostic, Location
from builder.formats import moodle
from builder.verify.named import packages_named


class Advice(IntEnum):
    """What may be done with a new package, from the best to the worst."""

    SAFE = 0
    REDO = 1
    NEW_ACTIVITY = 2

    @property
    def words(self) -> str:
        """The advice, as it is printed."""
        return ("Safe to replace", "Learners will be asked to redo something", "Upload as a new activity")[self]


@dataclass(frozen=True)
class Pair:
    """A module in one format, in the old release and in the new one; one of the two may not be there.

    ``sentence`` says what may be done, and ``notes`` what else differs.
    """

    name: str
    advice: Advice
    sentence: str
    notes: Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """What was found: a line for each module and format, or the ``problems`` for which nothing could be compared."""

    pairs: Sequence[Pair]
    problems: Sequence[Diagnostic]

    @property
    def advice(self) -> Advice:
        """The worst of all."""
        return max((pair.advice for pair in self.pairs), default=Advice.SAFE)


def compare(old: Path, new: Path) -> Comparison:
    """Compare a package, or a folder of packages, with the one that is to replace it."""
    befores, afters, problems = _read(old), _read(new), list[Diagnostic]()
    for path, side in ((old, befores), (new, afters)):
        problems += [found for found in side if isinstance(found, Diagnostic)]
        if not side:
            problems.append(nothing_to_compare(Location(path.as_posix())))
    if problems:
        return Comparison((), problems)
    before, after = (_by_key(side) for side in (befores, afters))
    courses = [{contents.course_id for contents in side.values()} for side in (before, after)]
    if not courses[0] & courses[1]:
        where = Location(new.as_posix())
        return Comparison((), [other_course(where, min(courses[0]), min(courses[1]))])
    if old.is_file() and new.is_file() and before.keys() != after.keys():
        (first,), (second,) = before.values(), after.values()
        return Comparison((), [other_package(Location(new.as_posix()), first.name, second.name)])
    return Comparison([_pair(before.get(key), after.get(key)) for key in sorted({*before, *after})], ())


def _read(path: Path) -> list[Contents | Diagnostic]:
    found: list[Contents | Diagnostic] = []
    for package in packages_named([path.as_posix()]):
        # A Moodle backup holds the SCORM packages that stand beside it, and nothing of it is replaced.
        if path.is_dir() and package.suffix.lower() == moodle.ENDING:
            continue
        try:
            found.append(contents_of(package))
        except NotComparable as problem:
            found.append(problem.problem)
    return found


def _by_key(side: Iterable[Contents | Diagnostic]) -> dict[tuple[str, str, str], Contents]:
    return {contents.key: contents for contents in side if isinstance(contents, Contents)}


def _pair(before: Contents | None, after: Contents | None) -> Pair:
    if after is None:
        assert before is not None
        return Pair(before.name, Advice.SAFE, "Not in the new release: leave the old package where it is", ())
    if before is None:
        note = "There is no package for it in the old release."
        return Pair(after.name, Advice.NEW_ACTIVITY, Advice.NEW_ACTIVITY.words, (note,))
    found = tuple(differences(before, after))
    texts = {effect: [change.text for change in found if change.effect is effect] for effect in Effect}
    if lost := texts[Effect.NEW_ACTIVITY]:
        return Pair(after.name, Advice.NEW_ACTIVITY, Advice.NEW_ACTIVITY.words, (*lost, *texts[Effect.NOTE]))
    if again := texts[Effect.REDO]:
        sentence = f"Learners will be asked to redo {'; '.join(again)}"
        return Pair(after.name, Advice.REDO, sentence, texts[Effect.NOTE])
    return Pair(after.name, Advice.SAFE, Advice.SAFE.words, texts[Effect.NOTE])
