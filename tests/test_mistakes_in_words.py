"""Mistakes with what stands in a file, its keys, blocks and text: one message each, at its line, with the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mistakes import (
    BANK,
    CHECK,
    HEAD,
    MODULE,
    PAGE,
    Mistake,
    added,
    both,
    changed,
    tells_one_thing,
)  # fmt: skip

CALLOUT = "::: callout Remember\n"
OPTIONS = (
    "    - text: Something that people meet in their work.\n      right: true\n"
    "      feedback: Yes. What is practised is what is needed later.\n    - text: Something that can be looked up.\n"
    "      feedback: That shows who can search, and not who can act.\n"
)
TABLE = "\n::: table\ncaption: Who pays\nhead:\n- What\n- Who\nrows:\n- - A key\n  - You\n- - A lock\n  - We\n:::\n"
SUPPORT = "- {id: s, name: The shed, for: Keys, group: You, number: {}, grade: A, checked_on: {}}\n"
SHOWN = added(PAGE, "\n::: support\n:::\n")


def typed(before: str) -> Mistake:
    """Return the mistake to begin a block with *before* in the place of its three colons."""
    return changed(PAGE, "::: callout", f"{before}callout"), f"{PAGE}:11", "begin and end it with three, :::"


def words(text: str, cure: str, line: int = 6) -> Mistake:
    """Return the mistake to write *text* at the start of the page."""
    return changed(PAGE, "A page says", f"{text} says"), f"{PAGE}:{line}", cure


def support(number: str, date: str = "2026-11-01") -> Mistake:
    """Return the mistake to write *number*, or *date*, for somebody who can help."""
    written = SUPPORT.replace("number: {}", f"number: {number}").replace("checked_on: {}", f"checked_on: {date}")
    cure = "year-month-day" if date != "2026-11-01" else "an entry of its own"
    return both(added("support.yaml", written), SHOWN), "support.yaml:1", cure


MISTAKES: dict[str, Mistake] = {
    "block with one colon": typed(": "),
    "block with semicolons": typed(";;; "),
    "block behind a backslash": typed("\\::: "),
    "block with a backslash before each colon": typed("\\:\\:\\: "),
    "block whose both lines have a backslash": (
        both(changed(PAGE, "::: callout", "\\::: callout"), changed(PAGE, "the rest.\n:::", "the rest.\n\\:::")),
        f"{PAGE}:11", "three",
    ),
    "block behind other words": (changed(PAGE, CALLOUT, f"Look: {CALLOUT}"), f"{PAGE}:11", "a line of its own"),
    "block with a capital": (changed(PAGE, "::: callout", "::: Callout"), f"{PAGE}:11", "'callout'"),
    "block with a colon behind its kind": (changed(PAGE, "::: callout", "::: callout:"), f"{PAGE}:11", "'callout'"),
    "block in curly brackets": (changed(PAGE, "::: callout", "::: {callout}"), f"{PAGE}:11", "'callout'"),
    "block in a block": (
        changed(PAGE, CALLOUT, f"{CALLOUT}::: quote Kim\nNo.\n:::\n"), f"{PAGE}:12", "a line of its own",
    ),
    "block that ends on a line with words": (changed(PAGE, "the rest.\n:::", "the rest. :::"), f"{PAGE}:14", "close"),
    "block without its heading": (changed(PAGE, CALLOUT, "::: callout\n"), f"{PAGE}:11", "title"),
    "half a block at the end": (added(PAGE, "\n::: callout"), f"{PAGE}:26", "close the block"),
    "half a picture at the end": (added(PAGE, "\n::: figure\nimage:"), f"{PAGE}:26", "close the block"),
    "half a question at the end": (added(PAGE, "\n::: choice\nid: x\noptions:\n  - te"), f"{PAGE}:26", "close"),
    "nothing in a block": (changed(PAGE, "What stands here is set apart from the rest.\n", ""), f"{PAGE}:11", "write"),
    "table of Markdown in a block": (
        added(PAGE, "\n::: table\ncaption: A\n| a | b |\n| --- | --- |\n:::\n"), f"{PAGE}:28", "outside the block",
    ),
    "rows that are no lists": (
        both(added(PAGE, TABLE), changed(PAGE, "- - A key\n  - You\n- - A lock\n  - We", "- A key\n- A lock")),
        f"{PAGE}:32", "a list",
    ),
    "row with a cell too few": (
        both(added(PAGE, TABLE), changed(PAGE, "- - A key\n  - You", "- - A key")), f"{PAGE}:32", 'an empty cell is ""',
    ),
    "options that are words alone": (
        changed(BANK, OPTIONS, "    - Something\n    - Nothing\n"), f"{BANK}:6", "key: value",
    ),
    "options on one line": (changed(BANK, f"\n{OPTIONS}", " one, two\n"), f"{BANK}:5", "[one, two]"),
    "one option": (changed(BANK, OPTIONS[OPTIONS.index("    - text: Something that can") :], ""), f"{BANK}:6", "add"),
    "the letter of the answer": (changed(BANK, "  kind: choice", "  answer: a\n  kind: choice"), f"{BANK}:2", "answer"),
    "another word for right": (changed(BANK, "right: true", "correct: true"), f"{BANK}:7", "text, right"),
    "right in quotation marks": (changed(BANK, "right: true", 'right: "true"'), f"{BANK}:7", "without"),
    "right as a number": (changed(BANK, "right: true", "right: 1"), f"{BANK}:7", "true or false"),
    "on for true": (changed(BANK, "right: true", "right: on"), f"{BANK}:7", "write true"),
    "all options right": (
        changed(BANK, "    - text: Something that can", "    - right: true\n      text: Something that can"),
        f"{BANK}:6", "choose:",
    ),
    "question with the id of another": (changed(BANK, "id: M1-Q02", "id: M1-Q01"), f"{BANK}:13", "newer one"),
    "question of a kind that is none": (changed(BANK, "kind: choice", "kind: multiple choice"), f"{BANK}:2", "hotspot"),
    "question of another module's page": (changed(BANK, "page: M1-01", "page: M2-01"), f"{BANK}:3", "M1-01"),
    "number in words": (changed(MODULE, "draw: 2", "draw: two"), f"{MODULE}:4", "a number alone"),
    "half the questions": (changed(MODULE, "draw: 2", "draw: 50%"), f"{MODULE}:4", "no %"),
    "pass mark as a fraction": (changed(HEAD, "pass_mark: 80", "pass_mark: 0.8"), f"{HEAD}:", "a number alone"),
    "minutes with their unit": (changed(PAGE, "title: W", "minutes: 2 minutes\ntitle: W"), f"{PAGE}:3", "no unit"),
    "minutes with a comma": (changed(PAGE, "title: W", "minutes: 2,5\ntitle: W"), f"{PAGE}:3", "a number alone"),
    "text where a list stands": (changed(PAGE, "title: W", "outcomes: O1\ntitle: W"), f"{PAGE}:3", "[one, two]"),
    "list where a text stands": (changed(PAGE, "title: Welcome", "title: [Welcome, all]"), f"{PAGE}:3", "text"),
    "number where a text stands": (changed(PAGE, "title: Welcome", "title: 101"), f"{PAGE}:3", '"101"'),
    "no title behind its key": (changed(PAGE, "title: Welcome", "title:"), f"{PAGE}:3", "write it"),
    "title that fills a page": (changed(PAGE, "Welcome", "Welcome to all of you " * 20), f"{PAGE}:3", "shorten"),
    "title of another page": (changed(CHECK, "title: Check", "title: Welcome"), f"{CHECK}:3", "each of them"),
    "title in bold": (changed(PAGE, "title: Welcome", "title: **Welcome**"), f"{PAGE}:3", "quotation marks"),
    "title with a question mark first": (changed(PAGE, "title: W", "title: ? W"), f"{PAGE}:3", "quotation marks"),
    "title with a per cent sign first": (changed(PAGE, "title: W", "title: %W"), f"{PAGE}:3", "quotation marks"),
    "title as a list": (changed(PAGE, "title: W", "title: - W"), f"{PAGE}:3", "quotation marks"),
    "title with a soft hyphen": (changed(PAGE, "Welcome", "Wel\u00adcome"), f"{PAGE}:3", "delete it"),
    "key of the course in a module": (added(MODULE, "pass_mark: 80\n"), f"{MODULE}:6", "course.yaml"),
    "key of a module in the course": (added(HEAD, "outcomes: []\n"), f"{HEAD}:", "module.yaml"),
    "key of a page in a module": (added(MODULE, "core: false\n"), f"{MODULE}:6", "top of a page"),
    "key that stands under another": (changed(MODULE, "check:\n  draw: 2", "draw: 2"), f"{MODULE}:3", "under check:"),
    "key with a capital": (changed(BANK, "  stem:", "  Stem:"), f"{BANK}:4", "'stem'"),
    "two questions without a hyphen": (changed(BANK, "- id: M1-Q02", "  id: M1-Q02"), f"{BANK}:13", "line 1"),
    "bank with a heading": (changed(BANK, "- id: M1-Q01", "questions:\n- id: M1-Q01"), f"{BANK}:1", "- "),
    "anchor": (changed(BANK, "text: Some", "text: &a Some"), f"{BANK}:6", "write it out"),
    "merge key": (changed(BANK, "- id: M1-Q02", "- <<: *a\n  id: M1-Q02"), f"{BANK}:13", "write it out"),
    "second document": (changed(BANK, "- id: M1-Q02", "---\n- id: M1-Q02"), f"{BANK}:13", "take out the line ---"),
    "two versions that git could not join": words("<<<<<<< HEAD\nIt\n=======\nThat\n>>>>>>> b\nIt", "keep what"),
    "released.json that was cut": (added("released.json", '{"modules": {'), "released.json:", "earlier version"),
    "equals sign for a colon": (changed(PAGE, "title: Welcome", "title = Welcome"), f"{PAGE}:3", "colon"),
    "hard spaces before a key of a block": (
        changed(PAGE, "    right: true", "\u00a0\u00a0\u00a0\u00a0right: true"), f"{PAGE}:20", "ordinary spaces",
    ),
    "dash for the lines around": (changed(PAGE, "Welcome\n---", "Welcome\n\u2014"), f"{PAGE}:1", "---"),
    "empty line above the description": (changed(PAGE, "---\nid", "\n---\nid"), f"{PAGE}:1", "above the lines"),
    "two numbers with a slash": support('"020 7946 0000 / 0001"'),
    "two numbers with a word": support('"020 7946 0000 or 020 7946 0001"'),
    "number with an extension": support('"020 7946 0000 ext 12"'),
    "date in British order": support('"020 7946 0000"', "01/11/2026"),
    "date in words": support('"020 7946 0000"', "1 November 2026"),
    "date with dots": support('"020 7946 0000"', "01.11.2026"),
    "token with one bracket": words("{g:days}", "write two"),
    "link to a heading": words("See [it](#first)", "a heading has no address: lead to its page, page:M1-01"),
    "link to a file": words("See [it](90-check.md)", "write page:M1-90"),
    "link without its scheme": words("See [it](www.example.org)", "write https://www.example.org"),
    "link to an address for mail": words("See [it](us@example.org)", "write mailto:us@example.org"),
    "link without words": words("See [](https://example.org)", "between the square brackets"),
    "link to a folder on a disk": words("See [it](file:///C:/it.pdf)", "https://"),
    "link with a space in its address": words("See [it](https://example.org/a b)", "%20"),
    "bold words with spaces inside": words("** All of it **", "no space between"),
    "heading without words": words("##\n\nIt", "write it", 6),
    "heading behind a hard space": words("##\u00a0More\n\nIt", "ordinary space"),
    "list behind hard spaces": words("1.\u00a0One\n2. Two\n\nIt", "and a space"),
    "bullets of a word processor": words("•\tOne\n•\tTwo\n\nIt", "hyphen"),
    "comment of HTML": words("<!-- later --> It", "Markdown"),
    "line break of HTML": words("It<br>", "Markdown"),
    "picture pasted into the text": words("![](data:image/png;base64,iVBORw0KGgo=)", "::: figure"),
    "language that is no tag": (changed(HEAD, "en-GB", "en-UK"), f"{HEAD}:", "en-GB"),
    "version that is a number": (changed(HEAD, "0.1.0", "0.1"), f"{HEAD}:", '"0.1"'),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_file_has_one_message_at_its_line_that_names_the_cure(mistake: str, tmp_path: Path) -> None:
    tells_one_thing(MISTAKES[mistake], tmp_path)
