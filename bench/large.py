"""Measures what a release for a whole country takes: ``python -m bench.large [--strict]`` prints it beside its budgets.

150 editions of the real course in two formats, and plain courses of 200 and 1,000 modules in all formats. Memory over
its budget fails a run with ``--strict``; a clock never does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import budgets
from bench.__main__ import COURSE, MEGABYTE, print_measurements
from bench.budgets import Kind, Measurement
from bench.made_courses import write_course, write_editions
from bench.processes import Cost, ProcessFailed, cost_of
from builder.judge import judge

FORMATS = ("scorm12", "xapi")


def measure(workplace: Path) -> list[Measurement]:
    """Build in *workplace* what has to be measured, and return the results."""
    few, many = _editions(workplace, 10), _editions(workplace, 150)
    packages = len([*(workplace / "of-150").glob("*.zip")])
    return [
        Measurement(budgets.EDITION_CPU, many.cpu_seconds * 1000 / packages),
        Measurement(budgets.EDITIONS_MEMORY, many.peak_bytes / MEGABYTE),
        Measurement(budgets.EDITIONS_GROWTH, many.peak_bytes / few.peak_bytes),
        Measurement(budgets.MODULES_MEMORY, _modules(workplace, 200).peak_bytes / MEGABYTE),
        Measurement(budgets.MANY_MODULES_MEMORY, _modules(workplace, 1_000).peak_bytes / MEGABYTE),
    ]


def _editions(workplace: Path, count: int) -> Cost:
    course = judge(COURSE).course
    assert course, "the real course can be read"
    folder = workplace / f"editions-{count}"
    write_editions(folder, contacts=[contact.id for contact in course.local], count=count)
    formats = [word for name in FORMATS for word in ("--format", name)]
    return _build(COURSE, workplace / f"of-{count}", *formats, "--editions", str(folder), "--edition", "all")


def _modules(workplace: Path, count: int) -> Cost:
    write_course(workplace / f"course-{count}", modules=count)
    return _build(workplace / f"course-{count}", workplace / f"out-{count}")


def _build(course: Path, output: Path, *options: str) -> Cost:
    return cost_of(["-m", "builder", "build", str(course), "--output", str(output), *options])


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return the exit code."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            results = measure(Path(folder))
    except ProcessFailed as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    print_measurements(results)
    over = [result for result in results if result.budget.kind is Kind.RATIO and not result.within]
    return int("--strict" in arguments and bool(over))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
