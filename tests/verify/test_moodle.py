"""A Moodle course backup that was changed, or half written, is known for it before anybody restores it."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.archive import PackageFile
from builder.build import build
from builder.formats import moodle
from builder.source.load import load
from builder.verify import inspect, verify
from builder.verify.named import packages_named
from tests.verify.conftest import SMALL_COURSE, Files, files_of
from tests.verify.lab import codes

LESSON, GATED = "activities/scorm_1", "activities/scorm_2"
SETTING = b"<setting><level>root</level><name>brand_new</name><value>1</value></setting>"
NOTHING = b"<availability>$@NULL@$</availability>"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound backup of the small course."""
    output = tmp_path_factory.mktemp("built")
    assert build(SMALL_COURSE, formats=["moodle"], modules=[], output=output).problems == ()
    return output / "small-moodle.mbz"


@pytest.fixture
def backup(path: Path) -> Files:
    """Its files."""
    return files_of(path)


def changed(files: Files, name: str, old: bytes, new: bytes) -> Files:
    """Return *files* with *old* in the file *name* replaced, once."""
    assert old in files[name], name
    return {**files, name: files[name].replace(old, new, 1)}


def gate(condition: str) -> bytes:
    return f"<availability>{condition.replace(chr(34), '&quot;')}</availability>".encode()


def test_a_sound_backup_has_no_problems_and_says_what_it_is(path: Path) -> None:
    verdict = inspect(path, shown="x.mbz")
    assert verdict.problems == ()
    files = f"{len(verdict.files)} files"
    assert verdict.sentence() == f"A package for Moodle, as a course backup, of {files}.\nNo problems found."
    assert verdict.sentence("x.mbz") == f"x.mbz: Moodle, as a course backup, {files}: no problems"


def test_what_a_restore_takes_without_a_word_is_no_problem(backup: Files, zipped: Callable[[Files], Path]) -> None:
    """A setting that no Moodle knows, an older Moodle, the index of Moodle's own archives, and its rows for folders."""
    files = changed(backup, moodle.MANIFEST, b"<settings>", b"<settings>" + SETTING)
    files = changed(files, moodle.MANIFEST, b"<backup_version>2022112800", b"<backup_version>2013111800")
    start = files["files.xml"].index(b"<file id=")
    row = files["files.xml"][start : files["files.xml"].index(b"</file>") + len(b"</file>")]
    folder = re.sub(rb'id="\d+"', b'id="9999"', row)
    folder = re.sub(b"<filename>[^<]+", b"<filename>.", folder)
    folder = re.sub(b"<contenthash>[^<]+", b"<contenthash>" + b"d" * 40, folder)
    files = {**files, "files.xml": files["files.xml"].replace(row, row + folder, 1)}
    assert codes(zipped({**files, ".ARCHIVE_INDEX": b"Moodle archive file index."})) == set()


def test_a_folder_stands_for_the_backups_in_it_too(path: Path) -> None:
    assert path in packages_named([path.parent.as_posix()])


@pytest.mark.parametrize(
    "name", ["scales.xml", "course/roles.xml", f"{LESSON}/grades.xml", "sections/section_2/section.xml"]
)
def test_a_file_that_a_restore_asks_for_is_missing(name: str, backup: Files, zipped: Callable[[Files], Path]) -> None:
    del backup[name]
    assert codes(zipped(backup)) == {"backup-xml-missing"}


@pytest.mark.parametrize("name", ["scorm_2", "section_1"])
def test_what_would_be_left_out_without_a_word_is_named(
    name: str, backup: Files, zipped: Callable[[Files], Path]
) -> None:
    spoilt = changed(backup, "moodle_backup.xml", f"<name>{name}_included<".encode(), b"<name>else<")
    assert codes(zipped(spoilt)) == {"backup-left-out"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("files.xml", b"<filesize>", b"<filesize>1"),
        (f"{LESSON}/inforef.xml", b"<file><id>2</id></file>", b""),
    ],
)
def test_a_file_that_is_not_as_its_row_says_or_belongs_to_nothing(
    name: str, old: bytes, new: bytes, backup: Files, zipped: Callable[[Files], Path]
) -> None:
    assert codes(zipped(changed(backup, name, old, new))) == {"backup-content"}


def test_a_content_that_is_missing_or_another_than_its_hash_says(
    backup: Files, zipped: Callable[[Files], Path]
) -> None:
    blob = next(
        name
        for name, content in backup.items()
        if name.startswith("files/") and b"<!doctype html>" in content[:99].lower()
    )
    other = {**backup, blob: backup[blob][::-1]}
    assert codes(zipped(other)) == {"backup-content", "backup-lesson"}
    del backup[blob]
    assert "backup-content" in codes(zipped(backup))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<launch>2</launch>", b"<launch>9</launch>"),
        (b"<launch>index.html</launch>", b"<launch>start.html</launch>"),
        (b"M1.item</identifier>", b"M1.other</identifier>"),
        (b"<reference>small-one", b"<reference>large-one"),
    ],
)
def test_a_lesson_that_is_not_the_one_in_its_package(
    old: bytes, new: bytes, backup: Files, zipped: Callable[[Files], Path]
) -> None:
    assert codes(zipped(changed(backup, f"{LESSON}/scorm.xml", old, new))) == {"backup-lesson"}


@pytest.mark.parametrize(
    "condition",
    ['{"op":"&amp;","c":[{"type":"completion","cm":9,"e":1}],"showc":[true]}', '{"c":', "[]", '{"c":[1]}'],
)
def test_a_condition_that_nobody_could_ever_meet(
    condition: str, backup: Files, zipped: Callable[[Files], Path]
) -> None:
    assert codes(zipped(changed(backup, f"{GATED}/module.xml", NOTHING, gate(condition)))) == {"backup-gate"}


def test_a_condition_on_what_is_never_complete(backup: Files, zipped: Callable[[Files], Path]) -> None:
    met = '{"op":"&amp;","c":[{"type":"completion","cm":1,"e":1},{"type":"date","d":"&lt;","t":1}],"showc":[true,true]}'
    gated = changed(backup, f"{GATED}/module.xml", NOTHING, gate(met))
    assert codes(zipped(gated)) == set()
    never = changed(gated, f"{LESSON}/module.xml", b"<completion>2<", b"<completion>0<")
    assert codes(zipped(never)) == {"backup-gate"}


def test_two_lessons_cannot_have_one_package(backup: Files, zipped: Callable[[Files], Path]) -> None:
    """Or whoever lists the same one ten thousand times would keep us busy."""
    shared = changed(backup, f"{GATED}/scorm.xml", b'contextid="102"', b'contextid="101"')
    assert codes(zipped(shared)) == {"backup-lesson"}


def test_each_lesson_is_judged_though_the_package_of_another_is_no_zip(
    backup: Files, zipped: Callable[[Files], Path]
) -> None:
    spoilt = {name: b"x" * len(text) if text.startswith(b"PK") else text for name, text in backup.items()}
    (problem,) = (each for each in verify(zipped(spoilt)) if each.code == "not-a-zip")
    assert "; 1 more like this" in problem.message


def test_a_backup_that_is_packed_as_moodle_packs_it_is_said_to_be_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "x.mbz"
    with tarfile.open(path, "w:gz"):
        pass
    assert codes(path) == {"not-a-zip"}


def test_a_package_in_a_backup_is_judged_like_any_other(path: Path, zipped: Callable[[Files], Path]) -> None:
    course = load(SMALL_COURSE).course
    assert course is not None
    packages = []
    for module in course.contents:
        name = f"small-{module.slug}-scorm12.zip"
        held = files_of(path.with_name(name)) | ({"left-over.txt": b"x"} if module.slug == "one" else {})
        files = [PackageFile(*file) for file in held.items()]
        packages.append(moodle.FinishedPackage(module, PackageFile(name, zipped(held).read_bytes()), files))
    made = {file.path: file.content for file in moodle.backup(course, "x.mbz", packages)}
    problems = verify(zipped({name: content for name, content in made.items() if isinstance(content, bytes)}))
    assert [problem.code for problem in problems] == ["unlisted-file"]
    assert problems[0].where.path.endswith("x.zip!small-one-scorm12.zip!left-over.txt")
