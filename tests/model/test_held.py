"""What is held stands in no package, and nothing leads to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from builder.checks import CHECKS_BY_EXTENT
from builder.checks.stories import held_part_used
from builder.model.course import Course
from builder.model.going_out import going_out
from builder.model.held import Held
from builder.model.kinds import Id, Ref, Shows
from builder.model.node import Node
from builder.model.walk import walk, walk_part
from builder.source.load import Extent, load

ROOT = Path(__file__).resolve().parents[2]
HELD = Held(reason="Nobody has read it.", lifted_by="Somebody says yes.")


@cache
def _wide() -> Course:
    course = load(ROOT / "tests" / "wide_course").read
    assert course
    return course


def _parts(course: Course) -> list[Node]:
    return [*course.scenarios, *(part for module in course.contents for part in (*module.pages, *module.bank))]


def _holding(course: Course, part: Node) -> Course:
    held = part.model_copy(update={"held": HELD})

    def put(parts: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(held if one is part else one for one in parts)

    contents = tuple(
        module.model_copy(update={"pages": put(module.pages), "bank": put(module.bank)}) for module in course.contents
    )
    return course.model_copy(update={"scenarios": put(course.scenarios), "contents": contents})


@pytest.mark.parametrize("number", range(len(_parts(_wide()))))
def test_whatever_is_held_is_gone_and_what_still_leads_there_is_an_error(number: int) -> None:
    wide = _wide()
    part = _parts(wide)[number]
    gone = {(entry.what, entry.text) for entry in walk_part(part, Id)}
    written = _holding(wide, part)
    out = going_out(written)
    assert gone.isdisjoint((entry.what, entry.text) for entry in walk(out, Id))
    assert gone.isdisjoint((entry.what, entry.text) for entry in walk(out, Shows))
    still = [use for uses in out.pointers.values() for use in uses if (use.what, use.text) in gone]
    assert len(list(held_part_used(written))) == len(still)
    assert all(len(use.keys) < 2 for use in still if isinstance(use.kind, Ref))


@pytest.mark.parametrize("number", range(len(_parts(_wide()))))
def test_rules_for_parts_find_nothing_in_what_goes_out_that_they_do_not_find_in_the_course_as_it_is_written(
    number: int,
) -> None:
    written = _holding(_wide(), _parts(_wide())[number])
    out = going_out(written)
    for rule in CHECKS_BY_EXTENT[Extent.PARTS]:
        assert {*rule(out)} <= {*rule(written)}, rule.__name__


def test_a_course_without_anything_held_goes_out_as_it_is() -> None:
    wide = _wide()
    assert going_out(wide) is wide
