"""Courses that something is strange about, made one by one from the small course, with what an author is told of each.

An input says what is laid over ``tests/small_course``, and what comes of it: the code of the problem, its file and
line, and the exit code; no code where nothing is wrong with it.
"""

from __future__ import annotations

import shutil
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.checks.ids import RESERVED, RESERVED_STARTS

SMALL = Path(__file__).parents[1] / "small_course"
PAGE = "two/01-only.md"
FRONT = "---\nid: M2-01\ntitle: Only page\nminutes: 1\noutcomes: [M2.o1]\n---\n\n"
#: The line on which the text of a page begins.
TEXT = FRONT.count("\n") + 1
USE = '<use href="#a{}"/>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
PICTURE = "two/media/a.svg"
#: Letters of Cyrillic that look like Latin ones.
LIKE_LATIN = (
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0455\u0410"
    "\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
)
#: Addresses that no browser opens, or that hide where they lead.
ADDRESSES = ("https://a:b@c.example", "https://[::1/a", "https:///a", "https://a:b", "https://a..b", "https://%00.example",
             "https://a.example:123456")  # fmt: skip
FIGURE = "::: figure\nimage: {}\nalt: A thing.\n:::\n"


@dataclass(frozen=True)
class Input:
    """What is laid over the small course, and what comes of it."""

    name: str
    files: Mapping[str, str | bytes]
    code: str
    file: str = ""
    line: int = 0
    exit_code: int = 1

    def lay_out(self, folder: Path) -> None:
        """Make the course in *folder*."""
        shutil.copytree(SMALL, folder)
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    lines = zlib.compress(b"\0" * (width + 1) * height) if width * height < 10_000 else b""
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


#: The start of a file of each kind, with a size where a picture has one.
CONTENTS = {
    "png": png(),
    "gif": b"GIF89a\x02\0\x02\0\0\0\0;",
    "jpg": b"\xff\xd8\xff\xc0\0\x0b\x08\0\x02\0\x02\x01\x01\x11\0\xff\xd9",
    "webp": b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x01\x40\0\0\0\0\0\0",
    "mp4": b"\0\0\0\x18ftypisom\0\0\0\0isomiso2",
    "webm": b"\x1a\x45\xdf\xa3\0\0\0\0",
    "mp3": b"ID3\x04\0\0\0\0\0\0",
    "pdf": b"%PDF-1.4\n",
    "docx": b"PK\x03\x04\0\0\0\0",
    "txt": b"Words.",
}


def text(name: str, body: str, code: str, line: int = 0, exit_code: int = 1, **files: str | bytes) -> Input:
    """Return an input with *body* as the text of a page; *line* counts in it from 0."""
    here = {PAGE: FRONT + body, **{f"two/media/{file.replace('_', '.')}": held for file, held in files.items()}}
    return Input(name, here, code, PAGE if code else "", TEXT + line if code else 0, exit_code)


def characters() -> Iterator[Input]:
    for number in (
        0x061C,
        0x115F,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0x3164,
    ):
        yield text(f"hidden {number:x}", f"A\n\nb{chr(number)}c\n", "hidden-character", 2, 0)
        yield text(f"hidden by number {number:x}", f"A &#x{number:x};b\n", "hidden-character", 0, 0)
    for letter in LIKE_LATIN:
        name = unicodedata.name(letter)
        yield text(f"alike {name}", f"A\nw{letter}y\n", "look-alike", 1, 0)
        yield text(f"alike in host {name}", f"[a](https://{letter}.org)\n", "look-alike", 0, 0)
    for sound in (
        "naïve café",
        "[a](https://münchen.de)",
        "αβγ",
        "Привет",
        "👩‍👩‍👧 and 🏴\U000e0067\U000e0062\U000e007f",
        "می‌خواهم",
    ):
        yield text(f"sound {sound}", f"{sound}\n", "")
    for number in (0, 7, 0x0B, 0x7F, 0x85, 0x2028, 0xFEFF, 0xFFFE):
        yield text(f"control {number:x}", f"A\nb{chr(number)}c\n", "control-character", 1)


def pictures() -> Iterator[Input]:
    refused = {
        "drawing-element": ["<script/>", "<style>a{}</style>", "<foreignObject/>", "<image/>", "<a/>", "<animate/>",
            "<set/>", "<filter/>",
                            "<switch/>", "<svg/>", "<?xml-stylesheet href='a.css'?>",
                            "<b xmlns='http://www.w3.org/1999/xhtml'/>"],
        "drawing-attribute": [f'<g {name}="a"/>' for name in ("onclick", "onload", "tabindex", "filter", "href",
            "ONLOAD", "src", "xml:base")],
        "drawing-value": ["<rect fill='url(https://a.example)'/>", "<use href='b.svg#c'/>",
            "<use href='data:image/svg+xml,a#b'/>",
                          "<rect width='a:b'/>", "<rect style='fill:url(//a.example#b)'/>",
                          "<rect style='background:url(a)'/>",
                          "<g mask='url( #a)'/>", "<rect fill='#12'/>"],
        "drawing-text": ["words", "<text>{{g:a}}</text>", "<g>words</g>"],
        "drawing-not-svg": ["&a;", "<g>", "<g" + ">\n<g" * 40 + ">"],
    }  # fmt: skip
    for code, parts in refused.items():
        for part in parts:
            last = part.count("\n") if part.startswith("<g>\n") else 0
            line = 0 if code == "drawing-not-svg" and part != "&a;" else 2 + last
            yield Input(f"{code} {part[:40]}", {PICTURE: f"{SVG}\n{part}\n</svg>"}, code, PICTURE, line)
    for start in ("<html/>", "", "words", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        '<?xml version="1.0" encoding="UTF-7"?><svg/>',
                  "<svg xmlns='http://www.w3.org/2000/svg'/>",
                  "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
                  f"<svg xmlns='http://www.w3.org/2000/svg' width='{'9' * 400}' height='9'/>"):  # fmt: skip
        code, line = ("drawing-not-svg", 1) if start else ("media-content", 0)
        yield Input(f"no picture {start[:60]}", {PICTURE: start}, code, PICTURE, line)
    uses = "".join(f"<g id='a{n + 1}'>{USE.format(n) * 9}</g>" for n in range(9))
    yield Input("uses", {PICTURE: f"{SVG}<g id='a0'/>{uses}<use href='#a9'/></svg>"}, "drawing-not-svg", PICTURE, 1)
    for part in ("<g role='img' aria-label='a' class='b' data-c='d' xml:space='preserve'/>", "<!-- a -->",
        "<metadata>a</metadata>", "<?a b?>",
                 "<g fill='hsl(1, 2%, 3%)' font-family='Arial'/>", "<title>a</title><desc>b</desc>",
                 "<b xmlns='urn:a'>c</b>", "<g id='a b'/>",
                 "<rect style='fill:#fff;stroke:none;-inkscape-stroke:none'/>",
                 "<g fill='red' color='currentColor'/>",
                 "<g xmlns:i='urn:b' i:label='a'/>"):  # fmt: skip
        yield text(f"drawn {part}", FIGURE.format("a.svg"), "", a_svg=f"{SVG}{part}</svg>")


def media() -> Iterator[Input]:
    for ending in ("png", "gif", "jpg", "webp", "pdf", "mp4"):
        for kind, content in {**CONTENTS, "empty": b"", "html": b"<!doctype html>"}.items():
            if kind != ending and not (kind == "txt" and ending == "txt"):
                name = f"two/media/a.{ending}"
                yield Input(f"{kind} as {ending}", {name: content}, "media-content", name)
    for ending, content in CONTENTS.items():
        if ending in ("png", "gif", "jpg", "webp"):
            yield text(f"figure {ending}", FIGURE.format(f"a.{ending}"), "", **{f"a_{ending}": content})
        else:
            body = FIGURE.format(f"a.{ending}")
            yield text(f"figure {ending}", body, "not-a-picture", 1, **{f"a_{ending}": content})
    yield Input("pixels", {"two/media/a.png": png(5_000, 5_000)}, "media-size", "two/media/a.png")
    yield Input("bytes", {"two/media/a.png": png() + b"\0" * 2_000_000}, "media-size", "two/media/a.png")
    for name in (
        "con.png",
        "AUX.png",
        "lpt1.png",
        "com9.x.png",
        "a b.png",
        "é.png",
        "a.png.",
        "nul/a.png",
        "b/b/b/b/b/b/b.png",
    ):
        yield Input(f"name {name}", {f"two/media/{name}": png()}, "media-name", f"two/media/{name}")


def ids() -> Iterator[Input]:
    for name in (*sorted(RESERVED), *(f"{start}1" for start in RESERVED_STARTS), "H-1", "Top"):
        yield Input(f"id {name}", {PAGE: FRONT.replace("M2-01", name) + "Text.\n"}, "reserved-id", PAGE, 2)
    for name in ("con", "aux", "nul", "prn", "com1", "lpt9"):
        head = (SMALL / "course.yaml").read_text()
        files = {file.name: file.read_bytes() for file in (SMALL / "two").glob("*.*")}
        renamed = {
            f"{name}/{file}": content.replace(b"M2", b"M3").replace(b"M3-01", b"M3-09")
            for file, content in files.items()
        }
        line = head[: head.index("modules:")].count("\n") + 1
        yield Input(
            f"folder {name}",
            {**renamed, "course.yaml": head.replace("two]", f"two, {name}]")},
            "device-name",
            "course.yaml",
            line,
        )


def markdown() -> Iterator[Input]:
    for body, code, line in (
        ("A[^1]\n", "unsupported-markdown", 0), ("- [ ] A\n", "unsupported-markdown", 0), ("A\n\n1. [x] B\n",
        "unsupported-markdown", 2),
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n", "markdown-table", 2), ("| A | B |\n|---|\n| 1 | 2 |\n",
        "markdown-table", 0),
        ("A\n\n| 1 | 2 |\n", "markdown-table", 2), ("[" * 501, "tangled-text", 0), ("a" * 20_001, "", 0),
        ("<b>A</b>\n", "raw-html", 0),
        ("# A\n", "heading-level", 0), ("![a](b.png)\n", "markdown-image", 0), (":::\n", "stray-block-end", 0),
        ("::: callout A\nB\n", "unclosed-block", 0), ("::: calout A\nB\n:::\n", "unknown-block", 0),
        ("::: callout\nB\n:::\n", "block-heading", 0),
    ):  # fmt: skip
        yield text(f"markdown {body[:30]!r}", body, code, line)
    for body in ("| A | B |\n|:--|--:|\n| 1 | 2 |\n", "~~a~~\n", "`[^1]` and \\[^1]\n",
        "```\n| a | b |\n- [ ] a\n```\n", "a | b\n",
                 "| A |\n|---|\n| 1 \\| 2 |\n", "- a\n  - b\n    - c [d](page:M2-01)\n"):  # fmt: skip
        yield text(f"sound {body[:30]!r}", body, "")
    for target in ("http://a.example", "javascript:alert(1)", "JAVASCRIPT:a", "data:a", "file:///a", "//a.example",
        "a.pdf", "#top", "../a",
                   "media/../a", "tel:0800-CALL", "tel:12", "mailto:a", "ftp://a.example", *ADDRESSES):  # fmt: skip
        yield text(f"link {target}", f"A\n\n[a]({target})\n", "link-target", 2)
    for words in ("**a**", "a *b* c", "`a`", "~~a~~", "&amp;", "&#233;", "__a__"):
        yield text(f"plain {words}", f"::: callout {words}\nB\n:::\n", "markdown-in-plain", 0, 0)
    for words in ("2 * 3 * 4", "a_b_c", "R&D; more", "5*", "Q & A", "a*"):
        yield text(f"sound plain {words}", f"::: callout {words}\nB\n:::\n", "")


def numbers() -> Iterator[Input]:
    head = "- id: a\n  name: A line\n  for: Everybody\n"
    for number in (
        "0800 CALL",
        "+44 (0)20 1234",
        "116 123 / 999",
        "0800 1111 or 999",
        "12",
        "999;1",
        "javascript:a",
        "0800 1111 0800 2222",
    ):
        file = f'{head}  number: "{number}"\n  checked_on: 2026-11-21\n'
        yield Input(f"number {number}", {"support.yaml": file}, "number-form", "support.yaml", 4)
    for address in (*ADDRESSES, "http://a.example"):
        helper = f"{head}  url: '{address}'\n"
        yield Input(f"url {address}", {"support.yaml": helper}, "contact-address", "support.yaml", 4)
        local = f"- id: a\n  label: A\n  value: '{address}'\n"
        yield Input(f"local {address}", {"local.yaml": local}, "contact-address", "local.yaml", 3)
    for number in ("999", "0800 11 11", "+44 20 7946 0000"):
        yield Input(f"number {number}", {"support.yaml": f'{head}  number: "{number}"\n  checked_on: 2026-11-21\n'}, "")


def files() -> Iterator[Input]:
    yield Input("large page", {PAGE: FRONT + "a\n\n" * 40_000}, "file-too-large", PAGE)
    yield Input("large file", {"principles.yaml": "#" * 500_001}, "file-too-large", "principles.yaml")
    for data, code in ((b"\xff\xfe", "not-utf8"), (b"a\x92b", "not-utf8"), (b"\xef\xbb\xbf---", "byte-order-mark")):
        yield Input(f"bytes {data!r}", {PAGE: data}, code, PAGE, 1)
    for start, code in (("a: &b 1\n", "yaml-alias"), ("a: *b\n", "yaml-alias"), ("a: !b 1\n", "yaml-tag"),
        ("a: [\n", "yaml-syntax"),
                        ("a: 1\na: 2\n", "duplicate-key"), ("\ta: 1\n", "yaml-syntax"), ("- 1\n--- \n- 2\n",
                        "yaml-syntax")):  # fmt: skip
        line = 1 if code != "duplicate-key" else 2
        yield Input(
            f"yaml {start!r}", {"glossary.yaml": start}, code, "glossary.yaml", 0 if code == "yaml-syntax" else line
        )


INPUTS = [*characters(), *pictures(), *media(), *ids(), *markdown(), *numbers(), *files()]
