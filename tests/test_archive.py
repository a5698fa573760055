"""Packages on their way to disk: same files, same bytes, and all of them or none."""

from __future__ import annotations

import errno
import os
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.archive import PackageFile, PackageWriter

PAGE = PackageFile("index.html", b"<p>Hello</p>" * 100)


def written(folder: Path, files: list[PackageFile], name: str = "a.zip") -> Path:
    with PackageWriter(folder) as writer:
        target, _ = writer.write(name, files)
        writer.put_in_place()
    return target


def test_another_reader_finds_what_was_written(tmp_path: Path) -> None:
    media = tmp_path / "media.bin"
    media.write_bytes(os.urandom(3_000_000))
    files = [PAGE, PackageFile("empty.txt", b""), PackageFile("media/a.bin", media)]
    with zipfile.ZipFile(written(tmp_path / "out", files)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["index.html", "empty.txt", "media/a.bin"]
        assert archive.read("index.html") == PAGE.content
        assert archive.read("media/a.bin") == media.read_bytes()


def test_the_headers_say_the_same_on_every_machine_and_day(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, [PAGE])) as archive:
        (info,) = archive.infolist()
    assert info.date_time == (1980, 1, 1, 0, 0, 0)
    assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
    assert (info.flag_bits, info.extra, info.comment) == (0, b"", b"")


def test_what_does_not_shrink_is_stored_as_it_is(tmp_path: Path) -> None:
    noise = os.urandom(10_000)
    with zipfile.ZipFile(written(tmp_path, [PAGE, PackageFile("noise", noise)])) as archive:
        methods = [info.compress_type for info in archive.infolist()]
        assert methods == [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]
        assert archive.read("noise") == noise


@pytest.mark.parametrize("name", ["film.mp4", "FILM.WEBM", "voice.ogg"])
def test_a_film_is_stored_as_it_is_even_where_it_would_shrink(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"still " * 1000)
    with zipfile.ZipFile(written(tmp_path / "out", [PAGE, PackageFile(name, tmp_path / name)])) as archive:
        assert archive.testzip() is None
        info = archive.getinfo(name)
        assert (info.compress_type, info.compress_size, info.file_size) == (zipfile.ZIP_STORED, 6000, 6000)


@given(st.lists(st.binary(max_size=2000), max_size=6))
def test_any_content_survives(contents: list[bytes]) -> None:

    with tempfile.TemporaryDirectory() as folder:
        files = [PackageFile(f"{number}.bin", content) for number, content in enumerate(contents)]
        with zipfile.ZipFile(written(Path(folder), files)) as archive:
            assert [archive.read(name) for name in archive.namelist()] == contents


def test_content_that_several_packages_hold_is_deflated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = tmp_path / "plan.pdf"
    media.write_bytes(b"plan" * 5000)
    files = [PAGE, PackageFile("copy.html", PAGE.content), PackageFile("media/plan.pdf", media)]
    deflate, started = zlib.compressobj, []
    monkeypatch.setattr("builder.archive.zlib.compressobj", lambda *how: started.append(how) or deflate(*how))
    with PackageWriter(tmp_path) as writer:
        for name in ("a.zip", "b.zip", "c.zip"):
            writer.write(name, files)
        writer.put_in_place()
    assert len(started) == 2, "one page and one plan"
    packages = [(tmp_path / name).read_bytes() for name in ("a.zip", "b.zip", "c.zip")]
    assert packages[0] == packages[1] == packages[2]


def test_files_that_were_expected_give_the_same_package(tmp_path: Path) -> None:
    many = [PackageFile(f"{number}.txt", f"{number} ".encode() * 9000) for number in range(40)]
    with PackageWriter(tmp_path) as writer:
        _, expected = writer.write("expected.zip", writer.expect(many))
        assert expected.read_bytes() == written(tmp_path / "other", many).read_bytes()


def test_two_files_of_one_path_are_our_own_mistake(tmp_path: Path) -> None:
    with PackageWriter(tmp_path) as writer, pytest.raises(ValueError, match="two files of one path"):
        writer.write("a.zip", [PAGE, PAGE])


def test_a_package_has_no_name_before_all_are_put_in_place(tmp_path: Path) -> None:
    with PackageWriter(tmp_path) as writer:
        writer.write("a.zip", [PAGE])
        writer.write("b.zip", [PAGE])
        assert {path.suffix for path in tmp_path.iterdir()} == {".part"}
        writer.put_in_place()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]


def test_a_link_that_lies_where_a_package_comes_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("as it was")
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in ("a.zip.part", "a.zip"):
        (folder / name).symlink_to(precious)
    with PackageWriter(folder) as writer:
        writer.write("a.zip", [PAGE])
        writer.put_in_place()
    assert precious.read_text() == "as it was"
    assert not (folder / "a.zip").is_symlink()


def test_a_package_can_be_read_by_whoever_can_read_other_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with PackageWriter(tmp_path) as writer:
        writer.write("a.zip", [PAGE])
        writer.put_in_place()
    assert (tmp_path / "a.zip").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, OSError, ValueError, MemoryError])
def test_whatever_stops_a_build_leaves_the_folder_as_it_was(tmp_path: Path, stop: type[BaseException]) -> None:
    (tmp_path / "a.zip").write_bytes(b"the package of last week")
    with pytest.raises(stop), PackageWriter(tmp_path) as writer:
        writer.write("a.zip", [PAGE])
        writer.write("b.zip", [PAGE])
        raise stop
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == b"the package of last week"


def test_a_package_that_cannot_be_finished_is_removed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), PackageWriter(tmp_path) as writer:
        writer.write("a.zip", [PAGE, PackageFile("media/gone.mp4", tmp_path / "gone.mp4")])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_a_packages_place_is_noticed_before_anything_is_put_in_place(tmp_path: Path) -> None:
    (tmp_path / "b.zip").mkdir()
    with pytest.raises(IsADirectoryError) as raised, PackageWriter(tmp_path) as writer:
        writer.write("a.zip", [PAGE])
        writer.write("b.zip", [PAGE])
    assert raised.value.errno == errno.EISDIR
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]
