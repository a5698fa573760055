"""Who can help, nationally and locally: what is shown of it, and what can be pressed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from builder.model.course import Course, Module
from builder.model.kinds import LearnerText
from builder.model.phone import dialled
from builder.model.shared import LocalContact, Scenario, SupportContact
from builder.model.tokens import CONTACT
from builder.model.walk import walk_part

#: With fewer local contacts filled in than these, only the essential ones are shown.
_ENOUGH = 3
_ADDRESS = re.compile(r"https://\S+")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True)
class LocalLine:
    """One local contact: its label and, with links, what is filled in, or what to do where nothing is."""

    label: str
    html: Markup


@dataclass(frozen=True)
class LocalContacts:
    """The local contacts of a module: those to see at once, and those to unfold."""

    first: tuple[LocalLine, ...]
    more: tuple[LocalLine, ...]


def tel(number: str, whose: str) -> Markup:
    """Return a link that rings *number*, which the checks have found to be one; who lists links hears *whose* it is.

    The name begins with what is seen, so that whoever speaks to their device can say it (WCAG 2.2, 2.5.3).
    """
    return Markup('<a href="tel:{}" aria-label="{}, {}">{}</a>').format(dialled(number), number, whose, number)


def sms(contact: SupportContact) -> str:
    """Return the address of a message to *contact* that begins with its word (RFC 5724)."""
    text = contact.text
    if text is None:
        return ""
    return f"sms:{dialled(text.number)}" + (f"?body={text.word}" if text.word else "")


def shown_address(url: str) -> str:
    """Return *url* as people say it."""
    return url.removeprefix("https://").removeprefix("www.").rstrip("/")


def support_groups(course: Course, only: Collection[str] = ()) -> Mapping[str, list[SupportContact]]:
    """Return those who have something to offer, by their group, in the order of the file."""
    groups: dict[str, list[SupportContact]] = {}
    for contact in course.support:
        if contact.is_reachable and (not only or contact.group in only):
            groups.setdefault(contact.group, []).append(contact)
    return groups


def support_of(course: Course, scenario: Scenario) -> list[SupportContact]:
    """Return those who stand beside *scenario* and have something to offer, in its order."""
    known = {contact.id: contact for contact in course.support if contact.is_reachable}
    return [known[name] for name in scenario.support if name in known]


def local_contacts(course: Course, module: Module, inline: Callable[[str], Markup]) -> LocalContacts:
    """Return what *module* shows of the local contacts.

    With hardly any filled in these are the essential ones, and to unfold, those to which its pages lead. Else those
    that are filled in come first, and what to do instead of the others can be unfolded.
    """
    filled = tuple(LocalLine(contact.label, _linked(contact)) for contact in course.local if contact.value)
    if len(filled) >= _ENOUGH:
        return LocalContacts(filled, tuple(_fallbacks(course, module, inline, course.local)))
    essential = [contact for contact in course.local if contact.essential]
    texts = (entry.text for entry in walk_part(module, LearnerText) if "{{l:" in entry.text)
    named = {name for text in texts for space, name in CONTACT.findall(text) if space == "l"}
    led_to = [contact for contact in course.local if contact.id in named and not contact.essential]
    return LocalContacts(
        (*filled, *_fallbacks(course, module, inline, essential)), tuple(_fallbacks(course, module, inline, led_to))
    )


def _fallbacks(
    course: Course, module: Module, inline: Callable[[str], Markup], contacts: Collection[LocalContact]
) -> Iterator[LocalLine]:
    for contact in contacts:
        if not contact.value and contact.fallback and (not contact.fallback_in or module.id in contact.fallback_in):
            html = with_numbers(inline(contact.fallback), course)
            yield LocalLine(contact.label, _with_address(html, contact.fallback_url) if contact.fallback_url else html)


def with_numbers(html: Markup, course: Course) -> Markup:
    """Return *html* with a link for each number of ``support.yaml`` that stands in it."""
    whose = {contact.number: contact.name for contact in reversed(course.support) if contact.number}
    numbers = sorted(whose, key=len, reverse=True)
    # Tags are passed over whole: a name in one may hold a number.
    found = re.compile(r"<[^>]*>|(?<![\d>:])(?:" + "|".join(map(re.escape, numbers)) + r")(?!\d)")

    def linked(part: re.Match[str]) -> str:
        return str(tel(part[0], whose[part[0]])) if part[0] in whose else part[0]

    return Markup(found.sub(linked, str(html))) if numbers else html  # noqa: S704 - escaped before


def with_contacts(html: Markup, course: Course, local_page: str) -> Markup:
    """Return *html* with somebody to ring in the place of each token such as ``{{c:nspcc}}`` and ``{{l:front_door}}``.

    Where a partnership has not filled in what it could, its name leads to *local_page*, which says what to do instead.
    """
    if "{{" not in html:
        return html
    national = {contact.id: contact for contact in course.support if contact.number}
    local = {contact.id: contact for contact in course.local}

    def shown(token: re.Match[str]) -> str:
        space, name = token.groups()
        if space == "c":
            return str(tel(national[name].number, national[name].name)) if name in national else token[0]
        contact = local.get(name)
        if contact is None:
            return token[0]
        return str(
            _linked(contact) if contact.value else Markup('<a href="#{}">{}</a>').format(local_page, contact.label)
        )

    return Markup(CONTACT.sub(shown, html))  # noqa: S704 - escaped before


def _with_address(html: Markup, url: str) -> Markup:
    shown = str(escape(shown_address(url)))
    return Markup(str(html).replace(shown, str(_web(url)), 1))  # noqa: S704 - escaped before


def _web(url: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(url, shown_address(url))


def _linked(contact: LocalContact) -> Markup:
    """Return what a partnership has filled in, as a link if it is one number or one address."""
    value = contact.value.strip()
    if dialled(value):
        return tel(value, contact.label)
    if _ADDRESS.fullmatch(value):
        return _web(value)
    if _EMAIL.fullmatch(value):
        return Markup('<a href="mailto:{0}">{0}</a>').format(value)
    return Markup(escape(value))  # noqa: S704 - escaped here
