"""Says of a package what replacing it by another does to the learners who are in it: ``coursepack compare``.

A package is replaced in an LMS by uploading the new one over it. What an LMS then does depends on the identifiers in
the manifest (docs/facts.md#an-identifier-is-the-key-of-the-records), and what a learner meets on the saved state,
which the new package's player reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from builder.compare.contents import Contents, NotComparable, backup_of, contents_of
from builder.compare.difference import Effect
from builder.compare.differences import differences
from builder.compare.problems import nothing_to_compare, other_course, other_package
from builder.diagnostics import Diagnostic, Location
from builder.formats import moodle
from builder.verify.named import packages_named

_IN_MOODLE = "In Moodle, replace the package in each activity. Never restore the new file over a course with learners."


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
    """What was found: a line for each module and format, or the ``problems`` for which nothing could be compared.

    ``note`` says how the whole is done, where that is not by uploading each package over the old one.
    """

    pairs: Sequence[Pair]
    problems: Sequence[Diagnostic]
    note: str = ""

    @property
    def advice(self) -> Advice:
        """The worst of all."""
        return max((pair.advice for pair in self.pairs), default=Advice.SAFE)


@dataclass(frozen=True)
class _Side:
    """What is to be compared on one side: packages, and the files to take away of a Moodle backup."""

    packages: Sequence[Contents]
    problems: Sequence[Diagnostic]
    files: Mapping[str, str]

    @property
    def has_several_editions(self) -> bool:
        return len({package.key for package in self.packages}) < len(self.packages)


def compare(old: Path, new: Path) -> Comparison:
    """Compare a package, a Moodle backup, or a folder of packages, with what is to replace it."""
    before, after = _read(old), _read(new)
    problems = [*before.problems, *after.problems]
    for path, side in ((old, before), (new, after)):
        if not side.packages and not side.problems:
            problems.append(nothing_to_compare(Location(path.as_posix())))
    if problems:
        return Comparison((), problems)
    where = Location(new.as_posix())
    courses = [{package.course_id for package in side.packages} for side in (before, after)]
    if not courses[0] & courses[1]:
        return Comparison((), [other_course(where, min(courses[0]), min(courses[1]))])
    # An edition is no part of what a package is: whoever moves to another one replaces what they have.
    key = _key_by_edition if any(side.has_several_editions for side in (before, after)) else _key
    olds, news = ({key(each): each for each in side.packages} for side in (before, after))
    if old.is_file() and new.is_file() and len(olds) == len(news) == 1 and olds.keys() != news.keys():
        (first,), (second,) = olds.values(), news.values()
        return Comparison((), [other_package(where, first.name, second.name)])
    pairs = [_pair(olds.get(one), news.get(one)) for one in sorted({*olds, *news})]
    is_backup = moodle.ENDING in (old.suffix.lower(), new.suffix.lower())
    return Comparison([*pairs, *_taken_away(before.files, after.files)], (), _IN_MOODLE if is_backup else "")


def _read(path: Path) -> _Side:
    packages, problems, files = list[Contents](), list[Diagnostic](), dict[str, str]()
    named = [one for one in packages_named([path.as_posix()]) if not one.is_dir()]
    # Beside packages a Moodle backup says nothing more: it holds those of SCORM 1.2.
    zips = [package for package in named if package.suffix.lower() != moodle.ENDING]
    for package in zips or named:
        try:
            if package in zips:
                packages.append(contents_of(package))
            else:
                backup = backup_of(package)
                packages += backup.lessons
                files |= backup.files
        except NotComparable as problem:
            problems.append(problem.problem)
    return _Side(packages, problems, files)


def _key(package: Contents) -> tuple[str, ...]:
    return package.key


def _key_by_edition(package: Contents) -> tuple[str, ...]:
    return (package.edition, *package.key)


def _name(package: Contents) -> str:
    return f"{package.name}, edition {package.edition}" if package.edition else package.name


def _taken_away(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the files of a Moodle course that are others than they were, which no package replaces."""
    for name in sorted(name for name in before.keys() & after.keys() if before[name] != after[name]):
        sentence = "Replace it in its own activity, too: the new package holds it in media"
        yield Pair(f"The file {name}", Advice.SAFE, sentence, ())


def _pair(before: Contents | None, after: Contents | None) -> Pair:
    if after is None:
        assert before is not None
        return Pair(_name(before), Advice.SAFE, "Not in the new release: leave the old package where it is", ())
    if before is None:
        note = "There is no package for it in the old release."
        return Pair(_name(after), Advice.NEW_ACTIVITY, Advice.NEW_ACTIVITY.words, (note,))
    found = tuple(differences(before, after))
    texts = {effect: [change.text for change in found if change.effect is effect] for effect in Effect}
    if lost := texts[Effect.NEW_ACTIVITY]:
        return Pair(_name(after), Advice.NEW_ACTIVITY, Advice.NEW_ACTIVITY.words, (*lost, *texts[Effect.NOTE]))
    if again := texts[Effect.REDO]:
        sentence = f"Learners will be asked to redo {'; '.join(again)}"
        return Pair(_name(after), Advice.REDO, sentence, texts[Effect.NOTE])
    return Pair(_name(after), Advice.SAFE, Advice.SAFE.words, texts[Effect.NOTE])
