"""A module's pages, its shell and what the player is told, to the one document that an LMS launches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup, escape

from builder import __version__
from builder.archive import PackageFile
from builder.model.course import Course, Module
from builder.model.shared import Term
from builder.render.bundle import Bundle
from builder.render.edition_look import critical
from builder.render.pages import PageRenderer, RenderedPage
from builder.render.player_data import PlayerData
from builder.render.player_words import player_words
from builder.render.policy import policy
from builder.render.sent import PLACE, sent_list
from builder.render.templates import asset, safe_json, template

#: Marks the document before first paint, so that pages do not flash past: until the player starts, the first is shown.
#: A player that does not come, or that the browser is too old to read, never shows a page as the current one: then the
#: mark goes, and everything can be read.
BOOT = (
    'document.documentElement.classList.add("js","starting");'
    # A reader's own settings (player/src/ui/settings.ts) hold from the first paint on.
    'try{Object.assign(document.documentElement.dataset,JSON.parse(localStorage.getItem("coursepack-look")))}catch(e){}'
    'addEventListener("error",function(e){'
    'if(/player\\.js/.test(e.filename||e.target&&e.target.src)&&!document.querySelector("[data-current]"))'
    'document.documentElement.classList.remove("js")},true)'
)
#: What stands in a module's document for what differs from format to format, by the name that its template knows.
#: No author's text can be one: it is escaped.
PLACES = {name: Markup(f"<!--{name}-->") for name in ("csp", "launch", "player_data")}  # noqa: S704


class Rendered(Protocol):
    """What a document is made of (``builder.render.module.ModuleContent``)."""

    @property
    def course(self) -> Course:
        """The course, to which what differs in an edition belongs."""

    @property
    def module(self) -> Module:
        """The module that the document shows."""

    @property
    def pages(self) -> Sequence[RenderedPage]:
        """Its pages, in their order."""

    @property
    def made(self) -> Sequence[PackageFile]:
        """Its files that are made from data, the scripts of blocks among them."""

    @property
    def document(self) -> str:
        """What ``document_of`` made of them."""


def document_of(content: Rendered) -> str:
    """Return the module's document, with ``PLACES`` for what differs from format to format."""
    renderer = PageRenderer(content.course, content.module)
    return template("layouts/module.html.j2").render(
        on=renderer,
        words=renderer.words,
        fill=renderer.fill,
        course=content.course,
        module=content.module,
        pages=content.pages,
        terms=_terms_used(content),
        version=__version__,
        player_words=safe_json(player_words(renderer.words, asset("generated/player/player.js"))),
        more_words=safe_json(player_words(renderer.words, *_own_scripts(content))),
        boot=Markup(BOOT),  # noqa: S704 - our own script
        critical=Markup(critical(content.course)),  # noqa: S704 - our own stylesheet
        **PLACES,
    )


def finished(content: Rendered, data: PlayerData, *, bundle: Bundle) -> str:
    """Return the document of *content* for the format of *bundle*, whose player is told *data*."""
    filled = {
        "csp": escape(policy(bundle, scripts=[BOOT], styles=[critical(content.course)])),
        "launch": "" if bundle.launch is None else Markup(' data-launch="{}"').format(" ".join(bundle.launch)),
        "player_data": safe_json(data.model_dump_json(by_alias=True)),
    }
    html = content.document.replace(PLACE, sent_list(content.course, content.module, bundle))
    for name, text in filled.items():
        html = html.replace(PLACES[name], text)
    # Every attribute stands in double quotes, so an apostrophe need not be escaped: 1 kB of a large module.
    return html.replace("&#39;", "'")


def _own_scripts(content: Rendered) -> list[bytes]:
    """Return the scripts of blocks that have one of their own: the page starts them, whether or not more.js comes."""
    return [file.content for file in content.made if file.path.endswith(".js") and isinstance(file.content, bytes)]


def _terms_used(content: Rendered) -> list[Term]:
    html = "".join(page.html for page in content.pages)
    used = set(re.findall(r'href="#term-([^"]+)"', html))
    return sorted((t for t in content.course.glossary if t.id in used), key=lambda term: term.term.casefold())
