"""Rules for single blocks, and for the shared parts that blocks show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.parts import decision_points, every_block, unmet
from builder.diagnostics import Diagnostic, counted, error
from builder.model.blocks.data import Chart, Contacts, Principles, Support
from builder.model.blocks.private import Poll, SelfCheck
from builder.model.blocks.story import ScenarioBlock
from builder.model.blocks.text import DoDont, Table, WarningText
from builder.model.course import Course

#: How a line begins that says by itself what not to do, in English. Of other languages nobody has told us.
_NOT = re.compile(r"[\W_]*(?P<words>do(?:n['\u2019]?t| not)|never|not?)\b", re.IGNORECASE)


def double_negative(course: Course) -> Iterator[Diagnostic]:
    """A line of a block `do-dont` says by itself what not to do.

    Why: the block writes "do not" before each line of `dont`, so that two of them say the opposite of the advice; and
    a line of `do` stands under the heading "Do".

    Example: `dont: [Do not ride in the dark, Never sleep]`

    Instead: `dont: [ride in the dark, sleep]`. Courses in English alone are looked at.
    """
    for block in every_block(course, DoDont) if course.language.startswith("en") else ():
        for key, lines in (("do", block.do), ("dont", block.dont)):
            for number, line in enumerate(lines):
                if found := _NOT.match(line):
                    message = f"this line of {key} begins with {found['words']!r}"
                    hint = "begin with what should not be done, under dont: the block says 'do not' itself"
                    yield error("double-negative", course.place(block, key, number), message, hint)


def table_shape(course: Course) -> Iterator[Diagnostic]:
    """A row of a table has more or fewer cells than the table has headings.

    Why: cells would stand under the wrong heading, or under none, and a screen reader would say so.

    Example: `head: [Day, Note]` and a row `[Monday]`.

    Instead: give each row one cell for each heading; an empty cell is `""`.
    """
    for table in every_block(course, Table):
        widths = {len(row) for row in table.rows}
        if len(table.rows) > 1 and len(widths) == 1 and len(table.head) not in widths:
            message = (
                f"the table has {counted(len(table.head), 'heading')}, and each row {counted(max(widths), 'cell')}"
            )
            yield error("table-shape", course.place(table, "head"), message, "give each column a heading, and no other")
            continue
        for number, row in enumerate(table.rows):
            if len(row) != len(table.head):
                headings = counted(len(table.head), "heading")
                message = f"this row has {counted(len(row), 'cell')}, and the table has {headings}"
                hint = 'put text with a comma in quotation marks; an empty cell is ""'
                yield error("table-shape", course.place(table, "rows", number), message, hint)


def chart_bars(course: Course) -> Iterator[Diagnostic]:
    """A chart of a figure that has no bars.

    Why: there is nothing to draw.

    Example: `::: chart on_plan` where the figure `on_plan` is one sentence.

    Instead: use its token, `{{f:on_plan}}`, or give the figure `bars:` in `figures.yaml`.
    """
    without = {figure.key for figure in course.figures if not figure.bars}
    for chart in every_block(course, Chart):
        if chart.figure in without:
            message = f"the figure {chart.figure!r} has no bars"
            hint = f"use its token {{{{f:{chart.figure}}}}}, or give it bars in figures.yaml"
            yield error("chart-bars", course.place(chart, "figure"), message, hint)


def poll_shape(course: Course) -> Iterator[Diagnostic]:
    """A poll neither asks nor shows an earlier answer again, or its roles are not those of its options.

    Why: a poll with half of its parts has nothing to ask; one with both has two things to show. A role belongs to the
    option in its place.

    Example: a poll with `prompt:` and no `options:`; a poll with `again:` and `prompt:`; three options and two roles.

    Instead: write `id:`, `prompt:` and at least two `options:`, or `again:` alone; and a role for each option, or none.
    """
    for poll in every_block(course, Poll):
        asks = (poll.id is not None, poll.prompt is not None, len(poll.options) >= 2)
        if poll.again is None and not all(asks):
            hint = "write id:, prompt: and at least two options:"
            yield error("poll-shape", poll.where, "a poll needs an id, a prompt and options", hint)
        elif poll.again is not None and (any(asks) or poll.options):
            hint = "write again: alone"
            yield error("poll-shape", poll.where, "a poll that shows an earlier answer again asks nothing new", hint)
        elif poll.roles and len(poll.roles) != len(poll.options):
            message = f"{counted(len(poll.options), 'option')} and {counted(len(poll.roles), 'role')}"
            yield error("poll-shape", course.place(poll, "roles"), message, "write a role for each option")


def self_check_misses(course: Course) -> Iterator[Diagnostic]:
    """A self-check allows as many misses as it has questions.

    Why: whoever knows nothing would be told to go on.

    Example: `misses: 3` with three questions.

    Instead: a smaller number of `misses:`.
    """
    for block in every_block(course, SelfCheck):
        if block.misses >= len(block.questions):
            message = f"misses may be {block.misses}, and there are {counted(len(block.questions), 'question')}"
            yield error("self-check-misses", course.place(block, "misses"), message, "allow fewer")


def second_warning(course: Course) -> Iterator[Diagnostic]:
    """A page has two warnings.

    Why: where everything is a warning, nothing is. Readers skip the second one.

    Example: two blocks `::: warning` on one page.

    Instead: keep the one that matters most; make the other a callout, or text.
    """
    for module in course.contents:
        for page in module.pages:
            for block in [block for block in page.blocks if isinstance(block, WarningText)][1:]:
                yield error("second-warning", block.where, "this page already has a warning", "make this a callout")


def decision_best(course: Course) -> Iterator[Diagnostic]:
    """A decision point, or a step of a branching case, has no best option, or more than one.

    Why: learners compare what they chose with the one way that serves best.

    Example: three options, each with `verdict: partial`.

    Instead: give exactly one option `verdict: best`.
    """
    for part in decision_points(course):
        best = [option for option in part.options if option.verdict == "best"]
        if len(best) != 1:
            message = f"{len(best) or 'no'} options are best; one should be"
            yield error("decision-best", course.place(part, "options"), message, "give one verdict: best")


def nothing_to_show(course: Course) -> Iterator[Diagnostic]:
    """A block shows something that the course shares, and the course has none of it.

    Why: learners would see a heading with nothing below it.

    Example: `::: contacts` without a `local.yaml`; `show: [voice]` for a scenario without a `voice:`.

    Instead: write what it shows, or take the block out.
    """
    shared = (
        ("support", Support, course.support, "support", "support.yaml"),
        ("contacts", Contacts, course.local, "contact", "local.yaml"),
        ("principles", Principles, course.principles, "principle", "principles.yaml"),
    )
    for kind, blocks, there, to, file in shared:
        # Where others name one, that there is none is told of them.
        for block in every_block(course, blocks) if not there and not any(unmet(course, to)) else ():
            message = f"the course has nothing that ::: {kind} could show"
            yield error("nothing-to-show", block.where, message, f"write it in {file}, or take the block out")
    silent = {scenario.id for scenario in course.scenarios if not scenario.voice}
    for told in every_block(course, ScenarioBlock):
        if told.show == ("voice",) and told.scenario in silent:
            message = f"the scenario {told.scenario} has no voice"
            yield error("nothing-to-show", told.where, message, "write it, or take the block out")
