"""A link to a page of another module: no package has both pages, so it says where the other one is."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

from lxml.html import document_fromstring
from markupsafe import Markup

from builder.build import build
from builder.model.course import Course
from builder.render.elsewhere import pages_elsewhere, with_pages_elsewhere
from builder.words import words_of

SMALL = Path(__file__).resolve().parents[1] / "small_course"


def test_a_link_to_a_page_of_another_module_is_words_that_say_where_it_is_in_every_package(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    page = tmp_path / "course" / "one" / "01-first.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nSee [a **page** of two](page:M2-01) & [our own](page:M1-02).\n", encoding="utf-8")
    two = tmp_path / "course" / "two" / "01-only.md"
    two.write_text(two.read_text(encoding="utf-8").replace("Only page", 'R&D < "us"', 1), encoding="utf-8")
    report = build(tmp_path / "course", formats=[], modules=["one"], output=tmp_path / "out")
    assert report.problems == ()
    for package in report.packages:
        with ZipFile(package.path) as read:
            document = document_fromstring(read.read("index.html").decode())
        said = next(part for part in document.iter("p") if part.text_content().startswith("See a page of two"))
        assert said.text_content() == 'See a page of two (the page “R&D < "us"” of “Two”) & our own.'
        assert [link.get("href") for link in said.iter("a")] == ["#M1-02"]
        assert [strong.text for strong in said.iter("strong")] == ["page"]


def test_facts_stand_in_its_title_there_too(course: Course) -> None:
    module, other = course.contents[:2]
    page = other.pages[0].model_copy(update={"title": "Within {{g:days}} days"})
    other = other.model_copy(update={"pages": (page, *other.pages[1:])})
    elsewhere = pages_elsewhere(course.model_copy(update={"contents": (module, other)}), module)
    link = Markup('<a href="#{}">When</a>').format(page.id)
    said = with_pages_elsewhere(link, elsewhere, words_of(course), lambda text: text.replace("{{g:days}}", "15"))
    assert "“Within 15 days”" in said
