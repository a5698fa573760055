from __future__ import annotations

from builder.model.course import Course
from builder.render.facts import Facts


def test_a_token_becomes_the_words_of_the_fact(real_course: Course) -> None:
    facts = Facts(real_course)
    fact = next(fact for fact in real_course.guidance if fact.key == "rapid_review")
    assert facts.fill("{{g:rapid_review}}") == fact.claim
    assert facts.fill("Time: {{g:rapid_review_days}}.") == f"Time: {fact.forms['days']}."


def test_a_page_lists_the_sources_of_the_facts_it_used_and_no_others(real_course: Course) -> None:
    facts = Facts(real_course)
    facts.fill("{{g:rapid_review}} {{g:rapid_review_days}}")
    assert len(facts.sources()) == 1
    assert facts.sources()[0].endswith("; checked 21 November 2026")
    facts.start()
    assert facts.sources() == []


def test_text_in_braces_that_is_no_token_stays_as_it_is(real_course: Course) -> None:
    facts = Facts(real_course)
    for text in ("{{7*7}}", "{% for x in y %}", "{{g:no_such_fact}}", "{{ config }}", "{{''.__class__}}"):
        assert facts.fill(text) == text
