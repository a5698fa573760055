"""Fixtures of the fault tests: the small course, an LMS's server that can fail, and learners' devices."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.render.module import render_module
from builder.source.load import load
from tests.e2e.readable import package_of
from tests.faults.card import Card
from tests.faults.device import Device
from tests.faults.played import is_for_the_card
from tests.faults.server import World, serve
from tests.faults.watch import Judge

HERE = Path(__file__).parent
ESBUILD = HERE.parents[1] / "node_modules" / ".bin" / "esbuild"
#: A frame as wide as an LMS with its own contents shut leaves it.
SCREEN = {"width": 1010, "height": 720}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fault-card", type=Path, help="write what the fault tests found to this file")


class Recorder:
    """Takes down what becomes of each test, also of those that other processes run, and writes the card at the end."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.card = Card()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down a test that was run, or that failed before or after."""
        if report.when == "call" or report.failed:
            profiles = [str(value) for name, value in report.user_properties if name == "profile"]
            self.card.note(report.nodeid, sorted(set(profiles)), passed=report.passed)

    def pytest_sessionfinish(self) -> None:
        """Write the card."""
        self.target.write_text(self.card.text(), encoding="utf-8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is played for the card alone, unless it is made."""
    if config.getoption("--fault-card", default=None) is None:
        left_out = [item for item in items if is_for_the_card(item)]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_configure(config: pytest.Config) -> None:
    target = config.getoption("--fault-card", default=None)
    if target and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(target))


def bundled(name: str) -> bytes:
    """Return a program of lms/ as browsers take it."""
    command = [ESBUILD, HERE / "lms" / name, "--bundle", "--format=iife", "--log-level=warning"]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture(scope="session")
def package() -> zipfile.ZipFile:
    """The course that is interrupted, with the SCORM 1.2 player."""
    course = load(HERE / "course").course
    assert course is not None
    return package_of(render_module(course, course.contents[0]))


@pytest.fixture(scope="session")
def lms_page() -> bytes:
    """The program of the LMS's page."""
    return bundled("page.ts")


@pytest.fixture(scope="session")
def judge(browser: Browser) -> Iterator[Judge]:
    """One who can read saved states."""
    page = browser.new_page()
    page.evaluate(bundled("judge.ts").decode())
    yield Judge(page)
    page.close()


@pytest.fixture
def world(package: zipfile.ZipFile, lms_page: bytes) -> Iterator[World]:
    """An LMS's server that is well, and knows nobody yet."""
    with serve(World(package, lms_page)) as served:
        yield served


@pytest.fixture
def make_device(browser: Browser, world: World, judge: Judge, request: pytest.FixtureRequest) -> Iterator[MakeDevice]:
    """Returns devices on which the course was never opened; the options are those of a Playwright context."""
    contexts = []
    noted = request.node.user_properties

    def make(**options: object) -> Device:
        context = browser.new_context(**({"viewport": SCREEN, "locale": "en-GB"} | options))
        contexts.append(context)
        bank = json.loads(world.package.read("bank.json"))
        return Device(context, world, judge, lambda profile: noted.append(("profile", profile)), bank, patience=10_000)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def device(make_device: MakeDevice) -> Device:
    """A learner's device, on which time stands still."""
    return make_device().start_clock()


MakeDevice = Callable[..., Device]


@pytest.fixture(scope="session")
def finished(browser: Browser, package: zipfile.ZipFile, lms_page: bytes, judge: Judge) -> dict[str, str]:
    """What an LMS holds of a learner who has passed and left."""
    with serve(World(package, lms_page)) as world:
        context = browser.new_context(viewport=SCREEN)
        bank = json.loads(package.read("bank.json"))
        visit = Device(context, world, judge, lambda _: None, bank, patience=10_000).start_clock().open().connected()
        visit.finish_reading()
        visit.take()
        visit.until("Saved").leave()
        context.close()
        return world.account().values
