"""The fingerprint of what a module says: whoever signs a module off signs this."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from builder.model.course import Course, Module
from builder.model.documents import Card, Flowchart
from builder.model.kinds import Cited, Ref, Shows, Value, Words
from builder.model.node import Node
from builder.model.shared import Animation, GuidanceFact, ReviewFigure, Scenario, Term
from builder.model.tokens import TOKEN, filled
from builder.model.walk import Entry, walk

#: What counts. Notes, dates and what stands ``Apart`` do not: a text that was looked at again says the same.
SIGNED = (Words, Cited, Ref, Value)
#: Parts of which a module has those that it names. All others stand in every module.
_BY_NAME = (Scenario, Animation, Flowchart, Card, ReviewFigure, GuidanceFact, Term)
#: Enough to tell two versions of a module apart, and short enough to be copied from a printed sheet.
_DIGITS = 16


def content_fingerprint(course: Course, module: Module) -> str:
    """Return the fingerprint of all that *module* says and of what is right: it changes with any word of it.

    Facts count by the words that are used of them and by their sources, so that a fact that changes makes the module a
    draft again.
    """
    entries = list(_signed(course, module))
    used = {name for entry in entries if "{{" in entry.text for name in TOKEN.findall(entry.text)}
    facts = (course.fact_names[name].fact for name in sorted(used & course.fact_names.keys()))
    said = ("\x1f".join((*map(str, (*e.ids, *e.keys)), filled(e.text, course.fact_names))) for e in entries)
    cited = (fact.cited for fact in facts if isinstance(fact, GuidanceFact))
    return sha256("\x1e".join((*said, *cited)).encode()).hexdigest()[:_DIGITS]


def _signed(course: Course, module: Module) -> Iterator[Entry]:
    entries = walk(course, *SIGNED)
    named = {id(part) for part in _named_by(course, [entry for entry in entries if entry.module is module], module)}
    # A principle has a line for each module: under the id of another one, it is not ours.
    others = {other.id for other in course.contents if other is not module}
    for entry in entries:
        is_shared = entry.module is None and others.isdisjoint(entry.keys)
        if entry.module is module or (is_shared and (id(entry.root) in named or not isinstance(entry.root, _BY_NAME))):
            yield entry


def _named_by(course: Course, entries: list[Entry], module: Module) -> Iterator[Node]:
    """Yield the shared parts that a module with *entries* shows, links to, or takes figures from."""
    parts = {(own.what, own.text): own.root for owns in course.ids.values() for own in owns}
    links = {("term", entry.text) for entry in course.pointers["term"] if entry.module is module}
    shown = {(entry.what, entry.text) for entry in entries if isinstance(entry.kind, Shows)}
    yield from (parts[name] for name in links | shown if name in parts)
    yield from (course.documents[name] for what, name in shown if what == "document" and name in course.documents)
    for entry in entries:
        for name in TOKEN.findall(entry.text) if "{{" in entry.text else ():
            if name in course.fact_names and isinstance(course.fact_names[name].fact, ReviewFigure):
                yield course.fact_names[name].fact
