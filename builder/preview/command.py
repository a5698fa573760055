"""The command ``coursepack preview``: arguments, printing and exit codes. No logic."""

from __future__ import annotations

import sys
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.course_argument import course_folder
from builder.printing import print_problems, summary

if TYPE_CHECKING:
    from builder.preview.subject import Subject


@click.command()
@click.argument("what", required=False, type=click.Path(path_type=Path), metavar="[COURSE|FILE.zip]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The inspector's port. Without: a free one.")
@click.option("--components", "shown", flag_value="components", default="course", help="Show an example of each block.")
@click.option("--no-browser", "opening", flag_value="nothing", default="browser", help="Only print the address.")
def preview(what: Path | None, port: int, shown: str, opening: str) -> None:
    """Show COURSE as it is being written, or a package of any tool, in an emulated LMS that shows what it is told.

    A saved page is on the screen at once. Nothing is written, and only this machine can see it. Ctrl+C ends it.
    """
    try:
        from builder.preview.serve import listen, serve
    except ImportError as missing:
        cure = "pip install '.[preview]' in the clone, or pip install starlette uvicorn watchfiles"
        raise click.UsageError(f"the preview needs {missing.name}, which is not installed: {cure}") from missing
    with ExitStack() as held:
        subject = _subject(what, shown, held)
        try:
            sockets = held.enter_context(listen(port)), held.enter_context(listen(0))
        except OSError as problem:
            raise click.UsageError(
                f"the port {port} cannot be had: {problem.strerror}; choose another --port"
            ) from problem
        serve(subject, sockets=sockets, ready=lambda address: _ready(subject, address, opening))


def _subject(what: Path | None, shown: str, held: ExitStack) -> Subject:
    """Return what is to be shown; print why it cannot be, and end with exit code 1."""
    if what is None or what.is_dir():
        from builder.preview.components import PreviewedComponents
        from builder.preview.course import PreviewedCourse

        return (PreviewedComponents if shown == "components" else PreviewedCourse)(course_folder(what))
    from builder.preview.package import PreviewedPackage, opened_package

    try:
        package = held.enter_context(opened_package(what))
    except OSError as problem:
        raise click.UsageError(f"{what} cannot be read: {problem.strerror}") from problem
    if isinstance(package, PreviewedPackage):
        return package
    print_problems(package, "text", sys.stderr)
    click.echo(f"{what} is no package that can be launched.", err=True)
    sys.exit(1)


def _ready(subject: Subject, address: str, opening: str) -> None:
    click.echo(address)
    if found := summary(subject.problems):
        click.echo(f"{found}: see Problems.", err=True)
    click.echo("Ctrl+C ends the preview.", err=True)
    if opening == "browser" and not webbrowser.open(address):
        click.echo("There is no browser to open it in: open the address in one on this machine.", err=True)
