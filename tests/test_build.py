"""The recipe: the same source gives the same bytes, and anything wrong gives nothing but a reason."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder import build as recipe
from builder.archive import PackageFile
from builder.build import BuildReport, build
from builder.formats import FORMATS
from builder.model.course import Course, Module
from builder.release.making import MadeRelease
from builder.render.templates import TEMPLATES
from builder.source.folder import shown_path

ROOT = Path(__file__).parent.parent
SMALL, REAL = ROOT / "tests" / "small_course", ROOT / "course_src"
ALL = sorted([*(f"small-{module}-{fmt}.zip" for module in ("one", "two") for fmt in FORMATS), "small-cmi5.zip"])
BUILD = [sys.executable, "-m", "builder", "build"]


def build_small(output: Path, *, formats: Sequence[str] = (), modules: Sequence[str] = ()) -> BuildReport:
    return build(SMALL, formats=formats, modules=modules, output=output)


def codes(report: BuildReport) -> set[str]:
    return {problem.code for problem in report.problems}


def names_in(folder: Path) -> list[str]:
    """The packages in *folder*; what stands beside them has tests of its own."""
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".zip")


def test_a_course_becomes_one_package_per_module_and_format_and_one_of_all_modules_for_cmi5(tmp_path: Path) -> None:
    report = build_small(tmp_path)
    assert (report.problems, report.exit_code) == ((), 0)
    assert names_in(tmp_path) == ALL == sorted(package.path.name for package in report.packages)
    for package in report.packages:
        assert package.size == package.path.stat().st_size
        assert 0 < package.worst_case <= 1024


def test_packages_of_a_module_that_is_gone_are_named_and_left(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    output = tmp_path / "out"
    build(tmp_path / "course", formats=["web", "scorm12"], modules=[], output=output)
    (output / "other-two-web.zip").touch()
    head = tmp_path / "course" / "course.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("[one, two]", "[one]"), encoding="utf-8")
    shutil.rmtree(tmp_path / "course" / "two")
    report = build(tmp_path / "course", formats=["web"], modules=[], output=output)
    assert [file.name for file in report.gone] == ["small-two-scorm12.zip", "small-two-web.zip"]
    assert all(file.exists() for file in report.gone)


@pytest.mark.parametrize("order", ["one, two", "two, one"])
def test_the_worst_case_of_a_whole_course_is_that_of_its_fullest_module_wherever_it_stands(
    order: str, tmp_path: Path
) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    head = tmp_path / "course" / "course.yaml"
    head.write_text(head.read_text().replace("modules: [one, two]", f"modules: [{order}]"))
    report = build(tmp_path / "course", formats=["cmi5"], modules=[], output=tmp_path / "dist")
    worst = {package.path.name: package.worst_case for package in report.packages}
    of_modules = {worst["small-one-cmi5.zip"], worst["small-two-cmi5.zip"]}
    assert len(of_modules) == 2
    assert worst["small-cmi5.zip"] == max(of_modules)


def test_only_what_is_asked_for_is_built(tmp_path: Path) -> None:
    build_small(tmp_path, formats=["xapi"], modules=["two"])
    assert names_in(tmp_path) == ["small-two-xapi.zip"]


def test_an_older_edition_is_built_when_it_is_asked_for_and_not_otherwise(tmp_path: Path) -> None:
    build_small(tmp_path, formats=["scorm2004-3rd"], modules=["one"])
    assert names_in(tmp_path) == ["small-one-scorm2004-3rd.zip"]


def test_the_package_of_the_whole_course_holds_what_those_of_its_modules_hold(tmp_path: Path) -> None:
    build_small(tmp_path, formats=["cmi5"])
    with zipfile.ZipFile(tmp_path / "small-cmi5.zip") as course:
        held = {name: course.read(name) for name in course.namelist()}
    for module in ("one", "two"):
        with zipfile.ZipFile(tmp_path / f"small-{module}-cmi5.zip") as package:
            for name in set(package.namelist()) - {"cmi5.xml"}:
                assert held.pop(f"{module}/{name}") == package.read(name)
    assert list(held) == ["cmi5.xml"]


@pytest.mark.parametrize("course", [SMALL, REAL], ids=lambda path: path.name)
def test_the_same_source_gives_the_same_bytes_anywhere(course: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "an other" / "place"
    shutil.copytree(course, elsewhere, copy_function=shutil.copyfile)
    settings = [
        {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
    ]
    for number, (source, setting) in enumerate(zip((course, elsewhere), settings, strict=True)):
        environment = {**os.environ, **setting, "PYTHONPATH": str(ROOT)}
        command = [*BUILD, str(source), "--output", str(tmp_path / str(number))]
        done = subprocess.run(command, cwd=source.parent, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / str(n)).iterdir()} for n in range(2))
    assert first.keys() == second.keys() != set()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_course_with_an_error_gives_no_folder_and_no_file(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    (tmp_path / "course" / "two" / "01-only.md").write_text("---\nid: M2-01\n---\n")
    report = build(tmp_path / "course", formats=[], modules=[], output=tmp_path / "dist")
    assert (report.packages, report.exit_code) == ((), 1)
    assert [path.name for path in tmp_path.iterdir()] == ["course"]


def test_a_module_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    report = build_small(tmp_path / "dist", modules=["one", "tow"])
    assert (codes(report), report.exit_code, report.problems[0].hint) == ({"unknown-module"}, 2, "did you mean 'two'?")
    assert not (tmp_path / "dist").exists()


def broken(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    """Make a manifest that forgets a file, for one module only."""
    sound = FORMATS["scorm12"].manifest(course, module, content[:-1] if module.slug == "two" else content)
    return sound


def test_one_faulty_package_keeps_all_of_them_from_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small-one-scorm12.zip").write_bytes(b"the package of last week")
    monkeypatch.setattr(recipe, "FORMATS", {**FORMATS, "scorm12": replace(FORMATS["scorm12"], manifest=broken)})
    report = build_small(tmp_path)
    assert (codes(report), report.packages, report.exit_code) == ({"unlisted-file"}, (), 1)
    assert "small-two-scorm12.zip!" in str(report.problems[0])
    assert names_in(tmp_path) == ["small-one-scorm12.zip"]
    assert (tmp_path / "small-one-scorm12.zip").read_bytes() == b"the package of last week"


def test_an_interrupted_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def interrupted(*_: object, **__: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return sound(*_, **__)

    sound: Callable[..., Any] = recipe.inspect
    monkeypatch.setattr(recipe, "inspect", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_small(tmp_path)
    assert names_in(tmp_path) == []


def test_a_full_disk_is_said_in_words_and_leaves_nothing(tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    output = tmp_path / "dist"
    done = subprocess.run(
        [*BUILD, str(SMALL), "--output", str(output)],
        cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True, check=False,
        preexec_fn=small_files,
    )  # fmt: skip
    assert done.returncode == 2
    assert "error[unwritable-output]" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not output.exists()


def blocked_by_a_file(folder: Path) -> Path:
    (folder / "dist").write_text("not a folder")
    return folder / "dist"


def blocked_higher_up(folder: Path) -> Path:
    return blocked_by_a_file(folder) / "packages"


def blocked_by_a_folder(folder: Path) -> Path:
    (folder / "dist" / "small-two-xapi.zip").mkdir(parents=True)
    return folder / "dist"


@pytest.mark.parametrize("blocked", [blocked_by_a_file, blocked_higher_up, blocked_by_a_folder])
def test_an_output_that_something_blocks_is_said_in_words(blocked: Callable[[Path], Path], tmp_path: Path) -> None:
    output = blocked(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    report = build_small(output)
    assert (codes(report), report.packages, report.exit_code) == ({"unwritable-output"}, (), 2)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("output", [".", "..", "/", "course/.."])
def test_packages_do_not_lie_loose_in_a_folder_that_holds_the_course(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL, tmp_path / "courses" / "course")
    monkeypatch.chdir(tmp_path / "courses")
    before = sorted(tmp_path.rglob("*"))
    report = build(Path("course"), formats=["web"], modules=[], output=Path(output))
    assert (codes(report), report.exit_code, sorted(tmp_path.rglob("*"))) == ({"output-too-wide"}, 2, before)
    # So does a release of it, whatever kept its packages from being written.
    assert MadeRelease(report.problems).exit_code == report.exit_code


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT])
def test_a_folder_in_which_nobody_may_write_is_said_in_words(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**where: Any) -> None:
        raise OSError(number, os.strerror(number), str(where["dir"] / where["prefix"]))

    monkeypatch.setattr("builder.in_place.mkstemp", refused)
    report = build_small(tmp_path)
    assert (codes(report), report.exit_code) == ({"unwritable-output"}, 2)
    assert os.strerror(number) in report.problems[0].message
    assert names_in(tmp_path) == []


def test_a_read_only_folder_is_called_by_the_name_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**where: Path) -> None:
        name = str(where["dir"].absolute() / "tmpabcdefgh")
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builder.archive.TemporaryFile", refused)
    (problem,) = build_small(Path("dist")).problems
    assert str(problem) == "dist: error[unwritable-output]: cannot be written: Permission denied"


def test_a_picture_that_vanishes_while_we_build_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    text = tmp_path / "course" / "one" / "media" / "text.txt"
    text.write_text("Text.")
    sound = recipe.render_module

    def late(course: Course, module: Module) -> Any:
        text.unlink(missing_ok=True)
        return sound(course, module)

    monkeypatch.setattr(recipe, "render_module", late)
    report = build(tmp_path / "course", formats=[], modules=[], output=tmp_path / "dist")
    assert (codes(report), report.exit_code) == ({"unreadable-file", "unused-media"}, 2)
    assert {problem.where.path for problem in report.problems} == {shown_path(text)}
    assert not (tmp_path / "dist").exists()


def test_a_clone_without_its_generated_files_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = f"{TEMPLATES}/generated/player/scorm12.js"

    def absent(_: str) -> bytes:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), missing)

    monkeypatch.setattr("builder.render.module.asset", absent)
    report = build_small(tmp_path)
    assert (codes(report), report.exit_code) == ({"missing-assets"}, 2)
    assert report.problems[0].where.path == "generated/player/scorm12.js"
    assert "make packages" in report.problems[0].hint
    assert names_in(tmp_path) == []
