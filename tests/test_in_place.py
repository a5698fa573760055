"""Whatever a command writes is whole or not there, on a disk that is full after any number of bytes."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.in_place import write_files
from builder.judge import judge
from builder.new import new_course, new_module, new_page, new_question
from builder.new.command import KINDS

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "samples" / "_base"
#: Every command that writes with nothing but a course.
WRITING = {
    "course": ["new", "course", "another"],
    "module": ["new", "module", "second", "--course", "course"],
    "page": ["new", "page", "first", "--course", "course"],
    "question": ["new", "question", "first", "--course", "course"],
    "scenario": ["new", "scenario", "first", "--course", "course"],
    "edition": ["edition", "new", "anyborough", "--name", "Anyborough", "--course", "course"],
    "schema": ["schema", "--output", "out/schemas"],
    "review": ["review", "course", "--output", "out/review", "--today", "2026-11-21"],
    "released": ["released", "course"],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the author stands, with a course in it."""
    shutil.copytree(BASE, tmp_path / "course")
    (tmp_path / "course" / "released.json").write_text('{"modules": {}}\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(folder: Path) -> dict[str, bytes | None]:
    paths = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in paths}


def coursepack(*words: str) -> Result:
    return CliRunner().invoke(main, words)


class _Disk:
    """Takes so many bytes, and counts them."""

    def __init__(self, room: float) -> None:
        self.room, self.taken = room, 0
        self._open: Callable[..., BinaryIO] = os.fdopen

    def fdopen(self, descriptor: int, mode: str) -> BinaryIO:
        file, write = self._open(descriptor, mode, buffering=0), self._write

        class Written:
            def __enter__(self) -> Written:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, content: bytes) -> None:
                write(file, content)

        return Written()  # type: ignore[return-value]

    def _write(self, file: BinaryIO, content: bytes) -> None:
        fits = content[: max(0, int(min(self.room, 1e12)) - self.taken)]
        self.taken += len(fits)
        file.write(fits)
        if len(fits) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("command", WRITING)
def test_a_disk_that_is_full_after_any_number_of_bytes_is_left_as_it_was(
    here: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.source.json_schema.json_schemas", lambda _: {"a.json": {}, "b.json": {}})
    before = everything(here)
    enough = _Disk(float("inf"))
    with monkeypatch.context() as patched:
        patched.setattr("builder.in_place.os.fdopen", enough.fdopen)
        done = coursepack(*WRITING[command])
    after = everything(here)
    assert (done.exit_code, enough.taken > 0, after != before) == (0, True, True), done.output
    for room in (0, enough.taken // 2, enough.taken - 1):
        for path in list(here.iterdir()):
            shutil.rmtree(path)
        shutil.copytree(BASE, here / "course")
        (here / "course" / "released.json").write_text('{"modules": {}}\n')
        with monkeypatch.context() as patched:
            patched.setattr("builder.in_place.os.fdopen", _Disk(room).fdopen)
            full = coursepack(*WRITING[command])
        assert (full.exit_code, everything(here) == before) == (2, True), full.output
        assert "No space left on device" in full.stderr
        assert "None" not in full.stderr
    # Nothing that was begun refuses the second try.
    assert coursepack(*WRITING[command]).exit_code == 0
    assert everything(here) == after


def test_a_full_terminal_is_no_fault_of_the_files(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("builder.new.command.click.echo", full)
    # Whoever started the command says that its results cannot be printed: builder/__main__.py.
    assert isinstance(coursepack("schema", "--output", "schemas").exception, OSError)
    assert list(Path("schemas").iterdir())


def test_files_that_cannot_all_have_their_names_leave_none(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(here)
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "third":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_files({here / "new" / "deep" / name: name for name in ("first", "second", "third")})
    assert everything(here) == before


def test_folders_that_cannot_all_be_made_leave_none(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(here)
    real = os.mkdir

    def refuse(path: Path, mode: int = 0o777) -> None:
        if Path(path).name == "deep" and Path(path).parent.exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        real(path, mode)

    monkeypatch.setattr("os.mkdir", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_files({here / "new" / "deep" / "file": "words"})
    assert everything(here) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_is_replaced_keeps_its_permissions(here: Path) -> None:
    for mode in (0o600, 0o664):
        (here / "course" / "course.yaml").chmod(mode)
        new_module(here / "course", f"module-{mode}", "A module")
        assert (here / "course" / "course.yaml").stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_parts_that_are_begun_at_once_all_have_ids_of_their_own_and_none_is_lost(tmp_path: Path) -> None:
    course = tmp_path / "course"
    new_course(course, "A course")
    modules = [f"module-{number}" for number in "abcde"]
    with ThreadPoolExecutor(max_workers=8) as all_at_once:
        done = [all_at_once.submit(new_module, course, name, name) for name in modules]
        done += [all_at_once.submit(new_page, course, "first-module", f"Page {number}") for number in range(3)]
        done += [all_at_once.submit(new_question, course, "first-module", kind) for kind in KINDS[:3]]
        for one in done:
            one.result()
    judged = judge(course)
    assert judged.problems == ()
    assert judged.course is not None
    assert sorted(judged.course.modules) == ["first-module", *modules]


def test_nothing_in_the_builder_writes_a_file_in_its_place() -> None:
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in (ROOT / "builder").rglob("*.py")}
    found = {str(path) for path, text in texts.items() if re.search(r"\.write_(text|bytes)\(|open\(\"[xw]", text)}
    assert found == set()
