"""Typical mistakes, each answered by one message at its line, with what to do: nobody has to read a heap of lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mistakes import (
    BANK,
    CHECK,
    HEAD,
    LINKED,
    LISTED,
    LOCAL,
    MODULE,
    PAGE,
    PINS,
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

MISTAKES: dict[str, Mistake] = {
    "no space behind a colon": (changed(PAGE, "title: ", "title:"), f"{PAGE}:3", "space"),
    "no colon before other keys": (changed(PAGE, "title: Welcome", "title Welcome\nminutes: 4"), f"{PAGE}:3", "colon"),
    "no space before other keys": (changed(PAGE, "title: Welcome", "title:Welcome\nminutes: 4"), f"{PAGE}:3", "space"),
    "no colon": (changed(PAGE, "title: ", "title "), f"{PAGE}:3", "colon"),
    "hard space behind a colon": (changed(PAGE, "title: ", "title:\u00a0"), f"{PAGE}:3", "space"),
    "colon in a title": (changed(PAGE, "title: ", "title: Fire: "), f"{PAGE}:3", "quotation marks"),
    "hash in a title": (changed(PAGE, "title: ", "title: Unit #"), f"{PAGE}:3", "quotation marks"),
    "hash and a space in a title": (changed(PAGE, "title: ", "title: Unit # "), f"{PAGE}:3", "quotation marks"),
    "tab": (changed(BANK, "  kind: choice", "\tkind: choice"), f"{BANK}:2", "spaces"),
    "wrong indentation": (changed(BANK, "  stem:", "   stem:"), f"{BANK}:4", "indent it"),
    "open quotation mark": (changed(HEAD, 'title: "A course"', 'title: "A course'), f"{HEAD}:", "quotation mark"),
    "slip in a key": (changed(MODULE, "title:", "titel:"), f"{MODULE}:2", "did you mean 'title'"),
    "unknown key": (added(MODULE, "colour: red\n"), f"{MODULE}:", "the keys here are"),
    "no as an answer": (changed(BANK, "stem: What do you ask in question M1-Q01?", "stem: no"), f"{BANK}:", '"no"'),
    "same key twice": (changed(PAGE, "title: ", "title: A\ntitle: "), f"{PAGE}:4", "line 3"),
    "no description": (changed(PAGE, "---\nid: M1-01\ntitle: Welcome\n---\n", ""), f"{PAGE}:1", "describe the page"),
    "description not closed": (changed(PAGE, "Welcome\n---\n", "Welcome\n"), f"{PAGE}:1", "---"),
    "no id": (changed(PAGE, "id: M1-01\n", ""), f"{PAGE}:", "id"),
    "id with a space": (changed(PAGE, "id: M1-01\n", "id: M1 01\n"), f"{PAGE}:2", "letters and digits"),
    "same id on two pages": (changed(CHECK, "id: M1-90", "id: M1-01"), f"{CHECK}:2", "id"),
    "slip in a block": (changed(PAGE, "::: callout", "::: calout"), f"{PAGE}:", "did you mean 'callout'"),
    "block without an end": (changed(PAGE, "the rest.\n:::\n", "the rest.\n"), f"{PAGE}:", ":::"),
    "end without a block": (changed(PAGE, "::: callout Remember\n", ""), f"{PAGE}:", "open a block"),
    "heading of the first level": (changed(PAGE, "A page says", "# Top\n\nA page says"), f"{PAGE}:", "##"),
    "HTML": (changed(PAGE, "A page says", "A <b>page</b> says"), f"{PAGE}:6", "Markdown"),
    "picture in Markdown": (changed(PAGE, "A page says", "![](a.png) says"), f"{PAGE}:6", "::: figure"),
    "open bold": (changed(PAGE, "bold**", "bold"), f"{PAGE}:6", "close it"),
    "address": (changed(PAGE, "A page says", "See www.example.org. It says"), f"{PAGE}:6", "make it a link"),
    "bullet of a word processor": (changed(PAGE, "- A line that begins with a h", "• h"), f"{PAGE}:8", "hyphen"),
    "picture that is not there": (
        added(PAGE, "\n::: figure\nimage: drill.png\nalt: A drill\n:::\n"), f"{PAGE}:", "media",
    ),
    "picture by its path on Windows": (
        added(PAGE, "\n::: figure\nimage: media\\drill.png\nalt: A drill\n:::\n"), f"{PAGE}:", "media",
    ),
    "picture without a name": (added(PAGE, "\n::: figure\nalt: A drill\n:::\n"), f"{PAGE}:", "image"),
    "link to a page that is not there": (added(PAGE, "\nSee [this](page:M1-77).\n"), f"{PAGE}:", "page"),
    "link with http": (added(PAGE, "\nSee [this](http://example.org).\n"), f"{PAGE}:", "https"),
    "token of nothing": (added(PAGE, "\nIn {{g:days}} days.\n"), f"{PAGE}:", "add it"),
    "nothing is right": (changed(BANK, "      right: true\n", ""), f"{BANK}:", "right"),
    "answer without feedback": (
        changed(BANK, "      feedback: That shows who can search, and not who can act.\n", ""), f"{BANK}:", "teaches",
    ),
    "draws more than there is": (changed(MODULE, "draw: 2", "draw: 5"), f"{MODULE}:", ""),
    "pass mark as a word": (changed(HEAD, "pass_mark: 80", "pass_mark: 80%"), f"{HEAD}:", "number"),
    "pass mark beyond 100": (changed(HEAD, "pass_mark: 80", "pass_mark: 800"), f"{HEAD}:", ""),
    "module that is not there": (changed(HEAD, "[first-module]", "[first-module, second]"), f"{HEAD}:", "folder"),
    "module that is not listed": (added("second/module.yaml", "id: M2\ntitle: B\n"), "second", "course.yaml"),
    "ending in capitals": (added("first-module/02-more.MD", "Text.\n"), "first-module/02-more.MD", ".md"),
    "yml": (added("glossary.yml", "- {id: a, term: a, meaning: b}\n"), "glossary.yml", "glossary.yaml"),
    "saved as UTF-16": (encoded(PAGE, "utf-16"), f"{PAGE}:1", "UTF-8"),
    "saved in an old encoding": (encoded(PAGE, "cp1252"), f"{PAGE}:", "UTF-8"),
    "folder with a space": (both(LINKED, renamed("first-module", "first module")), f"{HEAD}:", "small letters"),
    "folder in capitals": (both(LINKED, renamed("first-module", "First-Module")), f"{HEAD}:", "small letters"),
    "folder with an umlaut": (both(LINKED, renamed("first-module", "k\u00fcche")), f"{HEAD}:", "small letters"),
    "page saved as text": (copied(PAGE, f"{PAGE}.txt"), f"{PAGE}.txt", "01-welcome.md"),
    "page of an office program": (added("first-module/02-more.docx", "PK"), "first-module/02-more.docx", ".md"),
    "page copied with its ids": (copied(PAGE, "first-module/02-copy.md"), "first-module/02-copy.md:2", "newer one"),
    "picture of a phone": (
        both(added("first-module/media/a.heic", "a"), added(PAGE, "\n::: figure\nimage: a.heic\nalt: A\n:::\n")),
        "first-module/media/a.heic", "JPEG",
    ),
    "slip in a picture with pins": (
        added(PAGE, f"\n::: figure\nimage: a.svg\naltt: A room\n:::\n{PINS}:::\n"), f"{PAGE}:", "did you mean 'alt'",
    ),
    "block with two colons": (changed(PAGE, "::: callout", ":: callout"), f"{PAGE}:11", "three"),
    "small bullet of a word processor": (changed(PAGE, "- A line that begins with a h", "o\th"), f"{PAGE}:8", "hyphen"),
    "link with a space in it": (added(PAGE, "\nSee [this] (https://example.org).\n"), f"{PAGE}:", "without a space"),
    "address for mail": (changed(PAGE, "A page says", "Ask us@example.org. It says"), f"{PAGE}:6", "mailto:us@"),
    "question about a page of another module": (
        both(*SECOND, LISTED, changed(BANK, "page: M1-01", "page: M2-01")), f"{BANK}:", "belongs to M2",
    ),
    "curly quotation marks": (changed(PAGE, "title: Welcome", "title: \u201cA: b\u201d"), f"{PAGE}:3", "straight"),
    "curly quotation marks that are shown": (
        changed(PAGE, "title: Welcome", "title: \u201cWelcome\u201d"), f"{PAGE}:3", "straight",
    ),
    "apostrophe in a title": (changed(PAGE, "title: Welcome", "title: 'Don't'"), f"{PAGE}:3", "other kind"),
    "a word in quotation marks": (changed(PAGE, "title: Welcome", 'title: "Clean" it'), f"{PAGE}:3", "other kind"),
    "escaped quotation marks in such": (
        changed(PAGE, "title: Welcome", r'title: "Say \"no\"" now'), f"{PAGE}:3", "other kind",
    ),
    "hard space as indentation": (changed(BANK, "  stem:", "\u00a0\u00a0stem:"), f"{BANK}:4", "ordinary spaces"),
    "dash for a hyphen": (changed(BANK, "    - text:", "    \u2013 text:"), f"{BANK}:6", "hyphen"),
    "yes for true": (changed(BANK, "right: true", "right: yes"), f"{BANK}:7", "write true"),
    "number in brackets": (added("local.yaml", LOCAL), "local.yaml:1", "digits and spaces"),
    "saved with a mark at its start": (encoded(PAGE, "utf-8-sig"), f"{PAGE}:1", "without"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_has_one_message_at_its_line_that_names_the_cure(mistake: str, tmp_path: Path) -> None:
    tells_one_thing(MISTAKES[mistake], tmp_path)
