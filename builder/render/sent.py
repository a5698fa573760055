"""What a module sends about a learner: the one list of it. Under which names, each format says (``Format.sends``).

The block ``what-is-sent`` shows it to learners and ``docs/formats.md`` to whoever runs an LMS; a test holds it against
what LMSs and record stores received from a learner who did everything there is to do
(docs/decisions/024-what-leaves-the-browser.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from builder.model.blocks.questions import QuestionBlock
from builder.model.blocks.story import CaseBlock, DecisionBlock
from builder.model.course import Course, Module
from builder.render.bundle import Bundle
from builder.render.templates import template
from builder.words import words_of
from builder.words.keys import WordKey

#: What a module has to have for something to be sent of it, or not to be.
Need = Literal["quiz", "principles", "questions on pages", "practice sent", "practice kept", "cases"]
#: Under which names a format sends what ``EVERYTHING`` lists, by the last word of its key; ``state`` is where saved
#: state goes. Names are elements of SCORM's data model with ``n`` for a number, verbs of statements, and ``state:``
#: with a key of the document in which xAPI and cmi5 keep saved state.
Sends = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Sent:
    """One thing that is sent: the words for it, and the fields of ``SavedState`` in which it goes in every format.

    It is sent of a module that has all that it ``needs``.
    """

    words: WordKey
    state: Sequence[str] = ()
    needs: Sequence[Need] = ()

    def names(self, sends: Sends) -> tuple[str, ...]:
        """Return the names under which a format that *sends* sends this; none where it does not."""
        return (*sends.get(self.words.rpartition(".")[2], ()), *(sends.get("state", ()) if self.state else ()))


#: Everything that any module sends in any format, in the order in which learners read it.
EVERYTHING: tuple[Sent, ...] = (
    Sent("block.what-is-sent.identity"),
    Sent("block.what-is-sent.place", state=("bookmark", "pages")),
    Sent("block.what-is-sent.tried", state=("tried",), needs=["questions on pages"]),
    Sent("block.what-is-sent.cases", state=("cases",), needs=["cases"]),
    Sent("block.what-is-sent.practice", needs=["practice sent"]),
    Sent("block.what-is-sent.check", needs=["quiz"]),
    Sent("block.what-is-sent.tries", state=("attempt", "attempts"), needs=["quiz"]),
    Sent("block.what-is-sent.score", state=("best", "passed"), needs=["quiz"]),
    Sent("block.what-is-sent.principles", needs=["quiz", "principles"]),
    Sent("block.what-is-sent.standing", state=("complete", "completed_on")),
    Sent("block.what-is-sent.time", state=("total_centiseconds", "seq", "origin", "next_answer")),
)
#: Stands on a page in the place of the list, which differs from format to format, while pages do not.
PLACE = Markup("<!--what-is-sent-->")
#: What is never sent, whatever the format. The test of privacy types into each of them and looks for it everywhere.
NEVER: Mapping[WordKey, Sequence[Need]] = {
    "block.what-is-sent.never-private": [],
    "block.what-is-sent.never-chosen": ["questions on pages", "practice kept"],
    "block.what-is-sent.never-looked-up": [],
}


def sent_list(course: Course, module: Module, bundle: Bundle) -> Markup:
    """Return the list as learners read it in the format of *bundle*."""
    html = template("components/what-is-sent/list.html.j2").render(
        words=words_of(course),
        sent=sent(course, module, bundle.sends),
        never=never_sent(course, module),
        to_store=bundle.name == "xapi",
    )
    return Markup(html)  # noqa: S704 - rendered with autoescape


def sent(course: Course, module: Module, sends: Sends) -> tuple[Sent, ...]:
    """Return what a package of *module* sends in a format that *sends*, in the order in which learners read it."""
    has = frozenset(_had(course, module))
    return tuple(one for one in EVERYTHING if has.issuperset(one.needs) and one.names(sends))


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
