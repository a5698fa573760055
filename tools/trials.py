"""Tests the code with a mistake in it in a fork of a warm process, which has imported and collected all else."""

from __future__ import annotations

import functools
import gc
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import ceil
from pathlib import Path
from types import CodeType, FunctionType

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
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--basetemp=.tested", "--hypothesis-seed=0", *_UNWARNED)
_TRYING = (*OPTIONS, "--hypothesis-profile=mutants")
#: A mistake that makes lists without end ends here, and not with the machine.
_BYTES = 6 * 1024**3
#: What is said in a fork, below the tree.
_SAID = ".said"


@dataclass(frozen=True)
class Trial:
    """A file of the tree, the text that it is to have, and the tests that are asked, in their order.

    A test that takes longer than its seconds hangs, which is a mistake that is seen.
    """

    file: str
    text: str
    tests: Mapping[str, float]


def is_seen(tree: Path, trial: Trial) -> bool:
    """Say whether a test fails as everything is imported anew."""
    file = tree / trial.file
    whole, was = file.read_bytes(), file.stat()

    def test() -> int:
        # Byte code of a file that changes twice in a second would be taken for that of the other one.
        sys.dont_write_bytecode = True
        signal.alarm(ceil(max(trial.tests.values())))
        return pytest.main([*_TRYING, *_files([trial])], [_Chosen(trial.tests)])

    try:
        file.write_text(trial.text, encoding="utf-8")
        ended = forked(tree, test)
    finally:
        file.write_bytes(whole)
        # Its byte code is that of this time.
        os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    if ended == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise RuntimeError(f"of the chosen tests none was found: {trial.tests}")
    return ended != 0


def seen(tree: Path, trials: Sequence[Trial]) -> Iterator[bool | None]:
    """Yield of each of *trials* whether a test fails where only its functions are exchanged; ``None`` if none is."""
    read, write = os.pipe()
    with os.fdopen(read, "rb") as answers:
        serving = _started(tree, lambda: pytest.main([*_TRYING, *_files(trials)], [_Exchange(trials, write)]))
        os.close(write)
        for _ in trials:
            answer = answers.read(1)
            if not answer:
                raise RuntimeError(f"the tests cannot be collected: {said_in(tree)}")
            yield None if answer == b"?" else answer == b"1"
        os.waitpid(serving, 0)


def _files(trials: Sequence[Trial]) -> list[str]:
    return sorted({test.partition("::")[0] for trial in trials for test in trial.tests})


class _Chosen:
    def __init__(self, tests: Mapping[str, float]) -> None:
        self.tests = tests
        self.order = {test: number for number, test in enumerate(tests)}
        resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        signal.alarm(ceil(self.tests[item.nodeid]))


class _Exchange:
    """Where the tests are collected, runs those of each trial in a fork, which has the code of the trial."""

    def __init__(self, trials: Sequence[Trial], answers: int) -> None:
        self.trials = trials
        self.answers = answers

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        functions = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
        sys.dont_write_bytecode = True
        forget()
        gc.freeze()
        for trial in self.trials:
            ended = b"?"
            if exchanged := _exchanged(functions, trial):
                child = os.fork()
                if child == 0:
                    for function, code in exchanged:
                        function.__code__ = code
                    chosen = _Chosen(trial.tests)
                    chosen.pytest_collection_modifyitems(session.items)
                    session.config.pluginmanager.register(chosen)
                    # Pytest goes on, and ends this process.
                    return None
                answer = {0: b"0", pytest.ExitCode.NO_TESTS_COLLECTED: b"?"}
                ended = answer.get(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), b"1")
            os.write(self.answers, ended)
        return True


def _exchanged(functions: Sequence[FunctionType], trial: Trial) -> list[tuple[FunctionType, CodeType]]:
    """Return what of *functions* has other code in *trial*, and that."""
    ours = [each for each in functions if each.__code__.co_filename == str(Path.cwd() / trial.file)]
    try:
        codes = dict(_codes(compile(trial.text, str(Path.cwd() / trial.file), "exec", dont_inherit=True)))
    except SyntaxError:
        # What the compiler warns of is an error where tests run: whoever imports it will see that.
        return []
    able = [(each, codes.get(_place(each.__code__), each.__code__)) for each in ours]
    return [(each, new) for each, new in able if new != each.__code__ and new.co_freevars == each.__code__.co_freevars]


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    yield _place(code), code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def forget() -> None:
    """Clear every cache of the code."""
    for each in _caches(len(sys.modules)):
        each.cache_clear()


@functools.lru_cache(maxsize=1)
def _caches(_: int) -> list[functools._lru_cache_wrapper[object]]:
    """Return every cache of the code; when more is imported, there may be more."""
    cached = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    return [each for each in cached if each.__module__.startswith("builder")]


def forked(tree: Path, work: Callable[[], int]) -> int:
    """Return how *work* ended in a fork of this process, in *tree* and without a word."""
    return os.waitstatus_to_exitcode(os.waitpid(_started(tree, work), 0)[1])


def said_in(tree: Path) -> str:
    """Return how what was last done in *tree* ended, in its own words."""
    return (tree / _SAID).read_text(encoding="utf-8")[-2000:]


def _started(tree: Path, work: Callable[[], int]) -> int:
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
            silence = os.open(tree / _SAID, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            ended = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(ended)
    return child


@functools.cache
def _warm() -> None:
    for name in _LIBRARIES:
        import_module(name)
    # Whether a test fails is asked, and not what the smallest example is.
    once = (Phase.explicit, Phase.generate)
    quiet = [HealthCheck.too_slow]
    settings.register_profile("mutants", deadline=None, suppress_health_check=quiet, phases=once, database=None)
