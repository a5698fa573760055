"""Runs whole processes and says what they cost. A cold process is what an author and a CI job wait for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: ru_maxrss counts kilobytes on Linux and bytes on macOS (getrusage(2) of each).
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class ProcessFailed(Exception):
    """A measured process failed, so that its time means nothing."""


@dataclass(frozen=True)
class Cost:
    """What one process cost: wall-clock seconds, its peak memory in bytes, and seconds of all its threads at work."""

    seconds: float
    peak_bytes: int
    cpu_seconds: float


def cost_of(arguments: Sequence[str]) -> Cost:
    """Run Python with *arguments* in a process of its own, from start to exit, and return what it cost."""
    # Where it may leave no byte code, each run would compile all modules again, which no author waits for.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ProcessFailed(f"exit code {process.returncode}: python {' '.join(arguments)}")
    return Cost(seconds, usage.ru_maxrss * RSS_UNIT, usage.ru_utime + usage.ru_stime)


def cheapest_of(runs: int, named: Mapping[str, Sequence[str]]) -> dict[str, Cost]:
    """Return the lowest time and the highest peak of *runs* runs of each process of *named*.

    The processes take turns, so that a busy minute on the machine meets all of them; the lowest time is the one that
    other work disturbed least.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in named}
    for _ in range(runs):
        for name, arguments in named.items():
            costs[name].append(cost_of(arguments))
    return {
        name: Cost(
            min(cost.seconds for cost in each),
            max(cost.peak_bytes for cost in each),
            min(cost.cpu_seconds for cost in each),
        )
        for name, each in costs.items()
    }
