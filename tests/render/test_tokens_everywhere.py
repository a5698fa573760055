"""No learner and no reviewer reads a token, wherever an author writes one and whatever is made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from builder.formats import FORMATS
from builder.model.course import Course
from builder.model.kinds import LearnerText
from builder.model.node import Node
from builder.model.shared import GuidanceFact, OwnWords, ReviewFigure
from builder.render.bundle import Bundle
from builder.render.module import render_module
from builder.review.document import review_html
from builder.review.questions import questions_csv
from builder.source.load import load
from tests.test_samples import SAMPLES


def with_tokens(held: Any, token: str) -> Any:
    """Return *held* with *token* at the end of all words that learners read, but for those that tokens stand for."""
    if isinstance(held, tuple):
        return tuple(with_tokens(item, token) for item in held)
    if not isinstance(held, Node) or isinstance(held, GuidanceFact | ReviewFigure | OwnWords):
        return held
    changed = {}
    for account in held.ACCOUNTS:
        value = getattr(held, account.name)
        is_shown = isinstance(account.kind, LearnerText)
        changed[account.name] = ending(value, token) if is_shown else with_tokens(value, token)
    return held.model_copy(update=changed)


def ending(value: Any, token: str) -> Any:
    """Return every text in *value* with *token* at its end."""
    if isinstance(value, str):
        return f"{value} {token}" if value else value
    if isinstance(value, dict):
        return {key: ending(item, token) for key, item in value.items()}
    return tuple(ending(item, token) for item in value) if isinstance(value, tuple) else value


def test_a_token_in_any_words_of_a_course_is_replaced_in_everything_that_is_made_of_it() -> None:
    read = load(SAMPLES / "_base").course
    assert read
    key = read.guidance[0].key
    course: Course = with_tokens(read, f"{{{{g:{key}_src}}}} `{{{{g:{key}}}}}`")
    made: dict[str, bytes] = {
        "review.html": review_html(course, None, today=date(2026, 11, 21)).encode(),
        "questions.csv": questions_csv(course).encode(),
    }
    for module in course.contents:
        content = render_module(course, module)
        for name, form in FORMATS.items():
            files = content.files(Bundle(name, b"", form.connect, form.own))
            for file in (*files, *form.manifest(course, module, files)):
                if isinstance(file.content, bytes):
                    made[f"{module.id} {name} {file.path}"] = file.content
    assert [name for name, content in made.items() if b"{{" in content and not name.endswith(".js")] == []
