"""What a package that coursepack built, of this version or of an older one, says of itself and asks of its learners."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from builder.compare.identifiers import identifiers_of
from builder.compare.problems import not_of_coursepack
from builder.diagnostics import Diagnostic, Location
from builder.formats import FORMATS
from builder.model.numbers import NARROW_BITS, NUMBER_BITS
from builder.render.data_script import TAUGHT, taught_json
from builder.render.module import LAUNCH
from builder.render.saved_state import answer_bits_of
from builder.source.problems.files import unreadable_file
from builder.verify import opened, opened_content
from builder.verify.moodle import packages_in, rows_of
from builder.verify.package import DamagedError, Package
from builder.verify.xml_file import XmlRefusedError

_TOLD = re.compile(r'<script type="application/json" id="player-data">(.*?)</script>', re.DOTALL)
#: Where the questions of the pages stood until 2026.11, in place of taught.js.
_QUESTIONS = re.compile(r'<script type="application/json" data-questions>(.*?)</script>', re.DOTALL)

_Found = TypeVar("_Found")


class NotComparable(Exception):
    """A package cannot be compared; ``problem`` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the *problem*."""
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class PackedQuestion:
    """A question: ``number`` files it in saved state, ``tracking_id`` in the LMS; ``right_answers`` are by option."""

    id: str
    tracking_id: str
    number: int
    bits: int
    right_answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PackedPage:
    """A page; ``required`` holds the numbers of what must have been tried on it."""

    id: str
    title: str
    number: int
    core: bool
    required: frozenset[int]


@dataclass(frozen=True)
class ModuleContents:
    """What the player of one module is told, in words that every release of coursepack has had."""

    told: Mapping[str, Any]
    taught: tuple[PackedQuestion, ...]
    bank: tuple[PackedQuestion, ...]

    @cached_property
    def has_layout_1(self) -> bool:
        """Whether its player writes saved states of layout 1, whose numbers have 20 bits."""
        # The two never told their players the same: layout 2 came with the option to send practice.
        return "practiceIsSent" not in self.told

    def number(self, told: int) -> int:
        """Return *told*, a number of the package, as one of 24 bits; the last four of an old one are not known."""
        return told << (NUMBER_BITS - NARROW_BITS) if self.has_layout_1 else told

    @cached_property
    def pages(self) -> tuple[PackedPage, ...]:
        """Its pages, in their order."""
        return tuple(
            PackedPage(
                page["id"],
                page["title"],
                self.number(page["fingerprint"]),
                page["core"],
                frozenset(self.number(number) for number in page["required"]),
            )
            for page in self.told["pages"]
        )


@dataclass(frozen=True)
class Contents:
    """A package: what it is, its ``identifiers`` by what they identify, its size in bytes, and its modules."""

    format: str
    size: int
    identifiers: Mapping[str, str]
    modules: tuple[ModuleContents, ...]

    @cached_property
    def course_id(self) -> str:
        """The id of the course."""
        return str(self.modules[0].told["course"]["id"])

    @cached_property
    def edition(self) -> str:
        """The id of the edition that it is of, or ""; packages from before there were editions are of none."""
        return str(self.modules[0].told["course"].get("edition", ""))

    @cached_property
    def key(self) -> tuple[str, str, str]:
        """What is the same in every release: the course, the module ("" for the whole course), the format."""
        one = len(self.modules) == 1 and not self.is_whole
        return self.course_id, str(self.modules[0].told["module"]["id"]) if one else "", self.format

    @property
    def is_whole(self) -> bool:
        """Whether it holds a whole course, each module in a folder of its own."""
        return len(self.modules) > 1

    @property
    def name(self) -> str:
        """What it is, in words."""
        title = self.modules[0].told["course" if self.is_whole else "module"]["title"]
        return f"{title}, {FORMATS[self.format].title}"


@dataclass(frozen=True)
class Backup:
    """A course for Moodle to restore: its lessons, and its files to take away, each with what stands for its bytes."""

    lessons: tuple[Contents, ...]
    files: Mapping[str, str]


def contents_of(path: Path) -> Contents:
    """Return what the package *path* holds. Raises NotComparable if it is none of ours, or cannot be read."""
    return _looked_into(path, _contents)


def backup_of(path: Path) -> Backup:
    """Return what the Moodle backup *path* holds. Raises NotComparable if it is none of ours, or cannot be read."""
    return _looked_into(path, _backup)


def _looked_into(path: Path, look: Callable[[Package], _Found]) -> _Found:
    shown = path.as_posix()
    try:
        with opened(path, shown=shown) as found:
            return look(_sound(found))
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise NotComparable(unreadable_file(Location(shown), reason)) from None
    except XmlRefusedError as refused:
        raise NotComparable(refused.problem) from None
    except DamagedError as damage:
        raise NotComparable(not_of_coursepack(Location(shown), str(damage))) from None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        # What its player is told is not what any release of ours has told it.
        fact = "says nothing of its pages that could be compared"
        raise NotComparable(not_of_coursepack(Location(shown), fact)) from None


def _sound(found: Package | Diagnostic) -> Package:
    if isinstance(found, Diagnostic):
        raise NotComparable(found)
    return found


def _backup(package: Package) -> Backup:
    lessons = []
    for name, content in packages_in(package):
        with content:
            lessons.append(_contents(_sound(opened_content(content, f"{package.shown}!{name}"))))
    if not lessons:
        raise NotComparable(not_of_coursepack(Location(package.shown), "holds no lesson of coursepack"))
    files = {row.path: row.hash for row in rows_of(package) if row.component == "mod_resource"}
    return Backup(tuple(lessons), files)


def _contents(package: Package) -> Contents:
    here = Location(package.shown)
    if not package.modules:
        raise NotComparable(not_of_coursepack(here, "was not made by coursepack"))
    name, identifiers = identifiers_of(package)
    modules = tuple(_module(package, folder) for folder in package.modules)
    return Contents(name, package.size, identifiers, modules)


def _module(package: Package, folder: str) -> ModuleContents:
    page = package.read(folder + LAUNCH).decode()
    found = _TOLD.search(page)
    told = json.loads(found[1] if found else "")
    own = [taught_json(package.read(folder + TAUGHT))] if folder + TAUGHT in package.files else _QUESTIONS.findall(page)
    taught = [question for script in own for question in json.loads(script)]
    bank = json.loads(package.read(folder + told["check"]["bank"]))["questions"] if told["check"] else []
    bare = ModuleContents(told, (), ())
    assert bare.pages
    return ModuleContents(told, tuple(_questions(bare, taught)), tuple(_questions(bare, bank)))


def _questions(module: ModuleContents, told: list[Mapping[str, Any]]) -> Iterator[PackedQuestion]:
    for question in told:
        options = question["options"]
        yield PackedQuestion(
            question["id"],
            question["trackingId"],
            module.number(question["fingerprint"]),
            answer_bits_of(question["mechanic"], len(options), len(question["labels"])),
            tuple(sorted((option["id"], option["answer"]) for option in options)),
        )
