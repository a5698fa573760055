"""Which tests run a line of the code, found once; and those alone, the quickest first, in a process that is warm.

A fork of a process that has imported the libraries, and nothing of ours, starts to test in a fraction of a second.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import HealthCheck, Phase, settings

#: What our code and its tests import, and what takes a while.
_LIBRARIES = (
    "babel.dates",
    "hypothesis.strategies",
    "jinja2",
    "jsonschema",
    "lxml.etree",
    "markdown_it",
    "playwright.sync_api",
    "pptx",
    "pydantic",
    "ralph.models.xapi",
    "segno",
    "typst",
)
_OURS = ("bench", "builder", "tests", "tools")
#: Hypothesis is there before pytest, which says so.
_UNWARNED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
_OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--basetemp=.tested", "--hypothesis-seed=0", *_UNWARNED)
#: A mistake that makes lists without end ends here, and not with the machine.
_BYTES = 6 * 1024**3


@dataclass(frozen=True)
class Reach:
    """The tests that run each line, by file and line, and how long each test takes, in seconds."""

    lines: Mapping[str, Mapping[int, Sequence[str]]]
    seconds: Mapping[str, float]

    def tests(self, file: str, line: int, statement: int | None) -> list[str]:
        """Return the tests that run *line*, or else *statement*, the quickest first.

        What is in no function runs as the file is imported, for all: there it is the tests that run anything of *file*.
        """
        lines = self.lines.get(file, {})
        if statement is None:
            able = {test for tests in lines.values() for test in tests} or self.seconds.keys()
        else:
            able = set(lines.get(line) or lines.get(statement, ()))
        return sorted(able, key=lambda test: (self.seconds[test], test))


class _Recorder:
    """Says to coverage.py which test runs; what a shared fixture does is done for all tests that ask for it."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.running = [""]
        self.since = time.perf_counter()
        #: Of each test and each shared fixture, without those that it asks for.
        self.spent: dict[str, float] = defaultdict(float)
        self.tests_of: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        # A browser is slow to start, and what it sees is what the others read.
        items[:] = [item for item in items if "playwright" not in getattr(item, "fixturenames", ())]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        # What one test left in a cache, the next one would not be seen to run.
        for each in _caches(len(sys.modules)):
            each.cache_clear()
        names = (item.nodeid, *getattr(item, "fixturenames", ()))
        for name in names:
            self.tests_of[name].add(item.nodeid)
        result = yield from self._as(item.nodeid)
        # A test that is tried alone makes all that it asks for.
        self.seconds[item.nodeid] = sum(self.spent[name] for name in names)
        return result

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
        ended = pytest.main([*_OPTIONS, *tests], [recorder])
        measured.stop()
        data = measured.get_data()
        lines = {
            file: {
                line: sorted({test for name in names for test in recorder.tests_of.get(name, ())})
                for line, names in data.contexts_by_lineno(str(tree / file)).items()
            }
            for file in code
        }
        answer.write_text(json.dumps([lines, recorder.seconds]), encoding="utf-8")
        return ended

    if _forked(tree, measure) != 0:
        return None
    found, seconds = json.loads(answer.read_text(encoding="utf-8"))
    lines = {file: {int(line): tests for line, tests in by_line.items()} for file, by_line in found.items()}
    return Reach(lines, seconds)


@functools.lru_cache(maxsize=1)
def _caches(_: int) -> list[Any]:
    """Return every cache of the code; when more is imported, there may be more."""
    cached = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    return [each for each in cached if each.__module__.startswith("builder")]


class _Chosen:
    def __init__(self, tests: Sequence[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


def fails(tree: Path, tests: Sequence[str], seconds: float) -> bool:
    """Say whether one of *tests* fails in *tree*, or they take longer than *seconds*."""
    files = sorted({test.partition("::")[0] for test in tests})

    def test() -> int:
        # Byte code of a file that changes twice in a second would be taken for that of the other one.
        sys.dont_write_bytecode = True
        # A loop without end is a mistake that is seen.
        signal.alarm(int(seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))
        return pytest.main([*_OPTIONS, "--hypothesis-profile=mutants", *files], [_Chosen(tests)])

    ended = _forked(tree, test)
    if ended == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise RuntimeError(f"of the chosen tests none was found: {tests}")
    return ended != 0


def _forked(tree: Path, work: Callable[[], int]) -> int:
    """Return how *work* ended in a fork of this process, in *tree* and without a word."""
    _warm()
    child = os.fork()
    if child == 0:
        ended = 99
        try:
            os.chdir(tree)
            sys.path[:] = [str(tree), *(path for path in sys.path if path not in ("", os.environ.get("PWD")))]
            for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
                del sys.modules[name]
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            silence = os.open(tree / ".said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            ended = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@functools.cache
def _warm() -> None:
    for name in _LIBRARIES:
        import_module(name)
    # Whether a test fails is asked, and not what the smallest example is.
    once = (Phase.explicit, Phase.generate)
    quiet = [HealthCheck.too_slow]
    settings.register_profile("mutants", deadline=None, suppress_health_check=quiet, phases=once, database=None)
