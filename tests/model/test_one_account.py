"""There is one account of what a course says: it is signed, it is compared, and it stands on the page to be signed."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

import pytest

from builder.model.blocks.block import Block
from builder.model.course import Course
from builder.model.fingerprint import content_fingerprint
from builder.model.kinds import PARAGRAPHS, LearnerText, Value
from builder.model.node import Node, Text, Title
from builder.model.session import LedSession
from builder.model.walk import FieldValue, walk
from builder.review.document import review_html
from builder.review.snapshot import changes, snapshot
from tests.model.made_up import made_up_course

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def course() -> Course:
    return made_up_course()


def with_value(held: Any, entry: FieldValue, new: Any) -> Any:
    """Return *held* with *new* in the place of *entry*."""
    if held is entry.part:
        name = next(account.name for account in type(held).ACCOUNTS if account.key == entry.keys[0])
        return held.model_copy(update={name: within(getattr(held, name), entry.keys[1:], new)})
    if isinstance(held, Node):
        names = [account.name for account in type(held).ACCOUNTS if account.parts]
        return held.model_copy(update={name: with_value(getattr(held, name), entry, new) for name in names})
    return tuple(with_value(item, entry, new) for item in held) if isinstance(held, tuple) else held


def within(value: Any, keys: tuple[Any, ...], new: Any) -> Any:
    """Return *value* with *new* behind *keys*."""
    if not keys:
        return new
    if isinstance(value, dict):
        return {key: within(item, keys[1:], new) if key == keys[0] else item for key, item in value.items()}
    return tuple(within(item, keys[1:], new) if place == keys[0] else item for place, item in enumerate(value))


def signed(course: Course) -> list[str]:
    return [content_fingerprint(course, module) for module in course.contents]


def page(course: Course) -> str:
    return re.sub(r"<code>[0-9a-f]{16}</code>", "", review_html(course, None, today=TODAY))


def _is_signed(entry: FieldValue) -> bool:
    """Say whether it is part of what is signed: a module is, and no module holds a led session."""
    return entry.role != "local" and not isinstance(entry.root, LedSession)


WORDS = walk(made_up_course(), LearnerText)


def subclasses(model: type[Node]) -> set[type[Node]]:
    """Return the parts that can stand in *model*."""
    parts = {part for account in model.ACCOUNTS for part in account.parts}
    return parts.union(*(subclasses(part) for part in parts))


def test_every_class_that_can_hold_words_stands_in_the_made_up_course(course: Course) -> None:
    hold = {part for part in subclasses(Course) if any(isinstance(a.kind, LearnerText) for a in part.ACCOUNTS)}
    assert {type(entry.part) for entry in walk(course, LearnerText)} - {Course} == hold


@pytest.mark.parametrize(
    "number", range(len(WORDS)), ids=lambda n: f"{n}-{type(WORDS[n].part).__name__}-{WORDS[n].label}"
)
def test_a_changed_word_is_not_signed_any_more_and_shows_what_changed_on_the_page(course: Course, number: int) -> None:
    entry = walk(course, LearnerText)[number]
    after = with_value(course, entry, "otherwise")
    assert (signed(after) != signed(course)) is _is_signed(entry), "a partnership fills in its own"
    assert changes(snapshot(course), snapshot(after))
    assert "otherwise" in page(after)


def test_a_changed_key_or_verdict_is_not_signed_any_more_and_shows_what_changed(course: Course) -> None:
    keys = [entry for entry in walk(course, Value) if entry.field in ("right", "verdict", "choose", "critical")]
    assert {entry.field for entry in keys} == {"right", "verdict", "choose", "critical"}
    for entry in keys:
        new = {"right": False, "verdict": "unsafe", "choose": 2, "critical": False}[entry.field]
        after = with_value(course, entry, new)
        assert signed(after) != signed(course), entry
        assert changes(snapshot(course), snapshot(after)), entry
        assert page(after) != page(course), entry


class Panel(Node):
    """A part of a block that the recipe of CONTRIBUTING made."""

    label: Title
    inside: Annotated[Text, PARAGRAPHS]


class Tabs(Block):
    """Such a block: the field that holds its parts has a name that no other block has."""

    kind: Literal["tabs"] = "tabs"
    panels: tuple[Panel, ...]


def test_a_block_made_by_the_recipe_is_signed_and_stands_on_the_page(course: Course) -> None:
    def with_tabs(words: str) -> Course:
        tabs = Tabs(panels=(Panel(label="A panel", inside=words),))
        (module,) = course.contents
        (first, *_) = module.pages
        changed = first.model_copy(update={"blocks": (*first.blocks, tabs)})
        return course.model_copy(update={"contents": (module.model_copy(update={"pages": (changed,)}),)})

    before, after = with_tabs("Words of a panel."), with_tabs("Other words.")
    assert "A panel" in page(before)
    assert "<p>Words of a panel.</p>" in page(before)
    assert signed(before) != signed(after)
    assert [change.id for change in changes(snapshot(before), snapshot(after))] == ["page1"]


@pytest.mark.parametrize("annotation", [Text, str, tuple[Text, ...], Text | None, dict[str, str], object])
def test_a_field_that_does_not_say_what_it_holds_cannot_be_part_of_the_model(annotation: Any) -> None:
    with pytest.raises(TypeError, match="does not say what it holds"):
        type("Unsaid", (Node,), {"__annotations__": {"words": annotation}, "__module__": __name__})


def test_a_field_cannot_hold_two_things() -> None:
    with pytest.raises(TypeError, match="does not say what it holds"):

        class Torn(Node):
            """Parts, or words."""

            either: Title | Panel
