"""The command ``coursepack``: what it is made of. The rest of this folder has arguments, printing and exit codes.

Exit codes: 0 fine; 1 the course or package has errors; 2 wrong usage, or input that cannot be read at all. A command of
a part of its own stands with that, as ``command.py``.
"""

from __future__ import annotations

import atexit
import gc
import sys
from io import TextIOWrapper

import click

from builder.cli.looking import check, explain, sources, verify
from builder.cli.making import build, released, review, session
from builder.compare.command import compare
from builder.doctor import doctor
from builder.edition.command import edition
from builder.lrs.command import lrs_check
from builder.new.command import new, schema
from builder.preview.command import preview
from builder.release.command import release
from builder.report.command import report
from builder.terminal import VERSION

#: Objects between two garbage collections. Python's own 700 cost a fifth of `check`, and a course makes no cycles.
GC_THRESHOLD = 1_000_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@VERSION
def main() -> None:
    """Compile a course written in Markdown and YAML into SCORM and xAPI packages."""
    gc.set_threshold(GC_THRESHOLD)
    # Else Python goes through the whole course once more at its end: a tenth of a build.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A name or a text that the terminal cannot show is no reason to stop.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for command in (
    build, check, compare, doctor, edition, explain, lrs_check, new, preview, release, released, report, review, schema,
    session, sources, verify,
):  # fmt: skip
    main.add_command(command)
