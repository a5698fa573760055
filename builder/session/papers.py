"""What a trainer prints, as data for ``scorm_templates/documents/session.typ``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from builder.documents.flow import phases_of
from builder.documents.pdf import PageOverflow, make_pdf
from builder.model.documents import Flowchart
from builder.model.session import Answer, GuideSection, SessionPart
from builder.model.shared import GuidanceFact, Scenario
from builder.render.documents import FOLDER, DocumentOverflow, document_files, documents_offered
from builder.session.content import Content, ShownSlide

#: Letters of the handout, from the largest: as much as is on it, it stays two pages.
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
#: Lines on a sign-in sheet: the largest group that two trainers lead.
_ROWS = 24
#: Nobody prints more. A document that grows past this has gone wrong.
_MOST = 60


class PaperOverflow(Exception):
    """A paper is longer than it may be. The text says which one."""


def printed_papers(on: Content, slides: Sequence[ShownSlide]) -> dict[str, bytes]:
    """Return every paper by the name of its file: tagged PDFs. Raises PaperOverflow."""
    made = {
        "trainers-guide.pdf": _pdf(on, "guide", on.words("session.guide", title=on.session.title), _guide(on, slides)),
        "handout.pdf": _handout_pdf(on),
        "sign-in-sheet.pdf": _pdf(on, "sign-in", on.words("session.sign-in", title=on.session.title), _sign_in(on)),
        "evaluation.pdf": _pdf(
            on, "evaluation", on.words("session.evaluation", title=on.session.title), _evaluation(on), pages=2
        ),
    }
    made |= _flowchart(on)
    if on.session.cards:
        made["cards.pdf"] = _pdf(on, "cards", on.words("session.cards", title=on.session.title), _cards(on))
    if on.length.jigsaws:
        made["jigsaw.pdf"] = _pdf(on, "jigsaw", on.words("session.jigsaw", title=on.session.title), _jigsaws(on))
    return made


def _flowchart(on: Content) -> dict[str, bytes]:
    """Return the flowchart of the handout as a sheet for the wall, if a page of the course offers it."""
    name = f"{on.session.handout.flowchart}.pdf"
    module = next((module for module in on.course.contents if name in documents_offered(module)), None)
    if module is None:
        return {}
    try:
        made = {file.path: file.content for file in document_files(on.course, module)}
    except DocumentOverflow as overflow:
        raise PaperOverflow(str(overflow)) from overflow
    sheet = made[f"{FOLDER}/{name}"]
    assert isinstance(sheet, bytes), "a document is made, and no file on disk"
    return {"flowchart.pdf": sheet}


def _pdf(on: Content, kind: str, title: str, data: Mapping[str, Any], *, pages: int = _MOST) -> bytes:
    every = {
        "kind": kind,
        "title": title,
        "session": on.session.title,
        "author": on.course.title,
        "language": on.course.language,
        "edition": on.edition(),
        "length": on.words("session.length", count=on.length.minutes),
        **data,
    }
    try:
        return make_pdf("session", every, pages=pages)
    except PageOverflow as overflow:
        raise PaperOverflow(f"{title}: {overflow}") from overflow


# --- The trainer's guide


def _guide(on: Content, slides: Sequence[ShownSlide]) -> dict[str, Any]:
    words = on.words
    return {
        "plan_title": words("session.plan"),
        "plan_head": [
            words("session.part"), words("session.minutes"), words("session.from"), words("session.where"),
        ],
        "plan": list(_plan(on)),
        "total": [words("session.total"), str(on.length.minutes)],
        "changes_title": words("session.changes"),
        "changes": [on.facts.fill(text) for text in on.length.changes],
        "sections": [_section(on, section) for section in on.session.guide],
        "slides_title": words("session.slides-and-notes"),
        "slides": [
            {"title": f"{slide.number}. {slide.title}", "mark": slide.mark, "notes": slide.notes} for slide in slides
        ],
    }  # fmt: skip


def _plan(on: Content) -> Iterator[list[str]]:
    """Yield the part, minutes, start and slides of each part that this length has."""
    column = [length.minutes for length in on.session.lengths].index(on.length.minutes)
    numbers = {id(slide): number for number, slide, _ in on.session.slides}
    start = 0
    for part in on.session.parts:
        if minutes := part.minutes[column]:
            yield [on.facts.fill(part.title), str(minutes), str(start), _slides_of(part, numbers)]
            start += minutes


def _slides_of(part: SessionPart, numbers: Mapping[int, int]) -> str:
    if not part.slides:
        return part.at
    first, last = numbers[id(part.slides[0])], numbers[id(part.slides[-1])]
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def _section(on: Content, section: GuideSection) -> dict[str, Any]:
    return {
        "title": on.facts.fill(section.title),
        "text": [on.facts.fill(text) for text in section.text],
        "answers": [_answer(on, answer) for answer in section.answers],
    }


def _answer(on: Content, answer: Answer) -> dict[str, str]:
    on.facts.start()
    said = {"question": on.facts.fill(answer.question), "answer": on.facts.fill(answer.answer)}
    for name in (*(f"g:{key}" for key in answer.guidance), *(f"f:{key}" for key in answer.figures)):
        on.facts.fill(f"{{{{{name}}}}}")
    return {**said, "sources": _cited(on)}


def _cited(on: Content) -> str:
    """Return where the facts since ``start`` come from, in one line."""
    sources = [source if source.endswith(".") else f"{source}." for source in on.facts.sources()]
    return f"{on.words('session.rests-on')}: {' '.join(sources)}" if sources else ""


# --- The handout


def _handout_pdf(on: Content) -> bytes:
    title, data = on.words("session.handout", title=on.session.title), _handout(on)
    for size in _SIZES[:-1]:
        with suppress(PaperOverflow):
            return _pdf(on, "handout", title, {**data, "size": size}, pages=2)
    return _pdf(on, "handout", title, {**data, "size": _SIZES[-1]}, pages=2)


def _handout(on: Content) -> dict[str, Any]:
    handout, words, fill = on.session.handout, on.words, on.facts.fill
    on.facts.start()
    titles = {principle.id: fill(principle.title) for principle in on.course.principles}
    terms = {term.id: term for term in on.course.glossary}
    chart = next((chart for chart in on.course.flowcharts if chart.id == handout.flowchart), None)
    data = {
        "principles_title": words("session.principles"),
        "principles": [
            {"name": fill(q.name), "title": titles[q.principle], "ask": fill(q.ask)} for q in handout.questions
        ],
        "box_title": handout.box_title,
        "box": [fill(text) for text in handout.box],
        "contacts_title": words("block.contacts.title"),
        "contacts": on.contacts(handout.contacts),
        "steps_title": fill(chart.title) if chart else "",
        "steps": _halves([{name: fill(text) for name, text in step.items()} for step in _steps(on, chart)]),
        "alongside": [fill(node.label) for node in chart.alongside] if chart else [],
        "terms_title": words("session.terms"),
        "terms": _halves([(terms[name].term, on.plain(terms[name].meaning)) for name in handout.words]),
        "actions_title": fill(handout.actions_title),
        "action": [words("session.action"), words("session.when"), words("session.asker")],
        "support_title": words("session.support"),
        "support": _halves(on.support(handout.support)),
    }
    checked = [fact.checked_on for fact in on.facts.used.values() if isinstance(fact, GuidanceFact)]
    as_of = [words("document.as-of", date=words.date(min(checked)))] if checked else []
    return {**data, "sources": _cited(on), "last": [*as_of, *map(fill, handout.last)]}


def _steps(on: Content, chart: Flowchart | None) -> Iterator[dict[str, str]]:
    """Yield each step of *chart* in words: its phase where one begins, what happens, its limit, and where it leads."""
    for phase in phases_of(chart) if chart else ():
        for step in phase.steps:
            labelled = [way for way in step.ways if way.label]
            ways = [f"{way.label}: {on.words('block.flowchart.to', number=way.number)}." for way in labelled]
            times = [chart.clocks[at - 1].time for at in step.clocks] if chart else []
            text = " ".join([step.node.label, *times, *ways])
            yield {"title": f"{phase.title}:" if step is phase.steps[0] else "", "text": text}


def _halves(items: Sequence[Any]) -> list[Sequence[Any]]:
    """Return *items* in two columns of about the same height, or nothing if there are none."""
    if not items:
        return []
    length = [len(str(item)) for item in items]
    first = min(range(1, len(items) + 1), key=lambda number: max(sum(length[:number]), sum(length[number:])))
    return [items[:first], items[first:]]


# --- Cards, and what is filled in


def _cards(on: Content) -> dict[str, Any]:
    stories = {scenario.id: scenario for scenario in on.course.scenarios}
    fronts = []
    for card in on.session.cards:
        story = stories[card.scenario]
        on.facts.start()
        said = {
            "front": on.words("session.card", id=story.id),
            "who": _name(on, story),
            "title": on.facts.fill(story.title),
            "before": [on.plain(paragraph) for paragraph in story.before.split("\n\n")],
            "ask": on.facts.fill(card.ask),
            "behind": on.words("session.back", id=story.id),
            "back": on.facts.fill(card.back),
            "fact": on.facts.fill(card.fact),
        }
        fronts.append({**said, "sources": _cited(on)})
    return {
        "cards": fronts,
        "questions": [on.facts.fill(text) for text in on.session.card_questions],
        "fact_title": on.words("session.fact"),
    }


def _jigsaws(on: Content) -> dict[str, Any]:
    names = {scenario.id: _name(on, scenario) for scenario in on.course.scenarios}
    fill = on.facts.fill
    papers = [
        {"who": names[jigsaw.scenario], "agency": fill(paper.agency), "text": fill(paper.text)}
        for jigsaw in on.length.jigsaws
        for paper in jigsaw.papers
    ]
    return {"papers": papers, "rule": on.words("session.sealed")}


def _name(on: Content, story: Scenario) -> str:
    return ", ".join(on.facts.fill(words) for words in (story.name, story.age) if words)


def _sign_in(on: Content) -> dict[str, Any]:
    words = on.words
    return {
        "lines": [words("session.date"), words("session.place"), words("session.trainer")],
        "head": [
            words("session.name"), words("session.organisation"), words("session.job"), words("session.signature"),
        ],
        "rows": _ROWS,
    }  # fmt: skip


def _evaluation(on: Content) -> dict[str, Any]:
    form, words, fill = on.session.evaluation, on.words, on.facts.fill
    return {
        "about": [fill(text) for text in form.about],
        "head": [
            words("session.statement"), words("session.before"), words("session.after"), fill(form.looking_back),
        ],
        "statements": [fill(text) for text in form.statements],
        "write": [fill(text) for text in form.write],
        "again": fill(form.again),
        "answers": [fill(text) for text in form.answers],
        "later_title": fill(form.later_title),
        "later_head": [words("session.statement"), words("session.now")],
        "later": [fill(text) for text in form.later],
        "last": [fill(text) for text in form.last],
    }  # fmt: skip
