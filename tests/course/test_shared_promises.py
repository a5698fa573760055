"""What is proved of the tool with courses of the tests' own, and has to hold for this course too, whatever is in it.

Each test stands where the tool's tests are; here it gets the fixtures of this folder.
"""

from __future__ import annotations

from tests.documents.test_downloads import test_the_documents_of_a_module_are_small
from tests.e2e.test_axe import shelf, tab, test_every_page_of_a_module_can_be_used_by_everybody
from tests.e2e.test_privacy import test_what_a_learner_writes_is_in_no_call_no_request_and_no_store
from tests.e2e.test_without import (
    test_on_paper_every_page_stands_with_its_answers_and_without_furniture,
    test_without_javascript_every_word_every_question_and_every_transcript_can_be_read_and_printed,
)
from tests.render.test_animations import (
    files,
    stories,
    test_a_picture_has_no_words_but_those_of_its_storyboard,
    test_a_still_is_a_picture_that_needs_nothing_but_itself,
    test_an_animation_adds_little_to_its_page_but_words,
    test_an_animation_stays_within_its_budget,
    test_captions_are_the_narration_and_can_be_read_in_time,
    test_every_animation_is_drawn_scene_by_scene,
    test_every_scene_moves_and_nothing_flashes,
    test_what_the_player_gets_is_complete_and_keeps_ids_apart,
)

__all__ = [
    "files", "shelf", "stories", "tab",
    "test_a_picture_has_no_words_but_those_of_its_storyboard",
    "test_a_still_is_a_picture_that_needs_nothing_but_itself",
    "test_an_animation_adds_little_to_its_page_but_words",
    "test_an_animation_stays_within_its_budget",
    "test_captions_are_the_narration_and_can_be_read_in_time",
    "test_every_animation_is_drawn_scene_by_scene",
    "test_every_page_of_a_module_can_be_used_by_everybody",
    "test_every_scene_moves_and_nothing_flashes",
    "test_on_paper_every_page_stands_with_its_answers_and_without_furniture",
    "test_the_documents_of_a_module_are_small",
    "test_what_a_learner_writes_is_in_no_call_no_request_and_no_store",
    "test_what_the_player_gets_is_complete_and_keeps_ids_apart",
    "test_without_javascript_every_word_every_question_and_every_transcript_can_be_read_and_printed",
]  # fmt: skip
