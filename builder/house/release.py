"""Rules that a draft may break and a release may not: a warning until ``coursepack check --release``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.checks.calendar import DUE_DAYS, Occasion
from builder.checks.parts import Written
from builder.diagnostics import Diagnostic, Location, counted, error, warning
from builder.house.course import HouseCourse
from builder.house.passages import any_of
from builder.model.fingerprint import content_fingerprint
from builder.model.uses import guidance_in_questions

#: How many names a summary shows.
_SHOWN = 6


@dataclass(frozen=True)
class _Gap:
    """Something that a release needs and the course does not have yet."""

    where: Location
    name: str
    message: str


def scored_unread(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A question rests on a fact that is graded A, and nobody has read its official source.

    Why: an A says that good sources agree. In a check, a wrong fact marks a right learner wrong.

    Example: `guidance: [notify]` where `notify` has `confidence: A` and `read: secondary`.

    Instead: open the source, and write `read: live` and `read_on:`; or ask without the fact.
    """
    facts = {fact.key: fact for fact in course.guidance}
    uses = _uses_by_fact(course)
    gaps = [
        _Gap(
            course.place(facts[key], "read"), key, f"{', '.join(users)} rest on {key}, which is read: {facts[key].read}"
        )
        for key, users in uses.items()
        if facts[key].confidence == "A" and facts[key].read not in ("live", "official")
    ]
    yield from _due("scored-unread", course, occasion, gaps, what="facts that questions rest on are not read at source")


def _uses_by_fact(course: HouseCourse) -> Mapping[str, Sequence[str]]:
    uses: dict[str, dict[str, None]] = defaultdict(dict)
    for entry, key in guidance_in_questions(course):
        uses[key][entry.belongs_to] = None
    return {key: tuple(users) for key, users in uses.items()}


def not_verified(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A line of `unverified.yaml`, which only a person can check, has no name and no date.

    Why: the writers could not find out, and said so. Somebody who can has to, before learners rely on it.

    Example: `what: The times of conferences in the 2026 text` without `checked_by:` and `checked_on:`.

    Instead: have it checked, mend what was wrong, and write who did and when.
    """
    gaps = [
        _Gap(point.where, point.id, f"{point.id} is open: {point.what}") for point in course.unverified if point.is_open
    ]
    yield from _due("not-verified", course, occasion, gaps, what="points that only a person can check are open")


def fact_without_address(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A fact of law or guidance has no `url`.

    Why: whoever checks it next has to find it first.

    Example: `source: The Act` and no `url:`.

    Instead: open the source, and write its address.
    """
    gaps = [
        _Gap(fact.where, fact.key, f"{fact.key} has no address at which it can be checked")
        for fact in course.guidance
        if not fact.url.strip()
    ]
    yield from _due("fact-without-address", course, occasion, gaps, what="facts have no url")


def local_contact(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A contact that each partnership fills in is missing, empty, or was checked more than 183 days ago.

    Why: at the end of the course stands the question whom to ring. A wrong answer sends a worried person to nobody.

    Example: `local_contacts: [front_door]` in `release:` of `lint.yaml`, and `value: ""` in `local.yaml`.

    Instead: write the number or address, and in `checked_on:` the day on which somebody tried it.
    """
    contacts = {contact.id: contact for contact in course.local}
    gaps = []
    for name in course.house.release.local_contacts if course.house.release else ():
        if name not in contacts:
            yield error("local-contact", course.where, f"local.yaml has no contact {name!r}", "add it")
            continue
        contact = contacts[name]
        checked = contact.checked_on and (occasion.today - date.fromisoformat(contact.checked_on)).days <= DUE_DAYS
        if not contact.value.strip() or not checked:
            lacks = "was not checked in the last 183 days" if contact.value.strip() else "is empty"
            gaps.append(_Gap(contact.where, name, f"the contact {name} {lacks}"))
    yield from _due("local-contact", course, occasion, gaps, what="local contacts are empty or not checked")


def placeholder(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A contact or a line about the course holds a word that stands for something still to come.

    Why: it would be read as if it were meant.

    Example: `placeholders: [TBC]` in `release:` of `lint.yaml`, and `value: TBC`.

    Instead: write what is meant, or leave it empty: then learners are told to ask their manager.
    """
    rules = course.house.release
    if rules is None or not rules.placeholders:
        return
    texts = [
        *(Written(contact.value, contact, ("value",)) for contact in course.local),
        *(Written(contact.number, contact, ("number",)) for contact in course.support),
        *(Written(getattr(course, name), course, (name,)) for name in ("title", "description", "credit", "iri")),
    ]
    pattern = any_of(rules.placeholders)
    gaps = [
        _Gap(text.where(course), found[0], f"{found[0]!r} stands for something that is missing")
        for text in texts
        if (found := pattern.search(text.text))
    ]
    yield from _due("placeholder", course, occasion, gaps, what="places hold a word for something that is missing")


def not_signed_off(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A module has not been checked, as it is now, by everybody who has to check it.

    Why: research is no sign-off. Each module is read by people who do this work, and by people whom it is about.

    Example: `reviewers: [safeguarding practitioner]` in `release:` of `lint.yaml`, and no such line in `signoff.yaml`.

    Instead: `coursepack review` makes the sheet. When a reviewer has signed it and all comments are closed, write the
    line into `signoff.yaml`. Until then every package says `Draft: not signed off` on its first page.
    """
    gaps = [
        _Gap(module.where, module.id, f"{module.id} lacks the sign-off of: {', '.join(missing)}")
        for module in course.contents
        if (missing := [role for role, held in course.signatures(module).items() if not held])
    ]
    yield from _due("not-signed-off", course, occasion, gaps, what="modules are not signed off")


def unreviewed_questions(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """Two different people have not yet answered and checked the questions of a module.

    Why: a question is clear when two practitioners, each without seeing the key, give the same answer.

    Example: one line with `questions: true` for a module in `signoff.yaml`.

    Instead: give the questions to a second reviewer.
    """
    gaps = []
    for module in course.contents:
        there = {signoff.reviewer for signoff in course.signoffs_of(module) if signoff.questions}
        if module.bank and course.roles_for(module) and len(there) < 2:
            message = f"the questions of {module.id} were checked by {counted(len(there), 'person')}; two are needed"
            gaps.append(_Gap(module.where, module.id, message.replace("persons", "people")))
    what = "banks of questions were not checked by two people"
    yield from _due("unreviewed-questions", course, occasion, gaps, what=what)


def lapsed_signoff(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A sign-off is about words that have changed since, about no module, or from a day to come.

    Why: nobody has signed off what stands there now.

    Example: `content:` in `signoff.yaml` is not the fingerprint that `coursepack review` prints today.

    Instead: show the reviewer what has changed (`coursepack review --since`), and write the new line.
    """
    modules = {module.id: module for module in course.contents}
    for signoff in course.signoffs.modules:
        hint = "show the reviewer what has changed: coursepack review --since"
        if signoff.module not in modules:
            message, hint = f"there is no module {signoff.module!r}", "mend the id"
        elif signoff.content != content_fingerprint(course, modules[signoff.module]):
            message = f"{signoff.module} has changed since {signoff.reviewer} signed it off on {signoff.date}"
        elif signoff.date > occasion.today.isoformat():
            message, hint = f"{signoff.date} is still to come", "mend the date"
        else:
            continue
        yield warning("lapsed-signoff", signoff.where, message, hint)


def missing_permission(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """A permission that the course needs is not recorded.

    Why: words that others wrote are theirs.

    Example: `permissions: [principle titles]` in `release:` of `lint.yaml`, and no such subject in `signoff.yaml`.

    Instead: ask, and record who answered what and when.
    """
    recorded = {permission.subject for permission in course.signoffs.permissions}
    wanted = course.house.release.permissions if course.house.release else ()
    gaps = [
        _Gap(course.where, subject, f"no permission is recorded for: {subject}")
        for subject in wanted
        if subject not in recorded
    ]
    yield from _due("missing-permission", course, occasion, gaps, what="permissions are not recorded")


def missing_credit(course: HouseCourse, occasion: Occasion) -> Iterator[Diagnostic]:
    """The credit line does not say what it has to say.

    Why: it names those whose words are used, and makes clear that they have not endorsed the course.

    Example: `credit_says: [not endorsed]` in `release:` of `lint.yaml`, and another `credit:` in `course.yaml`.

    Instead: say it in `credit:`.
    """
    for words in course.house.release.credit_says if course.house.release else ():
        if words not in course.credit:
            message = f"the credit line does not say {words!r}"
            yield error("missing-credit", course.place(course, "credit"), message, "say it in credit:")


#: Every rule of this file, in the order of the documentation.
RELEASE_CHECKS: tuple[Callable[[HouseCourse, Occasion], Iterator[Diagnostic]], ...] = (
    scored_unread, not_verified, fact_without_address, local_contact, placeholder, not_signed_off, unreviewed_questions,
    lapsed_signoff, missing_permission, missing_credit,
)  # fmt: skip


def _due(
    code: str, course: HouseCourse, occasion: Occasion, gaps: Sequence[_Gap], *, what: str
) -> Iterator[Diagnostic]:
    """Yield an error for each gap in a release; in a draft one warning for all of them, as each is known to be open."""
    hint = f"coursepack explain {code} says what to do"
    if course.house.release is None or not gaps:
        return
    if occasion.stage == "release":
        yield from (error(code, gap.where, gap.message, hint) for gap in gaps)
    else:
        names = ", ".join(gap.name for gap in gaps[:_SHOWN]) + (", …" if len(gaps) > _SHOWN else "")
        where = Location(gaps[0].where.path)
        yield warning(code, where, f"{what}: {names} ({len(gaps)}); a release needs all", hint)
