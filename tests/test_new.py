"""What ``coursepack new`` writes can be built at once, in any course, and nothing is written over."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from builder.cli import main
from builder.judge import judge
from builder.new import CannotStart, new_course, new_module, new_page, new_question, new_scenario
from builder.new.command import KINDS
from builder.render.module import render_module
from builder.source.homes import OWN_FOLDERS
from builder.source.load import load

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "writing-a-course.md").read_text(encoding="utf-8")
STEPS: dict[str, Callable[[Path], object]] = {
    "module": lambda course: new_module(course, "second", "Second"),
    "page": lambda course: new_page(course, "first-module", f"Ways out {len(contents(course))}"),
    "scenario": lambda course: new_scenario(course, "first-module", f"Ana {len(contents(course))}"),
    **{kind: lambda course, kind=kind: new_question(course, "first-module", kind) for kind in KINDS},  # type: ignore[misc]
}


def coursepack(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["new", *arguments], input=answers)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that was just begun."""
    new_course(tmp_path / "course", "A course")
    return tmp_path / "course"


@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
@settings(max_examples=12, deadline=None)
def test_whatever_is_begun_in_whatever_order_a_course_has_no_problem(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("begun") / "course"
    new_course(folder, "A course")
    done: set[str] = set()
    for step in steps:
        before = contents(folder)
        if step == "module" and step in done:
            with pytest.raises(CannotStart, match="already there"):
                STEPS[step](folder)
            assert contents(folder) == before
            continue
        try:
            STEPS[step](folder)
        except CannotStart:
            pytest.fail(f"{step} after {sorted(done)}")
        done.add(step)
        assert {name: text for name, text in contents(folder).items() if name in before and name != "course.yaml"} == {
            name: text for name, text in before.items() if name != "course.yaml"
        }
        assert judge(folder).problems == ()


#: Words that mean something in YAML, in Markdown, in HTML, or to this tool, and such as are written from the right.
WORDS = (
    ': "no" & #1',
    "- x: 'y'",
    "010",
    "? !tag |",
    "<b>",
    "*so*",
    "{{g:x}}",
    "[to](them)",
    "שלום",
    "👩\u200d👧",
    "a\nb",
    "%",
)


@given(parts=st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=20), min_size=1, max_size=3))
@example(parts=["x" * 300])
@settings(max_examples=60)
def test_a_title_is_shown_as_it_was_said_or_refused_before_anything_is_written(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    folder, title = tmp_path_factory.mktemp("titled") / "course", " ".join(parts)
    try:
        new_course(folder, title)
    except CannotStart as refused:
        assert not folder.exists()
        assert str(refused)
        return
    new_page(folder, "first-module", title)
    judged = judge(folder)
    assert judged.problems == ()
    assert judged.course is not None
    (module,) = judged.course.contents
    assert (judged.course.title, module.pages[1].title) == (title.strip(), title.strip())
    shown = render_module(judged.course, module).pages[1].html
    assert f">{escape(title.strip())}</h1>" in shown


@pytest.mark.parametrize(
    "title", ['say "yes": no', "it's # fine", "- one", "true", "שלום עולם", "👩\u200d👩\u200d👧 à\u00a0la"]
)
def test_what_only_yaml_would_take_for_something_else_can_be_a_title(tmp_path: Path, title: str) -> None:
    new_course(tmp_path / "course", title)
    assert judge(tmp_path / "course").problems == ()


@pytest.mark.parametrize("name", ["n", "No", "null", "true", "on", "1e5", "12", "con", "été", "-", "a b.c"])
def test_a_folder_may_be_called_whatever_means_something_to_yaml_or_windows(tmp_path: Path, name: str) -> None:
    new_course(tmp_path / name, "A course")
    assert judge(tmp_path / name).problems == ()


@pytest.mark.parametrize(
    "listed",
    [
        "modules: [first-module]",
        "modules: [ first-module , ]",
        "modules:\n  [\n    first-module\n  ]",
        "modules:\n- first-module",
        "modules: # in order\n\n  # the first\n  - first-module # to begin with",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_module_is_listed_last_however_the_list_is_written(course: Path, listed: str, end: str) -> None:
    head = course / "course.yaml"
    written = re.sub(r"^modules: .*", listed, head.read_text(encoding="utf-8"), flags=re.MULTILINE)
    head.write_bytes(written.replace("\n", end).encode())
    new_module(course, "second", "Second")
    new_module(course, "third", "Third")
    read = load(course).read
    assert read is not None
    assert read.modules == ("first-module", "second", "third")
    assert judge(course).problems == ()


def test_an_id_that_was_released_is_not_taken_again(course: Path) -> None:
    assert CliRunner().invoke(main, ["released", str(course)]).exit_code == 0
    record = course / "released.json"
    record.write_text(
        record.read_text(encoding="utf-8").replace('"retired": []', '"retired": ["M1-02"]'), encoding="utf-8"
    )
    new_page(course, "first-module", "Ways out")
    read = load(course).read
    assert read is not None
    assert [page.id for page in read.contents[0].pages] == ["M1-01", "M1-03", "M1-90"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["course", "course"], "course is already there"),
        (["module", "Second", "--course", "course"], "how about 'second'?"),
        (["module", "con", "--course", "course"], "how about 'module-con'?"),
        (["module", "first-module", "--course", "course"], "nothing is written over it"),
        (["page", "frist-module", "--course", "course"], "did you mean 'first-module'?"),
        (["page", "first-module", "--title", "x" * 201, "--course", "course"], "LMSs take 200"),
        (["page", "first-module", "--title", "a\x1bb", "--course", "course"], "cannot be a title"),
        (["page", "first-module", "--title", "<b>x", "--course", "course"], "HTML (<b>) cannot stand in a course"),
        (["question", "first-module", "--kind", "essay", "--course", "course"], "'essay' is not one of"),
        (["scenario", "first-module", "--course", "nowhere"], "nowhere is not a folder"),
        (["page", "first-module"], "there is no course here"),
    ],
)
def test_what_cannot_be_begun_is_said_and_leaves_everything_as_it_was(
    course: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(course.parent)
    before = contents(course.parent)
    result = coursepack(*arguments)
    assert (result.exit_code, contents(course.parent)) == (2, before)
    assert says in result.output


def test_a_person_is_asked_for_what_is_left_out(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.new.command.somebody_is_there", lambda: True)
    result = coursepack("page", "first-module", "--course", str(course), answers="Ways out\n")
    assert result.exit_code == 0
    assert "What is the page called?" in result.stderr
    assert [Path(line).name for line in result.stdout.split()] == ["02-ways-out.md"]


def test_the_guide_begins_with_commands_that_build_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = re.search(r"^## Begin\n.*?^```\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert shown
    for line in shown[1].splitlines():
        program, *arguments = shlex.split(line)
        assert program == "coursepack"
        assert CliRunner().invoke(main, arguments).exit_code == 0, line
    assert len([*Path("dist").glob("*-web.zip")]) == 2


def test_the_smallest_course_of_the_guide_has_no_problem(tmp_path: Path) -> None:
    shown = re.search(
        r"^The smallest course .*?^```yaml\n(.*?)^```\n\n````markdown\n(.*?)^````", GUIDE, re.MULTILINE | re.DOTALL
    )
    assert shown
    head, module = shown[1].split("\n\n")
    (tmp_path / "the-building").mkdir()
    (tmp_path / "course.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "the-building" / "module.yaml").write_text(module, encoding="utf-8")
    (tmp_path / "the-building" / "01-ways-out.md").write_text(shown[2], encoding="utf-8")
    assert judge(tmp_path).problems == ()


@pytest.mark.parametrize("name", sorted(OWN_FOLDERS))
def test_a_module_cannot_have_the_name_of_a_folder_in_which_a_course_keeps_something_else(
    course: Path, name: str
) -> None:
    before = contents(course)
    refused = coursepack("module", name, "--course", str(course))
    assert (refused.exit_code, contents(course)) == (2, before)
    # Who makes it by hand is told the same, once.
    new_module(course, "second", "Second")
    (course / "second").rename(course / name)
    head = course / "course.yaml"
    head.write_text(head.read_text("utf-8").replace("second", name), "utf-8")
    (problem,) = judge(course).problems
    assert problem.code == "reserved-folder"
    assert f"{problem.message}; {problem.hint}" in refused.output


def test_settings_of_an_editor_stand_in_a_course_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("nowhere", "."):
        assert coursepack("editor", folder).exit_code == 2
    assert list(tmp_path.iterdir()) == []
