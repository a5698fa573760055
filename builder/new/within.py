"""The start of a module, a page, a question or a scenario within a course that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from builder.diagnostics import Location, did_you_mean
from builder.in_place import locked
from builder.model.course import Course, Module
from builder.new.start import CannotStart, filled, module_files, quoted, slug_of, written
from builder.source.homes import OWN_FOLDERS
from builder.source.load import load
from builder.source.problems.files import reserved_folder

#: The list of modules in ``course.yaml``, written in one of the two ways of YAML.
_IN_BRACKETS = re.compile(r"^modules:\s*\[[^\]#]*?(?=\s*,?\s*\])", re.MULTILINE)
_NOTES = r"(?:[^\S\n]*(?:#.*)?\n)*"
_IN_LINES = re.compile(
    rf"^modules:[^\S\n]*(?:#.*)?\n{_NOTES}(?P<indent> *)- .*(?:\n{_NOTES}(?P=indent)- .*)*", re.MULTILINE
)


def new_module(root: Path, slug: str, title: str) -> tuple[Path, ...]:
    """Write a module of the course *root* into the folder *slug*, and its name into ``course.yaml``; return the files.

    Raises CannotStart, and then nothing is changed; OSError if a file cannot be written.
    """
    if slug != slug_of(slug, "module"):
        raise CannotStart(f"{slug!r} cannot be the name of a folder; how about {slug_of(slug, 'module')!r}?")
    if slug in OWN_FOLDERS:
        reserved = reserved_folder(Location(slug), slug, OWN_FOLDERS[slug])
        raise CannotStart(f"{reserved.message}; {reserved.hint}")
    with _course(root) as course:
        if (root / slug).exists():
            raise CannotStart(f"{root / slug} is already there, and nothing is written over it")
        head = root / "course.yaml"
        listed = _with_module(head.read_bytes().decode("utf-8"), slug)
        if not listed:
            raise CannotStart(f"there is no list of modules in {head} that a name could be added to")
        own = _free(course, (f"M{number}" for number in count(len(course.contents) + 1)))
        return written(root, module_files(slug, own, quoted(title)), {head.name: listed})


def new_page(root: Path, module: str, title: str) -> tuple[Path, ...]:
    """Write a page at the end of *module*, a folder of the course *root*, but before its check; return its file.

    Raises CannotStart, or OSError if it cannot be written.
    """
    with _course(root) as course:
        name, own = _place(course, root, _module(course, module), title)
        return written(root, {name: filled("page.md", id=own, title=quoted(title))})


def new_question(root: Path, module: str, kind: str) -> tuple[Path, ...]:
    """Write a question of *kind* into the bank of *module*, a folder of the course *root*; return its file.

    It points at the first principle, outcome and page that there are. Raises CannotStart, or OSError.
    """
    with _course(root) as course:
        whole = _module(course, module)
        if not whole.check:
            raise CannotStart(
                f"{module} has no check that could draw it; give its module.yaml a check, and a page with ::: check"
            )
        own = _free(course, (f"{whole.id}-Q{number:02}" for number in count(1)))
        points = {
            "principle": [principle.id for principle in course.principles],
            "outcome": [outcome.id for outcome in whole.outcomes],
            "page": [page.id for page in whole.pages],
        }
        more = "".join(f"  {key}: {ids[0]}\n" for key, ids in points.items() if ids)
        name = f"{module}/questions/{slug_of(own, 'question')}.yaml"
        return written(root, {name: filled(f"{kind}.yaml", id=own, more=more)})


def new_scenario(root: Path, module: str, person: str) -> tuple[Path, ...]:
    """Write a scenario about *person* with a decision, and a page of *module* that tells it; return both files.

    Raises CannotStart, or OSError if a file cannot be written.
    """
    with _course(root) as course:
        whole = _module(course, module)
        own = _free(course, (f"S{number:02}" for number in count(len(course.scenarios) + 1)))
        name, page = _place(course, root, whole, person)
        story = filled("scenario.yaml", id=own, name=quoted(person), module=whole.id)
        told = filled("story.md", id=page, scenario=own, title=quoted(person))
        return written(root, {f"scenarios/{own}-{slug_of(person, 'story')}.yaml": story, name: told})


@contextmanager
def _course(root: Path) -> Iterator[Course]:
    """Yield the course *root* while nobody else begins a part of it: else two could have one id, or one place."""
    with locked(root):
        course = load(root).read
        if course is None:
            raise CannotStart(f"{root / 'course.yaml'} cannot be understood; `coursepack check {root}` says why")
        yield course


def _module(course: Course, slug: str) -> Module:
    modules = {module.slug: module for module in course.contents}
    if slug not in modules:
        hint = did_you_mean(slug, modules, f"there are: {', '.join(modules)}")
        raise CannotStart(f"there is no module {slug!r}; {hint}")
    return modules[slug]


def _free(course: Course, names: Iterator[str]) -> str:
    """Return the first of *names* that nothing in *course* has, or had when it was released."""
    taken = {own.text.casefold() for each in course.ids.values() for own in each}
    for key, out in course.released.modules.items():
        taken |= {name.casefold() for name in (key, *out.pages, *out.questions, *out.retired)}
    return next(name for name in names if name.casefold() not in taken)


def _place(course: Course, root: Path, module: Module, title: str) -> tuple[str, str]:
    """Return the file and the id of a further page of *module*: before its check, where a number is free there."""
    numbers = {page.id: _number(Path(page.where.path).name) for page in module.pages}
    last = max([0, *(_number(file.name) for file in (root / module.slug).glob("*.md"))])
    check = next((numbers[page.id] for page in module.pages if page.holds_quiz), last + 1)
    before = max([0, *(number for number in numbers.values() if number < check)])
    number = before + 1 if before + 1 < check else last + 1
    own = _free(course, (f"{module.id}-{tried:02}" for tried in count(number)))
    return f"{module.slug}/{number:02}-{slug_of(title, 'page')}.md", own


def _number(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 0


def _with_module(head: str, slug: str) -> str:
    """Return *head*, the text of ``course.yaml``, with *slug* at the end of its modules; nothing without a list."""
    if found := _IN_BRACKETS.search(head):
        return f"{head[: found.end()]}, {slug}{head[found.end() :]}"
    if found := _IN_LINES.search(head):
        return f"{head[: found.end()]}\n{found['indent']}- {slug}{head[found.end() :]}"
    return ""
