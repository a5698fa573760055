"""The command as a process: however it is stopped or starved, it ends with a sentence and the right exit code."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "small_course"
COMMAND = [sys.executable, "-m", "builder"]
QUIET = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def run(*arguments: str | Path, cwd: Path = ROOT, shell: str = "") -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    if shell:
        command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    environment = {**QUIET, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("module", ["click", "pydantic", "yaml", "jinja2", "lxml"])
def test_a_signal_during_an_import_ends_in_a_sentence(name: str, module: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    (tmp_path / "sitecustomize.py").write_text(
        "import builtins, os\n"
        "sound = builtins.__import__\n"
        "def late(name, *rest, **more):\n"
        f"    if name == {module!r}: os.kill(os.getpid(), {number})\n"
        "    return sound(name, *rest, **more)\n"
        "builtins.__import__ = late\n"
    )
    done = subprocess.run(
        [*COMMAND, "build", str(SMALL), "--output", str(tmp_path / "dist")],
        cwd=ROOT, env={**QUIET, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (128 + number, "")
    assert done.stderr == "Stopped before the end; nothing was put in place.\n"
    assert names_in(tmp_path / "dist") == []


def test_a_full_disk_behind_the_output_is_said_and_the_packages_are_there(tmp_path: Path) -> None:
    done = run("build", SMALL, "--output", tmp_path / "dist", shell=">/dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("The results cannot be printed: No space left on device")
    assert len(done.stderr.splitlines()) == 1
    assert names_in(tmp_path / "dist")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_output_is_no_reason_to_stop(closed: str, tmp_path: Path) -> None:
    done = run("build", SMALL, "--output", tmp_path / "dist", shell=closed)
    assert (done.returncode, done.stderr) == (0, "")
    assert names_in(tmp_path / "dist")


def test_packages_can_be_read_by_a_web_server_whatever_the_mask(tmp_path: Path) -> None:
    command = [
        "sh",
        "-c",
        'umask 077; exec "$@"',
        "sh",
        *COMMAND,
        "build",
        str(SMALL),
        "--output",
        str(tmp_path / "dist"),
    ]
    subprocess.run(command, cwd=ROOT, env=QUIET, capture_output=True, check=True)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "dist").iterdir()}
    assert modes == {0o644}


@pytest.mark.parametrize("output", ["", "packages", "one/media", "one/../dist/deep"])
def test_packages_do_not_go_into_the_course(output: str, tmp_path: Path) -> None:
    course = tmp_path / "course"
    subprocess.run(["cp", "-r", str(SMALL), str(course)], check=True)
    before = sorted(tmp_path.rglob("*"))
    done = run("build", course, "--output", course / output)
    assert done.returncode == 2
    assert "error[output-in-course]" in done.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_a_course_is_built_in_its_own_folder_as_often_as_one_likes(tmp_path: Path) -> None:
    course = tmp_path / "course"
    subprocess.run(["cp", "-r", str(SMALL), str(course)], check=True)
    for _ in range(2):
        done = subprocess.run(
            [*COMMAND, "build", "--format", "web"],
            cwd=course,
            env=QUIET | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert len(list((course / "dist").glob("*.zip"))) == 2


def test_two_builds_into_one_folder_leave_the_packages_of_one_of_them(tmp_path: Path) -> None:
    courses = []
    for version in ("1.0.0", "2.0.0"):
        course = tmp_path / version
        subprocess.run(["cp", "-r", str(SMALL), str(course)], check=True)
        file = course / "course.yaml"
        file.write_text(file.read_text().replace("version: 1.0.0", f"version: {version}"))
        courses.append(course)
    output = tmp_path / "dist"
    for _ in range(3):
        both = [
            subprocess.Popen([*COMMAND, "build", str(course), "--output", str(output)], cwd=ROOT, env=QUIET,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for course in courses
        ]  # fmt: skip
        assert [process.communicate() and process.returncode for process in both] == [0, 0]
        made = {name: (output / name).read_bytes() for name in names_in(output)}
        alone = tmp_path / "alone"
        matches = []
        for course in courses:
            run("build", course, "--output", alone)
            matches.append({name: (alone / name).read_bytes() for name in names_in(alone)} == made)
        assert any(matches)


@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
@pytest.mark.parametrize("name", ["one/media/x.png", "one/03.md", "glossary.yaml"])
def test_what_is_no_file_is_named_and_never_opened(kind: str, name: str, tmp_path: Path) -> None:
    course = tmp_path / "course"
    subprocess.run(["cp", "-r", str(SMALL), str(course)], check=True)
    (course / name).unlink(missing_ok=True)
    if kind == "link":
        (course / name).symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(course / name)
    else:
        try:
            os.mknod(course / name, stat.S_IFCHR | 0o666, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("only root makes devices")
    done = run("check", course)
    assert done.returncode in (1, 2)
    assert f"{name}: error[{'symlink' if kind == 'link' else 'unreadable-file'}]" in done.stdout
