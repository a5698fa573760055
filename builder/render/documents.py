"""The files that the build makes from data and that pages offer to download: flowcharts and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from builder.archive import PackageFile
from builder.documents.cards import SIZES, sizes_to_try
from builder.documents.layout import draw
from builder.documents.pdf import PageOverflow, make_pdf
from builder.documents.picture import Picture, Text
from builder.documents.sheets import A4
from builder.documents.svg import svg_file, svg_for_page
from builder.model.blocks.files import Downloads
from builder.model.course import Course, Module
from builder.model.documents import Card, Flowchart
from builder.model.shared import GuidanceFact
from builder.model.tokens import filled_within
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
        title = words("document.flowchart" if name.endswith(".pdf") else "document.picture", title=source.title)
    return Download(f"{FOLDER}/{name}", title)


def document_files(course: Course, module: Module) -> list[PackageFile]:
    """Return every document that a page of *module* offers. Raises DocumentOverflow."""
    blocks = [block for page in module.pages for block in page.blocks if isinstance(block, Downloads)]
    names = sorted({name for block in blocks for name in block.documents})
    return [PackageFile(f"{FOLDER}/{name}", _made(course, module, name)) for name in names]


def flowchart_svg(chart: Flowchart, words: Words, *, prefix: str) -> Markup:
    """Return *chart* as ``builder.documents.svg.svg_for_page`` does, for a template."""
    description = f"{_in_short(chart, words)} {words('document.words-below')}"
    return Markup(svg_for_page(chart, prefix=prefix, description=description))  # noqa: S704 - written by lxml


def filled_flowchart(course: Course, name: str, fill: Callable[[str], str]) -> Flowchart:
    """Return the flowchart *name* with its tokens filled in."""
    return filled_within(next(chart for chart in course.flowcharts if chart.id == name), fill)


def _made(course: Course, module: Module, name: str) -> bytes:
    source = course.documents[name]
    facts = Facts(course)
    if isinstance(source, Card):
        return _card_pdf(name, filled_within(_card_data(course, module, source, facts), facts.fill))
    chart = filled_within(source, facts.fill)
    if name.endswith(".svg"):
        return svg_file(chart, foot=_foot(chart, facts), language=course.language)
    try:
        return make_pdf("flowchart", filled_within(_flowchart_data(course, chart, facts), facts.fill), pages=2)
    except PageOverflow as overflow:
        raise DocumentOverflow(f"{name} is too long: {overflow}") from overflow


def _card_pdf(name: str, data: Mapping[str, Any]) -> bytes:
    for size in sizes_to_try((principle["title"], principle["line"]) for principle in data["principles"]):
        with suppress(PageOverflow):
            return make_pdf("card", {**data, "size": size}, pages=1)
    raise DocumentOverflow(
        f"{name} is too long: its words do not fit on one page of A5 in letters of {SIZES[-1]} points"
    )


# --- What the templates of scorm_templates/documents are given


def _in_short(chart: Flowchart, words: Words) -> str:
    """Return what the picture is, for where its words stand beside it."""
    in_flow = [node for node in chart.nodes if node.kind != "alongside"]
    first, last = in_flow[0].label, in_flow[-1].label
    return words("document.in-short", count=len(chart.nodes), first=first, last=last)


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
        checked and facts.words("document.checked", date=facts.words.date(checked)),
    ]
    return _sentences(*parts), chart.note


def _sentences(*parts: str) -> str:
    """Return those of *parts* that say something, one behind the other."""
    return " ".join(filter(None, parts))


def _flowchart_data(course: Course, chart: Flowchart, facts: Facts) -> dict[str, Any]:
    words = facts.words
    short = _in_short(chart, words)
    return {
        **_common(course, words, chart.title, short),
        "alt": f"{short} {words('document.words-next')}",
        "foot": _foot(chart, facts),
        "partnership": words("document.partnership"),
        "words_title": words("document.words"),
        "sources_title": words("document.sources"),
        "sources": facts.sources(),
        "steps": [{"title": step.title, "text": step.text} for step in chart.in_order],
        "throughout": [{"title": step.title, "text": step.text} for step in chart.throughout],
        **_picture_data(draw(chart, A4)),
    }


def _picture_data(picture: Picture) -> dict[str, Any]:
    return {
        "width": picture.width,
        "height": picture.height,
        "boxes": [
            {"kind": box.node.kind, **box.area._asdict(), "texts": [_text_data(text) for text in box.texts]}
            for box in picture.boxes
        ],
        "paths": [
            {"line": path.line, "head": path.head, "texts": [_text_data(text) for text in path.texts]}
            for path in picture.paths
        ],
    }


def _text_data(text: Text) -> dict[str, Any]:
    return {
        "text": text.text,
        "weight": text.weight,
        "anchor": text.anchor,
        "x": text.area.x,
        "y": text.at.y,
        "width": text.area.width,
    }


def _card_data(course: Course, module: Module, card: Card, facts: Facts) -> dict[str, Any]:
    local = {contact.id: contact for contact in course.local}
    contacts = [local[name] for name in card.contacts]
    return {
        **_common(course, facts.words, f"{card.title}: {module.title}", f"{card.urgent_title} {card.urgent}"),
        "heading": card.title,
        "module": module.title,
        "urgent_title": card.urgent_title,
        "urgent": card.urgent,
        "principles": [
            {"title": p.title, "line": _plain(facts.fill(p.levels.get(module.id, p.line)))} for p in course.principles
        ],
        "contacts_title": card.contacts_title,
        "contacts": [{"label": contact.label, "value": contact.value} for contact in contacts],
    }


def _plain(text: str) -> str:
    """Return Markdown *text* without its marks: paper has no links."""
    return "".join(_texts(text))


def _texts(text: str) -> Iterator[str]:
    for token in parser().parseInline(text):
        for child in token.children or ():
            yield " " if child.type in ("softbreak", "hardbreak") else child.content
