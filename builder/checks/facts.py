"""Rules for tokens: ``{{g:consent}}``, ``{{f:known_to_care}}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.checks.parts import Word, unknown
from builder.diagnostics import Diagnostic, error
from builder.model.course import Course, TokenUse

_TOKEN = re.compile(r"\s*(?P<space>[gf]):(?P<key>[a-z0-9_]+)\s*")
_WHAT = {"g": "guidance token", "f": "figure token"}


def _tokens(course: Course) -> Iterator[tuple[TokenUse, str, str]]:
    """Yield each well-formed token with its letter and its key."""
    for token in course.tokens:
        match = _TOKEN.fullmatch(token.text)
        if match:
            yield token, match["space"], match["key"]


def _guidance_names(course: Course) -> Mapping[str, str]:
    """Return every name that a guidance token can have, with the key of the fact behind it."""
    names = {}
    for fact in course.guidance:
        for name in (fact.key, f"{fact.key}_src", *(f"{fact.key}_{form}" for form in fact.forms)):
            names[name] = fact.key
    return names


def token_form(course: Course) -> Iterator[Diagnostic]:
    """Double curly brackets that hold no token.

    Why: learners would see the brackets.

    Example: `{{rapid_review}}`, `{{g:Rapid Review}}`, `{{g:rapid_review}`

    Instead: `{{g:rapid_review}}` for a fact of `guidance.yaml`, `{{f:known_to_care}}` for a figure of `figures.yaml`.
    """
    for token in course.tokens:
        if not _TOKEN.fullmatch(token.text):
            shown = token.text if token.text.startswith("{{") else "{{" + token.text + "}}"
            yield error("token-form", token.where, f"{shown} is not a token", "the form is: {{g:key}} or {{f:key}}")


def unknown_token(course: Course) -> Iterator[Diagnostic]:
    """A token whose fact or figure does not exist.

    Why: learners would see the token in place of the fact.

    Example: `{{g:rapid_reveiw}}`

    Instead: use a `key` of `guidance.yaml` or `figures.yaml`; `{{g:key_short}}` is the form `short` of the fact `key`.
    """
    known = {"g": set(_guidance_names(course)), "f": {figure.key for figure in course.figures}}
    for token, space, key in _tokens(course):
        if key not in known[space]:
            yield unknown("unknown-token", token.where, what=_WHAT[space], name=key, known=known[space])


def superseded_token(course: Course) -> Iterator[Diagnostic]:
    """A token of guidance that has been replaced.

    Why: learners would be taught yesterday's duty as today's.

    Example: a token of a fact with `status: superseded`.

    Instead: use the token of the fact that replaced it.
    """
    superseded = {fact.key for fact in course.guidance if fact.status == "superseded"}
    names = _guidance_names(course)
    for token, space, key in _tokens(course):
        if space == "g" and names.get(key) in superseded:
            message = f"the guidance {names[key]!r} has been superseded"
            yield error("superseded-token", token.where, message, "use the token of what replaced it")


def token_in_fact(course: Course) -> Iterator[Diagnostic]:
    """A token inside a fact or a figure.

    Why: a fact is what tokens are replaced with. A token inside it would not be replaced again.

    Example: `claim: It follows {{g:rapid_review}}` in `guidance.yaml`.

    Instead: write the words.
    """
    texts = [
        *(Word(fact.claim, fact, ("claim",)) for fact in course.guidance),
        *(Word(words, fact, ("forms", form)) for fact in course.guidance for form, words in fact.forms.items()),
        *(Word(figure.text, figure, ("text",)) for figure in course.figures),
    ]
    for text in texts:
        if "{{" in text.text:
            yield error("token-in-fact", text.where(course), "a fact cannot hold a token", "write the words")
