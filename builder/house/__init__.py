"""What the writers of one course have agreed on: its rules, one function each, and this is the list of them.

Only a course with a ``lint.yaml`` or a ``signoff.yaml`` loads this package. A rule's name, with hyphens, is the code of
the problems that it yields; its docstring is the documentation that ``coursepack explain`` and ``docs/rules.md`` show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builder.checks import found_by
from builder.checks.calendar import Occasion
from builder.diagnostics import Diagnostic
from builder.house import claims, coverage, details, items, reading, scenarios, word_cues, wording
from builder.house.course import HouseCourse
from builder.house.reasons import unused_reason, without_reason
from builder.house.release import RELEASE_CHECKS
from builder.source.load import Extent, Loaded

#: Every rule, under how much of a course must have been read before the rule can judge it.
HOUSE_CHECKS_BY_EXTENT: Mapping[Extent, tuple[Callable[[HouseCourse], Iterator[Diagnostic]], ...]] = {
    Extent.PARTS: (
        details.missing_detail, details.bank_detail,
        scenarios.story_length, scenarios.nothing_done_well, scenarios.decision_options, scenarios.scene_too_fast,
        items.long_feedback, items.long_stem, items.trick_option, items.negative_stem, items.token_in_key,
        items.harm_in_slug,
        claims.typed_time_limit, claims.typed_edition, claims.typed_share, claims.figure_without_period,
        claims.never_together, claims.verb_beyond_strength, claims.claimed_cause,
        claims.unsure_fact,
        wording.avoided_phrase, wording.blocked_name, wording.place_name, wording.unknown_name, wording.spelling,
    ),
    Extent.NAMES: (coverage.unknown_in_rules,),
    Extent.WHOLE: (
        coverage.module_shape, coverage.principle_not_taught, coverage.scenario_not_used, coverage.primary_principle,
        coverage.outcome_not_covered, coverage.thin_bank, coverage.theme_not_taught, coverage.stories_in_a_row,
        scenarios.no_content_note, scenarios.decision_not_asked, details.minutes_off,
        items.key_too_long, items.key_longest_rate, items.key_position, items.similar_stem,
        items.praising_feedback, word_cues.word_cues,
        reading.hard_to_read, reading.too_easy_to_read, wording.fairness_line, wording.unexplained_acronym,
    ),
}  # fmt: skip


def under_house_rules(loaded: Loaded, found: set[Diagnostic], occasion: Occasion | None) -> set[Diagnostic]:
    """Return the problems *found* with those that the house of the course *loaded* adds.

    Warnings that have a written reason are taken out. What a release needs is asked for on an *occasion* alone.
    """
    course = loaded.read
    if not isinstance(course, HouseCourse):
        return found
    found = {*found, *found_by(HOUSE_CHECKS_BY_EXTENT, course, loaded)}
    # While something cannot be read, the rules that need it are silent, and their reasons look idle.
    idle = unused_reason(course, found) if loaded.course else ()
    found = {*without_reason(course, found), *idle}
    if occasion and loaded.course:
        found.update(problem for check in RELEASE_CHECKS for problem in check(course, occasion))
    return found
