"""Tokens become words, and the facts that a page used stand at its end: the same lines in the same order, always."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from builder.model.course import Course
from builder.render.bundle import Bundle
from builder.render.facts import Facts
from builder.render.module import render_module
from builder.source.load import load
from tests.test_samples import SAMPLES, lay_out

#: Facts of the course below, and as many figures. One more fact has the source of the first.
MANY = 9


@pytest.fixture(scope="module")
def course() -> Course:
    """A course of many facts and figures, whose sources are in another order than their ids."""
    read = load(SAMPLES / "_base").course
    assert read
    (fact,), (figure,) = read.guidance, read.figures
    facts = [
        fact.model_copy(update={"id": f"G-0{n}", "key": f"fact_{n}", "source": f"{chr(90 - n)}. An Act."})
        for n in range(1, MANY + 1)
    ]
    figures = [
        figure.model_copy(update={"id": f"SF-0{n}", "key": f"figure_{n}", "base": f"{n} incidents"})
        for n in range(1, MANY + 1)
    ]
    same = facts[0].model_copy(update={"id": "G-10", "key": "fact_10"})
    return read.model_copy(update={"guidance": (*facts, same), "figures": tuple(figures)})


TOKENS = [f"{{{{g:fact_{n}}}}}" for n in range(1, MANY + 2)] + [f"{{{{f:figure_{n}}}}}" for n in range(1, MANY + 1)]


def test_a_token_becomes_the_words_of_the_fact(course: Course) -> None:
    facts, fact = Facts(course), course.guidance[0]
    assert facts.fill("{{g:fact_1}}") == fact.claim
    assert facts.fill("Well: {{g:fact_1_short}}") == f"Well: {fact.forms['short']}"


def test_a_page_lists_the_sources_of_the_facts_it_used_and_no_others(course: Course) -> None:
    facts = Facts(course)
    facts.fill("{{g:fact_1}} {{g:fact_1_short}} {{g:fact_10}}")
    assert facts.sources() == ["Y. An Act. From secondary sources, 21 November 2026. Not yet read at source."]
    facts.start()
    assert facts.sources() == []


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("live", "Read at source on 28 November 2026."),
        (
            "official",
            "Read in a saved copy of the official page, 21 November 2026; not yet checked against the live page.",
        ),
        ("part", "the date or the detail comes from secondary sources, 21 November 2026."),
        ("secondary", "From secondary sources, 21 November 2026. Not yet read at source."),
    ],
)
def test_a_source_says_how_far_it_was_read_and_when(course: Course, read: str, said: str) -> None:
    fact = course.guidance[0].model_copy(update={"read": read, "read_on": "2026-11-28" if read == "live" else None})
    facts = Facts(course.model_copy(update={"guidance": (fact,)}))
    facts.fill("{{g:fact_1}}")
    (line,) = facts.sources()
    assert line.endswith(said)
    assert "checked" not in line.replace("not yet checked", "")


@given(st.permutations(TOKENS))
def test_sources_stand_in_the_order_of_their_ids_in_whatever_order_they_were_used(
    course: Course, tokens: list[str]
) -> None:
    facts = Facts(course)
    for token in tokens:
        facts.fill(token)
    acts = [
        f"{chr(90 - n)}. An Act. From secondary sources, 21 November 2026. Not yet read at source."
        for n in range(1, MANY + 1)
    ]
    assert facts.sources() == [*acts, *(f"Numbers: {n} incidents; One year" for n in range(1, MANY + 1))]


@pytest.mark.parametrize("text", ["{{f:known}} {{g:later}} {{g:consent}}", "{{g:later}} {{g:consent}} {{f:known}}"])
def test_a_page_shows_its_sources_in_the_order_of_their_ids(text: str, tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    page, facts = tmp_path / "first" / "01-start.md", tmp_path / "guidance.yaml"
    page.write_text(page.read_text().replace("{{g:consent}}", text))
    later = facts.read_text().replace("G-01", "G-02").replace("consent\n", "later\n").replace("The Act", "An Act")
    facts.write_text(later + facts.read_text())
    read = load(tmp_path).course
    assert read
    files = {file.path: file.content for file in render_module(read, read.contents[0]).files(Bundle("web", b""))}
    content = files["index.html"]
    assert isinstance(content, bytes)
    shown = html.fromstring(content).xpath("//*[@id='M1-01']//*[@class='page__sources']//li/text()")
    read = "From secondary sources, 21 November 2026. Not yet read at source."
    assert shown == [f"The Act. {read}", f"An Act. {read}", "Numbers: 10 incidents; One year"]


def test_text_in_braces_that_is_no_token_stays_as_it_is(course: Course) -> None:
    facts = Facts(course)
    for text in ("{{7*7}}", "{% for x in y %}", "{{g:no_such_fact}}", "{{ config }}", "{{''.__class__}}"):
        assert facts.fill(text) == text
