"""From xAPI statements to who did what. Statements of other courses, and voided ones, are passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from builder.diagnostics import Diagnostic, Location
from builder.report.book import CodeBook, NotReportable
from builder.report.learning import Learning
from builder.report.problems import not_statements, strange_statements
from builder.source.editions import is_edition_id
from builder.source.problems.files import unreadable_file
from builder.source.text_file import whole_file
from builder.tracking import load_tracking

#: xAPI 1.0.3, xAPI-Data 2.3.2.
_VOIDED = "http://adlnet.gov/expapi/verbs/voided"
_VERBS = ("initialized", "answered", "attempted", "completed", "passed", "failed")

_NO_JSON = object()
_BETWEEN = re.compile(r"[\s,]*")


class _Happening(NamedTuple):
    """What one statement tells, in the order of time."""

    at: datetime
    place: int
    id: str
    module: str
    person: str
    edition: str
    verb: str
    target: str
    success: bool | None
    response: str


@dataclass
class StatementsRead:
    """What statements told; ``foreign`` counts those of other courses, ``others`` those of the course not needed."""

    read: int = 0
    foreign: int = 0
    voided: int = 0
    days: set[str] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)


def statements_in(file: Path) -> Iterator[Any]:
    """Yield the statements of *file*: a JSON list, the answer of a store, or one on each line."""
    shown = Location(file.as_posix())
    try:
        with whole_file(file).open(encoding="utf-8-sig") as text:
            first = next((line for line in text if line.strip()), "")
            if first.lstrip().startswith("["):
                yield from _listed(first + text.read(), shown)
            elif (start := _whole(first)) is not _NO_JSON:
                # One on each line: however many there are, only one is held.
                yield start
                yield from (_whole(line) for line in text if line.strip())
            else:
                yield from _answered(first + text.read(), shown)
    except OSError as problem:
        raise NotReportable(unreadable_file(shown, problem.strerror or type(problem).__name__)) from problem
    except UnicodeDecodeError as problem:
        raise NotReportable(not_statements(shown, "it is not text in UTF-8")) from problem


def _whole(line: str) -> Any:
    """Return the statement on a line, or what stands for no JSON: it is told with what is no statement."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return _NO_JSON
    return _NO_JSON if isinstance(found, dict) and "statements" in found else found


def _listed(text: str, shown: Location) -> Iterator[Any]:
    """Yield the members of the JSON list *text*, one at a time: all of them would take ten times its memory."""
    decoder, place = json.JSONDecoder(), _BETWEEN.match(text, text.index("[") + 1).end()  # type: ignore[union-attr]
    while text[place : place + 1] != "]":
        try:
            one, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as problem:
            line = text.count("\n", 0, place) + 1
            raise NotReportable(not_statements(Location(shown.path, line), "it is not whole from here on")) from problem
        yield one
        place = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]


def _answered(text: str, shown: Location) -> Iterator[Any]:
    """Yield the statements in the answer of a store, or the only one."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotReportable(not_statements(shown, "it is no JSON of statements")) from problem
    listed = whole.get("statements", [whole]) if isinstance(whole, dict) else whole
    if not isinstance(listed, list):
        raise NotReportable(not_statements(shown, "its statements are no list"))
    yield from listed


def learn_from(statements: Iterable[Any], where: Location, book: CodeBook, learning: Learning) -> StatementsRead:
    """Add what *statements* tell of the course of *book* to *learning*; *where* they come from is for messages."""
    told, voided, strange = StatementsRead(), set[str](), list[str]()
    happened: dict[str, _Happening] = {}
    for statement in statements:
        told.read += 1
        if not isinstance(statement, dict):
            strange.append(f"number {told.read:,}, is no statement")
        elif _id(statement.get("verb")) == _VOIDED:
            voided.add(_id(statement.get("object")))
        elif not (module := _module_of(statement, book)):
            told.foreign += 1
        elif _id(statement.get("verb")) in _needed():
            try:
                happening = _happening(statement, module, told.read)
            except Exception:
                # As bare as this is what tincan raises of a duration that is none. What is wrong might hold a name.
                strange.append(f"number {told.read:,}, is not as xAPI says")
            else:
                # The store of a learner's device and that of an LMS may both be asked: one statement counts once.
                happened.setdefault(happening.id, happening)
    for one in sorted(happened.values()):
        if one.id in voided:
            told.voided += 1
            continue
        told.days.add(one.at.date().isoformat())
        _learn(one, book, learning)
    if strange:
        told.problems.append(strange_statements(where, len(strange), strange[0]))
    return told


@cache
def _needed() -> Mapping[str, str]:
    return {load_tracking().xapi.verbs[name]: name for name in _VERBS}


def _id(part: object) -> str:
    return str(part.get("id", "")) if isinstance(part, dict) else ""


def _module_of(statement: Mapping[str, Any], book: CodeBook) -> str:
    """Return the activity of the module that *statement* is about or within, or "" where that is another course's.

    In cmi5 the LMS chooses the activity's id, and names the module in the context (cmi5 10.2.1).
    """
    context = statement.get("context")
    around = context.get("contextActivities") if isinstance(context, dict) else None
    groups = [around.get(name) for name in ("grouping", "parent")] if isinstance(around, dict) else []
    listed = [one for group in groups for one in (group if isinstance(group, list) else [group])]
    for iri in map(_id, (statement.get("object"), *listed)):
        if iri.startswith(f"{book.course}/"):
            slug = iri[len(book.course) + 1 :].partition("#")[0].partition("/")[0]
            return f"{book.course}/{slug}"
    return ""


def _happening(statement: dict[str, Any], module: str, place: int) -> _Happening:
    """Return what *statement* tells; raise ValueError or what ``tincan`` raises where it is none."""
    # Not at the top: no other command reads statements, and it takes as long as a build of one module.
    from tincan import Statement  # type: ignore[import-untyped]

    read = Statement(dict(statement))
    if read.actor is None or read.object is None or not (read.timestamp or read.stored):
        raise ValueError("no actor, no object or no time")
    at = read.timestamp or read.stored
    extensions = dict((read.context and read.context.extensions) or {})
    # Anything else was not written by a package, and would be printed.
    edition = str(extensions.get(load_tracking().xapi.extensions.edition, ""))
    result = read.result
    return _Happening(
        at.replace(tzinfo=UTC) if at.tzinfo is None else at,
        place,
        str(read.id or f"#{place}"),
        module,
        _person(read.actor),
        edition if is_edition_id(edition) else "",
        _needed()[read.verb.id],
        read.object.id,
        result.success if result else None,
        (result.response or "") if result else "",
    )


def _person(actor: Any) -> str:
    """Return what tells one learner from another (xAPI-Data 2.4.2.3); it is never printed."""
    account = getattr(actor, "account", None)
    own = [account.home_page, account.name] if account else [actor.mbox, actor.mbox_sha1sum, actor.openid]
    if not any(own):
        raise ValueError("nothing to be known by")
    return json.dumps(own)


def _learn(one: _Happening, book: CodeBook, learning: Learning) -> None:
    run = learning.run(one.module, one.person, one.edition)
    match one.verb:
        case "attempted" | "failed" if (run.tries is not None) and (one.verb == "attempted" or not run.tries):
            # Releases that did not tell of each try told of what failed.
            run.tries.append(bool(one.success))
        case "answered" if one.success is not None and (question := book.by_iri.get(one.target)):
            run.answers.setdefault(question.id, (one.success, question.answer(one.response, "xapi")))
        case "completed":
            run.is_completed = True
        case "passed":
            run.is_passed = True
