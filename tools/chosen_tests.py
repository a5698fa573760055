"""Which tests run a line of the code, found once, and in which order they are asked about a mistake there."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import coverage
import pytest

from tools.trials import OPTIONS, forget, forked

#: Tests of one mutant take no longer than this together, as measured while coverage.py looks on: what all tests run
#: would else be tried by all, for minutes.
_ENOUGH = 30.0


@dataclass(frozen=True)
class Reach:
    """Who runs each line: tests, shared fixtures, and ``""`` for what is run as the tests are collected."""

    lines: Mapping[str, Mapping[int, Sequence[str]]]
    #: The tests that ask for each shared fixture.
    asked: Mapping[str, Sequence[str]]
    #: How long each test takes, without the shared fixtures.
    seconds: Mapping[str, float]
    #: How long all else takes.
    shared: float

    def patience(self, tests: Iterable[str]) -> dict[str, float]:
        """Return after how many seconds each of *tests* is taken to hang: machines have slow minutes."""
        return {test: 10 + 5 * (self.shared + self.seconds[test]) for test in tests}

    def is_early(self, file: str, places: Sequence[range]) -> bool:
        """Say whether a mistake in *places* of *file* can do something before the first test runs."""
        return not places or "" in self._runners(file, places)

    def tests(self, file: str, places: Sequence[range]) -> list[str]:
        """Return the tests that run the first of *places* that any runs: the quickest, as many as there is time for.

        First are those that run it themselves, and of each function one. What is in no function (*places* are
        none) runs as the file is imported, for all: there it is the tests that run anything of *file*.
        """
        runners = self._runners(file, places)
        own = runners & self.seconds.keys()
        shared = {test for name in runners for test in self.asked.get(name, ())}
        # What runs as the tests are collected makes what any of them may use.
        able = own | shared or (self.seconds.keys() if runners else set())
        ranked = sorted(able, key=lambda test: (test not in own, self.seconds[test], test))
        until = accumulate(self.seconds[test] for test in ranked)
        chosen = [test for test, spent in zip(ranked, until, strict=True) if spent <= _ENOUGH or test == ranked[0]]
        turn: Counter[str] = Counter()
        turns = {}
        for test in chosen:
            function = test.partition("[")[0]
            turn[function] += 1
            turns[test] = (test not in own, turn[function])
        return sorted(chosen, key=lambda test: turns[test])

    def _runners(self, file: str, places: Sequence[range]) -> set[str]:
        """Return who runs *places*; not every line of a statement that goes on for several is told to coverage.py."""
        lines = self.lines.get(file, {})
        everywhere = range(max(lines, default=0) + 1)
        found = ({name for line in place for name in lines.get(line, ())} for place in places or [everywhere])
        return next(filter(None, found), set())


class _Recorder:
    """Says to coverage.py which test runs; what a shared fixture does is done for all tests that ask for it."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.running = [""]
        self.since = time.perf_counter()
        #: Of each test and each shared fixture, without those that it asks for.
        self.spent: dict[str, float] = defaultdict(float)
        self.asked: dict[str, list[str]] = defaultdict(list)
        self.tests: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        # A browser is slow to start, and what it sees is what the others read.
        items[:] = [item for item in items if "playwright" not in getattr(item, "fixturenames", ())]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        # What one test left in a cache, the next one would not be seen to run.
        forget()
        self.tests.append(item.nodeid)
        for name in getattr(item, "fixturenames", ()):
            self.asked[name].append(item.nodeid)
        return (yield from self._as(item.nodeid))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        shared = fixturedef.scope != "function"
        return (yield from self._as(fixturedef.argname if shared else self.running[-1]))

    def _as(self, name: str) -> Generator[None, Any, Any]:
        self._turn_to([*self.running, name])
        try:
            return (yield)
        finally:
            self._turn_to(self.running[:-1])

    def _turn_to(self, running: list[str]) -> None:
        now = time.perf_counter()
        self.spent[self.running[-1]] += now - self.since
        self.running, self.since = running, now
        self.measured.switch_context(running[-1])


def reach_of(tree: Path, code: Sequence[str], tests: Sequence[str]) -> Reach | None:
    """Run *tests* in *tree* once, and return which of them run which lines of *code*; ``None`` if one fails."""
    answer = tree / ".reach.json"

    def measure() -> int:
        sys.dont_write_bytecode = False
        measured = coverage.Coverage(data_file=None, config_file=False, include=[str(tree / file) for file in code])
        measured.start()
        recorder = _Recorder(measured)
        ended = pytest.main([*OPTIONS, *tests], [recorder])
        measured.stop()
        data = measured.get_data()
        lines = {file: data.contexts_by_lineno(str(tree / file)) for file in code}
        seconds = {test: recorder.spent[test] for test in recorder.tests}
        shared = sum(recorder.spent.values()) - sum(seconds.values())
        answer.write_text(json.dumps([lines, recorder.asked, seconds, shared]), encoding="utf-8")
        return ended

    if forked(tree, measure) != 0:
        return None
    found, *others = json.loads(answer.read_text(encoding="utf-8"))
    lines = {file: {int(line): names for line, names in by_line.items()} for file, by_line in found.items()}
    return Reach(lines, *others)
