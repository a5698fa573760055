"""Who can help: what is shown, and that whoever presses it reaches them and nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from builder.judge import judge
from builder.model.course import Course
from builder.model.phone import dialled
from builder.model.shared import LocalContact, SupportContact, TextNumber
from builder.render.contacts import local_contacts, sms, support_groups, tel, with_contacts, with_numbers

SAMPLE = Path(__file__).parents[1] / "samples" / "_base"
numbers = st.from_regex(r"\A\+?[0-9]{2,5}( [0-9]{2,6}){0,3}\Z").filter(dialled)


@pytest.fixture(scope="module")
def course() -> Course:
    read = judge(SAMPLE).read
    assert read
    return read


def helper(name: str = "Helper", **held: object) -> SupportContact:
    return SupportContact.model_validate({"id": "helper", "name": name, "for": "Anyone", **held})


def local(course: Course, *contacts: dict[str, object]) -> Course:
    return course.model_copy(
        update={"local": tuple(LocalContact.model_validate({"label": "L", **each}) for each in contacts)}
    )


def lines_of(course: Course) -> tuple[list[str], list[str]]:
    shown = local_contacts(course, course.contents[0], escape)
    return [str(line.html) for line in shown.first], [str(line.html) for line in shown.more]


@given(numbers)
def test_a_link_dials_the_digits_that_are_shown_and_nothing_else(number: str) -> None:
    found = re.fullmatch(r'<a href="tel:(\+?[0-9]+)" aria-label="(.*), Helper">(.*)</a>', str(tel(number, "Helper")))
    assert found
    assert found[1] == re.sub(r"[^+0-9]", "", found[3]) == number.replace(" ", "")
    assert found[2] == found[3]


@given(st.text(max_size=30))
def test_what_is_not_one_number_dials_nothing(text: str) -> None:
    digits = dialled(text)
    assert digits is None or re.fullmatch(r"\+?[0-9]+", digits)
    assert digits is None or not re.search(r"[A-Za-z/()]", text)


def test_a_message_begins_with_its_word() -> None:
    assert sms(helper(text=TextNumber(number="85 258", word="SHOUT"))) == "sms:85258?body=SHOUT"
    assert sms(helper(text=TextNumber(number="88247"))) == "sms:88247"


def test_whoever_has_nothing_to_offer_is_not_there(course: Course) -> None:
    support = (helper("None"), helper("Number", number="116 123"), helper("Words", say="Ask."))
    groups = support_groups(course.model_copy(update={"support": support}))
    assert [contact.name for contact in groups[""]] == ["Number", "Words"]


def test_groups_come_in_the_order_of_the_file_and_can_be_chosen(course: Course) -> None:
    support = tuple(
        helper(f"{group}{number}", say="Ask.", group=group) for number in range(2) for group in ("Now", "You")
    )
    grouped = course.model_copy(update={"support": support})
    assert list(support_groups(grouped)) == ["Now", "You"]
    assert [contact.name for contact in support_groups(grouped, ("You",))["You"]] == ["You0", "You1"]


def test_with_hardly_any_local_contact_only_the_essential_ones_are_shown(course: Course) -> None:
    some = local(
        course,
        {"id": "a", "value": "0117 496 0000"},
        {"id": "b", "fallback": "Ask b.", "essential": True},
        {"id": "c", "fallback": "Ask c."},
    )
    assert lines_of(some) == ([str(tel("0117 496 0000", "L")), "Ask b."], [])


def test_what_a_page_leads_to_can_be_unfolded_where_hardly_any_is_filled_in(course: Course) -> None:
    some = local(
        course,
        {"id": "a", "fallback": "Ask a.", "essential": True},
        {"id": "b", "fallback": "Ask b."},
        {"id": "c", "fallback": "Ask c."},
    )
    first, *others = some.contents
    leads = first.model_copy(update={"promise": "Ring {{l:b}}, {{l:a}} or {{c:c}}."})
    assert lines_of(some.model_copy(update={"contents": (leads, *others)})) == (["Ask a."], ["Ask b."])


def test_with_enough_of_them_the_rest_can_be_unfolded(course: Course) -> None:
    values = ("https://www.council.example/help", "front.door@council.example", "Ring 0117 496 0000 by day")
    filled = [{"id": f"a{number}", "value": value} for number, value in enumerate(values)]
    more = local(course, *filled, {"id": "d", "fallback": "Ask d."}, {"id": "e"})
    assert lines_of(more) == (
        [
            '<a href="https://www.council.example/help">council.example/help</a>',
            '<a href="mailto:front.door@council.example">front.door@council.example</a>',
            "Ring 0117 496 0000 by day",
        ],
        ["Ask d."],
    )


def test_a_fallback_for_other_modules_stays_out_of_this_one(course: Course) -> None:
    first = course.contents[0].id
    here = {"id": "a", "fallback": "Here.", "essential": True, "fallback_in": (first,)}
    there = {"id": "b", "fallback": "There.", "essential": True, "fallback_in": ("elsewhere",)}
    assert lines_of(local(course, here, there)) == (["Here."], [])


def test_numbers_in_words_are_links_where_the_course_knows_them(course: Course) -> None:
    known = course.model_copy(
        update={"support": (helper(number="999", name="Ring 999"), helper(number="0808 800 5000"))}
    )
    html = with_numbers(Markup("Ring 999 or 0808 800 5000, not 1999 nor 9990."), known)
    helpers = tel("999", "Ring 999"), tel("0808 800 5000", "Helper")
    assert html == "Ring {} or {}, not 1999 nor 9990.".format(*helpers)
    assert with_numbers(html, known) == html


def test_an_address_in_a_fallback_can_be_pressed(course: Course) -> None:
    words = {"fallback": "Look at gov.uk/report.", "fallback_url": "https://www.gov.uk/report", "essential": True}
    assert lines_of(local(course, {"id": "a", **words}))[0] == [
        'Look at <a href="https://www.gov.uk/report">gov.uk/report</a>.'
    ]


def test_the_token_of_a_contact_is_a_number_to_press_and_that_of_a_local_one_what_is_filled_in(course: Course) -> None:
    made = local(course, {"id": "front_door", "value": "0114 496 0000"}, {"id": "lado", "label": "LADO & co"})
    made = made.model_copy(update={"support": (helper(number="0800 1111"),)})
    text = Markup("Ring {{c:helper}}, {{l:front_door}} or {{l:lado}}. {{c:nobody}} {{g:fact}}")
    assert with_contacts(text, made, "help") == (
        f"Ring {tel('0800 1111', 'Helper')}, {tel('0114 496 0000', 'L')} or "
        '<a href="#help">LADO &amp; co</a>. {{c:nobody}} {{g:fact}}'
    )
