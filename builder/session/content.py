"""What stands on each slide of a led session, in words: PowerPoint, HTML and the trainer's guide print the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.documents.scan import code_to_scan
from builder.model.course import Course
from builder.model.session import LedSession, Length, NumberedSlide, Slide
from builder.model.shared import SupportContact
from builder.render.contacts import shown_address
from builder.render.facts import Facts
from builder.render.markdown import inline_html

#: Where a sentence ends and another one begins.
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Said:
    """A paragraph, and how it is said: as text, louder, before all else, to the room, or in the words of somebody."""

    text: str
    how: Literal["text", "strong", "first", "ask", "voice"] = "text"


@dataclass(frozen=True)
class Points:
    """Lines of a list."""

    texts: Sequence[str]


@dataclass(frozen=True)
class Numbered:
    """A numbered list, each with a title and what is said about it, if anything."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SlideTable:
    """A table with headings. A column of ``shares``, each from 0 to 1, may be drawn as bars beside it."""

    caption: str
    head: tuple[str, str]
    rows: Sequence[tuple[str, str]]
    shares: Sequence[float] = ()


@dataclass(frozen=True)
class Picture:
    """A picture, what it holds (``svg``, ``png`` or ``jpeg``), its width and height, and what it says.

    A ``scene`` may be as wide as half a slide; a ``portrait`` and a ``code`` to scan are small.
    """

    content: bytes
    holds: str
    size: tuple[int, int]
    alt: str
    shape: Literal["scene", "portrait", "code"] = "scene"


Item = Said | Points | Numbered | SlideTable | Picture


@dataclass(frozen=True)
class ShownSlide:
    """One slide, all of its words filled in. ``small`` stands at its foot: sources with their periods, and credits."""

    number: int
    id: str
    title: str
    items: Sequence[Item]
    small: Sequence[str]
    notes: Sequence[str]
    mark: str = ""


class Content:
    """The words of one session in one length."""

    def __init__(self, course: Course, session: LedSession, length: Length) -> None:
        """Take the *session* of *course*, and one of its lengths."""
        self.course, self.session, self.length = course, session, length
        self.facts = Facts(course)
        self.words = self.facts.words
        self._support = {contact.id: contact for contact in course.support}
        self._local = {contact.id: contact for contact in course.local}

    def slides(self) -> list[ShownSlide]:
        """Return every slide in order."""
        return [self._slide(numbered) for numbered in self.session.slides]

    def plain(self, markdown: str) -> str:
        """Return one line of Markdown without its marks, its facts filled in."""
        return inline_html(markdown, self.facts.fill).striptags()

    def support(self, names: Collection[str]) -> list[tuple[str, str]]:
        """Return those of ``support.yaml`` called *names*, each with how to reach them."""
        found = [self._support[name] for name in names]
        return [(f"{contact.name}: {contact.for_}", self._reached(contact)) for contact in found]

    def contacts(self, names: Collection[str]) -> list[tuple[str, str]]:
        """Return those of ``local.yaml`` called *names*: what is filled in, or what to do where nothing is."""
        found = [self._local[name] for name in names]
        return [(c.label, c.value or self.plain(c.fallback)) for c in found if c.value or c.fallback]

    def edition(self) -> str:
        """Return which version of the course this is, and whether somebody has yet to sign it off."""
        course, words = self.course, self.words
        places = {"course": course.short_title, "version": course.version}
        said = (
            words("document.edition-and-guidance", **places, guidance=course.guidance_version)
            if course.guidance_version
            else words("document.edition", **places)
        )
        drafts = any(course.is_draft(module) for module in course.contents)
        return f"{said} {words('page.draft', strong='', end='')}" if drafts else said

    def _reached(self, contact: SupportContact) -> str:
        """Return how to reach *contact*: its number and hours, or the message, the address or the advice."""
        if contact.number:
            return f"{contact.number} ({contact.hours})" if contact.hours else contact.number
        if contact.text:
            return " ".join(filter(None, [contact.text.word, contact.text.number]))
        return contact.email or (shown_address(contact.url) if contact.url else self.plain(contact.say))

    def _slide(self, numbered: NumberedSlide) -> ShownSlide:
        slide = numbered.slide
        self.facts.start()
        principle = next((p for p in self.course.principles if p.id == slide.principle), None)
        fill = self.facts.fill
        items = [item for build in _ITEMS for item in build(self, slide)]
        small = [
            self.edition() if numbered.number == 1 else "",
            *self.facts.sources(),
            self.course.credit if slide.every == "principle" else "",
        ]
        return ShownSlide(
            numbered.number,
            slide.id,
            fill(slide.title or (principle.title if principle else "")),
            items,
            [line for line in small if line],
            [*map(fill, slide.notes), *self._spoken(slide)],
            self.length.pick if principle else "",
        )

    def _spoken(self, slide: Slide) -> Iterator[str]:
        """Yield what is at hand for whoever leads the session, and not on the slide."""
        for principle in self.course.principles:
            if principle.id == slide.principle:
                titles = {module.id: module.title for module in self.course.contents}
                yield from (f"{titles[name]}: {self.plain(line)}" for name, line in principle.levels.items())
        for animation in self.course.animations:
            if animation.id == slide.captions:
                yield self.words("session.aloud")
                yield from (self.facts.fill(scene.narration) for scene in animation.scenes)


def _picture(on: Content, slide: Slide) -> Iterator[Item]:
    if slide.picture:
        file = next(file for file in on.course.session_media if file.path == slide.picture.image)
        content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
        alt = on.facts.fill(slide.picture.alt)
        assert file.size, "a picture without one is refused: builder/checks/session.py"
        yield Picture(content, file.holds, file.size, alt, slide.picture.shape)


def _first(on: Content, slide: Slide) -> Iterator[Item]:
    if slide.first:
        ((name, how),) = on.support([slide.first])
        yield Said(f"{how}: {name.partition(': ')[2]}", "first")


def _text(on: Content, slide: Slide) -> Iterator[Item]:
    for principle in on.course.principles:
        if principle.id == slide.principle:
            yield Said(on.plain(principle.line), "strong")
    yield from (Said(on.facts.fill(text)) for text in slide.text)
    if slide.points:
        yield Points([on.facts.fill(point) for point in slide.points])


def _chart(on: Content, slide: Slide) -> Iterator[Item]:
    if slide.chart:
        figure = on.facts.use_figure(slide.chart)
        most = max(bar.value for bar in figure.bars) or 1
        bars = sorted(figure.bars, key=lambda bar: -bar.value)
        rows = [(bar.label, f"{bar.value:g}{bar.unit}") for bar in bars]
        head = (on.words("session.bar"), on.words("session.share"))
        yield SlideTable(on.facts.fill(figure.text), head, rows, [bar.value / most for bar in bars])


def _captions(on: Content, slide: Slide) -> Iterator[Item]:
    for animation in on.course.animations:
        if animation.id == slide.captions:
            yield Numbered([("", on.facts.fill(scene.words or scene.narration)) for scene in animation.scenes])


def _flowchart(on: Content, slide: Slide) -> Iterator[Item]:
    for chart in on.course.flowcharts:
        if chart.id == slide.flowchart:
            steps = [" ".join(in_short(chart.by_id[name].label) for name in phase.nodes) for phase in chart.phases]
            rows = [(on.facts.fill(p.title), on.facts.fill(text)) for p, text in zip(chart.phases, steps, strict=True)]
            yield SlideTable(on.facts.fill(chart.title), (on.words("session.phase"), on.words("session.steps")), rows)
            clocks = [f"{on.facts.fill(clock.title)} {on.facts.fill(clock.time)}" for clock in chart.clocks]
            yield from (Said(clock, "ask") for clock in clocks)


def in_short(label: str) -> str:
    """Return the first sentence of what a step says: a slide has no room for more."""
    return _SENTENCE.split(label.strip(), maxsplit=1)[0]


def _every(on: Content, slide: Slide) -> Iterator[Item]:
    if slide.every == "principle":
        yield Numbered([(principle.title, on.plain(principle.line)) for principle in on.course.principles])
    elif slide.every == "module":
        head = (on.words("session.module"), on.words("session.for"))
        # What stands before a colon says it in short.
        rows = [(m.title, on.facts.fill(m.audience).partition(":")[0]) for m in on.course.contents]
        yield SlideTable(on.words("session.modules"), head, rows)
        if on.course.online:
            shown = shown_address(on.course.online)
            yield Said(f"{on.words('document.online')} {shown}")
            code = code_to_scan(on.course.online).encode()
            yield Picture(code, "svg", (1, 1), on.words("document.scan", address=shown), "code")


def _contacts(on: Content, slide: Slide) -> Iterator[Item]:
    if slide.contacts:
        head = (on.words("session.who"), on.words("session.how"))
        yield SlideTable(on.words("block.contacts.title"), head, on.contacts(slide.contacts))


def _last(on: Content, slide: Slide) -> Iterator[Item]:
    if slide.ask:
        yield Said(on.facts.fill(slide.ask), "ask")
    for voice in slide.voices:
        name = next(scenario.name for scenario in on.course.scenarios if scenario.id == voice.scenario)
        said = on.facts.fill(voice.words)
        yield Said(on.words("session.says", words=said, name=name), "voice")
    if slide.support:
        head = (on.words("session.who"), on.words("session.how"))
        yield SlideTable(on.words("session.support"), head, on.support(slide.support))


#: From top to bottom.
_ITEMS: Sequence[Callable[[Content, Slide], Iterator[Item]]] = (
    _picture, _first, _text, _chart, _captions, _flowchart, _every, _contacts, _last,
)  # fmt: skip
