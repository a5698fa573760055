"""What finished packages weigh, and what a learner's browser asks for before the first page is usable."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import html

#: Video and audio, which a browser asks for piece by piece.
STREAMED = (".m4a", ".mp3", ".mp4", ".ogg", ".webm")
#: What would be in the zip of any course: the player, the theme, the schemas of the standard.
OVERHEAD = (".css", ".dtd", ".xsd", ".woff2", "licences.html", "probe.txt")
#: Data with the end of a script, for packages that are opened by a double click.
DATA = ".json.js"


@dataclass(frozen=True)
class PackageFacts:
    """The facts of one package. Sizes in bytes, the state in characters, the rest in pieces."""

    name: str
    modules: int
    zip_bytes: int
    zip_bytes_not_streamed: int
    overhead: int
    files: int
    first_page_raw: int
    first_page_gzip: int
    script_gzip: int
    saving_gzip: int
    style_gzip: int
    first_requests: int
    state_worst_case: int


def facts_of(package: Path) -> PackageFacts:
    """Return the facts of the package at *package*."""
    with zipfile.ZipFile(package) as archive:
        # A package of a whole course has a folder for each module; what a learner opens is the heaviest of them.
        pages = [name for name in archive.namelist() if PurePosixPath(name).name == "index.html"]
        launch = max(pages, key=lambda name: archive.getinfo(name).file_size)
        folder = PurePosixPath(launch).parent
        document = archive.read(launch)
        tree = html.document_fromstring(document)
        names = archive.namelist()
        scripts = [name for name in names if name.endswith(".js") and not name.endswith(DATA)]
        overhead = {*scripts, *(name for name in names if name.endswith(OVERHEAD))}
        player_data = json.loads(str(tree.xpath("string(//script[@id='player-data'])")))
        return PackageFacts(
            name=package.name,
            modules=len(pages),
            zip_bytes=package.stat().st_size,
            zip_bytes_not_streamed=package.stat().st_size
            - _packed(archive, [n for n in names if n.endswith(STREAMED)]),
            overhead=_packed(archive, overhead),
            files=len(names),
            first_page_raw=len(document),
            first_page_gzip=_gzip_size(document),
            script_gzip=_gzip_size(archive.read(str(folder / "player.js"))),
            saving_gzip=_gzip_size(archive.read(str(folder / "saving.js"))),
            style_gzip=_gzip_size(archive.read(str(folder / "style.css"))),
            first_requests=1 + len(set(_requested(tree))),
            state_worst_case=player_data["state"]["worstCase"],
        )


def distinct_contents(packages: list[Path]) -> set[bytes]:
    """Return each content that stands in *packages* once, however many of them hold it."""
    contents: set[bytes] = set()
    for package in packages:
        with zipfile.ZipFile(package) as archive:
            contents.update(archive.read(name) for name in archive.namelist())
    return contents


def _requested(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what a browser fetches for the document itself: scripts, styles, and pictures that are not lazy."""
    yield from map(str, tree.xpath("//script/@src | //link[@rel='stylesheet']/@href"))
    yield from map(str, tree.xpath("//img[not(@loading='lazy')]/@src"))


def _packed(archive: zipfile.ZipFile, names: Iterable[str]) -> int:
    return sum(archive.getinfo(name).compress_size for name in names)


def _gzip_size(content: bytes) -> int:
    return len(gzip.compress(content, 9))
