"""What of a learner's saved state the new package still finds.

The learner who has the most to lose has read every page of the old package, answered everything on them, and has a try
at the quiz under way. That state is written, and read by the codec that the player of the new package shares
(``tests/vectors/saved_state.json``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.compare.contents import ModuleContents, PackedPage
from builder.compare.difference import Difference, Effect, named
from builder.diagnostics import counted
from builder.model.numbers import is_same_number
from builder.render.saved_state import encode
from builder.render.state_model import Attempt, DrawnQuestion, SavedState
from builder.render.state_reader import decode


def survival(old: ModuleContents, new: ModuleContents) -> Iterator[Difference]:
    """Yield what the fullest state that *old* can have saved loses in *new*, and what of it is not needed any more."""
    if new.has_layout_1 and not old.has_layout_1:
        yield Difference(
            Effect.REDO, "everything that is not finished: this older package cannot read the newer saved states"
        )
        return
    state = decode(encode(_fullest(old)))
    assert state is not None
    yield from _pages(old, new, state)
    yield from _open_try(new, state)


def _fullest(module: ModuleContents) -> SavedState:
    quiz = module.told["check"]
    hardest = sorted(module.bank, key=lambda question: (-question.bits, question.number))
    drawn = tuple(DrawnQuestion(question.number, answer="1" * question.bits) for question in hardest)
    return SavedState(
        seq=1,
        pages=frozenset(page.number for page in module.pages),
        tried={number: True for page in module.pages for number in page.required}
        | {question.number: True for question in module.taught},
        attempt=Attempt(submitted=False, seed=1, position=0, questions=drawn[: quiz["draw"]]) if quiz else None,
    )


def _pages(old: ModuleContents, new: ModuleContents, state: SavedState) -> Iterator[Difference]:
    before = {page.id: page for page in old.pages}
    titles = {page.title for page in old.pages}
    fresh = []
    for page in new.pages:
        if not _holds(state.pages, page.number):
            if page.id in before or page.title in titles:
                yield Difference(Effect.REDO, f"the page “{page.title}”, which is filed under another number")
            else:
                fresh.append(f"“{page.title}”")
        elif page.core and any(not _holds(state.tried, number) for number in page.required):
            yield Difference(Effect.REDO, f"the page “{page.title}”, on which there is something new to answer")
    if fresh:
        text = f"New pages: {named(fresh)}. Who has finished stays finished; the others will read them too."
        yield Difference(Effect.NOTE, text)
    if gone := [f"“{page.title}”" for page in _gone(old.pages, new.pages)]:
        yield Difference(Effect.NOTE, f"No longer there: {named(gone)}. Nobody has to do anything for that.")


def _gone(old: Iterable[PackedPage], new: Iterable[PackedPage]) -> Iterator[PackedPage]:
    ids, titles = {page.id for page in new}, {page.title for page in new}
    return (page for page in old if page.id not in ids and page.title not in titles)


def _open_try(new: ModuleContents, state: SavedState) -> Iterator[Difference]:
    if state.attempt is None or not new.told["check"]:
        return
    lost = [
        drawn
        for drawn in state.attempt.questions
        if not any(
            is_same_number(drawn.question, question.number) and len(drawn.answer or "") == question.bits
            for question in new.bank
        )
    ]
    if lost:
        changed = counted(len(lost), "question")
        text = f"a try at the check that is under way, where it drew one of {changed} that changed or went"
        yield Difference(Effect.REDO, text)


def _holds(stored: Iterable[int], number: int) -> bool:
    return any(is_same_number(one, number) for one in stored)
