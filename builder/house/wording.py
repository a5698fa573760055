"""Rules for words: what is not said, which names stand in the course, and what is spelt how (``lint.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, error, warning
from builder.house.blocklist import blocklist
from builder.house.course import HouseCourse
from builder.house.passages import (
    any_of,
    exactly_any_of,
    found,
    holding,
    outside,
    place_of,
    without_credit,
    without_links,
)
from builder.model.course import Module
from builder.model.walk import FieldValue

_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,}s?(?![\w-])")
_TERM_LINK = re.compile(r"\[([^\]]*)\]\(term:([^)\s]+)\)")
#: A capital letter that no start of a sentence, line or quotation explains.
_CAPITAL = re.compile(r"(?<=[a-z,;] )(?P<name>[A-Z][a-z]+(?:['\u2019]s)?)\b")
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "PC", "Sgt", "Sister", "Nurse")
_TITLED = re.compile(rf"\b(?:{'|'.join(_TITLES)})\.? [A-Z][a-z]+")


def avoided_phrase(course: HouseCourse) -> Iterator[Diagnostic]:
    """Words that the house rules avoid.

    Why: some words blame somebody, some promise what a course cannot, some only fill space. `phrases:` in
    `lint.yaml` says which, and what to write.

    Example: `hard to reach`

    Instead: what the hint says. Where a page shows the words as words to avoid, name the part in `shown_in:`.
    """
    owner: dict[str, int] = {}
    for number, phrase in enumerate(course.house.phrases):
        owner |= {" ".join(words.casefold().split()): number for words in phrase.avoid}
    if not owner:
        return
    for passage, match in found(course, owner.keys(), any_of(tuple(owner))):
        phrase = course.house.phrases[owner[" ".join(match[0].casefold().split())]]
        if not any(name in phrase.shown_in for name in passage.ids):
            hint = f"write: {phrase.write}" if phrase.write else "use plain words"
            yield error("avoided-phrase", place_of(course, passage, match.start()), f"not {_one_line(match)!r}", hint)


def blocked_name(course: HouseCourse) -> Iterator[Diagnostic]:
    """A name that belongs to somebody in a public case.

    Why: everybody in a story here is made up. A real name, or the name under which a review was published, hurts people
    who are still grieving.

    Example: a name whose fingerprint stands in `names: blocked:` of `lint.yaml`. The list holds no readable names.

    Instead: choose another name, or take it out. Credits may hold it: `names: credits:`.
    """
    names = course.house.names
    if names is None or not names.blocked:
        return
    blocked = blocklist(names.blocked)
    suspects = [word for word in course.word_index if blocked.may_start_with(word)]
    for passage in outside(holding(course, suspects), names.credits):
        for index, name in blocked.names_in(without_credit(course, passage.text)):
            where = place_of(course, passage, index)
            yield error("blocked-name", where, f"{name!r} is on the list of blocked names", "choose another name")


def place_name(course: HouseCourse) -> Iterator[Diagnostic]:
    """The name of a real place.

    Why: a made-up story in a real town is read as that town's.

    Example: `places: [Leeds]` in `names:` of `lint.yaml`, and `They move to Leeds.`

    Instead: `another area`, `the next town`.
    """
    names = course.house.names
    if names is None or not names.places:
        return
    for passage, match in found(course, names.places, exactly_any_of(names.places)):
        credit = any(name in names.credits for name in passage.ids)
        if not credit and match[0] in without_credit(course, passage.text):
            where = place_of(course, passage, match.start())
            yield error("place-name", where, f"{match[0]!r} is a real place", "say: another area, the next town")


def unknown_name(course: HouseCourse) -> Iterator[Diagnostic]:
    """A scenario or an animation holds a name that is not on the list, or gives a member of staff a name.

    Why: names in stories were chosen with care, and staff are their jobs: a name makes a villain or a hero.

    Example: `Mrs Hill, the teacher,`; `her friend Sam` where `people:` in `names:` of `lint.yaml` has no Sam.

    Instead: `the teacher`. If a name is needed, check it and add it to `people:`; other words with a capital go into
    `capitals:`.
    """
    names = course.house.names
    if names is None:
        return
    known = {word for name in (*names.people, *names.capitals) for word in name.split()}
    stories = {*(scenario.id for scenario in course.scenarios), *(film.id for film in course.animations)}
    for passage in course.passages:
        if passage.ids[0] in stories:
            for match in _CAPITAL.finditer(passage.text):
                if match["name"].removesuffix("'s").removesuffix("\u2019s") not in known:
                    yield _unknown_name(course, passage, match["name"], match.start())
    for passage in holding(course, _TITLES):
        for match in _TITLED.finditer(passage.text):
            yield _unknown_name(course, passage, match[0], match.start())


def _unknown_name(course: HouseCourse, passage: FieldValue, name: str, index: int) -> Diagnostic:
    hint = "staff have job titles; a name that was checked goes into names: people:"
    return error("unknown-name", place_of(course, passage, index), f"{name!r} is not on the list of names", hint)


def spelling(course: HouseCourse) -> Iterator[Diagnostic]:
    """A word is not spelt, or not chosen, as the house rules prefer.

    Why: one spelling and one word for one thing make a text easy to read and to search.

    Example: `prefer: {center: centre}` and `the family center`

    Instead: what the hint says.
    """
    prefer = {word.casefold(): better for word, better in course.house.prefer.items()}
    for passage, match in found(course, prefer.keys(), any_of(tuple(prefer))) if prefer else ():
        hint = f"write: {prefer[' '.join(match[0].casefold().split())]}"
        yield warning("spelling", place_of(course, passage, match.start()), f"not {_one_line(match)!r}", hint)


def fairness_line(course: HouseCourse) -> Iterator[Diagnostic]:
    """A page speaks of a group that must not be tied to harm, and holds none of the lines that keep it fair.

    Why: what stands on a page about harm is read as its cause, unless the page says that it is not.

    Example: `about: [home education]`, and a page about it without the line that most parents do it well.

    Instead: add the line. If the page says it in other words, add these to `lines:` in `fairness:` of `lint.yaml`, or
    say why it needs none in `reasons:`.
    """
    for rule in course.house.fairness:
        first: dict[str, tuple[FieldValue, re.Match[str]]] = {}
        for passage, match in found(course, rule.about, any_of(rule.about)):
            if passage.page:
                first.setdefault(passage.page.id, (passage, match))
        fair = {passage.page.id for passage, _ in found(course, rule.lines, any_of(rule.lines)) if passage.page}
        for page, (passage, match) in first.items():
            if page not in fair:
                message = f"{page} speaks of {match[0]!r} without a line that keeps it fair"
                hint = f"say: {rule.lines[0]}"
                yield warning("fairness-line", place_of(course, passage, match.start()), message, hint)


def unexplained_acronym(course: HouseCourse) -> Iterator[Diagnostic]:
    """An acronym is not explained at its first use in a module.

    Why: half of the people around the table do not know the other half's letters.

    Example: `Ring the LADO.` on the first page of a module that speaks of it.

    Instead: write it out, with the letters in brackets, or link it to the glossary: `[LADO](term:lado)`. Letters that
    everybody knows go into `plain:` in `acronyms:` of `lint.yaml`.
    """
    rules = course.house.acronyms
    for module in course.contents if rules else ():
        plain = set(rules.plain) if rules else set()
        yield from _unexplained(course, module, plain)


def _unexplained(course: HouseCourse, module: Module, plain: set[str]) -> Iterator[Diagnostic]:
    full = {term.term: term.full for term in course.glossary}
    linked = {term.id: term.term for term in course.glossary}
    met: set[str] = set()
    for passage in course.passages:
        if passage.module is not module or passage.page is None:
            continue
        explained = {linked.get(link[2], "") for link in _TERM_LINK.finditer(passage.text)}
        for match in _ACRONYM.finditer(without_links(passage.text)) if passage.text.upper() != passage.text else ():
            name = match[0].removesuffix("s")
            if name in met or name in plain:
                continue
            met.add(name)
            if name not in explained and not _written_out(passage.text, name, full.get(name, "")):
                hint = f"write it out, or link it: [{name}](term:{name.casefold()})"
                message = f"{name} is not explained at its first use in {module.id}"
                yield error(
                    "unexplained-acronym", place_of(course, passage, passage.text.find(match[0])), message, hint
                )


def _one_line(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _written_out(text: str, name: str, full: str) -> bool:
    """Say whether *text* has the acronym's words beside it: in front of it in brackets, or in brackets behind it."""
    folded = " ".join(text.split()).casefold()
    if full and full.casefold() in folded:
        return True
    initials = r"\w*\W+(?:(?:of|and|the|for|in|to|with)\W+){0,2}".join(re.escape(letter) for letter in name.casefold())
    return re.search(rf"\b{initials}\w*", folded) is not None
