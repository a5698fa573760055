from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Location
from builder.source.text_file import FORBIDDEN, MAX_BYTES, place_within, read_text


def read(file: Path, content: bytes | None = None) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of *file*, after writing *content* to it, and the problems."""
    if content is not None:
        file.write_bytes(content)
    problems: list[Diagnostic] = []
    return read_text(file, "page.md", problems.append), problems


def test_line_ends_of_windows_are_the_same_as_our_own(tmp_path: Path) -> None:
    assert read(tmp_path / "f", b"one\r\ntwo\r\n") == ("one\ntwo\n", [])


def test_a_carriage_return_ends_a_line_where_nothing_else_does(tmp_path: Path) -> None:
    assert read(tmp_path / "f", b"one\rtwo\r") == ("one\ntwo\n", [])
    text, problems = read(tmp_path / "f", b"one\rtwo\n")
    assert text == "one two\n"
    assert [(p.code, p.where) for p in problems] == [("control-character", Location("page.md", 1, 4))]


def test_tabs_and_every_script_are_text(tmp_path: Path) -> None:
    text = "\tÀ la carte, Ελληνικά, اردو, 中文, 👩🏽‍🏫, e\u0301\n"
    assert read(tmp_path / "f", text.encode()) == (text, [])


def test_a_byte_that_is_not_utf8_is_reported_at_its_line_and_column(tmp_path: Path) -> None:
    text, problems = read(tmp_path / "f", "é\nüber caf".encode() + b"\xe9 au lait")
    assert text is None
    assert [(p.code, p.where) for p in problems] == [("not-utf8", Location("page.md", 2, 9))]


def test_a_character_cut_off_at_the_end_of_the_file_is_not_utf8(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "f", "€".encode()[:2])
    assert [p.code for p in problems] == ["not-utf8"]


def test_a_byte_order_mark_does_not_hide_what_comes_after_it(tmp_path: Path) -> None:
    text, problems = read(tmp_path / "f", b"\xef\xbb\xbfone\x00")
    assert text == "one "
    assert [p.code for p in problems] == ["byte-order-mark", "control-character"]


def test_a_byte_order_mark_inside_the_text_is_a_control_character(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "f", "one\ufefftwo".encode())
    assert [(p.code, p.where.column) for p in problems] == [("control-character", 4)]


@pytest.mark.parametrize("number", [0x00, 0x08, 0x0B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF])
def test_what_xml_forbids_or_nobody_sees_is_a_control_character(number: int) -> None:
    assert FORBIDDEN.fullmatch(chr(number))


@given(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cn", "Co"], exclude_characters="\ufeff"))
def test_nothing_else_is(character: str) -> None:
    assert not FORBIDDEN.search(character)


def test_a_file_of_a_megabyte_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    assert read(tmp_path / "f", b"a" * MAX_BYTES)[1] == []
    text, problems = read(tmp_path / "f", b"a" * (MAX_BYTES + 1))
    assert text is None
    assert [p.code for p in problems] == ["file-too-large"]


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    text, problems = read(tmp_path / "gone")
    assert text is None
    assert [str(p) for p in problems] == [
        "page.md: error[unreadable-file]: cannot be read: No such file or directory",
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [p.code for p in read(tmp_path / "pipe")[1]] == ["unreadable-file"]


def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [p.code for p in read(tmp_path / "f", b"one")[1]] == ["unreadable-file"]


@given(st.text(alphabet="ab\n", max_size=30), st.data())
def test_a_place_is_the_line_and_column_that_an_editor_shows(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    where = place_within(text, index, Location("f", 1, 1))
    lines = text[:index].split("\n")
    assert (where.line, where.column) == (len(lines), len(lines[-1]) + 1)
