"""Signs of Markdown's dialects, and of word processors, that a course does not know: they would be shown as typed.

Looked for in text as it is read: what stands in code or behind a backslash is meant so, and is ``HIDDEN``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

#: Stands for what is meant as it is written. No text of a course can hold it (``builder.source.text_file.FORBIDDEN``).
HIDDEN = "\0"
#: Stands before a line's end that is meant to be one. No text can hold it, either.
ENDED = "\v"
_TAKE_OUT = "take the signs out"
#: Where a line of text begins, in the text itself and in a source with signs of lists, quotations, headings and cells.
_START = r"(?:^|\|)[ \t]*(?:(?:[-*+>]|\d{1,9}[.)]|#{1,6})[ \t]+)*"
#: An address as far as it is certainly one: what ends a sentence behind it is no part of it.
ADDRESS = (
    r"(?:(?:https?://|\bwww\.)[^\s<>\"'\0]*[^\s<>\"'.,;:!?)\]\0]|"
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w)"
)


class _Dialect(NamedTuple):
    """A sign: what it is to its writer, what it looks like, where it counts only so, and what to do instead."""

    what: str
    pattern: str
    cure: str
    before: str = ""


_DIALECTS = (
    _Dialect("an address by itself", ADDRESS, "make it a link: [what is there]({address})"),
    _Dialect(
        "a footnote",
        r"\[\^[^\]\s]{1,40}\]|\^\[[^\]\n]{1,200}\]",
        "say it in the sentence, or link to it: [the report](https://example.org)",
    ),
    _Dialect("a box to tick", r"\[[ xX]\](?= (?!\())", "write a plain list", _START),
    _Dialect(
        "a typed bullet",
        # Word's bullet of the second level is a small o in another font.
        r"[•‣◦∙▪●○■·➢►➤❖✓✔\uf0a7\uf0b7\uf0d8\uf0fc](?=[ \t\u00a0])|o(?:\t|\u00a0|  )[^\n]{1,40}",
        "begin each item of a list with a hyphen and a space, on a line of its own",
        _START,
    ),
    _Dialect("a heading without its space", r"#{2,6}(?=[^\s#]|\u00a0)", "put an ordinary space behind the ##", _START),
    _Dialect("a list of definitions", r":(?=[ \t]+\S)", "use a block, ::: definition, or a list", _START),
    _Dialect(
        "a box of another dialect",
        r"(?:!!!|\?\?\?\+?)(?=[ \t]+\w)|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]",
        "use a block: ::: callout, with its heading",
        _START,
    ),
    _Dialect(
        "a block within a list, a quotation or a field",
        r":{3,}",
        "let it begin a line of a page, with nothing before it",
        _START,
    ),
    _Dialect(
        "a fence of quotation marks",
        r"[\u2018\u2019\u00b4\u2032\u201c\u201d]{3}|'''|\"\"\"",
        "type three backticks, ```; word processors turn them into other signs",
        _START,
    ),
    _Dialect("an abbreviation", r"\*\[[^\]\n]{1,40}\]:", "put it in glossary.yaml, and link to it", _START),
    _Dialect("a list of contents", r"\[\[?_?(?:TOC|toc)_?\]\]?", "take it out: every module has a list of its pages"),
    _Dialect("marked words", r"==[^\s=](?:[^=\n]*[^\s=])?==", f"make them **bold**, or {_TAKE_OUT}"),
    _Dialect("inserted words", r"(?<!\w)\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+", _TAKE_OUT),
    _Dialect("lowered signs", r"(?<=\w)~[^\s~]{1,40}~(?!~)", "type the signs themselves, such as H₂O"),
    _Dialect("raised signs", r"\^[^\W_][^\s^]{0,40}\^", "type the signs themselves, such as m²"),
    _Dialect(
        "a formula",
        r"(?<![\w$])\$\$?[^\s$](?:[^$\n]*[^\s$])?\$\$?(?![\w$])|^[ \t>]*\$\$[ \t]*$",
        "write it in words and signs, or show it in a picture: ::: figure",
    ),
    _Dialect("the name of an emoji", r"(?<![\w:/]):[a-z+][a-z0-9_+-]*:(?![\w:/])", "type the emoji itself"),
    _Dialect("a token with one bracket", r"(?<!\{)\{[cfgl]:\w{1,60}\}(?!\})", "write two: {{g:key}}"),
    _Dialect("an attribute", r"(?<!\{)\{(?:[#.:][ .\w-]|%)[^{}\n]*\}(?!\})", "take it out: a page has its id"),
    _Dialect(
        "a link that is not whole",
        r"\[[^\[\]\n]{1,200}\](?:\((?=[^)\n]{0,300}(?:[ \t]|$))[^)\n]{0,300}|"
        r"[ \t]\((?:https?:|page:|term:|tel:|mailto:|media/|\#)[^\s()]{0,300}|\[)|\[\[",
        "write [what is there](page:L1-04), without a space between and within; a space in a file's name is %20",
    ),
    _Dialect(
        "one ** without the other",
        r"(?<!\*)\*\*(?!\*)|(?<![\w*])\*{3}(?=[^\s*])|(?<![\w_])__(?=[^\s_])",
        "close it, with no space between it and the word: **words**",
    ),
    _Dialect(
        "a mark of a chat program",
        r"【[^】\n]{0,30}†[^】\n]{0,60}】|:contentReference\[[^\]\n]{0,40}\](?:\{[^}\n]{0,20}\})?",
        "take it out, and say who said so in the sentence",
    ),
    _Dialect("one ` without the other", r"`+", "close it; an apostrophe is '"),
)
#: Where any sign can begin. Asked first, it spares each letter of a text more than twenty questions.
_MAY_BEGIN = r"(?=[\[^=+~$:{*_`|【]|^|https?://|www\.|(?<![\w.+-])[\w.+-]{1,64}@)"
_SIGNS = re.compile(
    f"{_MAY_BEGIN}(?:"
    + "|".join(f"{sign.before}(?P<sign{number}>{sign.pattern})" for number, sign in enumerate(_DIALECTS))
    + ")",
    re.MULTILINE,
)
#: What is whole in Markdown: bold words and code. Its rule is CommonMark's, of flanking runs of asterisks.
_WHOLE = re.compile(
    r"(?<!\*)(?:(?<![^\W_])\*\*(?=\S)|\*\*(?=[^\W_]))((?:[^*\n`]|\n(?![ \t]*\n))+)"
    r"(?:(?<=[^\W_])\*\*|(?<=\S)\*\*(?![^\W_]))(?!\*)|"
    r"`[^`\n]+`"
)

#: One of these is in every sign, and few texts have one: looking for all signs at once takes 50 times as long.
_RARE = re.compile("[\\[=~^$`{*+#_【•‣◦∙▪●○■·➢►➤❖✓✔\uf0a7\uf0b7\uf0d8\uf0fc]")
_RARE_WORDS = re.compile(r"://|@\w|www\.|:::|!!!|\?\?\?|'''|\"\"\"|:[a-z+][a-z0-9_+-]*:")
_QUOTES = re.compile(r"[\u2018\u2019\u00b4\u2032\u201c\u201d]{3}")
_LINE = re.compile(r"^[ \t>|*-]*(?::[ \t]|o(?:\t|\u00a0|  ))", re.MULTILINE)


class Sign(NamedTuple):
    """A sign as it was found in a text, what it is, and what to do instead."""

    written: str
    what: str
    cure: str


def may_have_signs(text: str) -> bool:
    """Say, without reading it as Markdown, whether *text* may hold a sign; it says so of some that hold none."""
    if "*" in text or "`" in text:
        text = _WHOLE.sub(lambda whole: whole[1] or HIDDEN, text)
    # Of three asterisks, emphasis takes one or two, and what is left is seen by whoever reads Markdown.
    return "***" in text or (_has_rare(text) and _SIGNS.search(text) is not None)


def _has_rare(text: str) -> bool:
    return bool(
        _RARE.search(text)
        or _RARE_WORDS.search(text)
        or _LINE.search(text)
        or (not text.isascii() and _QUOTES.search(text))
    )


def signs_in(text: str) -> Iterator[Sign]:
    """Yield each sign of *text*, in which what is meant as it is written is ``HIDDEN``."""
    for found in _SIGNS.finditer(text) if _has_rare(text) else ():
        group = str(found.lastgroup)
        dialect = _DIALECTS[int(group.removeprefix("sign"))]
        written = re.split(rf"[\n{HIDDEN}]", found[group].strip())[0]
        scheme = "" if "://" in written else "mailto:" if "@" in written else "https://"
        address = f"{scheme}{written}"
        yield Sign(written, dialect.what, dialect.cure.replace("{address}", address))


def as_read(tokens: Sequence[Token]) -> str:
    """Return the text of *tokens*, those of one paragraph, with all HIDDEN that is meant as it is written.

    Wants the tokens of a parser that leaves characters behind a backslash apart (its rule ``text_join`` is off).
    """
    parts, links = [], 0
    for token in tokens:
        links += token.nesting if token.type.startswith("link_") else 0
        if token.type == "text":
            # A link may be called by its address.
            parts.append(re.sub(ADDRESS, HIDDEN, token.content) if links else token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n" if token.type == "softbreak" else f"{ENDED}\n")
        elif token.type == "link_open":
            # Where it begins a line, the line above may be short for that: a link is as long as it is.
            parts.append(HIDDEN)
        elif token.info == "escape":
            # A backslash before a letter stays.
            parts.append(token.content if token.content == token.markup else f"\\{HIDDEN}")
        elif not token.nesting:
            parts.append(HIDDEN)
    return "".join(parts)
