"""Mistakes with the names, places and encodings of files: one message each, at the file, that names the cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.exits import exit_code
from builder.judge import judge
from builder.new import new_course
from tests.mistakes import (
    BANK,
    CHECK,
    HEAD,
    LINKED,
    LISTED,
    MODULE,
    PAGE,
    SECOND,
    Mistake,
    added,
    both,
    changed,
    copied,
    encoded,
    renamed,
    tells_one_thing,
)  # fmt: skip

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"/>'
MEDIA = "first-module/media"
FIGURE = "\n::: figure\nimage: {}\nalt: A drill\n:::\n"
STORY = (
    "id: S01\nname: Mo\ntitle: Mo\nbefore: Mo waits.\nlearning: Ask.\ndecisions:\n- id: S01-A\n  levels: [{}]\n"
    "  stem: What now?\n  options:\n  - {{text: Ask, verdict: best, feedback: Yes.}}\n"
    "  - {{text: Wait, verdict: unsafe, feedback: No.}}\n"
)
TALE = added(PAGE, "\n::: scenario S01\nshow: [before]\n:::\n\n::: decision S01-A\n:::\n")
#: What names the page of the check.
NAMED = both(LINKED, changed(BANK, "page: M1-01", "page: M1-90"))


def moved(name: str, to: str) -> Callable[[Path], None]:
    """Return what moves the file or folder *name*, whoever names it."""

    def move(course: Path) -> None:
        (course / to).parent.mkdir(parents=True, exist_ok=True)
        (course / name).rename(course / to)

    return move


def drawn(name: str, written: str) -> Callable[[Path], None]:
    """Return what shows the picture *written* on the page, where the file is called *name*."""
    return both(made(name), added(PAGE, FIGURE.format(written)))


def made(name: str, data: bytes = SVG.encode()) -> Callable[[Path], None]:
    """Return what makes the file *name* of *data*."""

    def make(course: Path) -> None:
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_bytes(data)

    return make


def exchanged(name: str) -> Callable[[Path], None]:
    """Return what puts a folder in the place of the file *name*, or a file in that of a folder."""

    def exchange(course: Path) -> None:
        was_file = (course / name).is_file()
        (course / name).rename(course / ".away")
        (course / name).mkdir() if was_file else (course / name).write_text("x", encoding="utf-8")

    return exchange


MISTAKES: dict[str, Mistake] = {
    "bank saved as yml": (renamed(BANK, f"{BANK[:-5]}.yml"), f"{BANK[:-5]}.yml", "rename it to first.yaml"),
    "module saved as yml": (moved(MODULE, "first-module/module.yml"), "first-module/module.yml", "module.yaml"),
    "course saved as yml": (moved(HEAD, "course.yml"), "course.yml", "course.yaml"),
    "story saved as yml": (both(made("scenarios/S01.yml", b"x"), TALE), "scenarios/S01.yml", "S01.yaml"),
    "page saved as text alone": (both(moved(CHECK, f"{CHECK}.txt"), NAMED), f"{CHECK}.txt", "90-check.md"),
    "page with a long ending": (moved(PAGE, "first-module/01.markdown"), "first-module/01.markdown", "01.md"),
    "page with capitals at its end": (both(moved(CHECK, "first-module/90.MD"), NAMED), "first-module/90.MD", "90.md"),
    "file in capitals": (moved(MODULE, "first-module/Module.yaml"), "first-module/Module.yaml", "module.yaml"),
    "folder of questions in capitals": (
        moved("first-module/questions", "first-module/Questions"), "first-module/Questions", "rename it to questions",
    ),
    "folder of stories in capitals": (both(made("Scenarios/S01.yaml", b"x"), TALE), "Scenarios", "scenarios"),
    "folder of a module that differs in a capital": (moved("first-module", "First-module"), "First-module", "rename"),
    "folder of a module that was renamed": (moved("first-module", "one"), f"{HEAD}:", "one"),
    "module that a story names and nobody lists": (
        both(*SECOND, made("scenarios/S01.yaml", STORY.format("M2").encode())), "second", "add second to modules:",
    ),
    "module that another requires and nobody lists": (
        both(*SECOND, added(MODULE, "requires: [second]\n")), "second", "course.yaml",
    ),
    "module listed twice": (changed(HEAD, "[first-module]", "[first-module, first-module]"), f"{HEAD}:", "take one"),
    "module listed with a slash": (changed(HEAD, "[first-module]", "[first-module/]"), f"{HEAD}:", "small letters"),
    "modules listed by their ids": (both(*SECOND, changed(HEAD, "[first-module]", "[M1, M2]")), f"{HEAD}:", "letters"),
    "page that was taken away": (
        both(
            added(PAGE, "\nSee [more](page:M1-55).\n"), changed(BANK, "page: M1-01", "page: M1-55"),
            made(f"{MEDIA}/a.svg"),
        ),
        f"{PAGE}:26:12", "there are: M1-01, M1-90",
    ),
    "principles whose file is not there": (
        both(
            changed(PAGE, "title: W", "principles: [P1, P2]\ntitle: W"),
            changed(BANK, "  kind", "  principle: P3\n  kind"),
        ),
        f"{PAGE}:3", "add it",
    ),
    "pictures whose folder is not there": (
        both(added(PAGE, FIGURE.format("a.svg")), added(CHECK, FIGURE.format("b.svg"))), f"{PAGE}:27", "add it",
    ),
    "bank that is not there": (lambda course: (course / BANK).unlink(), f"{MODULE}:4", "add questions"),
    "picture beside the pages": (drawn("first-module/a.svg", "a.svg"), "first-module/a.svg", "media"),
    "picture beside the modules": (drawn("media/a.svg", "a.svg"), "media", "folder of a module"),
    "picture in a folder of its own": (drawn(f"{MEDIA}/big/a.svg", "a.svg"), f"{PAGE}:", "'big/a.svg'"),
    "picture that differs in a capital": (drawn(f"{MEDIA}/Map.svg", "map.svg"), f"{PAGE}:", "'Map.svg'"),
    "picture with its folder": (drawn(f"{MEDIA}/map.svg", "media/map.svg"), f"{PAGE}:", "'map.svg'"),
    "picture without its ending": (drawn(f"{MEDIA}/map.svg", "map"), f"{PAGE}:", "'map.svg'"),
    "picture by its address": (drawn(f"{MEDIA}/map.svg", "https://example.org/map.svg"), f"{PAGE}:", "name of"),
    "picture by its path": (drawn(f"{MEDIA}/map.svg", r"C:\Users\Kim\map.svg"), f"{PAGE}:", "name of the file alone"),
    "picture pasted as text": (drawn(f"{MEDIA}/a.svg", "data:image/png;base64,iVBORw0KGgo="), f"{PAGE}:", "name of"),
    "picture with a space": (drawn(f"{MEDIA}/the map.svg", "the map.svg"), f"{MEDIA}/the map.svg", "without spaces"),
    "picture with an umlaut": (drawn(f"{MEDIA}/k\u00fcche.svg", "k\u00fcche.svg"), MEDIA, "use letters"),
    "picture with an umlaut, as macOS writes it": (
        drawn(f"{MEDIA}/ku\u0308che.svg", "k\u00fcche.svg"), MEDIA, "use letters",
    ),
    "picture of no bytes": (
        both(made(f"{MEDIA}/a.svg", b""), added(PAGE, FIGURE.format("a.svg"))), f"{MEDIA}/a.svg", "right file",
    ),
    "picture whose words are its name": (
        both(made(f"{MEDIA}/a.svg"), added(PAGE, FIGURE.format("a.svg").replace("A drill", "a.svg"))),
        f"{PAGE}:", "what the picture tells",
    ),
    "document that was renamed": (made(PAGE, b"PK\x03\x04\x14\0\x06\0\xff"), f"{PAGE}:1", "plain text"),
    "old document that was renamed": (made(PAGE, b"\xd0\xcf\x11\xe0\xa1"), f"{PAGE}:1", "plain text"),
    "rich text that was renamed": (made(PAGE, rb"{\rtf1 Words}"), f"{PAGE}:1", "plain text"),
    "PDF that was renamed": (made(PAGE, b"%PDF-1.7\n\xe2"), f"{PAGE}:1", "plain text"),
    "web page that was renamed": (made(PAGE, b"<!DOCTYPE html><p>Words"), f"{PAGE}:1", "plain text"),
    "page of no bytes": (made(PAGE, b""), f"{PAGE}:1", "describe the page"),
    "bank of no bytes": (made(BANK, b""), f"{BANK}:1", "or delete the file"),
    "glossary of no bytes": (made("glossary.yaml", b"\n"), "glossary.yaml:1", "or delete the file"),
    "course of no bytes": (made(HEAD, b""), f"{HEAD}:1", "key: value"),
    "folder for a page": (both(exchanged(CHECK), NAMED), CHECK, "check what it is"),
    "folder for a bank": (exchanged(BANK), BANK, "check what it is"),
    "file for the questions": (exchanged("first-module/questions"), "first-module/questions", "check what it is"),
    "file for the pictures": (
        both(made(MEDIA, b"x"), added(PAGE, FIGURE.format("a.svg"))), MEDIA, "check what it is",
    ),
    "file for a module": (both(LISTED, made("second", b"x")), "second", "check what it is"),
    "bank in UTF-16": (encoded(BANK, "utf-16"), f"{BANK}:1", "UTF-8"),
    "bank in UTF-16 without a mark": (
        both(changed(BANK, "What do", "Wh\u00e4t do"), encoded(BANK, "utf-16-le")), BANK, "UTF-8",
    ),
    "bank in an old encoding": (
        both(changed(BANK, "What do", "What \u2013 do"), encoded(BANK, "cp1252")), f"{BANK}:4", "UTF-8",
    ),
    "bank with a mark at its start": (encoded(BANK, "utf-8-sig"), f"{BANK}:1", "without"),
    "page beside the modules": (copied(PAGE, "01-welcome.md"), "01-welcome.md", "the folder of its module"),
    "page copied by a file manager": (
        copied(PAGE, f"{PAGE[:-3]} - Copy.md"), f"{PAGE[:-3]} - Copy.md:2", "delete it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_with_a_file_has_one_message_that_names_the_cure(mistake: str, tmp_path: Path) -> None:
    tells_one_thing(MISTAKES[mistake], tmp_path)


def test_what_editors_and_systems_leave_in_a_course_is_no_mistake(tmp_path: Path) -> None:
    new_course(tmp_path, "A course")
    for name in (f"first-module/~${PAGE[-9:]}", "first-module/Thumbs.db", "desktop.ini", ".DS_Store", "dist/a.zip"):
        made(name, b"x")(tmp_path)
    assert exit_code(judge(tmp_path).problems, "warnings") == 0
