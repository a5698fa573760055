"""What only making a module shows: a document too long for its paper, a saved state too long for an LMS.

What passes the check is built: so `check` asks for these as `build` does, of a course without errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from builder.checks.calendar import Occasion
from builder.diagnostics import Diagnostic, Location, has_errors
from builder.documents.pdf import UnprintableLetter
from builder.judge import Judged, judge
from builder.model.blocks.questions import QuestionBlock
from builder.model.blocks.story import DecisionBlock
from builder.model.course import Course, Module
from builder.model.numbers import NUMBER_BITS
from builder.model.questions import Question, options_of
from builder.render.bits import StateOverflow
from builder.render.documents import DocumentOverflow, document_files
from builder.render.module import render_module
from builder.render.player_data import PlayerState
from builder.render.questions import labels_of
from builder.render.saved_state import LIMIT
from builder.verify.problems import contents

#: What can stop the making of a module.
UNMADE = (StateOverflow, DocumentOverflow, UnprintableLetter)
#: Bits of a state that leave no doubt that it keeps to its limit: five sixths, for what stands before its entries.
_SURELY_SHORT = LIMIT * 5
#: Questions of a check that a state can count in any case.
_FEW = 60


def judge_whole(root: Path, occasion: Occasion | None = None, editions: Path | None = None) -> Judged:
    """Return the course in *root* as ``judge`` does, with what would stop its build all the same."""
    judged = judge(root, occasion, editions)
    if judged.course is None or has_errors(judged.problems):
        return judged
    return replace(judged, problems=tuple(sorted({*judged.problems, *unmade(judged.course)})))


def unmade(course: Course) -> Iterator[Diagnostic]:
    """Yield why a module of *course*, which has passed all checks, cannot be made."""
    for module in course.contents:
        try:
            if _may_be_long(course, module):
                yield from longer_than_the_limit(module, render_module(course, module).data.state)
            else:
                document_files(course, module)
        except UNMADE as stopped:
            yield problem_of(course, module, stopped)


def longer_than_the_limit(module: Module, state: PlayerState) -> Iterator[Diagnostic]:
    """Yield that the longest *state* of *module* is longer than it may be, if it is."""
    if state.worst_case > state.limit:
        yield contents.state_too_long(module.where, state.worst_case, state.limit)


def problem_of(course: Course, module: Module, stopped: Exception) -> Diagnostic:
    """Return in the author's words what has *stopped* the making of *module*: one of ``UNMADE``."""
    if isinstance(stopped, StateOverflow):
        return contents.state_uncountable(module.where, str(stopped))
    where: Location = course.edition.where if course.edition else module.where
    told = contents.document_too_long if isinstance(stopped, DocumentOverflow) else contents.document_letter
    return told(where, str(stopped))


def _may_be_long(course: Course, module: Module) -> bool:
    """Say whether the state of *module* has to be made to know that it keeps to its limit: mostly counting will do."""
    drawn = module.check.draw + module.check.critical if module.check else 0
    asked = (QuestionBlock, DecisionBlock)
    tried = sum(isinstance(block, asked) for page in module.pages for block in page.blocks)
    answers = sorted((_answer_bits(question) for question in module.bank), reverse=True)[:drawn]
    numbers = len(module.pages) + tried + len(course.scenarios) + drawn
    return drawn > _FEW or (NUMBER_BITS + 1) * numbers + sum(answers) > _SURELY_SHORT


def _answer_bits(question: Question) -> int:
    """Return at least as many bits as an answer to *question* takes."""
    return len(options_of(question)) * max(1, len(labels_of(question)).bit_length())
