"""What only making a module shows: a document too long for its paper, a saved state too long for an LMS.

What passes the check is built: `check` asks for these as `build` does, of a course without errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.checks.calendar import Occasion
from builder.diagnostics import Diagnostic, has_errors
from builder.documents.pdf import UnprintableLetter
from builder.judge import Judged, judge
from builder.model.blocks.questions import QuestionBlock
from builder.model.blocks.story import DecisionBlock
from builder.model.course import Course, Module
from builder.model.in_edition import in_edition
from builder.model.numbers import NUMBER_BITS
from builder.model.questions import options_of
from builder.render.bits import StateOverflow
from builder.render.documents import DocumentOverflow, document_files
from builder.render.problems import document_letter, document_too_long

if TYPE_CHECKING:
    from builder.render.player_data import PlayerState

#: What can stop the making of a module.
UNMADE = (StateOverflow, DocumentOverflow, UnprintableLetter)
#: Bits of a state that leave no doubt that it keeps to the 1,024 characters that it may have.
_SURELY_SHORT = 5_000
#: Questions of a check that a state can count in any case; bits of an answer, for each option.
_FEW, _ANSWER = 60, 6


def judge_buildable(root: Path, occasion: Occasion | None = None, editions: Path | None = None) -> Judged:
    """Return the course in *root* as ``judge`` does, with what would stop its build all the same."""
    making: list[Future[list[Diagnostic]]] = []
    with ThreadPoolExecutor(max_workers=1) as aside:

        def begin(course: Course) -> None:
            making.extend(aside.submit(_unmade, course, module) for module in course.contents)

        # typst leaves Python's lock alone: documents are made while the rules look at the course.
        judged = judge(root, occasion, editions, begin)
        if judged.course is None or has_errors(judged.problems):
            aside.shutdown(cancel_futures=True)
            return judged
        found = {problem for made in making for problem in made.result()}
    for edition in judged.editions:
        course = in_edition(judged.course, *edition)
        found.update(problem for module in course.contents for problem in _unmade(course, module))
    return replace(judged, problems=tuple(sorted({*judged.problems, *found})))


def longer_than_the_limit(module: Module, state: PlayerState) -> Iterator[Diagnostic]:
    """Yield that the longest *state* of *module* is longer than it may be, if it is."""
    if state.worst_case > state.limit:
        from builder.verify.problems.contents import state_too_long

        yield state_too_long(module.where, state.worst_case, state.limit)


def problem_of(course: Course, module: Module, stopped: Exception) -> Diagnostic:
    """Return in the author's words what has *stopped* the making of *module*: one of ``UNMADE``."""
    if isinstance(stopped, StateOverflow):
        from builder.verify.problems.contents import state_uncountable

        return state_uncountable(module.where, str(stopped))
    # What is in the documents of one edition, and in those of no other, was written there.
    edition = course.edition
    where = edition.where if edition else module.where
    if isinstance(stopped, UnprintableLetter):
        return document_letter(where, str(stopped))
    if edition and edition.contacts:
        longest = max(edition.contacts.values(), key=lambda contact: len(contact.value))
        where = course.place(longest, "value")
    return document_too_long(where, str(stopped))


def _unmade(course: Course, module: Module) -> list[Diagnostic]:
    try:
        if _may_be_long(course, module):
            from builder.render.module import render_module  # not at the top: it loads what a build needs

            return [*longer_than_the_limit(module, render_module(course, module).data.state)]
        document_files(course, module)
    except UNMADE as stopped:
        return [problem_of(course, module, stopped)]
    return []


def _may_be_long(course: Course, module: Module) -> bool:
    """Say whether the state of *module* has to be made to know that it keeps to its limit: mostly counting will do."""
    drawn = module.check.draw + module.check.critical if module.check else 0
    tried = sum(isinstance(block, QuestionBlock | DecisionBlock) for page in module.pages for block in page.blocks)
    options = sorted((len(options_of(question)) for question in module.bank), reverse=True)[:drawn]
    numbers = len(module.pages) + tried + len(course.scenarios) + drawn
    return drawn > _FEW or (NUMBER_BITS + 1) * numbers + _ANSWER * sum(options) > _SURELY_SHORT
