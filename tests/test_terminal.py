"""What commands say beside their results, and to which console: nothing that a program or a pipe would trip over."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder import __version__, terminal
from builder.build import build
from builder.cli import main
from builder.terminal import told

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "small_course"
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def coursepack(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A course with one warning."""
    shutil.copytree(SMALL, tmp_path / "course")
    (tmp_path / "course" / "notes.txt").touch()
    return tmp_path / "course"


@pytest.mark.parametrize("command", ["check", "build"])
def test_quiet_prints_problems_and_nothing_else(command: str, faulty: Path, tmp_path: Path) -> None:
    more = ["--output", tmp_path / "dist", "--format", "web"] if command == "build" else []
    quiet = coursepack(command, faulty, "--quiet", *more)
    (first, hint) = quiet.stdout.splitlines()
    assert "warning[stray-file]" in first
    assert hint.startswith("  hint: ")
    assert (quiet.exit_code, quiet.stderr) == (0, "")
    (faulty / "notes.txt").unlink()
    assert coursepack(command, faulty, "-q", *more).output == ""


def test_quiet_says_nothing_of_sound_packages(tmp_path: Path) -> None:
    build(SMALL, formats=["web"], modules=[], output=tmp_path)
    assert coursepack("verify", "-q", tmp_path).output == ""


def test_verbose_says_each_step_beside_the_results(tmp_path: Path) -> None:
    plain = coursepack("build", SMALL, "--format", "web", "--output", tmp_path)
    verbose = coursepack("build", SMALL, "--format", "web", "--output", tmp_path, "-v")
    assert (plain.stderr, verbose.stdout) == ("", plain.stdout)
    steps = [re.fullmatch(r" *\d+\.\d\d s  (.+)", line) for line in verbose.stderr.splitlines()]
    assert [step[1] for step in steps if step] == [
        "Reading and checking the course",
        "Packages of one, 1 of 2",
        "Packages of two, 2 of 2",
        "Everything is in its place",
    ]


def test_a_build_says_how_much_there_is_to_learn_and_how_heavy_it_is(tmp_path: Path) -> None:
    said = coursepack("build", SMALL, "--format", "web", "--output", tmp_path).stdout.splitlines()[-1]
    assert re.fullmatch(r"2 modules, 3 pages, \d+ minutes, 2 questions; the heaviest package has \d+ kB\.", said)


@pytest.mark.parametrize(("ci", "where", "times"), [("", "terminal", 1), ("true", "terminal", 0), ("", "pipe", 0)])
def test_progress_is_one_line_for_a_person_at_a_terminal_and_goes_away(
    monkeypatch: pytest.MonkeyPatch, ci: str, where: str, times: int
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: where == "terminal")
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("CI", ci)
    with told("normal") as step:
        step("Packages of one")
    assert "\n" not in screen.getvalue()
    assert screen.getvalue() == "\r\x1b[KPackages of one…\r\x1b[K" * times


def test_help_waits_for_nothing_that_reads_a_course() -> None:
    watched = ("pydantic", "yaml", "markdown_it", "jinja2", "lxml", "babel")
    code = f"import sys, builder.cli; print([name for name in {watched} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_version_names_the_commit_where_it_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(terminal, "_CLONE", tmp_path)
    monkeypatch.setattr(terminal, "_NOTED", tmp_path / "commit.txt")
    assert coursepack("-V").output == f"coursepack, version {__version__}\n"
    (tmp_path / "commit.txt").write_text("0123456789ab\n")
    assert coursepack("--version").output == f"coursepack, version {__version__} (0123456789ab)\n"


def test_every_package_names_the_version_that_made_it(tmp_path: Path) -> None:
    made = build(SMALL, formats=[], modules=["one"], output=tmp_path).packages
    assert len(made) >= 5
    for package in made:
        with zipfile.ZipFile(package.path) as archive:
            page = next(name for name in archive.namelist() if name.endswith("index.html"))
            assert f'<meta name="generator" content="coursepack {__version__}">' in archive.read(page).decode()


def test_lines_that_end_as_on_windows_make_the_same_packages(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    for file in [*tmp_path.rglob("*.md"), *tmp_path.rglob("*.yaml"), *tmp_path.rglob("*.svg")]:
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    for course, target in ((SMALL, "lf"), (tmp_path / "course", "crlf")):
        assert build(course, formats=["scorm12"], modules=[], output=tmp_path / target).problems == ()
    packages = [{file.name: file.read_bytes() for file in (tmp_path / target).iterdir()} for target in ("lf", "crlf")]
    assert packages[0] == packages[1]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_no_console_stops_a_command(encoding: str, faulty: Path) -> None:
    page = faulty / "one" / "01-start.md"
    page.write_text("---\nid: X-1\ntitle: Größe – 大小 🔥\n---\n• ==大小==\n", encoding="utf-8")
    settings = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    for command in ("check", "doctor"):
        arguments = [command] + [str(faulty)] * (command == "check")
        done = subprocess.run(
            [sys.executable, "-m", "builder", *arguments], env=settings, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (1 if command == "check" else 0, b"")
        assert done.stdout.decode(encoding)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_that_are_documented_complete_commands_and_options(shell: str) -> None:
    assert f"_COURSEPACK_COMPLETE={shell}_source coursepack" in COMMANDS
    typed = {"COMP_WORDS": "coursepack check --str", "COMP_CWORD": "2" if shell != "fish" else "--str"}
    for word, asked, found in (("source", {}, f"{shell}_complete"), ("complete", typed, "--strict")):
        settings = {"_COURSEPACK_COMPLETE": f"{shell}_{word}", **asked}
        done = CliRunner().invoke(main, [], env=settings, prog_name="coursepack")
        if "Couldn't detect Bash version" in done.stderr:
            pytest.skip("no Bash of version 4.4")
        assert found in done.stdout


def test_the_doctor_finds_a_sound_machine_sound() -> None:
    result = coursepack("doctor")
    assert result.exit_code == 0
    assert "missing" not in result.output
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {f"coursepack {extra}" for extra in extras} <= {line[8:] for line in result.output.splitlines()}


def test_the_doctor_names_what_is_missing_with_its_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builder.doctor._GENERATED", tmp_path)
    monkeypatch.setattr("builder.doctor.find_spec", lambda name: None)
    result = coursepack("doctor")
    assert result.exit_code == 1
    assert re.search(r"^missing .*player.js.*\n +in a clone run: make assets", result.output, re.MULTILINE)
    assert re.search(r"^note .*'session'\n +\S+ -m pip install \"\.\[session\]\"", result.output, re.MULTILINE)
    assert re.search(r"^note .*no course here: .*\n +coursepack new course", result.output, re.MULTILINE)
