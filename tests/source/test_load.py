from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Location
from builder.judge import judge
from builder.source.load import Extent, load

BASE = Path(__file__).parents[1] / "samples" / "_base"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The smallest sound course, in the folder ``course`` of where the author stands."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, tmp_path / "course")
    return Path("course")


def edit(file: Path, change: Callable[[str], str]) -> None:
    """Change the text of *file*, and insist that it did change."""
    before = file.read_text(encoding="utf-8")
    assert change(before) != before
    file.write_text(change(before), encoding="utf-8")


def codes(course: Path) -> list[str]:
    return [problem.code for problem in judge(course).problems]


def test_every_part_knows_where_it_was_written(course: Path) -> None:
    read = load(course).course
    assert read is not None
    (module,) = read.contents
    assert module.where == Location("course/first/module.yaml", 1, 1)
    assert module.pages[0].where == Location("course/first/01-start.md", 2, 1)
    assert [block.where.line for block in module.pages[0].blocks] == [11, 13]
    assert module.bank[0].where == Location("course/first/questions/bank.yaml", 1, 3)
    assert read.scenarios[0].decisions[0].options[1].where == Location("course/scenarios/S01-lumi.yaml", 18, 9)
    assert read.place(module.bank[0], "options", 1, "feedback") == Location("course/first/questions/bank.yaml", 12, 17)


def test_places_are_relative_to_where_the_author_stands(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (course / "glosary.yaml").touch()
    absolute = course.resolve()
    shown = {
        course: "course/glosary.yaml",
        Path("./course"): "course/glosary.yaml",
        absolute: "course/glosary.yaml",
    }
    assert {root: load(root).problems[0].where.path for root in shown} == shown
    monkeypatch.chdir(course)
    assert load(Path()).problems[0].where.path == "glosary.yaml"
    assert load(Path("../course")).problems[0].where.path == "glosary.yaml"
    monkeypatch.chdir("first")
    assert load(Path("..")).problems[0].where.path == "../glosary.yaml"


def test_pages_come_in_the_order_in_which_people_count(course: Path) -> None:
    for number in (10, 9, 100):
        page = f"---\nid: M1-{number}\ntitle: T\nminutes: 1\n---\nText.\n"
        (course / "first" / f"{number}-more.md").write_text(page)
    read = load(course).course
    assert read is not None
    assert [page.id for page in read.contents[0].pages] == ["M1-01", "M1-02", "M1-9", "M1-10", "M1-100"]


def test_line_ends_of_windows_change_nothing(course: Path) -> None:
    before = load(course).read
    for file in (file for file in course.rglob("*") if file.is_file()):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    after = load(course)
    assert before is not None
    assert after.course is not None
    assert after.course.model_dump(exclude={"locate"}) == before.model_dump(exclude={"locate"})
    assert after.course.tokens == before.tokens


def test_hidden_files_are_left_in_peace(course: Path) -> None:
    (course / ".DS_Store").write_bytes(b"\0")
    (course / "first" / ".01-start.md.swp").write_bytes(b"\0")
    assert load(course).problems == ()


def test_a_link_out_of_the_course_is_not_followed_wherever_it_stands(course: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.png").write_bytes(b"secret")
    (course / "first" / "media").symlink_to(tmp_path / "secret")
    (course / "scenarios" / "S02.yaml").symlink_to(tmp_path / "secret" / "key.png")
    (course / "second").symlink_to(tmp_path / "secret")
    loaded = load(course)
    assert sorted(str(problem.where) for problem in loaded.problems) == [
        "course/first/media",
        "course/scenarios/S02.yaml",
        "course/second",
    ]
    assert loaded.read is not None
    assert loaded.read.contents[0].media == ()


def test_the_course_itself_may_stand_behind_a_link(course: Path) -> None:
    Path("here").symlink_to("course")
    assert load(Path("here")).course is not None


def test_names_are_exact_whatever_the_file_system_says(course: Path) -> None:
    (course / "first").rename(course / "First")
    loaded = load(course)
    assert [(p.code, p.hint) for p in loaded.problems] == [("misnamed-file", "rename it to first")]


def test_media_is_named_and_not_read(course: Path) -> None:
    film = course / "first" / "media" / "films" / "long.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"\0" * 10)
    read = load(course).course
    assert read is not None
    assert [(file.path, file.source) for file in read.contents[0].media] == [("films/long.mp4", film)]


def test_the_shared_files_may_all_be_left_out(course: Path) -> None:
    for name in ("principles", "guidance", "figures", "glossary", "support", "local"):
        (course / f"{name}.yaml").unlink()
    shutil.rmtree(course / "scenarios")
    shutil.rmtree(course / "animations")
    assert load(course).course is not None


@pytest.mark.parametrize("name", ["principles.yaml", "glossary.yaml", "first/questions/bank.yaml"])
def test_an_empty_list_is_an_empty_file(course: Path, name: str) -> None:
    (course / name).write_text("# nothing yet\n")
    assert load(course).problems == ()


@pytest.mark.parametrize("name", ["course.yaml", "first/module.yaml", "scenarios/S01-lumi.yaml"])
def test_a_file_that_must_say_something_may_not_be_empty(course: Path, name: str) -> None:
    (course / name).write_text("")
    assert [(p.code, str(p.where)) for p in load(course).problems] == [("wrong-type", f"course/{name}:1:1")]


# --- how much could be read, and what can then be judged


def test_all_files_are_read_although_one_of_them_is_wrong(course: Path) -> None:
    edit(course / "course.yaml", lambda text: text + "colour: red\n")
    edit(course / "first" / "01-start.md", lambda text: text.replace("::: decision", "::: decison"))
    edit(course / "first" / "questions" / "bank.yaml", lambda text: text.replace("stem:", "stme:"))
    edit(course / "glossary.yaml", lambda text: text.replace("term:", "trem:"))
    loaded = load(course)
    assert [problem.code for problem in loaded.problems].count("unknown-key") == 3
    assert "unknown-block" in codes(course)
    assert loaded.course is None


def test_rules_for_single_parts_judge_what_could_be_read(course: Path) -> None:
    edit(course / "glossary.yaml", lambda text: text.replace("term:", "trem:"))
    edit(course / "first" / "questions" / "bank.yaml", lambda text: text.replace("      right: true\n", ""))
    loaded = load(course)
    assert loaded.extent is Extent.PARTS
    assert set(codes(course)) == {"unknown-key", "right-options"}


def test_references_are_judged_although_a_question_could_not_be_read(course: Path) -> None:
    edit(course / "first" / "questions" / "bank.yaml", lambda text: text.replace("stem:", "stme:"))
    edit(course / "first" / "01-start.md", lambda text: text.replace("term:lead", "term:leed"))
    loaded = load(course)
    assert loaded.extent is Extent.NAMES
    assert set(codes(course)) == {"unknown-key", "unknown-term"}


def test_nothing_is_called_missing_because_its_own_file_could_not_be_read(course: Path) -> None:
    for name in ("glossary.yaml", "scenarios/S01-lumi.yaml", "guidance.yaml", "principles.yaml", "first/02-check.md"):
        (course / name).write_text("a: b: c\n")
    assert set(codes(course)) == {"yaml-syntax", "front-matter"}


def test_a_duplicate_key_hides_nothing_else(course: Path) -> None:
    edit(course / "course.yaml", lambda text: text + "pass_mark: 90\n")
    edit(course / "first" / "module.yaml", lambda text: text.replace("minutes: 2", "minutes: 5"))
    loaded = load(course)
    assert loaded.extent is Extent.WHOLE
    assert loaded.course is None
    assert set(codes(course)) == {"duplicate-key", "minutes-sum"}


# --- anything at all

FILES = sorted(str(file.relative_to(BASE)) for file in BASE.rglob("*") if file.is_file())


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fuzz") / "course"
    shutil.copytree(BASE, target)
    return target


@given(name=st.sampled_from(FILES), data=st.data())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_damage_to_a_file_makes_loading_or_a_rule_raise(fuzzed: Path, name: str, data: st.DataObject) -> None:
    original = (BASE / name).read_bytes()
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 12)))
    scrap = st.binary(max_size=6) | st.sampled_from(
        [b"\n", b": ", b"- ", b"::: ", b"{{", b"'", b"\t", b"&a ", b"!", b"#"]
    )
    (fuzzed / name).write_bytes(original[:start] + data.draw(scrap) + original[end:])
    try:
        judge(fuzzed)
    finally:
        (fuzzed / name).write_bytes(original)
