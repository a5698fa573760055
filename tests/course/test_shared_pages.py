"""Every page of this course keeps what the tests of rendering prove with a course of their own."""

from __future__ import annotations

from tests.render.test_module import (
    contents,
    test_a_page_asks_nothing_of_any_other_address,
    test_every_id_in_a_document_is_there_once_and_every_local_link_has_its_target,
    test_every_page_is_in_the_document_and_can_be_read_without_javascript,
    test_no_token_and_no_template_mark_is_left_in_a_document,
    test_somebody_else_s_validator_finds_every_page_to_be_correct_html,
    test_the_first_page_stays_within_its_budget,
)

__all__ = [
    "contents",
    "test_a_page_asks_nothing_of_any_other_address",
    "test_every_id_in_a_document_is_there_once_and_every_local_link_has_its_target",
    "test_every_page_is_in_the_document_and_can_be_read_without_javascript",
    "test_no_token_and_no_template_mark_is_left_in_a_document",
    "test_somebody_else_s_validator_finds_every_page_to_be_correct_html",
    "test_the_first_page_stays_within_its_budget",
]
