"""Every parser of verify takes time in proportion to what it reads: for four times as much, it is no square."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.verify import verify
from tests.verify.conftest import Files
from tests.verify.lab import Member, make_zip

SVG = b'<svg xmlns="http://www.w3.org/2000/svg">'
#: Processor time of a fourfold input, in times that of the single one: 4 if it is linear and 16 if it is the square.
MOST = 9


def numbered(pattern: str, count: int) -> bytes:
    return "".join(pattern.format(n=n) for n in range(count)).encode()


def page(content: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, "index.html": files["index.html"].replace(b"</main>", content + b"</main>")}


def style(content: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, "style.css": files["style.css"] + content}


def manifest(old: bytes, content: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, "imsmanifest.xml": files["imsmanifest.xml"].replace(old, content + old, 1)}


def drawing(content: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, "media/x.svg": content}


#: What is multiplied, by how it is put into a package. The number is what takes some hundredths of a second.
KINDS: dict[str, tuple[int, Callable[[int], Callable[[Files], Files]]]] = {
    "links": (6_000, lambda n: page(numbered("<a href=x{n}>", n))),
    "ids and links to them": (6_000, lambda n: page(numbered("<a id=x{n} href=#x{n}>", n))),
    "attributes": (8_000, lambda n: page(b"<p " + numbered("a{n}=1 ", n) + b">")),
    "attributes with quotes": (8_000, lambda n: page(b"<p " + numbered('a{n}=">" ', n) + b">")),
    "tags of many attributes": (120, lambda n: page((b"<p " + numbered("a{n} ", 250) + b">") * n)),
    "handlers": (8_000, lambda n: page(numbered("<p onclick=x{n}>", n))),
    "candidates": (8_000, lambda n: page(b"<img srcset='" + numbered("a{n} 1x,", n) + b"'>")),
    "beginnings of addresses": (30_000, lambda n: style(b"url(" * n)),
    "quotes that do not end": (15_000, lambda n: style(b"url(\"url('" * n)),
    "blanks in addresses": (60, lambda n: style((b"(url(" + b" " * 2000) * n)),
    "addresses of styles": (8_000, lambda n: style(numbered("\nurl(x{n})", n))),
    "missing files": (8_000, lambda n: manifest(b"<file ", numbered('<file href="lost/{n}"/>', n))),
    "bad identifiers": (
        8_000,
        lambda n: manifest(b"</resources>", numbered('<resource identifier="{n}" type="w"/>', n)),
    ),
    "prefixes": (12_000, lambda n: manifest(b"<metadata>", numbered('<x:a{n} xmlns:x="u:{n}"/>', n))),
    "shapes": (15_000, lambda n: drawing(SVG + b"<a/>" * n + b"</svg>")),
    "handlers of shapes": (8_000, lambda n: drawing(SVG + numbered("<a onclick='{n}'/>", n) + b"</svg>")),
    "files": (800, lambda n: lambda files: {**files, **{f"media/{k}/{k}.txt": b"" for k in range(n)}}),
}


def work(path: Path) -> float:
    """Return the processor time of one verdict: the least of three, as other work can only add to it."""
    spent = []
    for _ in range(3):
        before = time.process_time()
        verify(path)
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_input_is_about_four_times_the_work(kind: str, scorm12: Files, tmp_path: Path) -> None:
    count, put = KINDS[kind]
    paths = []
    for times in (0, 1, 4):
        files = put(count * times)(scorm12)
        paths.append(tmp_path / f"{times}.zip")
        paths[-1].write_bytes(make_zip([Member(name, content) for name, content in files.items()]))
    # What the package costs without any of it is the floor, and also how far two measurements may differ.
    floor, single, fourfold = map(work, paths)
    assert fourfold - floor < MOST * max(0.0, single - floor) + floor
