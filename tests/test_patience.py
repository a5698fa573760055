"""No test judges a wall clock, and none waits a fixed time."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = [
    *(path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)),
    *(path for folder in ("player", "scorm_templates", "tests") for path in (ROOT / folder).rglob("*.ts")),
]
#: What waits for a number of seconds, or holds something to it.
JUDGES = re.compile(
    r"wait_for_timeout\(|timeout=\d|set_default_timeout\(\d|\bsleep\(|\bvi\.waitFor\(|\bperf_counter\(|\bmonotonic\(|\btime\.time\("
)
#: Where a clock is looked at, with the reason why no test fails on a machine that is slow.
EXCUSED = {
    "tests/e2e/launches.py": "asks again until PATIENCE is over",
    "tests/e2e/test_five_formats.py": "the course counts no more time than went by in the same run",
    "tests/faults/device.py": "the device's sleep, on a clock of its own",
    "tests/faults/server.py": "a server that is slow on purpose, and the time of a commit, which nobody judges",
    "tests/faults/test_lifecycle.py": "the device's sleep, on a clock of its own",
    "tests/faults/visit.py": "asks again until PATIENCE is over; a browser that crashes never answers",
    "player/testing/eventually.ts": "asks again until PATIENCE is over",
}


def test_no_test_waits_a_fixed_time_or_judges_a_clock() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in TESTS if JUDGES.search(path.read_text(encoding="utf-8"))}
    assert found == EXCUSED.keys()
