"""What differs between a package and the one that is to replace it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from builder.compare.contents import Contents, ModuleContents
from builder.compare.difference import Difference, Effect, named
from builder.compare.survival import survival

#: What of the player's data changes what an LMS is told, and how an administrator meets it.
_TOLD = {
    "done": "A finished module is reported as “{now}”, and was as “{before}”: look at the completion settings.",
    "notPassed": "A check that is not passed is now reported as “{now}”, and was as “{before}”.",
    "practiceIsSent": "Sending of answers to practice is {now}, and was {before}: tell your data protection officer.",
}


def differences(before: Contents, after: Contents) -> Iterator[Difference]:
    """Yield what differs, the gravest first."""
    yield from _identifiers(before, after)
    if after.edition != before.edition:
        was, now = (f"the edition {side.edition!r}" if side.edition else "of no edition" for side in (before, after))
        yield Difference(Effect.NOTE, f"It is {now}, and was {was}: learners get other contacts.")
    olds = {module.told["module"]["id"]: module for module in before.modules}
    for new in after.modules:
        if (old := olds.get(new.told["module"]["id"])) is not None:
            for change in chain.from_iterable(rule(old, new) for rule in (survival, _marking, _reports, _telling)):
                yield _of_module(change, new) if after.is_whole else change
    if after.size != before.size:
        yield Difference(Effect.NOTE, f"The zip has {after.size:,} bytes, and had {before.size:,}.")


def _of_module(change: Difference, module: ModuleContents) -> Difference:
    slug = module.told["module"]["slug"]
    return replace(change, text=f"{change.text} ({slug})" if change.effect is Effect.REDO else f"{slug}: {change.text}")


def _identifiers(before: Contents, after: Contents) -> Iterator[Difference]:
    for what, value in before.identifiers.items():
        if (now := after.identifiers.get(what)) != value:
            moved = f"is {now!r}, and was {value!r}" if now else f"is gone: {value!r}"
            text = f"The identifier of {what} {moved}. An LMS would drop what it has recorded under the old one."
            yield Difference(Effect.NEW_ACTIVITY, text)
    addresses = [{str(module.told["module"]["iri"]) for module in side.modules} for side in (before, after)]
    if moved_away := sorted(addresses[0] - addresses[1]):
        yield Difference(Effect.NEW_ACTIVITY, f"Statements are no longer filed under {named(moved_away)}.")


def _marking(old: ModuleContents, new: ModuleContents) -> Iterator[Difference]:
    before, after = old.told["check"], new.told["check"]
    if (before is None) != (after is None):
        text = (
            "It has no check any more."
            if before
            else "It has a check now, which everybody has to pass who has not finished."
        )
        yield Difference(Effect.NOTE, text)
    if not before or not after:
        return
    for key, what in (("passMark", "The pass mark in per cent"), ("draw", "The number of questions in a try")):
        if before[key] != after[key]:
            yield Difference(
                Effect.NOTE, f"{what} is {after[key]}, and was {before[key]}. Who has passed stays passed."
            )
    now = {question.id: question.right_answers for question in new.bank}
    if turned := [
        question.id for question in old.bank if now.get(question.id, question.right_answers) != question.right_answers
    ]:
        text = f"Other options, or other right answers: {named(turned)}. An open try is marked by the new ones."
        yield Difference(Effect.NOTE, text)


def _reports(old: ModuleContents, new: ModuleContents) -> Iterator[Difference]:
    before, after = ({q.id: q.tracking_id for q in (*side.taught, *side.bank)} for side in (old, new))
    if other := [
        f"{key}: {before[key]} to {after[key]}" for key in before.keys() & after.keys() if before[key] != after[key]
    ]:
        yield Difference(Effect.NOTE, f"Answers are reported under other ids: {named(sorted(other))}.")
    if gone := sorted(before.keys() - after.keys()):
        yield Difference(Effect.NOTE, f"Questions that are no longer asked: {named(gone)}.")
    if fresh := sorted(after.keys() - before.keys()):
        yield Difference(Effect.NOTE, f"New questions: {named(fresh)}.")


def _telling(old: ModuleContents, new: ModuleContents) -> Iterator[Difference]:
    for key, text in _TOLD.items():
        before, after = old.told.get(key), new.told.get(key)
        if before is not None and after is not None and before != after:
            yield Difference(Effect.NOTE, text.format(before=_said(before), now=_said(after)))
    if old.has_layout_1 and not new.has_layout_1:
        yield Difference(Effect.NOTE, "Saved states of layout 1 are read, and written anew as layout 2.")
    before, after = old.told["state"]["worstCase"], new.told["state"]["worstCase"]
    if before != after:
        yield Difference(Effect.NOTE, f"The saved state takes {after:,} characters at most, and took {before:,}.")


def _said(value: object) -> str:
    return {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
