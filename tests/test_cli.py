from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from builder import __version__
from builder.cli import main
from builder.rules import rules

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "samples" / "_base"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the author stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def takes_problems(command: click.Command) -> bool:
    """Say whether *command* has the option ``--problems``."""
    return any("--problems" in option.opts for option in command.params)


def coursepack(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_sound_course_ends_with_0(here: Path) -> None:
    shutil.copytree(BASE, "course")
    result = coursepack("check", "course", "--today", "2026-11-21")
    assert (result.exit_code, result.output) == (0, "No problems found.\n")


def test_a_warning_is_shown_and_ends_with_0_unless_it_is_to_be_strict(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/notes.txt").touch()
    result = coursepack("check", "course", "--today", "2026-11-21")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "1 warning"
    strict = coursepack("check", "course", "--today", "2026-11-21", "--strict")
    assert (strict.exit_code, strict.output) == (1, result.output)
    Path("course/notes.txt").unlink()
    assert coursepack("check", "course", "--today", "2026-11-21", "--strict").exit_code == 0


def test_an_error_ends_with_1(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/first/module.yaml").unlink()
    result = coursepack("check", "course")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "course/first: error[missing-file]: module.yaml is missing"


def test_a_file_that_cannot_be_read_ends_with_2(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/first/03-more.md").mkdir()
    assert coursepack("check", "course").exit_code == 2


@pytest.mark.parametrize("name", ["course.yml", "Course.yaml", "course.yaml.txt"])
def test_a_course_whose_first_file_has_nearly_its_name_is_told_so(here: Path, name: str) -> None:
    shutil.copytree(BASE, "course")
    Path("course/course.yaml").rename(Path("course", name))
    said = coursepack("check", "course")
    assert said.exit_code == 2
    assert f"{name} should be called course.yaml: rename it" in said.output


def test_without_a_course_named_it_is_course_src_or_this_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, "course_src")
    assert coursepack("check").exit_code == 0
    monkeypatch.chdir("course_src")
    assert coursepack("check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "there is no course here"),
        (["check", "nowhere"], "nowhere is not a folder"),
        (["check", "empty"], "empty is not a course"),
        (["check", "--problems", "xml"], "'xml' is not one of"),
        (["build", "nowhere"], "nowhere is not a folder"),
        (["build", "--format", "scorm13"], "did you mean 'scorm12'?"),
        (["build", "--format", "moodle", "--module", "first"], "--format moodle is the whole course"),
        (["verify"], "Missing argument"),
        (["verify", "gone.zip"], "gone.zip: error[unreadable-file]: cannot be read: No such file or directory"),
        (["verify", "empty"], "empty: error[unreadable-file]: cannot be read: it is a folder without a .zip or .mbz"),
        (["verify", "*.zip"], "*.zip: error[unreadable-file]: cannot be read: No such file or directory"),
        (["explain", "duplicate-kee"], "did you mean 'duplicate-key'?"),
        (["explain", "zzzzzzzz"], "coursepack explain lists them all"),
        (["schema"], "Missing option '--output'"),
        (["schema", "--output", "file/schemas"], "cannot be written: Not a directory"),
        (["chekc"], "No such command"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(here: Path, arguments: list[str], says: str) -> None:
    Path("empty").mkdir()
    Path("file").touch()
    result = coursepack(*arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert sorted(path.name for path in here.iterdir()) == ["empty", "file"]


def test_who_names_a_part_of_a_course_is_told_where_the_course_is(here: Path) -> None:
    shutil.copytree(BASE, "course")
    for part in ("course/course.yaml", "course/first", "course/first/01-start.md"):
        result = coursepack("check", part)
        assert (result.exit_code, "the course is the folder course, above it" in result.output) == (2, True)


@pytest.mark.parametrize("below", ["first", "first/questions", "first/media/deep"])
def test_a_course_is_found_from_wherever_in_it_the_author_stands(
    here: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    shutil.copytree(BASE, "course")
    Path("course", below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(here / "course" / below)
    checked = coursepack("check", "--today", "2026-11-21")
    assert (checked.exit_code, checked.output) == (0, "No problems found.\n")
    # As a shell completes it.
    assert coursepack("new", "page", "first/", "--title", "One more").exit_code == 0
    assert (here / "course" / "first" / "03-one-more.md").is_file()
    before = sorted(here.rglob("*"))
    for command in ("build", "review"):
        assert coursepack(command).exit_code == 2
    assert sorted(here.rglob("*")) == before


def test_problems_can_be_had_as_json_and_nothing_else(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/first/module.yaml").unlink()
    result = coursepack("check", "course", "--problems", "json")
    assert result.exit_code == 1
    assert [problem["code"] for problem in json.loads(result.output)["problems"]] == ["missing-file"]


def test_a_finished_package_is_called_by_its_standard(here: Path) -> None:
    shutil.copytree(BASE, "course")
    assert coursepack("build", "course", "--format", "xapi").exit_code == 0
    (package,) = Path("dist").glob("*.zip")
    first, last = coursepack("verify", str(package)).output.splitlines()
    assert first.startswith("A package for xAPI")
    assert last == "No problems found."


def test_a_verdict_can_be_had_as_json_and_nothing_else(here: Path) -> None:
    Path("no.zip").write_text("no zip")
    result = coursepack("verify", "no.zip", "--problems", "json")
    assert result.exit_code == 1
    assert [problem["code"] for problem in json.loads(result.output)["problems"]] == ["not-a-zip"]


def test_a_build_says_that_nobody_has_signed_a_module_off(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/lint.yaml").write_text("release:\n  reviewers: [practitioner, tester]\n")
    built = coursepack("build", "course", "--format", "web")
    assert built.output.splitlines()[-1].startswith("Drafts, not signed off: M1.")


def test_a_build_says_how_long_saved_state_can_become(here: Path) -> None:
    built = coursepack("build", str(BASE), "--format", "web")
    assert re.search(r"  saved state: worst case \d+ of 1,024$", built.output, re.MULTILINE)


def test_a_build_that_is_told_to_stop_leaves_nothing_half_written(here: Path) -> None:
    # It stops itself in the middle of the last package, as a CI job would be stopped from outside.
    stopping = (
        "import os, signal, sys, builder.archive as archive\n"
        "def stopped(self): os.kill(os.getpid(), signal.SIGTERM)\n"
        "archive.PackageWriter.put_in_place = stopped\n"
        "from builder.__main__ import run\n"
        f"sys.argv = ['coursepack', 'build', {str(BASE)!r}]\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", stopping], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 143
    assert not Path("dist").exists()


def test_problems_can_be_had_for_github_and_nothing_else(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/first/module.yaml").unlink()
    result = coursepack("check", "course", "--problems", "github")
    assert [line[:8] for line in result.output.splitlines()] == ["::error "]


@pytest.mark.parametrize("command", [name for name, command in main.commands.items() if takes_problems(command)])
def test_whatever_reads_a_course_or_a_package_lists_its_problems_for_programs(here: Path, command: str) -> None:
    Path("course").mkdir()
    Path("course/course.yaml").write_text("id: [")
    Path("no.zip").write_text("no zip")
    asked = {"session": ["course", "--minutes", "60"], "verify": ["no.zip"], "compare": ["no.zip", "no.zip"]}
    asked |= {"release": ["course", "--output", "out"], "report": ["no.zip", "--statements", "no.zip"]}
    result = coursepack(command, *asked.get(command, ["course"]), "--problems", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"]


def test_every_command_that_can_find_problems_can_list_them_for_programs() -> None:
    assert {name for name, command in main.commands.items() if takes_problems(command)} == {
        "build", "check", "compare", "release", "released", "report", "review", "session", "sources", "verify",
    }  # fmt: skip


@pytest.mark.parametrize(("command", "what"), [("check", "course"), ("verify", "no.zip")])
def test_the_former_name_of_the_option_still_works_and_says_the_new_one(here: Path, command: str, what: str) -> None:
    shutil.copytree(BASE, "course")
    Path("no.zip").write_text("no zip")
    before = coursepack(command, what, "--format", "json")
    now = coursepack(command, what, "--problems", "json")
    assert (before.exit_code, before.stdout) == (now.exit_code, now.stdout)
    assert len(before.stderr.splitlines()) == 1
    assert "--problems" in before.stderr
    assert now.stderr == ""
    assert coursepack(command, what, "--format", "json", "--problems", "github").stdout[:1] != "{"


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_problem_is_explained(code: str) -> None:
    result = coursepack("explain", code)
    assert result.exit_code == 0
    assert result.output == f"{code}\n\n{rules()[code].text}\n"


def test_every_problem_is_listed_where_none_is_named() -> None:
    listed = coursepack("explain").output.splitlines()
    assert [line.split()[0] for line in listed] == list(rules())


def test_schemas_are_written_into_a_folder_that_need_not_be_there(here: Path) -> None:
    result = coursepack("schema", "--output", "a/b")
    assert result.exit_code == 0
    files = sorted(path.name for path in Path("a/b").iterdir())
    assert "course.schema.json" in files
    assert sorted(Path(line).name for line in result.output.splitlines()) == files


def test_the_version_is_the_packages() -> None:
    assert coursepack("--version").output == coursepack("-V").output
    assert coursepack("-V").output.startswith(f"coursepack, version {__version__}")


def test_names_and_text_that_a_terminal_cannot_show_stop_nothing(here: Path) -> None:
    shutil.copytree(BASE, "course")
    Path("course/é\udcff.yaml").touch()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    for form in ("text", "json", "github"):
        command = [sys.executable, "-m", "builder", "check", "course", "--problems", form]
        result = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert (result.returncode, result.stderr) == (0, b"")
        assert result.stdout.isascii()


def test_checking_loads_nothing_that_only_building_needs() -> None:
    code = "import sys; from builder.cli import main; main(['check'], standalone_mode=False)"
    watched = ("jinja2", "lxml", "rich", "builder.render.module", "builder.verify")
    code = f"import atexit; atexit.register(lambda: print([m for m in {watched} if m in sys.modules])); {code}"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, text=True)
    assert result.stdout.splitlines()[-1] == "[]"
