"""No input makes reading take more than its share: twice the input, about twice the work.

Work is counted, not timed: every call of a Python function and of a C function. One call of C can be slow by itself:
those that are known to be are kept from large texts by a limit that has a test of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.diagnostics import MOST_OF_A_KIND
from builder.judge import judge
from builder.source.text_file import MAX_PAGE_BYTES

FRONT = "---\nid: M1-02\ntitle: Start\nminutes: 1\n---\n\n"
SMALL = Path(__file__).parents[1] / "small_course"
#: What is repeated in the text of a page, within the size that a page may have.
PAGES = {
    "fences": ":::\n",
    "opened": "::: callout A\n",
    "spaces": "::: callout a" + " " * 500 + "b\n",
    "tokens": "{{",
    "unclosed-tokens": "{{a ",
    "pictures": "![",
    "pictures-apart": "![a](b.png)\n\n",
    "links": "[a](",
    "references": "[a]",
    "paragraphs": "a\n\n",
    "stars": "*a ",
    "strikes": "~~a ",
    "code": "`a ``",
    "angles": "<a ",
    "entities": "&#x202e;",
    "quotes": "> ",
    "lists": "- ",
    "tables": "| a | b |\n|---|---|\n| c | d | e |\n\n",
    "rows": "| a |\n",
    "boxes": "- [ ] a\n",
    "notes": "a[^1]\n\n",
    "cyrillic": "a\u0430 ",
    "hidden": "\u202e",
    "html": "<b>\n\n",
    "dialects": "==a ^[ {# $a ~a ** [a]( [[ :a\n",
    "items": "1.a\n",
    "numbers": "2. a\n\n- b\n\n",
    "named": "[a]: b\n",
    "indented": "    a\n\nb\n\n",
}
FILES = {
    "unknown-keys": ("guidance.yaml", "- id: a\n", "  key{n}: 1\n"),
    "items": ("glossary.yaml", "", "- {{}}\n"),
    "wrong-forms": ("guidance.yaml", "- id: a\n  forms:\n", "    form{n}: 1\n"),
    "twice": ("guidance.yaml", "", "a: 1\n"),
    "brackets": ("glossary.yaml", "", "- ["),
    "links": ("glossary.yaml", "", "- '[a](b)'\n"),
    "words": ("words.yaml", "", "word{n}: a\n"),
    "picture-elements": ("one/media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">', "<b{n}/>"),
    "picture-attributes": ("one/media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"', ' b{n}="1"'),
    "picture-uses": (
        "one/media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a0"/>',
        '<g id="b{n}"><use href="#a0"/></g>',
    ),
}  # fmt: skip


def work(course: Path) -> int:
    """Return how many calls judging *course* takes."""
    count = 0

    def called(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(called)
    try:
        judge(course)
    finally:
        sys.setprofile(None)
    return count


def grows_like_its_input(course: Path, write: Callable[[int], None], repeats: int) -> None:
    write(1)
    floor = work(course)
    write(repeats)
    once = work(course) - floor
    write(2 * repeats)
    twice = work(course) - floor
    assert twice <= 2.5 * max(once, floor), f"{repeats} took {once} calls, and twice as many {twice}"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for file in SMALL.rglob("*"):
        if file.is_file():
            copy = tmp_path / file.relative_to(SMALL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    judge(tmp_path)
    return tmp_path


@pytest.mark.parametrize("piece", PAGES.values(), ids=PAGES)
def test_a_page_of_twice_the_length_takes_about_twice_the_work(piece: str, course: Path) -> None:
    def write(repeats: int) -> None:
        (course / "one" / "09.md").write_text(FRONT + piece * repeats, encoding="utf-8")

    grows_like_its_input(course, write, min(1_000, MAX_PAGE_BYTES // len(piece.encode()) // 2 - 50))


@pytest.mark.parametrize(("name", "start", "piece"), FILES.values(), ids=FILES)
def test_a_file_of_twice_the_length_takes_about_twice_the_work(name: str, start: str, piece: str, course: Path) -> None:
    end = {"picture-attributes": "/>"}.get(piece, "/>" if piece.startswith(" b") else "</svg>")

    def write(repeats: int) -> None:
        text = start + "".join(piece.format(n=number) for number in range(repeats))
        (course / name).write_text(text + (end if name.endswith("svg") else ""), encoding="utf-8")

    grows_like_its_input(course, write, 1_000)


def test_more_problems_of_a_kind_than_anybody_reads_are_counted(course: Path) -> None:
    (course / "one" / "09.md").write_text(FRONT + ":::\n" * 20_000, encoding="utf-8")
    found = [problem for problem in judge(course).problems if problem.code == "stray-block-end"]
    assert len(found) == MOST_OF_A_KIND + 1
    assert found[-1].message == "19,900 more problems of this kind in this file"


def test_files_that_nothing_uses_are_counted_by_their_folder(course: Path) -> None:
    for number in range(300):
        (course / "one" / f"{number}.txt").write_text("", encoding="utf-8")
    found = [problem for problem in judge(course).problems if problem.code == "stray-file"]
    assert len(found) == MOST_OF_A_KIND + 1
    assert [problem.message for problem in found if "more" in problem.message] == [
        "200 more problems of this kind in this folder"
    ]


def test_a_message_is_no_longer_than_a_screen(course: Path) -> None:
    (course / "glossary.yaml").write_text(f"- {'k' * 50_000}: 1\n", encoding="utf-8")
    assert max(len(problem.message) for problem in judge(course).problems) <= 400
