"""The fingerprint of what a module says: whoever signs a module off signs this."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from builder.model.course import Course, Module
from builder.model.documents import Card, Flowchart
from builder.model.kinds import Cited, LearnerText, Ref, Shows, Value
from builder.model.node import Node
from builder.model.session import LedSession
from builder.model.shared import Animation, GuidanceFact, LocalContact, ReviewFigure, Scenario, Term
from builder.model.tokens import facts_in, filled
from builder.model.walk import FieldValue, walk, walk_part

#: What counts. Notes, dates and what stands ``Apart`` do not: a text that was looked at again says the same.
SIGNED = (LearnerText, Cited, Ref, Value)
#: Parts of which a module has those that it names. All others stand in every module. No module names a led session.
_BY_NAME = (Scenario, Animation, Flowchart, Card, ReviewFigure, GuidanceFact, Term, LocalContact, LedSession)
#: Enough to tell two versions of a module apart, and short enough to be copied from a printed sheet.
_DIGITS = 16


def content_fingerprint(course: Course, module: Module) -> str:
    """Return the fingerprint of all that *module* says and of what is right: it changes with any word of it.

    Facts count by the words that are used of them and by their sources, so that a fact that changes makes the module a
    draft again.
    """
    entries = list(_signed(course, module))
    used = {fact.id: fact for entry in entries for fact in facts_in(entry.text, course)}
    said = ("\x1f".join((*map(str, (*e.ids, *e.keys)), filled(e.text, course.fact_names))) for e in entries)
    cited = (fact.cited for _, fact in sorted(used.items()) if isinstance(fact, GuidanceFact))
    return sha256("\x1e".join((*said, *cited)).encode()).hexdigest()[:_DIGITS]


def _signed(course: Course, module: Module) -> Iterator[FieldValue]:
    entries = [entry for entry in walk(course, *SIGNED) if entry.role != "local"]
    named = {id(part) for part in _named_by(course, module, [entry for entry in entries if entry.module is module])}
    # A principle has a line for each module: under the id of another one, it is not ours.
    others = {other.id for other in course.contents if other is not module}
    for entry in entries:
        is_shared = entry.module is None and others.isdisjoint(entry.keys)
        if entry.module is module or (is_shared and (id(entry.root) in named or not isinstance(entry.root, _BY_NAME))):
            yield entry


def _named_by(course: Course, module: Module, entries: list[FieldValue]) -> Iterator[Node]:
    """Yield the shared parts that *module*, which has *entries*, shows, links to, or takes figures from."""
    roots = {(own.what, own.text): own.root for owns in course.ids.values() for own in owns}
    roots |= {("document", name): document for name, document in course.documents.items()}
    names = {(entry.what, entry.text) for entry in entries if isinstance(entry.kind, Shows)}
    names |= {("term", entry.text) for entry in course.pointers.get("term", ()) if entry.module is module}
    for block in (block for page in module.pages for block in page.blocks):
        names |= {(own.what, own.text) for own in course.ids.get(block.SHOWS_EVERY, ())}
    for part in [roots[name] for name in names if name in roots]:
        yield part
        shown = ((entry.what, entry.text) for entry in walk_part(part, Shows))
        yield from (roots[name] for name in shown if name in roots)
    for entry in entries:
        yield from (fact for fact in facts_in(entry.text, course) if isinstance(fact, ReviewFigure))
