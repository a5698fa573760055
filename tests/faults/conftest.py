"""Fixtures of the fault tests: the small course, an LMS's server that can fail, and learners' devices."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from builder.render.module import render_module
from builder.source.load import load
from tests.bundled import bundled
from tests.conftest import CHROMIUM_ARGUMENTS
from tests.e2e.readable import package_of
from tests.faults.card import Card
from tests.faults.device import Device
from tests.faults.engines import ENGINES, NO_FIREFOX, NO_WHOLE_CHROMIUM, find_whole_chromium, options_of
from tests.faults.played import is_for_the_card
from tests.faults.server import World, serve
from tests.faults.watch import Judge
from tools.chromium import find_chromium

HERE = Path(__file__).parent
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
        """Take down a test that was run, that was left out, or that failed before or after."""
        noted = report.user_properties
        engine = next((str(value) for name, value in noted if name == "engine"), "")
        if report.skipped and isinstance(report.longrepr, tuple):
            self.card.leave_out(report.nodeid, engine, report.longrepr[2].removeprefix("Skipped: "))
        elif report.when == "call" or report.failed:
            profiles = [str(value) for name, value in noted if name == "profile"]
            self.card.note(report.nodeid, sorted(set(profiles)), engine, passed=report.passed)
        for version in (str(value) for name, value in noted if name == "version"):
            self.card.versions[engine] = version

    def pytest_sessionfinish(self) -> None:
        """Write the card."""
        self.target.write_text(self.card.text(), encoding="utf-8")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Play whatever needs a browser in each of them."""
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ENGINES)


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


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser | None]:
    """Headless Firefox, one for all tests, or None."""
    options = options_of("firefox")
    started = options and playwright.firefox.launch(**options)
    yield started
    if started:
        started.close()


@pytest.fixture
def browser(request: pytest.FixtureRequest, engine: str) -> Browser:
    """The browser in which the fault is played; the test is left out where that is impossible."""
    request.node.user_properties.append(("engine", engine))
    if engine == "chromium":
        started = request.getfixturevalue("chromium")
    elif reason := request.node.get_closest_marker("chromium_alone"):
        pytest.skip(reason.args[0])
    else:
        started = request.getfixturevalue("firefox") or pytest.skip(NO_FIREFOX)
    request.node.user_properties.append(("version", started.version))
    return started


@pytest.fixture
def browser_with_cache(playwright: Playwright, browser: Browser, engine: str) -> Iterator[Browser]:
    """A browser that keeps the page that is left, as people's browsers do and Playwright's Chromium does not."""
    if engine == "chromium":
        program = find_whole_chromium() or pytest.skip(NO_WHOLE_CHROMIUM)
        browser = playwright.chromium.launch(
            executable_path=program, args=CHROMIUM_ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
        )
    yield browser
    if engine == "chromium":
        browser.close()


@pytest.fixture
def start_browser(
    playwright: Playwright, browser: Browser, engine: str, tmp_path: Path
) -> Callable[[], BrowserContext]:
    """Starts a browser that keeps its data in ``tmp_path``, from one time to the next."""
    options = options_of(engine) or {}
    return lambda: getattr(playwright, engine).launch_persistent_context(tmp_path, viewport=SCREEN, **options)


@pytest.fixture
def context_that_freezes(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A Chromium whose pages can be frozen: what Playwright starts it keeps in sight, and such pages never are."""
    command = [find_chromium(), "--headless", "--remote-debugging-port=0", f"--user-data-dir={tmp_path}"]
    command += CHROMIUM_ARGUMENTS
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            said = iter(process.stderr or ())
            address = next(line.split()[-1] for line in said if line.startswith("DevTools listening on"))
            browser = playwright.chromium.connect_over_cdp(address, no_defaults=True)
            yield browser.contexts[0]
            browser.close()
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # Debian's program is a script, and the browser its child


@pytest.fixture(scope="session")
def package() -> zipfile.ZipFile:
    """The course that is interrupted, with the SCORM 1.2 player."""
    course = load(HERE / "course").course
    assert course is not None
    return package_of(render_module(course, course.contents[0]))


@pytest.fixture(scope="session")
def lms_page() -> bytes:
    """The program of the LMS's page."""
    return bundled(HERE / "lms" / "page.ts")


@pytest.fixture(scope="session")
def judge(chromium: Browser) -> Iterator[Judge]:
    """One who can read saved states."""
    page = chromium.new_page()
    page.evaluate(bundled(HERE / "lms" / "judge.ts").decode())
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

    def make(other: Browser | None = None, **options: object) -> Device:
        context = (other or browser).new_context(**({"viewport": SCREEN, "locale": "en-GB"} | options))
        contexts.append(context)
        bank = json.loads(world.package.read("bank.json"))
        return Device(context, world, judge, lambda profile: noted.append(("profile", profile)), bank)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def device(make_device: MakeDevice) -> Device:
    """A learner's device, on which time stands still."""
    return make_device().start_clock()


MakeDevice = Callable[..., Device]


@pytest.fixture(scope="session")
def finished(chromium: Browser, package: zipfile.ZipFile, lms_page: bytes, judge: Judge) -> dict[str, str]:
    """What an LMS holds of a learner who has passed and left."""
    with serve(World(package, lms_page)) as world:
        context = chromium.new_context(viewport=SCREEN)
        bank = json.loads(package.read("bank.json"))
        visit = Device(context, world, judge, lambda _: None, bank).start_clock().open().connected()
        visit.finish_reading()
        visit.take()
        visit.until("Saved").leave()
        context.close()
        return world.account().values
