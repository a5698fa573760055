"""What the build makes from data and pages offer to download as PDF: flowcharts and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from builder.archive import PackageFile
from builder.documents.flow import Step, phases_of
from builder.documents.pdf import PageOverflow, make_pdf
from builder.documents.scan import code_to_scan
from builder.model.blocks.files import Downloads
from builder.model.course import Course, Module
from builder.model.documents import Card, Flowchart
from builder.model.shared import GuidanceFact, LocalContact
from builder.model.tokens import filled_within
from builder.render.contacts import shown_address
from builder.render.facts import Facts
from builder.source.markdown_text import parser
from builder.words import Words, words_of

#: Where documents stand in a package: with what pages show and offer, and never among an author's own files.
FOLDER = "media/documents"


@dataclass(frozen=True)
class Download:
    """What a page offers: the address of a file in the package, and the words of the link."""

    href: str
    title: str


class DocumentOverflow(Exception):
    """A document is longer than the pages that it may have. The text says which one it is, and what would cure it."""


def document_download(course: Course, module: Module, name: str) -> Download:
    """Return what a page of *module* offers as the document *name*."""
    source, words = course.documents[name], words_of(course)
    if isinstance(source, Card):
        title = words("document.card", title=source.title, module=module.title)
    else:
        title = words("document.flowchart", title=source.title)
    return Download(f"{FOLDER}/{name}", title)


def document_files(course: Course, module: Module) -> list[PackageFile]:
    """Return every document that a page of *module* offers. Raises DocumentOverflow."""
    return [PackageFile(f"{FOLDER}/{name}", _made(course, module, name)) for name in documents_offered(module)]


def documents_offered(module: Module) -> list[str]:
    """Return the name of every document that a page of *module* offers."""
    blocks = [block for page in module.pages for block in page.blocks if isinstance(block, Downloads)]
    return sorted({name for block in blocks for name in block.documents})


def comes_from(step: Step, words: Words) -> str:
    """Return in words from where one comes to *step*, if not from the step before."""
    match step.comes_from:
        case ():
            return ""
        case (way,) if way.label:
            return words("block.flowchart.from-in-case", number=way.number, case=way.label)
        case ways:
            numbers = ", ".join(str(way.number) for way in ways)
            return words("block.flowchart.from", count=len(ways), numbers=numbers)


def filled_flowchart(course: Course, name: str, fill: Callable[[str], str]) -> Flowchart:
    """Return the flowchart *name* with its tokens filled in."""
    return filled_within(next(chart for chart in course.flowcharts if chart.id == name), fill)


def _made(course: Course, module: Module, name: str) -> bytes:
    source = course.documents[name]
    facts = Facts(course)
    if isinstance(source, Card):
        template, data = "card", _card_data(course, module, source, facts)
    else:
        template, data = "flowchart", _flowchart_data(course, filled_within(source, facts.fill), facts)
    try:
        return make_pdf(template, filled_within(data, facts.fill), pages=2)
    except PageOverflow as overflow:
        raise DocumentOverflow(f"{name} is too long: {overflow}") from overflow


# --- What the templates of scorm_templates/documents are given


def _common(course: Course, words: Words, title: str, description: str) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "author": course.title,
        "language": course.language,
        "edition": _edition(course, words),
        "licence": _sentences(course.licence and words("document.licence", licence=course.licence), course.credit),
    }


def _edition(course: Course, words: Words) -> str:
    if not course.guidance_version:
        return words("document.edition", course=course.short_title, version=course.version)
    return words(
        "document.edition-and-guidance",
        course=course.short_title,
        version=course.version,
        guidance=course.guidance_version,
    )


def _foot(chart: Flowchart, facts: Facts) -> tuple[str, str]:
    """Return the two lines at the foot of a sheet: what it rests on, with the date, and what to do about local steps.

    The date is the oldest one: every fact on the sheet was checked on that day or later.
    """
    checked = min((fact.checked_on for fact in facts.used.values() if isinstance(fact, GuidanceFact)), default="")
    parts = [
        chart.guidance and facts.words("document.guidance", guidance=chart.guidance),
        checked and facts.words("document.as-of", date=facts.words.date(checked)),
    ]
    return _sentences(*parts), chart.note


def _sentences(*parts: str) -> str:
    """Return those of *parts* that say something, one behind the other."""
    return " ".join(filter(None, parts))


def _flowchart_data(course: Course, chart: Flowchart, facts: Facts) -> dict[str, Any]:
    words, phases = facts.words, phases_of(chart)
    steps = [step for phase in phases for step in phase.steps]
    first, last = steps[0].node.label, steps[-1].node.label
    told = [(str(step.number), step.node) for step in steps] + [(node.label, node) for node in chart.alongside]
    return {
        **_common(course, words, chart.title, words("document.in-short", count=len(steps), first=first, last=last)),
        "clocks": [
            {"name": words("block.flowchart.clock", number=number), "title": clock.title, "time": clock.time}
            for number, clock in enumerate(chart.clocks, 1)
        ],
        "phases": [{"title": phase.title, "steps": [_step(step, words) for step in phase.steps]} for phase in phases],
        "alongside_title": words("block.flowchart.alongside"),
        "alongside": [{"label": node.label, "who": node.who, "when": node.when} for node in chart.alongside],
        "foot": _foot(chart, facts),
        "partnership": words("document.partnership"),
        "more_title": words("document.more"),
        "more": [{"label": label, "more": node.more} for label, node in told if node.more],
        "sources_title": words("document.sources"),
        "sources": facts.sources(),
    }


def _step(step: Step, words: Words) -> dict[str, Any]:
    node = step.node
    return {
        "number": step.number,
        "kind": node.kind,
        "label": node.label,
        "who": node.who,
        "when": node.when,
        "follows": step.follows,
        "comes_from": comes_from(step, words),
        "ways": [{"label": way.label, "go": words("block.flowchart.to", number=way.number)} for way in step.ways],
        "clocks": step.clocks,
    }


def _card_data(course: Course, module: Module, card: Card, facts: Facts) -> dict[str, Any]:
    words = facts.words
    local = {contact.id: contact for contact in course.local}
    numbers = {contact.id: contact for contact in course.support}
    return {
        **_common(course, words, f"{card.title}: {module.title}", f"{card.urgent_title} {card.urgent}"),
        "heading": card.title,
        "module": module.title,
        "urgent_title": card.urgent_title,
        "urgent": card.urgent,
        "numbers": [{"name": one.name, "number": one.number} for one in map(numbers.__getitem__, card.numbers)],
        "principles": [
            {"title": p.title, "line": _plain(facts.fill(p.levels.get(module.id, p.line)))} for p in course.principles
        ],
        "contacts_title": card.contacts_title,
        "contacts": [_contact(local[name]) for name in card.contacts],
        "fold": words("document.fold"),
        "large": words("document.large"),
        "online_title": words("document.online"),
        "online": _online(course.online, words) if course.online else None,
    }


def _contact(contact: LocalContact) -> dict[str, str]:
    """Return a contact for paper: what is filled in, or where to look it up, beside a line to write on."""
    return {
        "label": contact.label,
        "value": shown_address(contact.value),
        "look_up": "" if contact.value else shown_address(contact.fallback_url),
    }


def _online(address: str, words: Words) -> dict[str, str]:
    shown = shown_address(address)
    return {"address": shown, "code": code_to_scan(address), "alt": words("document.scan", address=shown)}


def _plain(text: str) -> str:
    """Return Markdown *text* without its marks: paper has no links."""
    return "".join(_texts(text))


def _texts(text: str) -> Iterator[str]:
    for token in parser().parseInline(text):
        for child in token.children or ():
            yield " " if child.type in ("softbreak", "hardbreak") else child.content
