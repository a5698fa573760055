"""Every number at which verify begins to refuse: at the limit a package is let through, and one above it is not."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

import builder.verify
from builder.archive import CENTRAL_HEADER, DEFLATED, LOCAL_HEADER
from builder.verify.content import _too_large
from builder.verify.package import Package, ZipEntry
from tests.verify.conftest import Files
from tests.verify.lab import Member, codes, make_zip, stored


@dataclass(frozen=True)
class Limit:
    """A number of ``builder.verify``: what it is said to be, what is said above it, and a zip that has just so much."""

    name: str
    most: int
    code: str
    make: Callable[[int, Files], bytes]

    def __str__(self) -> str:
        return self.name


def noise(length: int) -> bytes:
    """Text that cannot be deflated by much: what is repeated would be taken for a bomb."""
    return random.Random(length).randbytes(length // 2 + 1).hex().encode()[:length]


def claiming(size: int, *, packed: int, name: str = "a.txt") -> Member:
    """Return a file of *packed* bytes that is said to be of *size*."""
    said = {"size": size, "method": DEFLATED}
    return Member(name, packed=bytes(packed), local=said, central=said)


def of_total(size: int) -> bytes:
    thirds = [size // 3, size // 3, size - 2 * (size // 3)]
    return make_zip([claiming(each, packed=2_000_000, name=f"{n}.txt") for n, each in enumerate(thirds)])


def of_list(length: int) -> bytes:
    """Return a zip whose list of files is *length* bytes long, by what its entries have beside their names."""
    each = length // 160
    lengths = [each] * 159 + [length - 159 * each]
    extras = [length - CENTRAL_HEADER.size - len("000.txt") for length in lengths]
    kind = b"\xfe\xca"
    return make_zip(
        [
            Member(f"{n:03}.txt", central={"extra": kind + (extra - 4).to_bytes(2, "little") + bytes(extra - 4)})
            for n, extra in enumerate(extras)
        ]
    )


def padded_to(size: int, sound: Files) -> bytes:
    """Return the package with one more file, which makes it *size* bytes long."""
    members, name = [Member(name, data) for name, data in sound.items()], "more.txt"
    around = LOCAL_HEADER.size + CENTRAL_HEADER.size + 2 * len(name)
    return make_zip([*members, stored(name, noise(size - len(make_zip(members)) - around))])


def with_text(size: int, sound: Files) -> bytes:
    return make_zip([Member(name, data) for name, data in (sound | {"more.txt": noise(size)}).items()])


def of_shares(size: int, *, packed: int) -> bytes:
    """Return a zip of a hundred files, each said to be a hundredth of *size*."""
    sizes = [size // 100] * 99 + [size - size // 100 * 99]
    return make_zip([claiming(each, packed=packed // 100, name=f"{n}.txt") for n, each in enumerate(sizes)])


def with_texts(size: int, sound: Files) -> bytes:
    already = sum(len(data) for name, data in sound.items() if name.endswith((".html", ".css", ".json", ".txt")))
    sizes = [1_000_000] * 24
    texts = {f"more-{n}.txt": noise(each) for n, each in enumerate([*sizes, size - already - sum(sizes)])}
    return make_zip([Member(name, data) for name, data in (sound | texts).items()])


def with_drawing(size: int, sound: Files) -> bytes:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><desc>'
    drawing = svg + noise(size - len(svg) - 13) + b"</desc></svg>"
    return make_zip([Member(name, data) for name, data in (sound | {"media/more.svg": drawing}).items()])


def with_manifest(size: int, sound: Files) -> bytes:
    manifest = sound["imsmanifest.xml"] + b"<!---->"
    manifest = manifest.removesuffix(b"-->") + noise(size - len(manifest)) + b"-->"
    return make_zip([Member(name, data) for name, data in (sound | {"imsmanifest.xml": manifest}).items()])


def with_values(count: int, sound: Files) -> bytes:
    """Return the package with so many commas in what the player is told."""
    told = [sound["index.html"].partition(b'id="player-data">')[2].partition(b"</script>")[0]]
    already = sum(text.count(b",") for text in [*told, sound["taught.js"], sound["bank.json"]])
    bank = sound["bank.json"].replace(b'"text":"', b'"text":"' + b"," * (count - already), 1)
    return make_zip([Member(name, data) for name, data in (sound | {"bank.json": bank}).items()])


def of_tincan(*, attributes: int = 0, parts: int = 0) -> bytes:
    """Return a package whose manifest has so many attributes at its root, and so many parts in one element."""
    named = "".join(f' x:a{number}="1"' for number in range(attributes))
    extensions = '<extension key="k:e">x</extension>' * parts
    tincan = (
        f'<tincan xmlns="http://projecttincan.com/tincan.xsd" xmlns:x="x:y"{named}><activities><activity id="a:b">'
        f"<name>N</name><launch>a.html</launch><extensions>{extensions}</extensions></activity></activities></tincan>"
    )
    return make_zip([Member("tincan.xml", tincan.encode()), Member("a.html")])


LIMITS = (
    Limit(
        "MAX_ENTRIES",
        20_000,
        "package-too-large",
        lambda n, _: make_zip([Member(f"{i}.txt") for i in range(n)]),
    ),
    Limit("_MAX_DIRECTORY", 8 << 20, "zip-inconsistent", lambda n, _: of_list(n)),
    Limit("_NEWEST", 63, "zip-inconsistent", lambda n, _: make_zip([Member("a.txt", central={"needed": n})])),
    Limit("MAX_FILE", 200_000_000, "package-too-large", lambda n, _: make_zip([claiming(n, packed=10)])),
    Limit("MAX_TOTAL", 500_000_000, "package-too-large", lambda n, _: of_total(n)),
    Limit("_MAX_RATIO", 100, "zip-bomb", lambda n, _: make_zip([claiming(20_000 * n, packed=20_000)])),
    Limit("_RATIO_FROM", 1_000_000, "zip-bomb", lambda n, _: make_zip([claiming(n, packed=10)])),
    Limit("_MAX_NAME", 180, "long-name", lambda n, _: make_zip([Member("a" * n)])),
    Limit("MAX_DEPTH", 8, "long-name", lambda n, _: make_zip([Member("a/" * (n - 1) + "a")])),
    Limit("_DEEPEST", 32, "unsafe-name", lambda n, _: make_zip([Member("a/" * (n - 1) + "a")])),
    Limit("_MAX_STEP", 255, "unsafe-name", lambda n, _: make_zip([Member("a" * n)])),
    Limit("_MAX_TOTAL_RATIO", 20, "zip-bomb", lambda n, _: of_shares(n * 6_000_000, packed=6_000_000)),
    Limit("_TOTAL_RATIO_FROM", 100_000_000, "zip-bomb", lambda n, _: of_shares(n, packed=2_000_000)),
    Limit("SIZE_BUDGET", 500_000, "package-size", padded_to),
    Limit("_MOST_VALUES", 100_000, "player-data-invalid", with_values),
    Limit("MAX_TEXT", 2_000_000, "package-too-large", with_text),
    Limit("MAX_TEXTS", 25_000_000, "package-too-large", with_texts),
    Limit("MAX_DRAWING", 1_000_000, "package-too-large", with_drawing),
    Limit("MAX_XML", 2_000_000, "xml-too-large", with_manifest),
    Limit("_MOST_ATTRIBUTES", 200, "schema-violation", lambda n, _: of_tincan(attributes=n)),
    Limit("_MOST_PARTS", 2_000, "schema-violation", lambda n, _: of_tincan(parts=n)),
)
#: Numbers that say how a zip is made, or how it is read in pieces.
NO_LIMITS = {
    "_CHUNK", "_MAX_OUTPUT", "_MAX_COMMENT", "_ENCRYPTED", "_UTF8_NAME", "_DESCRIPTOR", "_UNICODE_NAME",
    "STORED", "DEFLATED", "EXTRA", "FULL_16", "FULL_32", "_EXAMPLES", "_MOST_KINDS", "_LONGEST_MESSAGE",
    "_LONGEST_SHOWN", "_MOST_OF_OTHERS", "_SMALL",
    "_MOST_KEPT",
    # Which has a test of its own: the limit for all texts, counted by modules.
    "_TEXTS_OF_MODULE",
    # A backup's list of files is XML like any other, with a limit of its own (test_moodle.py); the rest goes to disk.
    "_MAX_FILES_XML", "_IN_MEMORY",
}  # fmt: skip


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_a_package_at_a_limit_is_let_through_and_one_above_it_is_not(
    limit: Limit, scorm12: Files, tmp_path: Path
) -> None:
    at, above = tmp_path / "at.zip", tmp_path / "above.zip"
    at.write_bytes(limit.make(limit.most, scorm12))
    above.write_bytes(limit.make(limit.most + 1, scorm12))
    assert limit.code not in codes(at)
    assert limit.code in codes(above)


@pytest.mark.parametrize(("modules", "most"), [(1, 25_000_000), (100, 25_000_000), (120, 30_000_000)])
def test_a_course_of_many_modules_may_have_so_much_text_for_each(modules: int, most: int) -> None:
    def package_of(text: int) -> Package:
        sizes = {f"{n}/{name}": 0 for n in range(modules) for name in ("index.html", "probe.txt")}
        sizes |= {f"0/{n}.txt": 1_000_000 for n in range(text // 1_000_000)} | {"0/rest.txt": text % 1_000_000}
        files = {name: ZipEntry(name, 0, 0, 0, 0, size, 0, 0, 0) for name, size in sizes.items()}
        return Package("x.zip", 0, files, BytesIO())

    assert [problem.code for problem in _too_large(package_of(most))] == []
    assert [problem.code for problem in _too_large(package_of(most + 1))] == ["package-too-large"]


def test_every_number_of_verify_is_tried_at_its_limit() -> None:
    modules = [
        importlib.import_module(f"builder.verify.{found.name}")
        for found in pkgutil.iter_modules(builder.verify.__path__)
    ]
    numbers = {
        name
        for module in modules
        for name, value in vars(module).items()
        if type(value) is int and name.upper() == name
    }
    assert numbers - NO_LIMITS == {limit.name for limit in LIMITS}
