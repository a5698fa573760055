"""What this course promises in numbers, where no rule of its house counts it already."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import html

from builder.house.word_cues import cue_shares
from builder.model.course import Course
from builder.render.bundle import Bundle
from builder.render.module import LAUNCH, ModuleContent

#: In per cent of the right options: what a program that only counts words may find, in a bank and in all of them.
MOST_IN_A_BANK, MOST_IN_ALL = 55, 45


def test_words_alone_find_at_most_45_per_cent_of_the_right_options_over_the_whole_course(course: Course) -> None:
    shares = cue_shares(course)
    assert {share.module.id: share.per_cent for share in shares if share.per_cent > MOST_IN_A_BANK} == {}
    found, asked = sum(share.found for share in shares), sum(share.asked for share in shares)
    assert 100 * found / asked <= MOST_IN_ALL


def test_no_fact_is_shown_as_checked_that_nobody_has_read_at_source(
    course: Course, contents: Mapping[str, ModuleContent]
) -> None:
    is_live = any(fact.read == "live" for fact in course.guidance)
    for module in course.contents:
        (page,) = (file for file in contents[module.slug].files(Bundle("web", b"")) if file.path == LAUNCH)
        text = html.fromstring(bytes(page.content)).text_content()
        assert re.findall(r"(?i)\bchecked (?:on )?\d+|\bwhen checked|\bup to date", text) == [], module.id
        assert is_live or "Read at source on" not in text
        assert "Not yet read at source." in text
