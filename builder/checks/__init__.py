"""The rules for any course: one function each, and this is the list of them.

A rule's name, with hyphens, is the code of the problems that it yields; its docstring is the documentation that
``coursepack explain`` and ``docs/rules.md`` show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builder.checks import (
    animations,
    blocks,
    cases,
    contacts,
    documents,
    draws,
    facts,
    figures,
    head,
    ids,
    links,
    media,
    modules,
    questions,
    recordings,
    references,
    released,
    session,
    stories,
    words,
)
from builder.diagnostics import Diagnostic
from builder.model.course import Course
from builder.model.going_out import AnyCourse
from builder.source.load import Extent, Loaded

#: Every rule, under how much of a course must have been read before the rule can judge it.
CHECKS_BY_EXTENT: Mapping[Extent, tuple[Callable[[Course], Iterator[Diagnostic]], ...]] = {
    Extent.PARTS: (
        head.iri_form, head.version_form, head.language_form, head.tracking_clash, head.impossible_date,
        head.endpoint_form, head.open_endpoint, head.online_form,
        words.markdown_in_plain, words.no_words, words.unknown_word, words.fixed_word, words.word_places,
        contacts.unchecked_number, contacts.number_form, contacts.contact_address, contacts.nothing_to_offer,
        ids.duplicate_id, ids.slug_form, ids.reserved_id, ids.device_name,
        facts.token_form, facts.superseded_token, facts.token_in_fact, facts.live_without_date, facts.contact_in_plain,
        links.link_target,
        animations.motion_target, animations.motion_time,
        media.media_name, media.media_type, media.media_content, media.media_size,
        figures.not_a_picture, figures.image_alt, recordings.unplayable_recording, recordings.recording_size,
        recordings.captions_form, recordings.captions_past_end,
        questions.right_options, questions.unknown_group, questions.same_text,
        questions.ambiguous_match, questions.same_stem,
        blocks.table_shape, blocks.poll_shape, blocks.self_check_misses, blocks.second_warning, blocks.decision_best,
        blocks.double_negative,
        documents.empty_downloads, documents.reserved_media, documents.flowchart_node, documents.flowchart_phases,
        documents.flowchart_arrow, documents.flowchart_way_out,
        cases.unknown_node, cases.node_not_reached, cases.case_without_end, cases.unknown_mark,
        cases.ending_not_reached, cases.ending_missing,
        session.session_minutes, session.session_slide, session.session_number,
    ),
    Extent.NAMES: (
        references.unknown_principle, references.unknown_scenario, references.unknown_outcome, references.unknown_page,
        references.unknown_term, references.unknown_guidance, references.unknown_figure, references.unknown_decision,
        references.unknown_animation, references.unknown_support, references.unknown_role,
        modules.unknown_draw_part, draws.unknown_question,
        references.unknown_case, references.unknown_level, references.unknown_folder, cases.unknown_branching_case,
        facts.unknown_token, blocks.chart_bars, blocks.nothing_to_show, media.missing_media,
        stories.held_part_used,
        documents.unknown_flowchart, documents.unknown_document, documents.unknown_contact,
        documents.card_number,
        session.session_picture,
    ),
    Extent.WHOLE: (
        references.unknown_poll, media.unused_media, figures.dark_picture, questions.pin_place,
        released.released_id_gone, released.released_id_reused, released.released_options_swapped,
        released.released_slug_changed, released.released_iri_moved,
        modules.empty_module, modules.empty_page, modules.same_title, modules.minutes_sum, modules.check_page,
        modules.bank_too_small, modules.too_few_critical, modules.draw_too_large, modules.unused_bank,
        modules.requires_circle, stories.ending_before_decision, stories.decision_elsewhere,
        draws.pair_of_one, draws.uneven_danger, draws.draw_blocked,
    ),
}  # fmt: skip


def found_by(
    rules: Mapping[Extent, tuple[Callable[[AnyCourse], Iterator[Diagnostic]], ...]], course: AnyCourse, loaded: Loaded
) -> Iterator[Diagnostic]:
    """Yield what those of *rules* find in *course* that can judge as much of it as was *loaded*.

    Rules for parts look once: what they find in a course as it is written is all that they could find in what goes out.
    Where an id is there twice, it is not known what points at which, and rules for more than parts are left for later.
    """
    extent = loaded.extent
    for needed, checks in rules.items():
        if needed > extent:
            continue
        found = loaded.in_parts.get(checks)
        if found is None:
            found = tuple(problem for check in checks for problem in check(course))
            if needed is Extent.PARTS:
                loaded.in_parts[checks] = found
        if any(problem.code == "duplicate-id" for problem in found):
            extent = Extent.PARTS
        yield from found
