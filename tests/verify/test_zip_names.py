"""The names of the files in a zip: which may stand, and which bytes are read as which name."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.verify.directory import _extras
from builder.verify.package import place_in_zip
from tests.verify.lab import Member, codes, make_zip

UTF8 = 1 << 11
NAMES = [
    "../evil.js", "a/../../evil.js", "/etc/passwd", "\\evil.js", "a\\b.js", "C:/evil.js", "c:evil.js", "//host/share/x",
    "a//b.js", "./a.js", "a/./b.js", "a\0.js", "a\n.js", "a\x7f.js", "a:b.js", "what?.html", "a*.js",
    'a".js', "a<b.js", "a|b.js", "con", "aux.txt", "media/NUL.png", "com1.js", "lpt9", "a./b.js", "a.js.", "a .js/b ",
    " a.js", "a" * 256, "media\\..\\evil.js",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_could_do_harm_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(name)]))
    assert codes(path) == {"unsafe-name"}


@pytest.mark.parametrize(
    "names",
    [
        ("a.txt", "a.txt"),
        ("Logo.png", "logo.png"),
        ("media/Stra\u00dfe.png", "media/STRASSE.png"),
        ("caf\u00e9.png", "cafe\u0301.png"),
        ("media", "media/a.png"),
        ("Media", "media/a/b.png"),
        ("a/b/", "a/B"),
    ],
)
def test_names_that_are_one_name_on_some_systems_are_refused(names: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(name, b"", flags=UTF8) for name in names]))
    assert "duplicate-name" in codes(path)


def test_a_name_with_an_accent_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member("caf\u00e9.txt", flags=UTF8)]))
    assert codes(path) == {"non-ascii-name", "manifest-missing"}


def test_of_a_very_long_name_the_middle_is_left_out() -> None:
    name = "".join(f"folder-{number}/" for number in range(999))
    for length in range(190, 210):
        shown = place_in_zip("x.zip", name[:length]).path.removeprefix("x.zip!")
        assert shown == (name[:length] if length <= 200 else f"{name[:100]}…{name[:length][-100:]}")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        *((flags, {"non-ascii-name", "manifest-missing"}) for flags in (0, 1 << 1, 1 << 2)),
        *((UTF8 | flags, {"unsafe-name"}) for flags in (0, 1 << 1, 1 << 2)),
    ],
)
def test_a_name_of_old_systems_is_read_unless_it_is_said_to_be_utf8(flags: int, said: set[str], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(b"caf\x82.txt", flags=flags)]))
    assert codes(path) == said


@given(
    st.lists(st.tuples(st.sampled_from([0x0001, 0x5455, 0x7075, 0x7875]), st.binary(max_size=12)), max_size=4),
    st.binary(max_size=3),
)
def test_of_an_extra_field_the_first_part_of_each_kind_counts_and_no_part_of_a_part(
    parts: list[tuple[int, bytes]], rest: bytes
) -> None:
    field = b"".join(kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data for kind, data in parts)
    assert _extras(field + rest) == dict(reversed(parts))


@pytest.mark.parametrize(
    ("second", "header", "said"),
    [
        ("café.txt", b"caf\x82.txt", {"manifest-missing", "non-ascii-name"}),
        ("cafés.txt", b"caf\x82.txt", {"zip-inconsistent"}),
        ("bafé.txt", b"caf\x82.txt", {"zip-inconsistent"}),
        ("café.txt", b"cafe.txt", {"zip-inconsistent"}),
    ],
    ids=["the same", "another", "one before it", "of another header"],
)
def test_a_second_name_in_unicode_is_that_of_the_header(
    second: str, header: bytes, said: set[str], tmp_path: Path
) -> None:
    field = b"\1" + zlib.crc32(header).to_bytes(4, "little") + second.encode()
    extra = {"extra": b"\x75\x70" + len(field).to_bytes(2, "little") + field}
    path = tmp_path / "x.zip"
    path.write_bytes(make_zip([Member(b"caf\x82.txt", local=extra, central=extra), Member("b.txt")]))
    assert codes(path) == said
