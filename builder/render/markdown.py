"""Markdown to HTML, with the course's own links (``page:``, ``term:``) and the facts filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from markdown_it.token import Token
from markupsafe import Markup, escape

from builder.model.tokens import CONTACT, TOKEN
from builder.source.markdown_text import parser

Fill = Callable[[str], str]

#: Our own link schemes, and what they become inside a module's one document.
LINKS = {"page:": "#", "term:": "#term-"}


def block_html(text: str, fill: Fill) -> Markup:
    """Return *text* as HTML blocks: paragraphs, lists, headings, tables."""
    return _block(text, *_filled_in(text, fill))


def inline_html(text: str, fill: Fill) -> Markup:
    """Return *text* as inline HTML: emphasis and links, no paragraph around it."""
    return _inline(text, *_filled_in(text, fill))


def _filled_in(text: str, fill: Fill) -> Iterator[tuple[str, str]]:
    """Yield each token of *text* with what *fill* puts there: with these, it is the same in every edition."""
    if "{{" in text:
        yield from ((token, fill(token)) for token in dict.fromkeys(found[0] for found in TOKEN.finditer(text)))


@lru_cache(maxsize=4096)
def _block(text: str, *filled_in: tuple[str, str]) -> Markup:
    return _rendered(parser().parse(text), _filling(filled_in))


@lru_cache(maxsize=4096)
def _inline(text: str, *filled_in: tuple[str, str]) -> Markup:
    return _rendered(parser().parseInline(text), _filling(filled_in))


def _filling(filled_in: Iterable[tuple[str, str]]) -> Fill:
    words = dict(filled_in)
    # What no text names cannot stand in what was made of it.
    return lambda text: TOKEN.sub(lambda token: words[token[0]], text) if words else text


def _rendered(tokens: list[Token], fill: Fill) -> Markup:
    for token in _every(tokens):
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            # A page's policy takes no style of an element: a class says the same.
            token.attrs = {"class": f"align-{str(token.attrs['style']).rpartition(':')[2]}"}
        elif token.type == "link_open":
            _set_link(token)
        elif token.type == "image":
            token.attrSet("src", _in_media(str(token.attrGet("src"))))
        if token.type != "inline":
            token.content = fill(token.content)
        if "title" in token.attrs:
            token.attrSet("title", fill(str(token.attrs["title"])))
    html = parser().renderer.render(list(_boxed(tokens)), parser().options, {})
    # markdown-it escapes all text itself, and raw HTML is off in our parser.
    return Markup(html)  # noqa: S704


def _boxed(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield *tokens* with a box around each table, in which it scrolls on a narrow screen.

    A keyboard must reach what scrolls (axe, WCAG 2.1.1), and its head says there what it is. No landmark: a page may
    have many tables, and two with the same head.
    """
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            head = next(at for at in range(number, len(tokens)) if tokens[at].type == "thead_close")
            name = escape(", ".join(filter(None, map(_spoken, tokens[number:head]))))
            box = f'<div class="prose__table" role="group" aria-label="{name}" tabindex="0">\n'
            yield Token("html_block", "", 0, content=box)
        yield token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content="</div>\n")


def _spoken(cell: Token) -> str:
    text = "".join(child.content for child in cell.children or () if child.type in ("text", "code_inline"))
    return CONTACT.sub("", text).strip()


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or ())


def _set_link(link: Token) -> None:
    href = _in_media(str(link.attrGet("href") or ""))
    link.attrSet("href", href)
    for scheme, replacement in LINKS.items():
        if href.startswith(scheme):
            link.attrSet("href", replacement + href.removeprefix(scheme))
            if scheme == "term:":
                link.attrSet("class", "term")
    if href.startswith("https:"):
        # Opened beside the course: a link that replaced the LMS's frame would end the session.
        link.attrSet("target", "_blank")
        link.attrSet("rel", "noopener noreferrer")


def _in_media(target: str) -> str:
    """Return *target*, or its place in the package if it names a file of the module's ``media`` folder."""
    is_address = ":" in target or target.startswith("#")
    return target if is_address else f"media/{target}"
