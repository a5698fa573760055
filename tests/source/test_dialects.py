"""Whatever an author types, and wherever: learners read what it says, or its place is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Location
from builder.judge import judge
from builder.new import new_course
from builder.render.markdown import block_html, inline_html
from builder.source.markdown_text import inspect_blocks

#: What authors type, and what learners read where it is no problem; nothing where it is one wherever it is Markdown.
NAMED = {
    "address": "see https://example.org/a now",
    "address without a scheme": "see www.example.org now",
    "footnote": "hot[^1] water",
    "footnote in the line": "hot^[as all know] water",
    "box": "[ ] look behind you",
    "bullet": "• look behind you",
    "bullet of a word processor": "\uf0b7\tlook behind you",
    "marked": "one ==two== three",
    "marked in bold": "one **==two==** three",
    "inserted": "one ++two++ three",
    "lowered": "H~2~O",
    "raised": "x^2^ and more",
    "formula": "so $x+y$ is",
    "formula of a chat program": r"so \( a + b \) is",
    "formula on lines": "$$\nx\n$$",
    "emoji": "look :warning: here",
    "attribute": "steps {#steps}",
    "attribute of kramdown": "steps {:.wide}",
    "definition": "Term\n: what it means",
    "admonition": "!!! note",
    "admonition to open": "??? note",
    "alert": "[!NOTE]\nlook",
    "contents": "[TOC]",
    "contents of a wiki": "[[_TOC_]]",
    "block": "x\n> ::: callout y",
    "fence of quotation marks": "\u2018\u2018\u2018\nx\n\u2018\u2018\u2018",
    "open bold": "one **two three",
    "bold with a space": "one ** two ** three",
    "bold that ends late": "one **two ** three",
    "open code": "one `two three",
    "acute accent": "don`t",
    "abbreviation": "*[PPE]: what protects",
    "link with a space": "[what] (page:M1-01)",
    "file with a space": "[what](media/fire plan.pdf)",
    "link without its address": "[what][where]",
    "wiki": "[[what]]",
    "comment": "one <!-- two --> three",
    "tag": "one <b>two</b>",
    "items of hyphens": "-one\n-two",
    "items of dashes": "– one\n– two",
    "items of numbers": "1.one\n2.two",
    "items of letters": "a) one\nb) two",
    "items of capitals": "A. one\nB. two",
    "items of Roman numbers": "i. one\nii. two",
    "items of large Roman numbers": "III. one\nmore of it\nIV. two",
    "items of brackets": "(1) one\n(2) two",
    "items of parts": "1.1 one\n1.2 two",
    "items of bare numbers": "1 one\n2 two",
    "items of steps": "Step 1: one\nStep 2: two",
    "items of emoji": "\u2705 one\n\u274c two",
    "items of keycaps": "1\ufe0f\u20e3 one\n2\ufe0f\u20e3 two",
    "items of arrows": "\u2192 one\n\u2192 two",
    "items of bullets without a space": "\u2022one\n\u2022two",
    "items of a small o": "o one\no two",
    "items that begin late": "First:\n2. one\n3. two",
    "lines with names": "**From:** Kim\n**To:** Sam",
    "short lines": "12 High Street\nAnytown",
    "items in bold": "**1. One.** Wait.\n**2. Two.** Look.",
    "table of a sheet": "Name\tDay\nTyres\tMonday",
    "table of commas": "Name,Day\nTyres,Monday",
    "word that is divided": "a bi-\ncycle",
    "path of a server": r"open \\server\share now",
    "path with an underscore": r"open C:\temp\_new now",
    "times with asterisks": "2*3*4",
    "name with underscores": "use __init__ here",
    "link with a space and one letter": "[x] (https://example.org)",
    "mark of a chat program": "so\u30104\u2020source\u3011 it is",
}
#: What plain text shows as it was typed.
MARKDOWN_ALONE = {"path of a server", "path with an underscore", "times with asterisks", "formula of a chat program"}
WORKS = {
    "bold": ("one **two** three", "one two three"),
    "bold in a word": ("un**lock**ed", "unlocked"),
    "italic": ("one *two* _three_", "one two three"),
    "code": ("one `**two` three", "one **two three"),
    "struck": ("one ~~two~~ three", "one two three"),
    "entity": ("one &amp; two", "one & two"),
    "money": ("from $5 to $10, US$3", "from $5 to $10, US$3"),
    "times": ("at 10:30: go, 9:00", "at 10:30: go, 9:00"),
    "signs": ("2 * 3 = 6 ~ 7, a_b, C++, f***", "2 * 3 = 6 ~ 7, a_b, C++, f***"),
    "blank": ("name: ____", "name: ____"),
    "meant": (r"\==x== \*\*y \`z \[TOC] H\~2~O x\^2^ \$x$ \:tip:", "==x== **y `z [TOC] H~2~O x^2^ $x$ :tip:"),
    "meant at the start": (r"\:tip: and \::tip", ":tip: and ::tip"),
    "hash": ("number #1 and # two", "number #1 and # two"),
    "number": ("in 1989. And so", "in 1989. And so"),
    "path": (r"open C:\Users\name and D:\x", r"open C:\Users\name and D:\x"),
    "note with an asterisk": ("price* and terms* apply", "price* and terms* apply"),
    "sign in the line": ("a \u2192 b, \u2705 and 3.5 km", "a \u2192 b, \u2705 and 3.5 km"),
}
KINDS = {**{name: (typed, None) for name, typed in NAMED.items()}, **WORKS}


def indented(text: str, by: str) -> str:
    return text.replace("\n", f"\n{by}")


#: Where Markdown stands, as the text of a page whose line 5 is the first one below its description.
BLOCKS = {
    "text": "Before.\n\n{}\n\nAfter.\n",
    "list": "- Before.\n- {}\n- After.\n",
    "nested": "1. Before.\n\n   - {}\n",
    "quotation": "> {}\n",
    "callout": "::: callout Before\n{}\n:::\n",
    "field": "::: reveal\nitems:\n  - title: Before\n    text: |\n      {}\n:::\n",
}
LINES = {
    "heading": "## {}\n\nAfter.\n",
    "cell": "| a | b |\n| --- | --- |\n| {} | after |\n",
    "caption": "::: do-dont\ndo:\n  - |\n    {}\ndont: [after]\n:::\n",
}
PLAIN = {
    "option": "::: choice\nid: Q{id}\nstem: Which?\noptions:\n  - text: |\n      {}\n    right: true\n    feedback: a\n"
    "  - text: b\n    feedback: c\n:::\n",
    "heading of a block": "::: callout {}\nAfter.\n:::\n",
}
INDENT = {"list": "  ", "nested": "     ", "quotation": "> ", "field": "      ", "caption": "    ", "option": "      "}
ON_ONE_LINE = {"heading", "cell", "heading of a block"}


class Shown(HTMLParser):
    """The words of a page as they are shown, with the numbers of its lists."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._numbers: list[int | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self._numbers.append(int(dict(attributes).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self.text += f" {number}. "
            self._numbers[-1] = number + 1
        elif tag not in ("strong", "em", "code", "s", "a"):
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(html: str) -> str:
    return " ".join(Shown(str(html)).text.split())


def cases() -> Iterator[tuple[str, str, str, str | None]]:
    """Yield each place with each kind that can stand there: their names, the page's text, what is shown there."""
    for place, around in {**BLOCKS, **LINES, **PLAIN}.items():
        for kind, (typed, meant) in KINDS.items():
            if ("\n" in typed and place in ON_ONE_LINE) or (kind in MARKDOWN_ALONE and place in PLAIN):
                continue
            yield place, kind, around.replace("{}", indented(typed, INDENT.get(place, ""))), meant


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Diagnostic]]:
    """Every problem of a course in which each kind stands in each place, on a page of its own; by file."""
    root = tmp_path_factory.mktemp("typed") / "course"
    new_course(root, "A course")
    for number, (_, _, text, _) in enumerate(cases(), 100):
        page = f"---\nid: P-{number}\ntitle: Page {number}\n---\n{text.replace('{id}', str(number))}"
        (root / "first-module" / f"{number}.md").write_text(page, encoding="utf-8")
    found: dict[str, list[Diagnostic]] = {}
    for problem in judge(root).problems:
        found.setdefault(Path(problem.where.path).name, []).append(problem)
    return found


@pytest.mark.parametrize(("number", "case"), list(enumerate(cases(), 100)), ids=lambda case: str(case)[:40])
def test_what_is_typed_is_shown_as_it_is_meant_or_named_with_its_line(
    problems: dict[str, list[Diagnostic]], number: int, case: tuple[str, str, str, str | None]
) -> None:
    place, kind, text, meant = case
    found = problems.get(f"{number}.md", [])
    if meant is not None and place not in PLAIN:
        assert found == []
        html = block_html(KINDS[kind][0], str) if place in BLOCKS else inline_html(KINDS[kind][0], str)
        assert shown(html) == meant
    elif meant is None or meant != KINDS[kind][0]:
        assert found, text
        lines = {4 + n for n, line in enumerate(text.split("\n"), 1) if "efore" not in line or place in ("heading",)}
        assert {problem.where.line for problem in found} & {*lines, 5}
        assert all(problem.hint for problem in found)


WORDS = st.sampled_from(["fire", "drill", "then 7", "it's", "A"])
PIECES = st.sampled_from(
    ["**", "*", "_", "`", "```\n", "~~", "~", "==", "[", "]", "(#)", "- ", "1. ", "3. ", "> ", "\n", "\n\n", "    ",
     " ", "[^1]", "[#]: # ", "$", ":", "#", "## ", "|", "| - |", "•", "\\", "{#a}", "!!! ", "[ ] ", "+", "---", "^",
     "  \n"]
)  # fmt: skip
LEFT = re.compile(r"(?<!\*)\*\*(?!\*)\w|`|==\w+==|\[\^1\]|\{#")


@given(st.lists(st.one_of(WORDS, PIECES), max_size=14).map("".join))
def test_no_word_is_lost_and_no_sign_is_left_in_silence(text: str) -> None:
    found: list[Diagnostic] = []
    inspect_blocks(text, Location("p.md", 1, 1), found.append)
    # What stands behind the signs of code is the name of its language.
    if found or "~~~" in text:
        return
    html = str(block_html(text, str))
    # Who numbers each item of a list with 1 leaves it to the page to count.
    said = re.compile("[A-Za-z]" if text.count("1. ") > 1 else "[A-Za-z0-9]")
    assert said.findall(shown(html)) == said.findall(text)
    if "\\" not in text:
        # Two asterisks on either side of emphasis are no pair.
        assert not LEFT.search(re.sub(r"<code>.*?</code>|<[^>]+>", "\0", html, flags=re.DOTALL))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("```\none\n", "never closed"),
        ("- a\n\n  ~~~\n  one\n", "never closed"),
        ("~~~one\n\n\n", "never closed"),
        ("Text.\n\n    one\n", "four spaces"),
        ("1. one\n3. two\n", "the numbers 1, 3"),
        ("[one]: two\n", "no link uses"),
        ("[a]\n\n[a]: https://example.org/b\n[a]: https://example.org/c\n", "a second address"),
        ("#one\n##two\n", "without its space"),
        ("Regards\n--\nSam\n", "by the line below it"),
        ("one\n===\n", "by the line below it"),
        ("1986. one\n", "begins with 1986"),
        ("| a | b |\n|---|---|\n| c | d |\none\n", "right below a table"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "::: reveal\nitems:\n  - title: A\n    text: |\n      {}:::\n"])
def test_what_would_become_something_else_is_named_on_the_page_and_in_a_field(
    text: str, what: str, around: str, tmp_path: Path
) -> None:
    new_course(tmp_path / "course", "A course")
    page = tmp_path / "course" / "first-module" / "02.md"
    body = around.replace("{}", text.replace("\n", "\n      ").rstrip(" ") if "items" in around else text)
    page.write_text(f"---\nid: M1-02\ntitle: B\n---\n{body}", encoding="utf-8")
    (problem,) = judge(tmp_path / "course").problems
    assert (Path(problem.where.path).name, what in problem.message) == ("02.md", True)


@pytest.mark.parametrize(
    "text",
    [
        "The old one weighs, as far as we know today,\n1.5 kg, and the new one, as its maker says,\n2.5 kg more",
        "In the year\n1986. And then\n1988. So",
        "one\\\ntwo",
        "1 one\\\n2 two",
        "\u2705 one  \n\u2705 two",
        "short-\nand long-term",
        "one, two,\nthree, four",
        "What I say:\na word",
        "1. one\n2. two",
        "We say it here, as\n[A long report](https://example.org) does.",
        "This line is as long as lines are where somebody wraps\nMonday's words.",
    ],
)
def test_lines_that_are_meant_to_go_on_or_to_end_are_left_alone(text: str) -> None:
    found: list[Diagnostic] = []
    inspect_blocks(text, Location("p.md", 1, 1), found.append)
    assert found == []
