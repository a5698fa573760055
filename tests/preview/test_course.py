"""A course that is being written is shown as far as it is sound."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from markupsafe import escape

from builder.build import build
from builder.formats import FORMATS
from builder.judge import Judged, judge, read_course
from builder.preview.components import PreviewedComponents, examples
from builder.preview.course import PreviewedCourse
from builder.preview.subject import Unshowable

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "small_course"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "course")
    return tmp_path / "course"


def page_of(course: PreviewedCourse) -> str:
    content = course.show("one", "scorm12").files["index.html"]
    assert isinstance(content, bytes)
    return content.decode()


def test_what_is_shown_has_every_file_that_the_package_has(tmp_path: Path) -> None:
    course = PreviewedCourse(SMALL)
    for package in build(SMALL, formats=[], modules=["one"], output=tmp_path).packages:
        fmt = next(name for name in FORMATS if package.path.stem.endswith(f"-{name}"))
        with zipfile.ZipFile(package.path) as archive:
            assert set(course.show("one", fmt).files) == set(archive.namelist()), fmt


def test_a_saved_page_is_read_by_itself_and_shown_with_what_is_wrong_with_it(folder: Path) -> None:
    course = PreviewedCourse(folder)
    page_of(course)
    file = next((folder / "one").glob("*.md"))
    file.write_text(f"{file.read_text(encoding='utf-8')}\nA new line.\n\n::: calout\n:::\n", encoding="utf-8")
    assert course.read_page(file)
    assert "A new line." in page_of(course)
    (problem,) = [problem for problem in course.problems if problem.code == "unknown-block"]
    assert problem.where.path == file.as_posix()
    course.read()
    assert problem in course.problems


#: What a page may become, so that others of its module stay as they are, or do not.
CHANGES: tuple[Callable[[str], str], ...] = (
    lambda text: f"{text}\nOnly words.\n",
    lambda text: f"{text}\nA word more, and somebody to ring: {{{{l:ladder}}}}.\n",
    lambda text: text.replace("title: ", "title: Not ", 1),
    lambda text: (
        text[: text.rindex("\n:::", 0, text.rindex("\n:::"))] if text.count("\n:::") > 1 else f"{text}\nWord.\n"
    ),
    lambda text: f"{text}\n::: contacts\n:::\n",
)


def test_a_module_of_which_a_page_was_saved_is_shown_as_one_that_was_read_anew(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "wide_course", folder)
    course = PreviewedCourse(folder, read_course)
    for part in course.parts:
        course.show(part.id, "scorm12")
        for file, change in zip(sorted((folder / part.id).glob("*.md")), cycle(CHANGES), strict=False):
            file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
            assert course.read_page(file), file
            shown, anew = (each.show(part.id, "scorm12") for each in (course, PreviewedCourse(folder, read_course)))
            assert dict(shown.files) == dict(anew.files), file
            assert (shown.places, shown.names) == (anew.places, anew.names)


def test_a_module_that_is_shown_after_a_page_of_another_was_saved_has_what_is_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "wide_course", folder)
    one, other = (part.id for part in PreviewedCourse(folder, read_course).parts)
    for saved, asked in ((one, other), (other, one)):
        course = PreviewedCourse(folder, read_course)
        course.show(saved, "scorm12")
        file = min((folder / saved).glob("*.md"))
        file.write_text(f"{file.read_text(encoding='utf-8')}\nOnly words.\n", encoding="utf-8")
        assert course.read_page(file)
        anew = PreviewedCourse(folder, read_course).show(asked, "scorm12")
        assert dict(course.show(asked, "scorm12").files) == dict(anew.files)


def change_id(text: str) -> str:
    return text.replace("id: ", "id: X-", 1)


@pytest.mark.parametrize("change", [change_id, lambda _: "no front matter"], ids=["its id", "its front matter"])
def test_a_page_of_which_more_was_changed_is_not_read_alone(change: Callable[[str], str], folder: Path) -> None:
    course = PreviewedCourse(folder)
    file = next((folder / "one").glob("*.md"))
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert not course.read_page(file)
    assert not course.read_page(folder / "course.yaml")
    assert not course.read_page(folder / "one" / "new.md")


#: What breaks, where a build refuses to begin: a file, and what is put into it.
ELSEWHERE = {
    "a page": ("two/01-first.md", "---\nid: [\n---\n"),
    "a bank": ("one/questions/bank.yaml", "- id: Q\n  kind: choice\n"),
    "a question's case": (
        "one/questions/bank.yaml",
        "- { id: M1-Q9, kind: choice, case: M1-none, stem: Which?,"
        " options: [{ text: One, right: true, feedback: Yes. }, { text: Two, feedback: No. }] }\n",
    ),
    "a shared file": ("principles.yaml", "- {"),
    "a module's head": ("two/module.yaml", "id: [\n"),
}


@pytest.mark.parametrize(("name", "text"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_course_with_errors_elsewhere_is_shown(name: str, text: str, folder: Path) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    course = PreviewedCourse(folder)
    assert course.problems
    assert "First page" in page_of(course)


#: How a file is saved half-way: which one, and what of it is then replaced by what.
HALF_WAY: dict[str, tuple[str, Callable[[str], str]]] = {
    "a quotation mark is open": ("02-check.md", lambda text: text.replace("title: ", 'title: "', 1)),
    "a key is half typed": ("02-check.md", lambda text: text.replace("title:", "titl:", 1)),
    "a page is empty": ("02-check.md", lambda _: ""),
    "the first page has no value": ("01-first.md", lambda text: text.replace("id: ", "id:  # ", 1)),
    "the module's head is open": ("module.yaml", lambda _: "id: ["),
}


@pytest.mark.parametrize(("name", "change"), HALF_WAY.values(), ids=HALF_WAY)
def test_what_is_saved_half_way_stays_in_view_as_it_was_until_it_can_be_read(
    name: str, change: Callable[[str], str], folder: Path
) -> None:
    course = PreviewedCourse(folder)
    before, parts, file = page_of(course), course.parts, folder / "one" / name
    text = file.read_text(encoding="utf-8")
    file.write_text(change(text), encoding="utf-8")
    assert not course.read_page(file)
    course.read()
    assert file.as_posix() in {problem.where.path for problem in course.problems}
    assert (course.parts, page_of(course)) == (parts, before)
    file.write_text(text, encoding="utf-8")
    course.read()
    assert (course.parts, page_of(course), course.problems) == (parts, before, ())
    file.unlink()
    course.read()
    if name != "module.yaml":
        assert page_of(course) != before


def test_a_block_that_cannot_be_rendered_keeps_its_place_and_the_others_are_shown(folder: Path) -> None:
    file = next((folder / "one").glob("*.md"))
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n::: decision NONE-1\n:::\n\n::: callout A title\nAfter it.\n:::\n", encoding="utf-8")
    shown = page_of(PreviewedCourse(folder))
    assert shown.index("This block cannot be shown yet.") < shown.index("After it.")


def test_a_course_that_is_deleted_while_it_is_shown_stays_as_it_was_last_read(folder: Path) -> None:
    course = PreviewedCourse(folder)
    shutil.rmtree(folder)
    course.read()
    assert "missing-file" in {problem.code for problem in course.problems}
    assert "First page" in page_of(course)


def test_what_is_held_is_shown_and_marked(folder: Path) -> None:
    file = next((folder / "one").glob("*.md"))
    held = "held: { reason: Not agreed yet, lifted_by: The board }\ntitle:"
    file.write_text(file.read_text(encoding="utf-8").replace("title:", held, 1), encoding="utf-8")
    course = PreviewedCourse(folder)
    assert "First page" in page_of(course)
    (note,) = [note for note in course.show("one", "web").notes if note["severity"] == "held"]
    assert "Not agreed yet" in note["message"]
    assert "The board" in note["hint"]


def test_each_block_stands_behind_its_page_and_number_that_say_where_it_is_written() -> None:
    course = PreviewedCourse(SMALL)
    shown, html = course.show("one", "scorm12"), page_of(course)
    pages = [block.page for block in shown.places]
    marks = [f"<!--block {page} {pages[:place].count(page)}-->" for place, page in enumerate(pages)]
    assert sorted(marks, key=html.index) == marks
    lines = [Path(where.path).read_text(encoding="utf-8").splitlines()[where.line - 1] for _, _, where in shown.places]
    assert all(
        line.startswith(f"::: {block.kind}") == (block.kind != "text")
        for line, block in zip(lines, shown.places, strict=True)
    )


def test_what_there_is_not_cannot_be_shown() -> None:
    course = PreviewedCourse(SMALL)
    for part, fmt in (("three", "scorm12"), ("one", "scorm13")):
        with pytest.raises(Unshowable, match=part):
            course.show(part, fmt)


def test_every_block_s_examples_are_shown_in_a_course_that_has_what_they_name_and_kept_in_one_that_has_not() -> None:
    lacking = "This block cannot be shown yet."
    wide = PreviewedComponents(ROOT / "tests" / "wide_course")
    content = wide.show(wide.parts[0].id, "web").bytes_of("index.html").decode()
    assert lacking not in content
    assert all(escape(name) in content for name, _ in examples())
    small = PreviewedComponents(SMALL).show("one", "web").bytes_of("index.html").decode()
    assert lacking in small
    assert all(escape(name) in small for name, _ in examples())


def test_what_was_read_of_a_course_before_a_page_was_saved_does_not_take_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = PreviewedCourse(folder)
    file = next((folder / "one").glob("*.md"))

    def slowly(root: Path) -> Judged:
        judged = judge(root)
        file.write_text(file.read_text(encoding="utf-8") + "\nSaved meanwhile.\n", encoding="utf-8")
        assert course.read_page(file)
        return judged

    monkeypatch.setattr("builder.preview.course.judge", slowly)
    course.read()
    assert "Saved meanwhile." in page_of(course)


def test_that_there_are_no_problems_is_said_once_all_rules_were_asked(folder: Path) -> None:
    course = PreviewedCourse(folder, read_course)
    assert not course.is_judged
    course.read()
    assert course.is_judged
    assert course.read_page(folder / "one" / "01-first.md")
    assert not course.is_judged
