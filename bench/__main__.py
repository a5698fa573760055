"""Measures a build and what it makes, prints a table, writes ``bench/results.json``: ``python -m bench [--strict]``.

Sizes and counts over their budget fail the run; with ``--strict`` ratios and memory do too. A clock never does.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench import budgets
from bench.budgets import Kind, Measurement
from bench.many_modules import multiply_course
from bench.packages import PackageFacts, distinct_contents, facts_of
from bench.processes import ROOT, ProcessFailed, cheapest_of, cost_of
from bench.scripts import own_scripts, shared_script

COURSE = ROOT / "course_src"
RUNS = 5
KILOBYTE = 1024
MEGABYTE = 1024 * 1024


def measure(workplace: Path) -> tuple[list[Measurement], list[PackageFacts]]:
    """Build in *workplace* what has to be measured, and return the results and the facts of every package."""
    output, large, contents = workplace / "five", workplace / "fifty_src", workplace / "contents"
    build = ["-m", "builder", "build", str(COURSE), "--output", str(output)]
    # The first build also writes the byte code of everything, which the measured ones then find.
    cost_of(build)
    packages = sorted(output.glob("*.zip"))
    contents.mkdir()
    for number, content in enumerate(distinct_contents(packages)):
        (contents / str(number)).write_bytes(content)
    multiply_course(COURSE, large, copies=10)

    costs = cheapest_of(
        RUNS,
        {
            "floor": ["-m", "bench.floor", str(COURSE), str(contents)],
            "check": ["-m", "builder", "check", str(COURSE)],
            "five": build,
            "fifty": ["-m", "builder", "build", str(large), "--output", str(workplace / "fifty")],
        },
    )
    five = costs["five"]
    facts = [facts_of(package) for package in packages]
    of_modules = [fact for fact in facts if fact.modules == 1]
    own = own_scripts().values()
    results = [
        Measurement(budgets.BUILD_SECONDS, five.seconds),
        Measurement(budgets.BUILD_TO_FLOOR, five.seconds / costs["floor"].seconds),
        Measurement(budgets.BUILD_MEMORY, five.peak_bytes / MEGABYTE),
        Measurement(budgets.CHECK_SECONDS, costs["check"].seconds),
        Measurement(budgets.GROWTH, costs["fifty"].seconds / five.seconds),
        Measurement(budgets.ZIP, max(fact.zip_bytes_not_streamed for fact in of_modules) / KILOBYTE),
        Measurement(budgets.OVERHEAD, max(fact.overhead for fact in of_modules) / KILOBYTE),
        Measurement(budgets.REQUESTS, max(fact.first_requests for fact in facts)),
        Measurement(budgets.FIRST_PAGE_RAW, max(fact.first_page_raw for fact in facts) / KILOBYTE),
        Measurement(budgets.FIRST_PAGE_GZIP, max(fact.first_page_gzip for fact in facts) / KILOBYTE),
        Measurement(budgets.SCRIPT, max(fact.script_gzip for fact in facts) / KILOBYTE),
        Measurement(budgets.SAVING, max(fact.saving_gzip for fact in facts) / KILOBYTE),
        Measurement(budgets.INTERACTION, max(own) / KILOBYTE),
        Measurement(budgets.INTERACTIONS, (sum(own) + shared_script()) / KILOBYTE),
        Measurement(budgets.STYLE, max(fact.style_gzip for fact in facts) / KILOBYTE),
        Measurement(budgets.STATE, max(fact.state_worst_case for fact in facts)),
    ]
    return results, facts


def print_table(results: Sequence[Measurement], facts: Sequence[PackageFacts]) -> None:
    """Print the packages, then every measurement beside its budget."""
    print(f"{'package':<44}{'zip KB':>8}{'files':>7}{'page KB':>9}{'gzip KB':>9}{'state':>7}")
    for fact in facts:
        sizes = f"{fact.zip_bytes / KILOBYTE:>8.1f}{fact.files:>7}{fact.first_page_raw / KILOBYTE:>9.1f}"
        print(f"{fact.name:<44}{sizes}{fact.first_page_gzip / KILOBYTE:>9.1f}{fact.state_worst_case:>7}")
    print()
    print_measurements(results)


def print_measurements(results: Sequence[Measurement]) -> None:
    """Print every measurement beside its budget."""
    print(f"{'measurement':<46}{'measured':>10}{'at most':>9}")
    for result in results:
        budget = result.budget
        verdict = "" if result.within else "  OVER"
        print(f"{budget.name:<46}{result.measured:>10.2f}{budget.most:>9g} {budget.unit}{verdict}")


def write_results(target: Path, results: Sequence[Measurement], facts: Sequence[PackageFacts]) -> None:
    """Write what ``print_table`` prints as JSON, with the machine it holds for."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
    measured = [
        {"name": r.budget.name, "unit": r.budget.unit, "measured": round(r.measured, 3), "budget": r.budget.most}
        for r in results
    ]
    report = {"machine": machine, "results": measured, "packages": [asdict(fact) for fact in facts]}
    target.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Measure, print, write, and return the exit code."""
    binding = {Kind.SIZE, Kind.RATIO} if "--strict" in arguments else {Kind.SIZE}
    try:
        with tempfile.TemporaryDirectory() as folder:
            results, facts = measure(Path(folder))
    except ProcessFailed as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    print_table(results, facts)
    write_results(ROOT / "bench" / "results.json", results, facts)
    return int(any(result.budget.kind in binding and not result.within for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
