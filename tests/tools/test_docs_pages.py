"""The pages of the documentation as ``make docs`` mends them."""

from __future__ import annotations

import re
from pathlib import Path

from tools.docs import for_everybody
from tools.pictures import OF_A_MODULE, PICTURES

ROOT = Path(__file__).parents[2]


def test_the_page_for_searching_has_a_heading() -> None:
    assert "<h1>Search</h1>" in for_everybody('<div id="search-results"></div>')


def test_a_long_name_may_break_where_its_parts_meet() -> None:
    shown = for_everybody(
        '<code><span class="pre">cmi.core.lesson_status</span> <span class="pre">.venv</span></code> and cmi.core'
    )
    assert ">cmi.<wbr>core.<wbr>lesson_<wbr>status<" in shown
    assert ">.venv<" in shown
    assert shown.endswith(" and cmi.core")


def test_a_page_of_several_sections_lists_them_below_its_title() -> None:
    section = '<h2>{0}<a class="headerlink" href="#{0}" title="Link">¶</a></h2>'
    page = "<h1>All</h1>" + "".join(section.format(name) for name in ("one", "two", "three"))
    shown = for_everybody(page)
    assert all(f'<li><a href="#{name}">{name}</a></li>' in shown for name in ("one", "two", "three"))
    assert shown.startswith('<h1>All</h1>\n<details class="this-page">')
    assert for_everybody("<h1>All</h1>" + section.format("one")).count("<details") == 0


def test_every_picture_of_the_documentation_is_one_that_is_made() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {name for file in documents for name in re.findall(r"pictures/([\w-]+)\.png", file.read_text("utf-8"))}
    assert shown == {*OF_A_MODULE, "preview"} == {file.stem for file in PICTURES.iterdir()}
