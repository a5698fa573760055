"""Mistakes that authors make in a small course, for the tests of what they are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from builder.build import build
from builder.diagnostics import has_errors
from builder.judge import judge
from builder.new import new_course

PAGE, HEAD, MODULE = "first-module/01-welcome.md", "course.yaml", "first-module/module.yaml"
BANK, CHECK = "first-module/questions/first.yaml", "first-module/90-check.md"


def changed(name: str, before: str, after: str) -> Callable[[Path], None]:
    """Return what writes *after* in the place of *before* in the file *name*."""

    def change(course: Path) -> None:
        text = (course / name).read_text(encoding="utf-8")
        assert before in text, text
        (course / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    return change


def added(name: str, text: str) -> Callable[[Path], None]:
    """Return what writes *text* at the end of the file *name*, which need not be there."""

    def add(course: Path) -> None:
        (course / name).parent.mkdir(exist_ok=True)
        with (course / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return add


def encoded(name: str, encoding: str) -> Callable[[Path], None]:
    """Return what saves the file *name* in another *encoding*, as some editors do."""

    def encode(course: Path) -> None:
        text = (course / name).read_text(encoding="utf-8").replace("short", "shört")
        (course / name).write_bytes(text.encode(encoding))

    return encode


def renamed(name: str, to: str) -> Callable[[Path], None]:
    """Return what gives the file or folder *name* another name, and calls it so in ``course.yaml``."""

    def rename(course: Path) -> None:
        (course / name).rename(course / to)
        head = (course / HEAD).read_text(encoding="utf-8")
        (course / HEAD).write_text(head.replace(f"[{name}]", f"[{to}]"), encoding="utf-8")

    return rename


def copied(name: str, to: str) -> Callable[[Path], None]:
    """Return what copies the file *name*."""
    return lambda course: (course / to).write_bytes((course / name).read_bytes())


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return what makes all of *changes*."""

    def make(course: Path) -> None:
        for change in changes:
            change(course)

    return make


#: A link and a picture with pins: what stands on a page when a folder or a block goes wrong.
LINKED = added(PAGE, "\nSee [the check](page:M1-90).\n")
PINS = "\n::: hotspot\nid: M1-01-pins\nstem: Where?\noptions:\n" + "".join(
    f"  - {{text: {name}, pin: [{at}, 50], right: {right}, feedback: {name}.}}\n"
    for name, at, right in (("Left", 10, "true"), ("Right", 90, "false"))
)
SECOND = (
    added("second/module.yaml", "id: M2\ntitle: B\n"),
    added("second/01-b.md", "---\nid: M2-01\ntitle: B\n---\nB.\n"),
)
LISTED = changed(HEAD, "[first-module]", "[first-module, second]")
LOCAL = "- {id: lead, label: Lead, value: (01632) 960-001, fallback: Ask.}\n"

#: What was done, where its message stands, and a word of its cure.
Mistake = tuple[Callable[[Path], object], str, str]


def tells_one_thing(mistake: Mistake, folder: Path) -> None:
    """Make *mistake* in a new course in *folder*, and hold that its author is told one thing, at its place.

    What is no more than a warning has to build.
    """
    make, place, cure = mistake
    new_course(folder, "A course")
    make(folder)
    problems = judge(folder).problems
    said = [f"{problem}\n  {problem.hint}".replace(f"{folder.as_posix()}/", "") for problem in problems]
    assert len(said) == 1, "\n".join(said)
    assert said[0].startswith(place), said[0]
    assert re.search(re.escape(cure), said[0]), said[0]
    assert problems[0].hint
    if not has_errors(problems):
        report = build(folder, formats=["web"], modules=(), output=folder / "dist")
        assert (report.exit_code, len(report.packages)) == (0, 1), report.problems
