"""Rules for tokens: ``{{g:consent}}``, ``{{f:known_to_care}}``."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.parts import told_once, unknown, unmet
from builder.diagnostics import Diagnostic, Location, error
from builder.model.course import Course
from builder.model.found import TokenUse
from builder.model.kinds import Cited, LearnerText
from builder.model.shared import GuidanceFact
from builder.model.tokens import CONTACT, TOKEN
from builder.model.walk import walk_part

_WHAT = {"g": "guidance token", "f": "figure token"}


def _name_of(token: TokenUse) -> str:
    """Return the name in *token*, such as ``g:consent``, or nothing if it is none."""
    match = TOKEN.fullmatch("{{" + token.text + "}}")
    return match[1] if match else ""


def _contact_of(token: TokenUse) -> tuple[str, str] | None:
    """Return the space and the id of a *token* such as ``c:nspcc``, or nothing if it is none of a contact."""
    match = CONTACT.fullmatch("{{" + token.text + "}}")
    return (match[1], match[2]) if match else None


def token_form(course: Course) -> Iterator[Diagnostic]:
    """Double curly brackets that hold no token.

    Why: learners would see the brackets.

    Example: `{{rapid_review}}`, `{{g:Rapid Review}}`, `{{g:rapid_review}`

    Instead: `{{g:rapid_review}}` for a fact of `guidance.yaml`, `{{f:known_to_care}}` for a figure of `figures.yaml`,
    `{{c:nspcc}}` for a number of `support.yaml`, `{{l:front_door}}` for a contact of `local.yaml`.
    """
    for token in course.tokens:
        if not (_name_of(token) or _contact_of(token)):
            shown = token.text if token.text.startswith("{{") else "{{" + token.text + "}}"
            yield error("token-form", token.where, f"{shown} is not a token", "the form is: {{g:key}} or {{f:key}}")


def unknown_token(course: Course) -> Iterator[Diagnostic]:
    """A token whose fact, figure or contact does not exist, or of a contact without a number.

    Why: learners would see the token in place of the fact.

    Example: `{{g:rapid_reveiw}}`

    Instead: use a `key` of `guidance.yaml` or `figures.yaml`; `{{g:key_short}}` is the form `short` of the fact `key`.
    For contacts, an `id` of `support.yaml` that has a number, or of `local.yaml`.
    """
    ringing = {"c": {one.id for one in course.support if one.number}, "l": {one.id for one in course.local}}
    lost: dict[str, list[tuple[str, Location]]] = {}
    for token in course.tokens:
        space, _, key = _name_of(token).partition(":")
        if key and f"{space}:{key}" not in course.fact_names:
            lost.setdefault(space, []).append((key, token.where))
        contact = _contact_of(token)
        if contact and contact[1] not in ringing[contact[0]]:
            what = "number of a contact" if contact[0] == "c" else "local contact"
            yield unknown("unknown-token", token.where, what=what, name=contact[1], known=ringing[contact[0]])
    for space, uses in lost.items():
        known = {name[2:] for name in course.fact_names if name.startswith(space)}
        # Where there are none and others name one as well, that is told of them.
        if known or not any(unmet(course, _WHAT[space].partition(" ")[0])):
            yield from told_once("unknown-token", uses, what=_WHAT[space], known=known)


def superseded_token(course: Course) -> Iterator[Diagnostic]:
    """A token of guidance that has been replaced.

    Why: learners would be taught yesterday's duty as today's.

    Example: a token of a fact with `status: superseded`.

    Instead: use the token of the fact that replaced it.
    """
    for token in course.tokens:
        named = course.fact_names.get(_name_of(token))
        if named and isinstance(named.fact, GuidanceFact) and named.fact.status == "superseded":
            message = f"the guidance {named.fact.key!r} has been superseded"
            yield error("superseded-token", token.where, message, "use the token of what replaced it")


def live_without_date(course: Course) -> Iterator[Diagnostic]:
    """A fact is `read: live`, and does not say when.

    Why: learners are told "Read at source on" a day. Without one nobody knows how old that is.

    Example: `read: live` and no `read_on:`.

    Instead: write in `read_on:` the day on which somebody opened the page; or say how far it was read.
    """
    for fact in course.guidance:
        if fact.read == "live" and not fact.read_on:
            message = f"{fact.key} was read at source, and nobody says when"
            yield error("live-without-date", course.place(fact, "read"), message, "add read_on: with the date")


def contact_in_plain(course: Course) -> Iterator[Diagnostic]:
    """The token of a contact stands where there is no Markdown, such as in the stem of a question.

    Why: it becomes a link, and there is none. Learners would see the token.

    Example: `stem: You ring {{c:nspcc}}. What do you say?`

    Instead: say whom, and give the number in the text of a page.
    """
    for passage in course.passages:
        if isinstance(passage.kind, LearnerText) and passage.kind.form == "plain" and CONTACT.search(passage.text):
            message, hint = "a contact can be pressed in Markdown alone", "name it here, and give the number on a page"
            yield error("contact-in-plain", course.place_of(passage), message, hint)


def token_in_fact(course: Course) -> Iterator[Diagnostic]:
    """A token inside a fact or a figure.

    Why: a fact is what tokens are replaced with. A token inside it would not be replaced again.

    Example: `claim: It follows {{g:rapid_review}}` in `guidance.yaml`.

    Instead: write the words.
    """
    for fact in (*course.guidance, *course.figures):
        for text in walk_part(fact, LearnerText, Cited):
            if "{{" in text.text:
                yield error("token-in-fact", course.place_of(text), "a fact cannot hold a token", "write the words")
