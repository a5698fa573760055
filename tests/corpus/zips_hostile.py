"""Zips that are made to keep their judge busy: each is small, and none may take long."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from tests.corpus.zip_case import Bases, Case, Files, let_through, refused
from tests.verify.lab import Member, make_zip

SVG = b'<svg xmlns="http://www.w3.org/2000/svg">'


def noise(length: int) -> bytes:
    """Text that cannot be deflated by much."""
    return random.Random(length).randbytes(length // 2).hex().encode()


def numbered(pattern: str, count: int) -> bytes:
    return "".join(pattern.format(n=n) for n in range(count)).encode()


def in_page(content: bytes, base: Files) -> Files:
    return {**base, "index.html": base["index.html"].replace(b"</main>", content + b"</main>")}


def in_style(content: bytes, base: Files) -> Files:
    return {**base, "style.css": base["style.css"] + content}


def in_manifest(old: bytes, content: bytes, base: Files) -> Files:
    name = "tincan.xml" if "tincan.xml" in base else "imsmanifest.xml"
    assert old in base[name]
    return {**base, name: base[name].replace(old, content + old, 1)}


def as_drawing(content: bytes, base: Files) -> Files:
    manifest = base["imsmanifest.xml"].replace(b"</resource>", b'<file href="media/x.svg"/></resource>', 1)
    return {**base, "imsmanifest.xml": manifest, "media/x.svg": content}


def packed(standard: str, change: Callable[[Files], Files], bases: Bases) -> bytes:
    return make_zip([Member(name, content) for name, content in change(bases[standard]).items()])


#: What is put where, and the codes that this must give.
PAGES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "links": (numbered("<a href=x{n}>", 100_000), ("broken-reference",)),
    "sound links": (numbered("<a id=x{n} href=#x{n}>", 60_000), ()),
    "attributes": (b"<p " + numbered("a{n}=1 ", 120_000) + b">", ("package-too-large",)),
    "attributes with >": (b"<p " + numbered('a{n}=">" ', 100_000) + b">", ("package-too-large",)),
    "attributes with quotes": (b"<p " + numbered("a{n}='\"' ", 100_000) + b">", ("package-too-large",)),
    "attributes without values": (b"<p " + numbered("a{n}/", 120_000) + b">", ("package-too-large",)),
    "handlers": (numbered("<p onclick{n}=x>", 60_000), ("blocked-by-policy",)),
    "scripts": (numbered("<script>{n}</script>", 50_000), ("blocked-by-policy",)),
    "styles": (numbered("<style>{n}</style>", 50_000), ("blocked-by-policy",)),
    "tags without an end": (numbered("<a{n} ", 120_000), ("package-too-large",)),
    "pictures for screens": (b"<img srcset='" + numbered("a{n} 1x,", 90_000) + b"'>", ("broken-reference",)),
    "depth": (b"<b>" * 200_000, ("package-too-large",)),
    "comments": (b"<!--" * 200_000, ()),
}
STYLES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "beginnings": (b"url(" * 200_000, ()),
    "quotes": ((b'url("' + b" " * 50) * 15_000, ("broken-reference",)),
    "both quotes": (b"url(\"url('" * 90_000, ("broken-reference",)),
    "blanks": ((b"(url(" + b" " * 2000) * 400, ()),
    "imports": (b"@import " * 100_000, ()),
    "addresses": (b"\n" + numbered("url(x{n})", 70_000), ("broken-reference",)),
    "one address": (b"\n" + b"url(lost)" * 90_000, ("broken-reference",)),
}
MANIFESTS: dict[str, tuple[str, bytes, bytes, tuple[str, ...]]] = {
    "missing files": ("scorm12", b"<file ", numbered('<file href="lost/{n}"/>', 60_000), ("missing-package-file",)),
    "bad identifiers": (
        "scorm12", b"</resources>", numbered('<resource identifier="{n}" type="w"/>', 40_000), ("schema-violation",),
    ),
    "one identifier": (
        "scorm12", b"</resources>", b'<resource identifier="R" type="webcontent"/>' * 20_000, ("schema-violation",),
    ),
    "unknown elements": ("scorm12", b"</resources>", b"<x/>" * 200_000, ("schema-violation",)),
    "prefixes": (
        "scorm12", b"<metadata>", b"<!--" + numbered("a{n} ", 150_000) + b"-->", (),
    ),
    "names": ("xapi", b"</activity>", b"<name>1</name>" * 60_000, ("schema-violation",)),
    "activities": ("xapi", b"</activities>", numbered('<activity id="a:{n}"><name>n{n}</name></activity>', 30_000), ()),
    "unknown activities": (
        "xapi", b"</activities>", numbered('<activity id="{n}"/>', 60_000), ("relative-iri", "empty-title"),
    ),
}  # fmt: skip
DRAWINGS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "elements": (SVG + b"<a/>" * 200_000 + b"</svg>", ()),
    "handlers": (SVG.replace(b">", b" " + numbered("on{n}='1' ", 70_000) + b">") + b"</svg>", ("active-content",)),
    "instructions": (b"<?a b?>" * 120_000 + SVG + b"</svg>", ("active-content",)),
    "depth": (SVG + b"<g>" * 150_000, ("active-content",)),
    "laughs": (
        b'<!DOCTYPE a [<!ENTITY a "' + b"h" * 9999 + b'"><!ENTITY b "' + b"&a;" * 9999 + b'">]>' + SVG + b"&b;</svg>",
        ("active-content",),
    ),
    "too much": (SVG + noise(1_100_000) + b"</svg>", ("package-too-large", "package-size")),
}
CONTAINERS: dict[str, tuple[Callable[[], list[Member]], tuple[str, ...]]] = {
    "60 names of 65,000 letters": (lambda: [Member("a" * 65_000 + str(n)) for n in range(60)], ("unsafe-name",)),
    "100 names of 21,000 levels": (lambda: [Member("ab/" * 21_000 + str(n)) for n in range(100)], ("unsafe-name",)),
    "5,000 names of 80 levels": (lambda: [Member(f"{n}/" + "a/" * 80 + "b") for n in range(5000)], ("unsafe-name",)),
    "495 files of zeros": (lambda: [Member(f"{n}.txt", bytes(1_000_000)) for n in range(495)], ("zip-bomb",)),
    "10,000 files of one name": (lambda: [Member("a", b"") for _ in range(10_000)], ("duplicate-name",)),
    "10,000 damaged files": (lambda: [Member(f"{n}", packed=b"\xff" * 9) for n in range(10_000)], ("zip-damaged",)),
    "10,000 bad names": (lambda: [Member(f"{n}?") for n in range(10_000)], ("unsafe-name",)),
    "20,001 files": (lambda: [Member(f"{n}", b"") for n in range(20_001)], ("package-too-large",)),
}


def cases() -> Iterator[Case]:
    """All of them."""
    for kind, table, put, standard in (
        ("in a page", PAGES, in_page, "xapi"),
        ("in a style", STYLES, in_style, "xapi"),
        ("in a drawing", DRAWINGS, as_drawing, "scorm12"),
    ):
        for name, (content, codes) in table.items():
            make = partial(packed, standard, partial(put, content))
            yield (refused if codes else let_through)(f"hostile: {name} {kind}", make, *codes)
    for name, (standard, old, content, codes) in MANIFESTS.items():
        make = partial(packed, standard, partial(in_manifest, old, content))
        yield (refused if codes else let_through)(f"hostile: {name} in {standard}", make, *codes)
    for name, (members, codes) in CONTAINERS.items():
        yield refused(f"hostile: {name}", partial(lambda make, _: make_zip(make()), members), *codes)


CASES = tuple(cases())
