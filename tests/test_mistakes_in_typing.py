"""Mistakes of phones, editors, browsers and habits, in what is typed and saved: one message each, with the cure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.build import build
from builder.new import new_course
from tests.mistakes import BANK, CHECK, HEAD, MODULE, PAGE, Mistake, added, both, changed, tells_one_thing
from tests.test_mistakes_in_files import FIGURE, MEDIA, SVG, made
from tests.test_mistakes_in_words import support, words

FIRST = "text: Something that people meet in their work."
SECOND = "text: Something that can be looked up."
PICTURE = "\n::: figure\n{}: a.svg\nalt: A drill\n:::\n"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100


def saved(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return what saves the file *name* with other bytes."""

    def save(course: Path) -> None:
        (course / name).write_bytes(change((course / name).read_bytes()))

    return save


def named(name: str, data: bytes) -> Callable[[Path], None]:
    """Return what shows a picture of *data* that is called *name*."""
    return both(made(f"{MEDIA}/{name}", data), added(PAGE, FIGURE.format(name)))


def answer(text: str, cure: str) -> Mistake:
    """Return the mistake to write *text* as an answer."""
    return changed(BANK, SECOND, f"text: {text}"), f"{BANK}:9", cure


def set_to(key: str, value: str, cure: str) -> Mistake:
    """Return the mistake to write *value* for *key* of the course."""
    return (
        saved(HEAD, lambda data: re.sub(rb"(?m)^%b: .*$" % key.encode(), f"{key}: {value}".encode(), data)),
        HEAD,
        cure,
    )


MISTAKES: dict[str, Mistake] = {
    "page as UTF-16 without a mark": (
        saved(PAGE, lambda data: data.decode().encode("utf-16-le")), f"{PAGE}:1", "UTF-8",
    ),
    "pound sign in an old encoding": (
        saved(PAGE, lambda data: data.replace(b"A page", b"\xa350. A page")), f"{PAGE}:6:1", "UTF-8",
    ),
    "apostrophe read in another encoding": words("You\u00e2\u20ac\u2122re right. It", "type what was meant"),
    "pound sign read in another encoding": words("\u00c2\u00a350. It", "type what was meant"),
    "sign that could not be read": words("You\ufffdre right. It", "type what was meant"),
    "line ends of a Mac within a line": (
        saved(PAGE, lambda data: data.replace(b"bold**.", b"bold**.\rMore.")), f"{PAGE}:6:98", "line break",
    ),
    "mark of a file within another": (changed(PAGE, "A page", "\ufeffA page"), f"{PAGE}:6:1", "delete it"),
    "character without a width in an id": (changed(PAGE, "id: M1-01", "id: M1-01\u200b"), f"{PAGE}:2:10", "delete it"),
    "mark of direction in an id": (changed(BANK, "id: M1-Q01", "id: \u200eM1-Q01"), f"{BANK}:1:7", "delete it"),
    "character without a width before a key": (changed(PAGE, "title:", "\u200btitle:"), f"{PAGE}:3:1", "delete it"),
    "character without a width before a block": (
        changed(PAGE, "::: call", "\u200b::: call"), f"{PAGE}:11:1", "delete it",
    ),
    "character without a width in a title": (changed(PAGE, "Welcome", "Wel\u200bcome"), f"{PAGE}:3:11", "delete it"),
    "character without a width behind a block": (
        changed(PAGE, "::: choice", "::: choice\u200b"), f"{PAGE}:15:11", "delete it",
    ),
    "character without a width in a key": (changed(PAGE, "stem:", "ste\u200bm:"), f"{PAGE}:17:4", "delete it"),
    "mark of a file before a key": (changed(MODULE, "title:", "\ufefftitle:"), f"{MODULE}:2:1", "delete it"),
    "emoji in an id": (changed(PAGE, "id: M1-01", "id: M1-01\U0001f600"), f"{PAGE}:2", "letters and digits"),
    "dash of a word processor in an id": (changed(PAGE, "id: M1-01", "id: M1\u201301"), f"{PAGE}:2", "joined by"),
    "full stop of a phone behind an id": (changed(PAGE, "id: M1-01", "id: M1-01."), f"{PAGE}:2", "letters and digits"),
    "name of an emoji": words("Great :smile: It", "type the emoji itself"),
    "hard space before a key under another": (
        changed(MODULE, "  draw", "\u00a0 draw"), f"{MODULE}:4", "ordinary spaces",
    ),
    "wide space behind a colon": (changed(PAGE, "title: ", "title:\u3000"), f"{PAGE}:3", "ordinary space"),
    "wide colon": (changed(PAGE, "title:", "title\uff1a"), f"{PAGE}:3", "colon"),
    "curly quotation marks around a colon": (
        changed(BANK, "stem: What do you ask in question M1-Q01?", "stem: \u201cWhat: now?\u201d"),
        f"{BANK}:4", "straight",
    ),
    "curly quotation marks in a list": set_to("modules", "[\u201cfirst-module\u201d]", "small letters and digits"),
    "every key with a capital": (
        both(changed(PAGE, "id: M1-01\n", "Id: M1-01\n"), changed(PAGE, "title:", "Title:")), f"{PAGE}:2", "id, title",
    ),
    "every key of a question with a capital": (
        changed(PAGE, "id: M1-01-try\nstem", "Id: M1-01-try\nStem"), f"{PAGE}:16", "in small letters: id, stem",
    ),
    "key that stands too far out": (
        changed(BANK, "      feedback: That", "  feedback: That"), f"{BANK}:10", "indent it as the keys",
    ),
    "key that stands twice and is missing elsewhere": (
        both(
            changed(BANK, "      feedback: That shows who can search, and not who can act.\n", ""),
            changed(BANK, "      feedback: Yes.", "      feedback: No.\n      feedback: Yes."),
        ),
        f"{BANK}:9", "line 8",
    ),
    "hyphen before every key of a bank": (
        saved(BANK, lambda data: re.sub(rb"(?m)^  (?=[a-z])", b"- ", data)), f"{BANK}:2", "in the place of the hyphen",
    ),
    "kind with a capital": (changed(BANK, "  kind: choice", "  Kind: choice"), f"{BANK}:2", "in small letters: kind"),
    "kind with a slip": (changed(BANK, "  kind: choice", "  knd: choice"), f"{BANK}:2", "'kind'"),
    "key of another tool": (
        both(made(f"{MEDIA}/a.svg"), added(PAGE, PICTURE.format("src"))), f"{PAGE}:27", "call it image",
    ),
    "block of another tool": (
        both(made(f"{MEDIA}/a.svg"), added(PAGE, PICTURE.format("image").replace("figure", "image"))),
        f"{PAGE}:26", "'figure'",
    ),
    "equals signs in a block": (
        added(PAGE, "\n::: figure\nimage=a.svg\nalt=A drill\n:::\n"), f"{PAGE}:27", "key: value",
    ),
    "course of a title alone": (made(HEAD, b"id: c\ntitle: A\n"), f"{HEAD}:1", "each of them"),
    "course in JSON that lacks the rest": (made(HEAD, b'{"id": "c", "title": "A"}'), f"{HEAD}:1", "each of them"),
    "comment of a programmer": (changed(HEAD, "pass_mark", "// of 100\npass_mark"), f"{HEAD}:11", "colon"),
    "comma behind a number": set_to("pass_mark", "80,", "a number alone"),
    "pass mark with a per cent sign apart": set_to("pass_mark", "80 %", "a number alone"),
    "pass mark as two numbers": set_to("pass_mark", "8/10", "a number alone"),
    "pass mark of none": set_to("pass_mark", "0", "at least 1"),
    "modules in round brackets": set_to("modules", "(first-module)", "[one, two]"),
    "modules without brackets": set_to("modules", "first-module, second", "[one, two]"),
    "modules in an open bracket": set_to("modules", "[first-module", "close it with ]"),
    "language in words": set_to("language", "English", "en-GB"),
    "language with an underscore": set_to("language", "en_GB", "en-GB"),
    "address without its scheme": set_to("iri", "www.example.org/c", "https://example.org"),
    "id of the course with spaces": set_to("id", "My course", "small letters and digits"),
    "all questions": (changed(MODULE, "draw: 2", "draw: all"), f"{MODULE}:4", "a number alone"),
    "yes for the check": (changed(MODULE, "check:\n  draw: 2", "check: yes"), f"{MODULE}:3", "quotation marks"),
    "minutes from and to": (changed(PAGE, "title: W", "minutes: 5-10\ntitle: W"), f"{PAGE}:3", "a number alone"),
    "number for emergencies": (support("999")[0], "support.yaml:1", '"999"'),
    "number that loses its zero": (support("08001111")[0], "support.yaml:1", '"08001111"'),
    "number as a link": support("tel:999"),
    "number with words": support("07700 900123 (24h)"),
    "date with slashes from the year": support('"020 7946 0000"', "2026/09/01"),
    "date without zeros": support('"020 7946 0000"', "2026-9-1"),
    "date with the time": support('"020 7946 0000"', "2026-09-01T10:00:00"),
    "day that is none": (support('"020 7946 0000"', "2026-02-30")[0], "support.yaml:1", "mend the date"),
    "answer that begins with a dash": (changed(BANK, FIRST, "text: - Ask."), f"{BANK}:6", "quotation marks"),
    "answer that is a number": answer("10", '"10"'),
    "answer that is a time": answer("12:30", '"12:30"'),
    "answer that is Yes": answer("Yes", '"Yes"'),
    "answer that is true": answer("True", '"True"'),
    "answer that is more than": answer(">50%", "quotation marks"),
    "answer with a colon": answer("Remember: ask.", "quotation marks"),
    "answer that is there twice": answer("Something that people meet in their work.", "line 6"),
    "two right answers": (changed(BANK, SECOND, f"{SECOND}\n      right: true"), f"{BANK}:6", "choose:"),
    "tick for true": (changed(BANK, "right: true", "right: \u2713"), f"{BANK}:7", "write true or false"),
    "answer counted from 0": (changed(BANK, "  kind: choice", "  correct: 0\n  kind: choice"), f"{BANK}:2", "options"),
    "choice of more than there are right": (
        changed(BANK, "kind: choice", "kind: choice\n  choose: 3"), f"{BANK}:7", "right",
    ),
    "page named by its file": (changed(BANK, "page: M1-01", "page: 01-welcome.md"), f"{BANK}:3", "such as L1-04"),
    "page named by its title": (changed(BANK, "page: M1-01", "page: Welcome"), f"{BANK}:3", "M1-01"),
    "four dashes above the description": (changed(PAGE, "---\nid", "----\nid"), f"{PAGE}:1", "---"),
    "two dashes below the description": (changed(PAGE, "Welcome\n---", "Welcome\n--"), f"{PAGE}:1", "---"),
    "plus signs around the description": (
        both(changed(PAGE, "---\nid", "+++\nid"), changed(PAGE, "Welcome\n---", "Welcome\n+++")), f"{PAGE}:1", "---",
    ),
    "two pages in one file": (
        changed(PAGE, "A page says", "---\nid: M1-02\ntitle: Next\n---\n\nA page says"),
        f"{PAGE}:6", "a file of its own",
    ),
    "page that was pasted twice": (saved(PAGE, lambda data: data + data), f"{PAGE}:25", "a file of its own"),
    "page in a fence of code": (
        saved(PAGE, lambda data: b"```\n" + data + b"```\n"), f"{PAGE}:1", "take out this line",
    ),
    "space above the description": (changed(PAGE, "---\nid", " ---\nid"), f"{PAGE}:1", "begin the line"),
    "block of the check whose colons are gone": (changed(CHECK, "::: check\n", ""), f"{CHECK}:6", "open a block"),
    "unknown block that is never closed": (added(PAGE, "\n::: c"), f"{PAGE}:26", "close the block"),
    "code that is never closed": (changed(PAGE, "A page says", "```\nA page says"), f"{PAGE}:6", "close it"),
    "block that ends with its kind": (changed(PAGE, "the rest.\n:::", "the rest.\n::: callout"), f"{PAGE}:13", "alone"),
    "block that ends with a word": (changed(PAGE, "the rest.\n:::", "the rest.\n::: end"), f"{PAGE}:13", "alone"),
    "block that ends with a sign": (changed(PAGE, "the rest.\n:::", "the rest.\n:::|"), f"{PAGE}:13", "alone"),
    "key that was garbled": (changed(BANK, "stem:", "ste\u00c2\u00a0m:"), f"{BANK}:4", "type what was meant"),
    "block that ends with two colons": (changed(PAGE, "the rest.\n:::", "the rest.\n::"), f"{PAGE}:13", "three"),
    "heading that skips a level": words("## A\n\nB.\n\n#### C\n\nIt", "## or ###", 10),
    "heading with a line below": words("A\n===\n\nIt", "## or ###"),
    "colons behind the heading of a block": (
        changed(PAGE, "::: callout Remember", "::: callout Remember :::"), f"{PAGE}:11", "a line of its own",
    ),
    "question that starts with a bracket": (
        changed(BANK, "stem: What", "stem: [Name] asks: what"), f"{BANK}:4", "quotation marks",
    ),
    "question on three lines": (
        changed(BANK, "stem: What do you ask in question M1-Q01?", "stem: |\n    One\n    two\n    three?"),
        f"{BANK}:4", "write > in the place of |",
    ),
    "answer on two lines": answer("|\n        One\n        two", "write > in the place of |"),
    "two negatives": (
        added(PAGE, "\n::: do-dont\ndo: [ask]\ndont:\n  - ride in the dark\n  - Don\u2019t sleep\n:::\n"),
        f"{PAGE}:30", "says 'do not' itself",
    ),
    "do not under do": (added(PAGE, "\n::: do-dont\ndo: [Never sleep]\ndont: [wait]\n:::\n"), f"{PAGE}:27", "dont"),
    "letters of a PDF": words("The \ufb01re. It", "type it again"),
    "words of a browser": words(
        '<span>A</span> <span class="x">B</span> <a href="https://example.org">C</a> It', "Markdown",
    ),
    "film of a web site": words('<iframe src="https://example.org/film"></iframe>\n\nIt', "Markdown"),
    "table without its head": words("| a | b |\n| 1 | 2 |\n\nIt", "give the table a head"),
    "first item with a dash": (changed(PAGE, "- A line that begins with a", "\u2013 A"), f"{PAGE}:8", "a hyphen"),
    "first item without its space": (changed(PAGE, "- A line that begins with a", "-A"), f"{PAGE}:8", "and a space"),
    "last item with a dash": (changed(PAGE, "- A line that begins with two", "\u2013 Two"), f"{PAGE}:9", "a hyphen"),
    "link with a space before its address": words("Write [us](mailto: us@example.org). It", "without a space"),
    "link with a space in brackets": words("See [it](<https://example.org/a b>). It", "write %20"),
    "link to a page with a space": words("See [it](page: M1-90). It", "without a space"),
    "link to a page by its title": words("See [it](page:Check). It", "M1-90"),
    "link to a page in small letters": words("See [it](page:m1-90). It", "'M1-90'"),
    "link with its brackets exchanged": words("See (it)[https://example.org]. It", "make it a link"),
    "link of a wiki": words("See [[Check]]. It", "page:"),
    "link to a file by its path": words(r"See [it](C:\Users\Kim\it.docx). It", "write media/it.docx"),
    "link to a file of a server": words(r"See [it](\\server\share\it.docx). It", "write media/it.docx"),
    "link to a file by its name": words("See [it](it.pdf). It", "write media/it.pdf"),
    "link to a file that is not there": words("See [it](media/it.pdf). It", "add it"),
    "picture of a phone that was renamed": (named("a.jpg", HEIC), f"{MEDIA}/a.jpg", "save it again"),
    "picture of a browser that was renamed": (
        named("a.png", b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 100), f"{MEDIA}/a.png", "save it again",
    ),
    "picture of a drawing program": (named("a.psd", b"8BPS\0\1" + b"\0" * 100), f"{MEDIA}/a.psd", "JPEG or PNG"),
    "picture that git keeps elsewhere": (
        named("a.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"), f"{MEDIA}/a.png",
        "put the file itself",
    ),
    "captions of a film program": (
        both(named("a.svg", SVG.encode()), made(f"{MEDIA}/a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHi\n")),
        f"{MEDIA}/a.srt", "WebVTT",
    ),
    "module that is required by another name": (
        changed(MODULE, "title:", "requires: [welcome]\ntitle:"), f"{MODULE}:2", "first-module",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_typing_has_one_message_that_names_the_cure(mistake: str, tmp_path: Path) -> None:
    tells_one_thing(MISTAKES[mistake], tmp_path)


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
def test_files_with_the_line_ends_of_any_system_build_the_same_packages(ends: str, tmp_path: Path) -> None:
    packages = []
    for name, end in (("here", "\n"), ("there", ends)):
        new_course(tmp_path / name / "course", "A course")
        for file in (HEAD, MODULE, BANK, PAGE, CHECK):
            saved(file, lambda data, end=end: data.replace(b"\n", end.encode()))(tmp_path / name / "course")
        report = build(tmp_path / name / "course", formats=["web"], modules=(), output=tmp_path / name / "dist")
        packages += [package.read_bytes() for package in (tmp_path / name / "dist").glob("*.zip")]
        assert report.exit_code == 0, report.problems
    assert packages[0] == packages[1]
