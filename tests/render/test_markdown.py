from __future__ import annotations

import re

import pytest

from builder.render.markdown import block_html, inline_html


def unchanged(text: str) -> str:
    return text


def test_links_to_pages_and_words_stay_inside_the_document() -> None:
    html = inline_html("[steps](page:L1-05) and [LADO](term:lado)", unchanged)
    assert 'href="#L1-05"' in html
    assert 'href="#term-lado"' in html


def test_a_link_to_the_web_opens_beside_the_course() -> None:
    html = inline_html("[guidance](https://www.gov.uk/)", unchanged)
    assert 'target="_blank"' in html
    assert 'rel="noopener noreferrer"' in html


def test_a_picture_comes_from_the_media_folder() -> None:
    assert 'src="media/steps.svg"' in block_html("![Four steps](steps.svg)", unchanged)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](vbscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<svg onload=alert(1)>",
        "![x](javascript:alert(1))",
        "<a href=//evil.example>x</a>",
    ],
)
def test_an_author_s_text_never_becomes_active_content(text: str) -> None:
    html = block_html(text, unchanged)
    assert "<script" not in html
    assert "<svg" not in html
    assert " onerror=" not in html.replace("&quot;", '"') or "&lt;img" in html
    assert 'href="javascript:' not in html
    assert 'href="data:' not in html
    assert 'src="javascript:' not in html


def test_facts_are_filled_in_as_text_and_not_as_markup() -> None:
    html = block_html("{{g:fact}}", lambda text: text.replace("{{g:fact}}", "<b>5 < 6</b>"))
    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt;" in html


def test_the_columns_of_a_table_are_aligned_by_classes_as_a_page_s_policy_takes_no_style() -> None:
    html = block_html("| a | b | c | d |\n|:--|--:|:-:|---|\n| e | f | g | h |\n", unchanged)
    assert "style" not in html
    assert [cell for cell in re.findall("<td[^>]*>.", html)] == [
        '<td class="align-left">e',
        '<td class="align-right">f',
        '<td class="align-center">g',
        "<td>h",
    ]


def test_a_table_scrolls_in_a_box_that_is_called_as_its_head() -> None:
    html = block_html("| Word | `a < b` |\n|---|---|\n| e | {{c:f}} |\n\nText.\n", unchanged)
    assert html.startswith('<div class="prose__table" role="group" aria-label="Word, a &lt; b" tabindex="0">\n<table>')
    assert html.endswith("</table>\n</div>\n<p>Text.</p>\n")
    assert 'aria-label="Who"' in block_html("| Who {{c:f}} | |\n|---|---|\n| e | f |\n", unchanged)


def test_struck_words_are_struck() -> None:
    assert inline_html("~~Run.~~ Walk.", unchanged) == "<s>Run.</s> Walk."
