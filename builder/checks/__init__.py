"""The rules of a course: one function each, and this is the list of them.

A rule's name, with hyphens, is the code of the problems that it yields; its docstring is the documentation that
``coursepack explain`` and ``docs/rules.md`` show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builder.checks import (
    animations,
    blocks,
    claims,
    coverage,
    documents,
    facts,
    head,
    ids,
    items,
    links,
    media,
    modules,
    questions,
    reading,
    references,
    scenarios,
    wording,
    words,
)
from builder.checks.reasons import without_reason
from builder.checks.release import RELEASE_CHECKS, Occasion
from builder.diagnostics import Diagnostic
from builder.model.course import Course
from builder.source.load import Extent, Loaded

Check = Callable[[Course], Iterator[Diagnostic]]

#: Every rule, under how much of a course must have been read before the rule can judge it.
CHECKS_BY_EXTENT: Mapping[Extent, tuple[Check, ...]] = {
    Extent.PARTS: (
        head.iri_form, head.version_form, head.language_form, head.impossible_date, head.unchecked_number,
        words.no_words, words.unknown_word, words.fixed_word, words.word_places,
        ids.duplicate_id, ids.fingerprint_clash, ids.reserved_id,
        facts.token_form, facts.superseded_token, facts.token_in_fact,
        links.link_target,
        animations.motion_target, animations.motion_time,
        media.media_name, media.media_clash, media.media_type, media.image_alt,
        questions.right_options, questions.unknown_group, questions.same_text, questions.ambiguous_match,
        questions.bank_detail, questions.same_stem,
        blocks.table_shape, blocks.poll_shape, blocks.second_warning, blocks.decision_best,
        documents.empty_downloads, documents.reserved_media, documents.flowchart_node, documents.flowchart_rows,
        documents.flowchart_arrow, documents.flowchart_words,
        scenarios.story_length, scenarios.nothing_done_well, scenarios.decision_options, scenarios.scene_too_fast,
        items.long_feedback, items.long_stem, items.trick_option, items.negative_stem, items.token_in_key,
        claims.typed_time_limit, claims.typed_edition, claims.typed_share, claims.figure_without_period,
        claims.never_together, claims.verb_beyond_strength, claims.claimed_cause,
        wording.avoided_phrase, wording.blocked_name, wording.place_name, wording.unknown_name, wording.spelling,
    ),
    Extent.NAMES: (
        references.unknown_principle, references.unknown_scenario, references.unknown_outcome, references.unknown_page,
        references.unknown_term, references.unknown_guidance, references.unknown_figure, references.unknown_decision,
        references.unknown_animation, modules.unknown_draw_part, references.unknown_case, references.unknown_level,
        facts.unknown_token, blocks.chart_bars, media.missing_media, coverage.unknown_in_rules,
        documents.unknown_flowchart, documents.unknown_document, documents.unknown_contact,
    ),
    Extent.WHOLE: (
        references.unknown_poll, media.unused_media,
        modules.empty_module, modules.empty_page, modules.minutes_sum, modules.check_page, modules.bank_too_small,
        modules.too_few_critical, modules.draw_too_large, modules.unused_bank,
        coverage.module_shape, coverage.principle_not_taught, coverage.scenario_not_used, coverage.primary_principle,
        coverage.outcome_not_covered, coverage.thin_bank, coverage.theme_not_taught, coverage.stories_in_a_row,
        scenarios.no_content_note, items.key_too_long, items.key_longest_rate, items.key_position, items.similar_stem,
        reading.hard_to_read, wording.fairness_line, wording.unexplained_acronym,
    ),
}  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for checks in CHECKS_BY_EXTENT.values() for check in checks)


def problems_of(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return every problem of a course in the order of their places: those of reading it, and those that rules find.

    Rules that need more of the course than could be read are left for the next run: what they said might not be true.
    """
    found: set[Diagnostic] = set(loaded.problems)
    if loaded.read is not None:
        for extent, checks in CHECKS_BY_EXTENT.items():
            if extent <= loaded.extent:
                found.update(problem for check in checks for problem in check(loaded.read))
        found = set(without_reason(loaded.read, found))
    return tuple(sorted(found))


def problems_on(loaded: Loaded, occasion: Occasion) -> tuple[Diagnostic, ...]:
    """Return what ``problems_of`` returns, and what the calendar and a release add to it."""
    found = set(problems_of(loaded))
    if loaded.course:
        found.update(problem for check in RELEASE_CHECKS for problem in check(loaded.course, occasion))
    return tuple(sorted(found))
