"""The command ``coursepack preview``: arguments, printing and exit codes. No logic."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.course_argument import course_folder
from builder.extras import how_to_install
from builder.preview.driven import LOOKS, drive
from builder.printing import print_problems, summary

if TYPE_CHECKING:
    from builder.preview.subject import Subject


@click.command()
@click.argument("what", required=False, type=click.Path(path_type=Path), metavar="[COURSE|FILE.zip]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The inspector's port. Without: a free one.")
@click.option("--components", "shown", flag_value="components", default="course", help="Show an example of each block.")
@click.option("--no-browser", "browser", flag_value="nothing", default="browser", help="Only print the address.")
@click.option(
    "--emulate",
    "looks",
    type=click.Choice(sorted(LOOKS)),
    multiple=True,
    help="Open it in a Chromium of its own that shows this (needs playwright).",
)
def preview(what: Path | None, port: int, shown: str, browser: str, looks: tuple[str, ...]) -> None:
    """Show COURSE as it is being written, or a package of any tool, in an emulated LMS that shows what it is told.

    A saved page is on the screen at once. Nothing is written, and only this machine can see it. Ctrl+C ends it.
    """
    try:
        from builder.preview.serve import Printed, listen, serve
    except ImportError as missing:
        cure = how_to_install("preview")
        raise click.UsageError(f"the preview needs {missing.name}, which is not installed: {cure}") from missing
    with ExitStack() as held:
        opening = _opening(what, shown, held)
        try:
            sockets = held.enter_context(listen(port)), held.enter_context(listen(0))
        except OSError as problem:
            raise click.UsageError(
                f"the port {port} cannot be had: {problem.strerror}; choose another --port"
            ) from problem
        printed = Printed(address=lambda address: _ready(address, browser, looks), judged=_print_summary)
        serve(opening, sockets=sockets, printed=printed)


def _opening(what: Path | None, shown: str, held: ExitStack) -> Callable[[], Subject]:
    """Return what opens that which is to be shown; print why it cannot be, and end with exit code 1."""
    if what is None or what.is_dir():
        return partial(_opened_course, course_folder(what), shown)
    from builder.preview.package import PreviewedPackage, opened_package

    try:
        package = held.enter_context(opened_package(what))
    except OSError as problem:
        raise click.UsageError(f"{what} cannot be read: {problem.strerror}") from problem
    if isinstance(package, PreviewedPackage):
        return lambda: package
    print_problems(package, "text", sys.stderr)
    click.echo(f"{what} is no package that can be launched.", err=True)
    sys.exit(1)


def _opened_course(folder: Path, shown: str) -> Subject:
    from builder.judge import read_course
    from builder.preview.components import PreviewedComponents
    from builder.preview.course import PreviewedCourse

    return (PreviewedComponents if shown == "components" else PreviewedCourse)(folder, read_course)


def _ready(address: str, browser: str, looks: tuple[str, ...]) -> None:
    click.echo(address)
    click.echo("Ctrl+C ends the preview.", err=True)
    if looks:
        drive(address, looks)
    elif browser == "browser" and not webbrowser.open(address):
        click.echo("There is no browser to open it in: open the address in one on this machine.", err=True)


def _print_summary(subject: Subject) -> None:
    if found := summary(subject.problems):
        click.echo(f"{found}: see Problems.", err=True)
