"""What a module sends about a learner, format by format: the one list of it.

The block ``what-is-sent`` shows it to learners and ``docs/formats.md`` to whoever runs an LMS; a test holds it against
what LMSs and record stores received from a learner who did everything there is to do
(docs/decisions/024-what-leaves-the-browser.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from builder.model.blocks.questions import QuestionBlock
from builder.model.blocks.story import CaseBlock, DecisionBlock
from builder.model.course import Course, Module
from builder.render.templates import template
from builder.words import words_of
from builder.words.keys import WordKey

#: What a module has to have for something to be sent of it, or not to be.
Need = Literal["quiz", "principles", "questions on pages", "practice sent", "practice kept", "cases"]
#: Formats whose LMS is sent something; a ``web`` package sends nothing to anybody.
SENDING = ("scorm12", "scorm2004", "xapi", "cmi5")


@dataclass(frozen=True)
class Sent:
    """One thing that is sent: the words for it, and under which names it goes in each format.

    Names are elements of SCORM's data model with ``n`` for a number, verbs of statements, and ``state:`` with a key of
    the document in which xAPI and cmi5 keep saved state. ``state`` names fields of ``SavedState``, which goes in every
    format. It is sent of a module that has all that it ``needs``.
    """

    words: WordKey
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    state: Sequence[str] = ()
    needs: Sequence[Need] = ()


_ANSWER12 = tuple(
    f"cmi.interactions.n.{part}"
    for part in ("id", "time", "type", "correct_responses.n.pattern", "student_response", "result", "latency")
)
_ANSWER2004 = tuple(
    f"cmi.interactions.n.{part}"
    for part in (
        "id", "type", "timestamp", "objectives.n.id", "correct_responses.n.pattern", "learner_response", "result",
        "latency", "description",
    )
)  # fmt: skip
_ANSWERS = {"scorm12": _ANSWER12, "scorm2004": _ANSWER2004, "xapi": ("answered",), "cmi5": ("answered",)}
_OBJECTIVE = tuple(f"cmi.objectives.n.{part}" for part in ("id", "score.scaled", "score.min", "score.max", "score.raw"))

#: Everything that any module sends in any format, in the order in which learners read it.
EVERYTHING: tuple[Sent, ...] = (
    Sent("block.what-is-sent.identity", {"xapi": ("actor", "state:learner"), "cmi5": ("actor", "state:learner")}),
    Sent(
        "block.what-is-sent.place",
        {
            "scorm12": ("cmi.core.lesson_location",),
            "scorm2004": ("cmi.location", "cmi.progress_measure"),
            "xapi": ("experienced", "state:bookmark", "state:module"),
            "cmi5": ("experienced", "state:bookmark", "state:module"),
        },
        state=("bookmark", "pages"),
    ),
    Sent("block.what-is-sent.tried", state=("tried",), needs=["questions on pages"]),
    Sent("block.what-is-sent.cases", state=("cases",), needs=["cases"]),
    Sent("block.what-is-sent.practice", _ANSWERS, needs=["practice sent"]),
    Sent("block.what-is-sent.check", _ANSWERS, needs=["quiz"]),
    Sent(
        "block.what-is-sent.tries",
        {"xapi": ("attempted",), "cmi5": ("attempted",)},
        state=("attempt", "attempts"),
        needs=["quiz"],
    ),
    Sent(
        "block.what-is-sent.score",
        {
            "scorm12": tuple(f"cmi.core.score.{part}" for part in ("min", "max", "raw")),
            "scorm2004": tuple(f"cmi.score.{part}" for part in ("scaled", "min", "max", "raw")),
            "xapi": ("passed", "failed"),
            "cmi5": ("passed", "failed"),
        },
        state=("best", "passed"),
        needs=["quiz"],
    ),
    Sent(
        "block.what-is-sent.principles",
        {"scorm2004": (*_OBJECTIVE, "cmi.objectives.n.success_status")},
        needs=["quiz", "principles"],
    ),
    Sent(
        "block.what-is-sent.standing",
        {
            "scorm12": ("cmi.core.lesson_status",),
            "scorm2004": ("cmi.completion_status", "cmi.success_status"),
            "xapi": ("completed", "state:reported"),
            "cmi5": ("completed", "state:reported"),
        },
        state=("complete", "completed_on"),
    ),
    Sent(
        "block.what-is-sent.time",
        {
            "scorm12": ("cmi.core.session_time", "cmi.core.exit"),
            "scorm2004": ("cmi.session_time", "cmi.exit"),
            "xapi": ("initialized", "suspended", "terminated", "state:totalSeconds"),
            "cmi5": ("initialized", "terminated", "state:totalSeconds"),
        },
        state=("total_centiseconds", "seq", "origin", "next_answer"),
    ),
)
#: Stands on a page in the place of the list, which differs from format to format, while pages do not.
PLACE = Markup("<!--what-is-sent-->")
#: Where a format keeps saved state.
STATE = {"scorm12": "cmi.suspend_data", "scorm2004": "cmi.suspend_data", "xapi": "state:state", "cmi5": "state:state"}
#: What is never sent, whatever the format. The test of privacy types into each of them and looks for it everywhere.
NEVER: Mapping[WordKey, Sequence[Need]] = {
    "block.what-is-sent.never-private": [],
    "block.what-is-sent.never-chosen": ["questions on pages", "practice kept"],
    "block.what-is-sent.never-looked-up": [],
}


def sent_list(course: Course, module: Module, name: str) -> Markup:
    """Return the list as learners read it in the format called *name*."""
    html = template("components/what-is-sent/list.html.j2").render(
        words=words_of(course),
        sent=sent(course, module, name),
        never=never_sent(course, module),
        to_store=name == "xapi",
    )
    return Markup(html)  # noqa: S704 - rendered with autoescape


def sent(course: Course, module: Module, name: str) -> tuple[Sent, ...]:
    """Return what a package of *module* sends in the format called *name*, in the order in which learners read it."""
    has = frozenset(_had(course, module))
    return tuple(
        one
        for one in EVERYTHING
        if name in SENDING and has.issuperset(one.needs) and (one.state or one.names.get(name))
    )


def never_sent(course: Course, module: Module) -> tuple[WordKey, ...]:
    """Return the words for what *module* sends to nobody."""
    has = frozenset(_had(course, module))
    return tuple(words for words, needs in NEVER.items() if has.issuperset(needs))


def _had(course: Course, module: Module) -> Iterator[Need]:
    if module.check:
        yield "quiz"
        if any(question.principle for question in module.bank):
            yield "principles"
    if any(isinstance(block, QuestionBlock | DecisionBlock) for page in module.pages for block in page.blocks):
        yield "questions on pages"
        yield "practice sent" if course.tracking.practice else "practice kept"
    if any(isinstance(block, CaseBlock) for page in module.pages for block in page.blocks):
        yield "cases"
