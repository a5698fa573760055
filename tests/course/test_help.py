"""Whoever looks for help in the course finds somebody to ring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from builder.judge import judge
from builder.model.course import Course
from builder.model.phone import dialled
from builder.render.bundle import Bundle
from builder.render.module import LAUNCH, render_module

COURSE = Path(__file__).parents[2] / "course_src"
MODULES = ("introduction", "level-1", "level-2", "level-3", "level-4")


@pytest.fixture(scope="module")
def course() -> Course:
    read = judge(COURSE).course
    assert read
    return read


@pytest.mark.parametrize("slug", MODULES)
def test_every_module_has_numbers_to_ring_and_a_way_to_them_from_every_page(course: Course, slug: str) -> None:
    module = next(module for module in course.contents if module.slug == slug)
    (page,) = (file for file in render_module(course, module).files(Bundle("scorm12", b"")) if file.path == LAUNCH)
    root = html.fromstring(bytes(page.content))
    (way,) = root.xpath("//header//a[@href='#help']")
    assert way.text_content().strip() == "Worried about a child?"
    links = root.xpath("//section[@id='help']//a[starts-with(@href, 'tel:')]")
    assert len({link.get("href") for link in links}) >= 10
    for link in root.xpath("//a[starts-with(@href, 'tel:')]"):
        assert link.get("href") == f"tel:{dialled(link.text_content().strip())}"
    assert not re.search(r"Ask your manager (for this|\.)", root.text_content())


def test_every_number_is_dated_and_graded(course: Course) -> None:
    numbered = [contact for contact in course.support if contact.number or contact.text]
    assert [contact.id for contact in numbered if not (contact.checked_on and contact.grade)] == []


def test_everybody_who_is_named_has_something_to_offer(course: Course) -> None:
    assert [contact.id for contact in course.support if not contact.is_reachable] == []


def test_numbers_in_what_to_do_instead_are_those_of_the_list(course: Course) -> None:
    known = {contact.number for contact in course.support}
    said = " ".join([course.urgent, *(contact.fallback for contact in course.local)])
    assert {number.strip() for number in re.findall(r"\d[\d ]+\d", said)} <= known


def test_no_page_types_a_number_that_could_be_pressed_and_those_about_the_lead_give_one(course: Course) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in COURSE.rglob("*.md")}
    assert [name for name, text in pages.items() if "(tel:" in text] == []
    for name in ("11-you-and-your-role.md", "08-if-no-one-seems-to-act.md"):
        assert "{{c:nspcc-whistleblowing}}" in pages[name]
