"""The command ``coursepack doctor``: whether this machine has what coursepack needs, and what to do if it has not."""

from __future__ import annotations

import locale
import platform
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Literal, NamedTuple

import click

from builder.course_argument import course_folder
from builder.extras import how_to_install
from builder.terminal import version

#: Extras of the install, with a module of each and what it is for (``pyproject.toml``).
_EXTRAS = {
    "preview": (("starlette", "uvicorn", "watchfiles"), "coursepack preview"),
    "release": (("cyclonedx", "packageurl", "pptx"), "coursepack release"),
    "session": (("pptx",), "coursepack session"),
}
#: One file of each kind that ``make assets`` makes, and that an install has.
_ASSETS = ("player/player.js", "theme", "schemas", "languages")
_GENERATED = Path(__file__).parents[1] / "scorm_templates" / "generated"


class Examined(NamedTuple):
    """One thing that was looked at; ``missing`` things keep commands from working, without others one does less."""

    state: Literal["ok", "note", "missing"]
    what: str
    cure: str = ""


@click.command()
def doctor() -> None:
    """Look whether this machine has what coursepack needs, and say what to do where it has not. Changes nothing."""
    findings = list(examined())
    for finding in findings:
        click.echo(f"{finding.state:8}{finding.what}")
        if finding.cure:
            click.echo(f"        {finding.cure}")
    sys.exit(1 if any(finding.state == "missing" for finding in findings) else 0)


def examined() -> Iterator[Examined]:
    """Yield what was found of everything that commands rest on."""
    yield Examined("ok", f"coursepack {version()}, in {Path(__file__).parent}")
    yield Examined("ok", f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    lost = [name for name in _ASSETS if not (_GENERATED / name).exists()]
    if lost:
        cure = "in a clone run: make assets; otherwise install coursepack again"
        yield Examined("missing", f"what goes into every package: {', '.join(lost)}", cure)
    else:
        yield Examined("ok", "scripts, styles and schemas for packages")
    for extra, (modules, command) in _EXTRAS.items():
        absent = [name for name in modules if find_spec(name) is None]
        lacks = Examined("note", f"{command} needs the extra {extra!r}", how_to_install(extra))
        yield lacks if absent else Examined("ok", command)
    yield _terminal()
    try:
        yield Examined("ok", f"a course: {(course_folder(None) / 'course.yaml').as_posix()}")
    except click.UsageError as none:
        yield Examined("note", none.message, "coursepack new course FOLDER writes one to begin with")
    if which("git") is None:
        yield Examined("note", "there is no git", "it is not needed, and keeps every version of a course: git-scm.com")


def _terminal() -> Examined:
    encoding = (sys.stdout.encoding or locale.getpreferredencoding()).lower()
    if encoding.replace("-", "") == "utf8":
        return Examined("ok", "the terminal shows every letter (UTF-8)")
    cure = "set PYTHONUTF8=1; until then letters that it lacks are shown by their numbers, and nothing else changes"
    return Examined("note", f"the terminal shows only the letters of {encoding}", cure)
