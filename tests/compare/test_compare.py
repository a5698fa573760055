"""Replacing a package: what comes of it for the learners who are in it, judged on packages as they were built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from builder.build import build
from builder.cli import main
from builder.compare.advice import Advice, Comparison, compare

SMALL, WIDE = (Path(__file__).parents[1] / name for name in ("small_course", "wide_course"))
FORMATS = ("scorm12", "xapi", "cmi5")
Edit = Callable[[Path], None]


def built(course: Path, output: Path) -> Path:
    report = build(course, formats=FORMATS, modules=(), output=output)
    assert report.exit_code == 0, report.problems
    return output


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(SMALL, tmp_path_factory.mktemp("old"))


@pytest.fixture
def after(old: Path, tmp_path: Path) -> Callable[[Edit], Comparison]:
    """Compare the release with one after an edit of the course."""

    def compared(edit: Edit) -> Comparison:
        shutil.copytree(SMALL, tmp_path / "course")
        edit(tmp_path / "course")
        return compare(old, built(tmp_path / "course", tmp_path / "new"))

    return compared


def put(name: str, before: str, now: str) -> Edit:
    def edit(course: Path) -> None:
        text = (course / name).read_text("utf-8")
        assert before in text
        (course / name).write_text(text.replace(before, now), "utf-8")

    return edit


def all_text(found: Comparison) -> str:
    return "\n".join(line for pair in found.pairs for line in (pair.sentence, *pair.notes))


def test_the_same_release_is_safe_to_replace_and_nothing_else_is_said(old: Path) -> None:
    found = compare(old, old)
    assert {(pair.advice, pair.sentence, tuple(pair.notes)) for pair in found.pairs} == {
        (Advice.SAFE, "Safe to replace", ())
    }
    assert len(found.pairs) == 2 * len(FORMATS) + 1


def test_another_word_of_teaching_is_safe_to_replace(after: Callable[[Edit], Comparison]) -> None:
    found = after(put("two/01-only.md", "title: ", "title: Our "))
    assert found.advice is Advice.SAFE


def test_a_new_course_iri_must_be_uploaded_as_a_new_activity(after: Callable[[Edit], Comparison]) -> None:
    found = after(put("course.yaml", "iri: https://", "iri: https://other."))
    assert found.advice is Advice.NEW_ACTIVITY
    assert "no longer filed under" in all_text(found)


def test_a_new_course_id_is_another_course(after: Callable[[Edit], Comparison]) -> None:
    found = after(put("course.yaml", "id: small", "id: tiny"))
    assert [problem.code for problem in found.problems] == ["other-course"]


def test_a_question_that_is_gone_costs_an_open_try_and_no_more(after: Callable[[Edit], Comparison]) -> None:
    found = after(put("one/questions/all.yaml", "id: M1-Q1", "id: M1-Q9"))
    assert found.advice is Advice.REDO
    text = all_text(found)
    assert "a try at the check that is under way" in text
    assert "no longer asked: M1-Q1" in text
    assert "New questions: M1-Q9" in text


def test_a_page_with_another_id_is_to_be_read_again(after: Callable[[Edit], Comparison]) -> None:
    def renamed(course: Path) -> None:
        for file in course.rglob("*"):
            if file.suffix in (".md", ".yaml"):
                file.write_text(file.read_text("utf-8").replace("M2-01", "M2-77"), "utf-8")

    found = after(renamed)
    assert found.advice is Advice.REDO
    assert "filed under another number" in all_text(found)


def test_a_new_page_is_a_note_for_finished_learners_lose_nothing(after: Callable[[Edit], Comparison]) -> None:
    def added(course: Path) -> None:
        page = (course / "two/01-only.md").read_text("utf-8")
        head, rest = page.split("title:", 1)
        more = head.replace("M2-01", "M2-02") + "title: Some more\n" + rest.split("\n", 1)[1]
        (course / "two/02-more.md").write_text(more, "utf-8")
        put("two/module.yaml", "minutes: 1", "minutes: 2")(course)

    found = after(added)
    assert "New pages: “Some more”" in all_text(found)
    assert found.advice is Advice.SAFE


def test_a_raised_pass_mark_is_said_and_takes_nothing_back(after: Callable[[Edit], Comparison]) -> None:
    found = after(put("course.yaml", "pass_mark: 75", "pass_mark: 90"))
    assert "pass mark" in all_text(found)
    assert found.advice is Advice.SAFE


def test_a_module_that_is_not_in_the_new_release_stays_where_it_is(old: Path, tmp_path: Path) -> None:
    shutil.copy(old / "small-one-scorm12.zip", tmp_path)
    found = compare(old, tmp_path)
    assert {pair.sentence for pair in found.pairs} == {
        "Safe to replace",
        "Not in the new release: leave the old package where it is",
    }
    assert compare(tmp_path, old).advice is Advice.NEW_ACTIVITY


def test_a_moodle_backup_beside_the_packages_is_passed_over(old: Path, tmp_path: Path) -> None:
    shutil.copy(old / "small-one-scorm12.zip", tmp_path)
    (tmp_path / "small-moodle.mbz").write_bytes(b"not looked into")
    assert compare(tmp_path, tmp_path).problems == ()


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two fictional editions of the wide course, whose card has their contacts, and what changed in a later one."""
    folder = tmp_path_factory.mktemp("editions")
    for number, id_ in enumerate(("one", "two", "later")):
        (folder / id_).mkdir()
        ladder = f"contacts:\n  ladder: {{ value: Desk {number}, checked_on: 2026-11-20 }}\n"
        (folder / id_ / "edition.yaml").write_text(f"name: Partnership {id_}\n{ladder}", "utf-8")
    report = build(WIDE, formats=["moodle"], modules=(), output=folder / "built", of=["all"], editions=folder)
    assert report.exit_code == 0, report.problems
    return folder / "built"


def test_two_backups_are_compared_lesson_by_lesson_with_what_is_done_in_moodle(editions: Path) -> None:
    """The card to take away stands in an activity of its own, which no package replaces."""
    found = compare(editions / "hives_one_moodle.mbz", editions / "hives_later_moodle.mbz")
    assert found.advice is Advice.SAFE
    assert "Never restore the new file over a course with learners" in found.note
    sentences = {pair.name: pair.sentence for pair in found.pairs}
    assert sentences["The file pocket-card.pdf"].startswith("Replace it in its own activity, too")
    assert [name for name in sentences if "SCORM 1.2, edition later" in name] != []
    assert "was the edition 'one': learners get other contacts" in all_text(found)
    same = compare(editions / "hives_one_moodle.mbz", editions / "hives_one_moodle.mbz")
    assert {(pair.sentence, tuple(pair.notes)) for pair in same.pairs} == {("Safe to replace", ())}


def test_in_a_folder_each_edition_finds_its_own_and_none_is_passed_over(editions: Path, tmp_path: Path) -> None:
    found = compare(editions, editions)
    assert {pair.name.rpartition(" ")[2] for pair in found.pairs} == {"one", "two", "later"}
    assert {(pair.sentence, tuple(pair.notes)) for pair in found.pairs} == {("Safe to replace", ())}
    for package in editions.glob("hives_one_*.zip"):
        shutil.copy(package, tmp_path)
    assert compare(editions, tmp_path).advice is Advice.SAFE
    assert {pair.name.rpartition(" ")[2] for pair in compare(tmp_path, tmp_path).pairs} == {"one"}


def test_a_folder_with_a_backup_alone_is_compared_by_that(editions: Path, tmp_path: Path) -> None:
    shutil.copy(editions / "hives_one_moodle.mbz", tmp_path)
    assert len(compare(tmp_path, editions / "hives_two_moodle.mbz").pairs) >= 2


def test_a_backup_of_another_tool_is_said_to_be_none_of_ours(editions: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.mbz"
    with ZipFile(other, "w") as archive:
        archive.writestr("moodle_backup.xml", "<moodle_backup/>")
        archive.writestr("files.xml", "<files/>")
    good = editions / "hives_one_moodle.mbz"
    assert [problem.code for problem in compare(other, good).problems] == ["not-of-coursepack"]
    assert [problem.code for problem in compare(good, other).problems] == ["not-of-coursepack"]


def test_one_module_is_not_compared_with_another(old: Path) -> None:
    found = compare(old / "small-one-scorm12.zip", old / "small-two-scorm12.zip")
    assert [problem.code for problem in found.problems] == ["other-package"]


def broken(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_what_cannot_be_compared_is_said_in_words(old: Path, tmp_path: Path) -> None:
    good = old / "small-one-scorm12.zip"
    other = tmp_path / "other.zip"
    with ZipFile(other, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
    (tmp_path / "empty").mkdir()
    cases = {
        tmp_path / "not-there.zip": "unreadable-file",
        broken(tmp_path, "half.zip", good.read_bytes()[:-300]): "zip-truncated",
        broken(tmp_path, "text.zip", b"hello"): "not-a-zip",
        other: "not-of-coursepack",
    }
    for path, code in cases.items():
        assert [problem.code for problem in compare(path, good).problems] == [code]
        assert [problem.code for problem in compare(good, path).problems] == [code]


def test_a_folder_without_packages_is_nothing_to_compare_with(old: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no package", encoding="utf-8")
    for sides in ((old, tmp_path), (tmp_path, old)):
        assert [problem.code for problem in compare(*sides).problems] == ["nothing-to-compare"]


def test_what_a_package_tells_its_player_may_be_anything(old: Path, tmp_path: Path) -> None:
    """A package that was meddled with ends in words, and not in a traceback."""
    good = old / "small-one-scorm12.zip"
    for number, (before, now) in enumerate(
        [(b'"pages":[', b'"pages":7,"x":['), (b'"player-data">{', b'"player-data">[{'), (b'"fingerprint":', b'"f":')]
    ):
        path = tmp_path / f"{number}.zip"
        with ZipFile(good) as source, ZipFile(path, "w") as target:
            for info in source.infolist():
                data = source.read(info)
                target.writestr(info.filename, data.replace(before, now) if info.filename == "index.html" else data)
        assert [problem.code for problem in compare(path, good).problems] == ["not-of-coursepack"]


def test_the_command_says_it_in_text_and_json_and_by_its_exit_code(old: Path) -> None:
    run = CliRunner().invoke(main, ["compare", str(old), str(old)])
    assert (run.exit_code, run.output.splitlines()[-1]) == (0, "All together: Safe to replace.")
    told = json.loads(CliRunner().invoke(main, ["compare", "--json", str(old), str(old)]).output)
    assert told["advice"] == "safe"
    assert {package["advice"] for package in told["packages"]} == {"safe"}
    wrong = CliRunner().invoke(main, ["compare", str(old), str(old / "nothing.zip")])
    assert wrong.exit_code == 2
    assert "nothing.zip" in wrong.stderr
