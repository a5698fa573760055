"""Mistakes with what lies where: in another folder, gone, copied, or twice but for a capital; one message each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.judge import judge
from tests.mistakes import (
    BANK,
    CHECK,
    HEAD,
    LISTED,
    MODULE,
    PAGE,
    SECOND,
    Mistake,
    added,
    both,
    copied,
    tells_one_thing,
)  # fmt: skip
from tests.test_mistakes_in_files import FIGURE, MEDIA, NAMED, STORY, TALE, drawn, made, moved

WIDE = Path(__file__).parent / "wide_course"
S01 = made("scenarios/S01.yaml", STORY.format("M1").encode())
WORDS = "- {id: key, term: key, meaning: What opens a lock.}\n"
QUESTIONS = "the folder questions of its module"


def clash(name: str, other: str) -> Mistake:
    """Return the mistake to have the file *name* a second time as *other*."""
    return copied(name, other), other, "only in capital letters"


def copy(name: str, to: str) -> Mistake:
    """Return the mistake to leave a copy of *name* beside it."""
    return copied(name, to), f"{to}:", "delete it"


MISTAKES: dict[str, Mistake] = {
    "bank beside the pages": (moved(BANK, "first-module/first.yaml"), "first-module/first.yaml", QUESTIONS),
    "bank beside the pages, called as its folder": (
        moved(BANK, "first-module/questions.yaml"), "first-module/questions.yaml", QUESTIONS,
    ),
    "second bank beside the pages": (copied(BANK, "first-module/more.yaml"), "first-module/more.yaml", QUESTIONS),
    "bank beside the course": (moved(BANK, "questions.yaml"), "questions.yaml", QUESTIONS),
    "bank among the pictures": (
        both(drawn(f"{MEDIA}/a.svg", "a.svg"), moved(BANK, f"{MEDIA}/first.yaml")), f"{MEDIA}/first.yaml", QUESTIONS,
    ),
    "bank saved as text": (moved(BANK, "first-module/questions/first.txt"), "first-module/questions/first.txt", "yaml"),
    "bank with the ending of a page": (
        moved(BANK, "first-module/questions/first.md"), "first-module/questions/first.md", "rename it to first.yaml",
    ),
    "folder of questions with a slip": (
        moved("first-module/questions", "first-module/question"), "first-module/question", "rename it to questions",
    ),
    "page among the questions": (
        both(NAMED, moved(CHECK, "first-module/questions/90-check.md")), "first-module/questions", "move it",
    ),
    "page among the pictures": (both(NAMED, moved(CHECK, f"{MEDIA}/90-check.md")), f"{MEDIA}/90-check.md", "move it"),
    "page beside the course": (both(NAMED, moved(CHECK, "90-check.md")), "90-check.md", "the folder of its module"),
    "page without an ending": (both(NAMED, moved(CHECK, CHECK[:-3])), CHECK[:-3], "90-check.md"),
    "page with the ending of a bank": (both(NAMED, moved(CHECK, f"{CHECK[:-3]}.yaml")), CHECK[:-3], "90-check.md"),
    "page with the ending of the web": (both(NAMED, moved(CHECK, f"{CHECK[:-3]}.html")), CHECK[:-3], "90-check.md"),
    "story beside the pages": (
        both(S01, TALE, moved("scenarios/S01.yaml", "first-module/S01.yaml")), "first-module/S01.yaml", "scenarios",
    ),
    "story beside the course": (both(S01, TALE, moved("scenarios/S01.yaml", "S01.yaml")), "S01.yaml", "scenarios"),
    "folder of stories in a module": (both(S01, TALE, moved("scenarios", "first-module/scenarios")), "first", "course"),
    "folder of stories with a slip": (both(S01, TALE, moved("scenarios", "scenario")), "scenario", "to scenarios"),
    "glossary in a module": (
        both(added("first-module/glossary.yaml", WORDS), added(PAGE, "\nA [key](term:key).\n")),
        "first-module/glossary.yaml", "the folder of the course",
    ),
    "glossary with a slip": (
        both(added("glosary.yaml", WORDS), added(PAGE, "\nA [key](term:key).\n")), "glosary.yaml", "glossary.yaml",
    ),
    "pictures in a folder of another name": (
        drawn("first-module/images/a.svg", "a.svg"), "first-module/images", "the folder media",
    ),
    "module in a folder of modules": (moved("first-module", "modules/first-module"), f"{HEAD}:", "beside course.yaml"),
    "module that another requires, renamed": (
        both(*SECOND, LISTED, added(MODULE, "requires: [second]\n"), moved("second", "two")), f"{HEAD}:", "two",
    ),
    "page of the check that was taken away": (
        both(NAMED, lambda course: (course / CHECK).unlink()), f"{PAGE}:26", "there are: M1-01",
    ),
    "stories that are gone": (TALE, f"{PAGE}:26", "a file in scenarios/"),
    "people who can help that are gone": (added(PAGE, "\n::: support\n:::\n"), f"{PAGE}:26", "support.yaml"),
    "page twice but for a capital": clash(PAGE, "first-module/01-Welcome.md"),
    "bank twice but for a capital": clash(BANK, "first-module/questions/First.yaml"),
    "story twice but for a capital": (
        both(S01, TALE, copied("scenarios/S01.yaml", "scenarios/s01.yaml")), "scenarios/S01.yaml", "only in capital",
    ),
    "course twice but for a capital": clash(HEAD, "Course.yaml"),
    "module with a slip": (moved(MODULE, "first-module/modul.yaml"), "first-module/modul.yaml", "module.yaml"),
    "module with the ending of a page": (moved(MODULE, "first-module/module.markdown"), "first-module", "module.yaml"),
    "course with the ending of a page": (moved(HEAD, "course.MD"), "course.MD", "course.yaml"),
    "module twice but for a capital": clash(MODULE, "first-module/Module.yaml"),
    "folder twice but for a capital": (
        made("first-module/Questions/a.yaml", b"x"), "first-module/Questions", "only in capital letters",
    ),
    "modules twice but for a capital": (both(*SECOND, LISTED, made("Second/module.yaml", b"x")), "Second", "capital"),
    "picture twice but for a capital": (
        both(drawn(f"{MEDIA}/A.svg", "a.svg"), made(f"{MEDIA}/a.svg"), added(PAGE, FIGURE.format("A.svg"))),
        f"{MEDIA}/A.svg", "only in capital letters",
    ),
    "page of the check that was copied": copy(CHECK, "first-module/90-check (1).md"),
    "page that a browser saved again": copy(PAGE, "first-module/01-welcome (1).md"),
    "page that two people changed": copy(PAGE, "first-module/01-welcome (Kim's conflicted copy 2026-11-01).md"),
    "page that two machines changed": copy(PAGE, "first-module/01-welcome-DESKTOP-7Q.md"),
    "page copied on a Mac": copy(PAGE, "first-module/01-welcome copy.md"),
    "page copied on the web": copy(PAGE, "first-module/Copy of 01-welcome.md"),
    "bank that a browser saved again": copy(BANK, "first-module/questions/first (1).yaml"),
    "story that was copied": (
        both(S01, TALE, copied("scenarios/S01.yaml", "scenarios/S01 - Copy.yaml")), "scenarios/S01 - Copy", "delete it",
    ),
    "course that was copied": (copied(HEAD, "course - Copy.yaml"), "course - Copy.yaml", "copy of course.yaml"),
    "page that an editor kept": (copied(PAGE, f"{PAGE}~"), f"{PAGE}~", "copy of 01-welcome.md"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_with_where_things_lie_has_one_message_that_names_the_cure(mistake: str, tmp_path: Path) -> None:
    tells_one_thing(MISTAKES[mistake], tmp_path)


@pytest.mark.parametrize("name", sorted(path.name for path in WIDE.iterdir() if path.name != "words.yaml"))
def test_what_is_gone_from_a_course_is_told_once_whoever_names_it(name: str, tmp_path: Path) -> None:
    course = Path(shutil.copytree(WIDE, tmp_path / "course"))
    (course / name).rename(tmp_path / name)
    (problem,) = judge(course).problems
    assert problem.hint


def test_drawings_of_an_animation_that_cannot_be_read_are_not_told_as_strays(tmp_path: Path) -> None:
    course = Path(shutil.copytree(WIDE, tmp_path / "course"))
    added("animations/A1-swarm.yaml", "x: [\n")(course)
    (problem,) = judge(course).problems
    assert problem.code == "yaml-syntax"
