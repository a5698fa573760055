from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic
from builder.model.blocks import BLOCKS
from builder.model.blocks.block import kind_of
from builder.model.blocks.questions import ChoiceBlock
from builder.model.blocks.text import Callout, Reveal, TextBlock
from builder.model.kinds import LearnerText
from builder.model.node import Node
from builder.source.markdown_page import KINDS, ReadPage, read_page
from builder.source.markdown_text import parser
from builder.source.text_file import FORBIDDEN
from builder.source.yaml_places import SourceIndex

FRONT = "---\nid: A\ntitle: B\nminutes: 1\n---\n"


def read(text: str) -> tuple[ReadPage, list[Diagnostic], SourceIndex]:
    problems: list[Diagnostic] = []
    found = SourceIndex()
    return read_page(text, "p.md", found, problems.append), problems, found


def codes(body: str) -> list[tuple[str, int, int]]:
    """Return the code, line and column of each problem of a page whose text starts on line 6."""
    return [(p.code, p.where.line, p.where.column) for p in read(FRONT + body)[1]]


def test_text_and_blocks_come_in_the_order_in_which_they_stand_with_their_lines() -> None:
    page, problems, _ = read(FRONT + "\n\nOne.\n\n::: callout Two\nThree.\n:::\nFour.\n\n::: contacts\n:::\n")
    assert problems == []
    assert [(block.kind, block.where.line) for block in page.blocks] == [  # type: ignore[attr-defined]
        ("text", 8),
        ("callout", 10),
        ("text", 13),
        ("contacts", 15),
    ]


def test_the_words_behind_the_kind_are_the_heading() -> None:
    page, _, _ = read(
        FRONT + "::: callout  Remember this: now \nText.\n:::\n\n::: reveal\nitems: [{title: A, text: B}]\n:::\n"
    )
    callout, reveal = page.blocks
    assert isinstance(callout, Callout)
    assert (callout.title, callout.body) == ("Remember this: now", "Text.")
    assert isinstance(reveal, Reveal)
    assert reveal.title is None


def test_a_block_may_be_indented_and_written_without_a_space() -> None:
    page, problems, _ = read(FRONT + "  :::callout Title\n  Text.\n  :::\n")
    assert problems == []
    assert [type(block) for block in page.blocks] == [Callout]


def test_a_question_copied_from_the_bank_with_its_kind_is_a_question_on_a_page() -> None:
    body = (
        "::: choice\nkind: choice\nid: Q1\nstem: What?\noptions:\n"
        "  - {text: a, right: true, feedback: b}\n  - {text: c, feedback: d}\n:::\n"
    )
    page, problems, _ = read(FRONT + body)
    assert problems == []
    assert isinstance(page.blocks[0], ChoiceBlock)
    assert codes(body.replace("kind: choice", "kind: order")) == [("unknown-value", 7, 7)]


def test_places_inside_a_block_are_those_of_the_file() -> None:
    body = "Text.\n\n::: reveal\nitems:\n  - title: A\n    txt: B\n:::\n"
    assert codes(body) == [("unknown-key", 11, 5)]


def test_a_key_that_is_missing_from_a_block_is_reported_where_the_block_opens() -> None:
    assert codes("Text.\n\n::: figure\nalt: A\n:::\n") == [("missing-key", 8, 1)]


def test_a_heading_of_the_wrong_form_is_reported_at_the_heading() -> None:
    assert codes("::: scenario  S 02\n:::\n") == [("bad-form", 6, 15)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: callout A\nText.\n\n::: callout B\nText.\n:::\n\nText.\n", [("unclosed-block", 9, 1)]),
        ("::: contacts\n::: support\n::: check\n:::\n:::\n:::\n", [("unclosed-block", 7, 1), ("unclosed-block", 8, 1)]),
        (":::\n:::\n", [("stray-block-end", 6, 1), ("stray-block-end", 7, 1)]),
        ("::: poll\n", [("unclosed-block", 6, 1)]),
        ("::: text\nText.\n:::\n", [("unknown-block", 6, 1)]),
        ("::: contacts\nText.\n:::\n", [("wrong-type", 7, 1)]),
        ("::: contacts\n- a\n:::\n", [("wrong-type", 7, 1)]),
        ("::: reflection\nid: [\nprompt: A\n:::\n", [("yaml-syntax", 8, 7)]),
        ("::: callout A\n:::\n", [("empty-text", 6, 13)]),
    ],
)
def test_a_block_that_is_wrong_is_reported_where_it_is_wrong(body: str, expected: list[tuple[str, int, int]]) -> None:
    found = codes(body)
    if expected[0][0] in ("empty-text", "yaml-syntax"):
        assert [code for code, _, _ in found] == [expected[0][0]]
    else:
        assert found == expected


def test_a_colon_fence_inside_a_line_is_text() -> None:
    page, problems, _ = read(FRONT + "Write ::: and the kind.\n")
    assert problems == []
    assert [type(block) for block in page.blocks] == [TextBlock]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("front-matter", 1, 1)]),
        ("---\n", [("front-matter", 1, 1)]),
        ("---\n---\n", [("front-matter", 1, 1)]),
        ("--- \nid: A\ntitle: B\nminutes: 1\n---  \nText.\n", []),
        ("\n---\nid: A\n---\n", [("front-matter", 1, 1)]),
        ("---\n- A\n---\nText.\n", [("wrong-type", 2, 1)]),
    ],
)
def test_a_page_starts_with_its_description(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(p.code, p.where.line, p.where.column) for p in read(text)[1]] == expected


def test_blocks_are_judged_although_the_description_is_wrong() -> None:
    page, problems, _ = read("---\nid: A\n---\n::: callot A\n:::\n")
    assert page.page() is None
    assert [p.code for p in problems] == ["missing-key", "unknown-block"]


# --- Markdown


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("See [a](page:A), [b](term:b)\nand [c](https://example.org/c_(d)).\n", [
            ("page:A", 6, 9), ("term:b", 6, 22), ("https://example.org/c_(d)", 7, 9),
        ]),
        ("[a](page:A) and [a](page:A)\n\n[a](page:A)\n", [("page:A", 6, 5), ("page:A", 6, 21), ("page:A", 8, 5)]),
        ("- [a](page:A)\n- [b](page:B)\n", [("page:A", 6, 7), ("page:B", 7, 7)]),
        ("| a | b |\n|---|---|\n| [c](page:C) | [d](page:D) |\n", [("page:C", 8, 7), ("page:D", 8, 21)]),
        ("<https://example.org> <a@example.org>\n", [("https://example.org", 6, 2), ("mailto:a@example.org", 6, 1)]),
        ("[a][b]\n\n[b]: page:B\n", [("page:B", 8, 6)]),
        ("`[a](page:A)` and \\[b](page:B)\n", []),
        ("[a](<media/a b.pdf>)\n", [("media/a b.pdf", 6, 6)]),
        ("::: callout A\n[a](page:A)\n:::\n", [("page:A", 7, 5)]),
        ("::: do-dont\ndo: ['see [a](page:A)', b]\ndont: [c]\n:::\n", [("page:A", 7, 15)]),
        ("::: reveal\nitems:\n  - title: A\n    text: |\n      One.\n      [a](page:A)\n:::\n", [("page:A", 11, 11)]),
    ],
)  # fmt: skip
def test_links_are_found_where_they_stand(body: str, links: list[tuple[str, int, int]]) -> None:
    page, problems, _ = read(FRONT + body)
    assert problems == []
    found = [(target, where.line, where.column) for target, where in page.links]
    assert [target for target, _, _ in found] == [target for target, _, _ in links]
    assert [place for place in found if not place[0].startswith("mailto")] == [
        place for place in links if not place[0].startswith("mailto")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Text <b>bold</b>, </i>.\n", [("raw-html", 6, 6)]),
        ("<script>\nalert(1)\n</script>\n", [("raw-html", 6, 1)]),
        ("Text.\n\n<!-- note -->\n", [("raw-html", 8, 1)]),
        ("- a\n\n  <div>\n", [("raw-html", 8, 3)]),
        ("::: quote A\n<i>b</i>\n:::\n", [("raw-html", 7, 1)]),
        ("::: table\ncaption: A\nhead: [B]\nrows:\n  - ['<br>']\n:::\n", [("raw-html", 10, 7)]),
        ("a < b and c > d, 3 <4, \\<b>, `<b>`\n", []),
        ("# A\n", [("heading-level", 6, 1)]),
        ("A\n===\n", [("unsupported-markdown", 6, 1)]),
        ("> # A\n", [("heading-level", 6, 1)]),
        ("Text.\n\n#### A\n", [("heading-level", 8, 1)]),
        ("## A\n\n### B\n\n#hash and C# and # here\n", []),
        ("![a](b.png)\n", [("markdown-image", 6, 1)]),
        ("Text ![a][b].\n\n[b]: c.png\n", [("markdown-image", 6, 6)]),
    ],
)
def test_what_markdown_may_not_hold_is_reported_where_it_stands(
    body: str, expected: list[tuple[str, int, int]]
) -> None:
    assert codes(body) == expected


def test_the_parser_for_everything_that_is_shown_lets_no_html_through() -> None:
    html = parser().render("<b>a</b>\n\n[a](javascript:alert(1))\n")
    assert "<b>" not in html
    assert "href" not in html


def test_every_kind_of_block_but_text_can_be_written() -> None:
    assert list(KINDS) == [kind_of(block) for block in BLOCKS if block is not TextBlock]


def shows_markdown(model: type[Node]) -> bool:
    """Say whether anything that learners read in *model* is Markdown."""
    forms = {account.kind.form for account in model.ACCOUNTS if isinstance(account.kind, LearnerText)}
    return bool(forms - {"plain"}) or any(shows_markdown(part) for account in model.ACCOUNTS for part in account.parts)


@pytest.mark.parametrize("kind", [kind for kind, block in KINDS.items() if not shows_markdown(block)])
def test_no_link_stands_in_a_block_whose_words_are_shown_as_plain_text(kind: str) -> None:
    assert ("misplaced-link", 7, 13) in codes(f"::: {kind}\nx: 'see [a](page:A)'\n:::\n")


def test_tokens_are_found_in_text_in_headings_and_in_data() -> None:
    _, _, found = read(
        FRONT
        + "A {{g:a}}\n\n::: callout B {{g:b}}\n{{g:c}}\n:::\n\n"
        + "::: reveal\nitems: [{title: D, text: 'd {{g:d}}'}]\n:::\n"
    )
    assert [(token.text, token.where.line, token.where.column) for token in found.tokens] == [
        ("g:a", 6, 3),
        ("g:b", 8, 15),
        ("g:c", 9, 1),
        ("g:d", 13, 29),
    ]


# --- anything at all


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    read(FORBIDDEN.sub(" ", text))


PIECES = [
    "---\n", "id: A\n", "::: ", ":::\n", "callout", "choice", "reveal", "table", " Title\n", "\n", "text: ", "- ", "  ",
    "[a](", "page:A)", "![", "<b>", "</", "# ", "===\n", "{{g:", "}}", "```\n", "*", "|", "> ", "'", '"', "&a", "!",
    "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_heap_of_signs_makes_the_reader_raise(pieces: list[str]) -> None:
    for start in ("", FRONT):
        text = start + "".join(pieces)
        for problem in read(text)[1]:
            assert 1 <= problem.where.line <= text.count("\n") + 1
            assert problem.where.column >= 1


def test_no_link_stands_in_the_description_of_a_page() -> None:
    _, problems, found = read("---\nid: A\ntitle: 'See [b](page:B)'\nminutes: 1\n---\nText.\n")
    assert [(p.code, p.where.line, p.where.column) for p in problems] == [("misplaced-link", 3, 17)]
    assert found.marked_up == []


def test_the_description_of_a_page_may_be_shown_as_code() -> None:
    assert codes("```\n---\nid: A\n---\n```\n") == []
    assert codes("Text.\n\n---\nid: A\n---\n") == [("front-matter", 8, 1)]
