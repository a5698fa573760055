"""What every test may ask for: a browser, the published schemas, and whether goldens are written anew."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.junitxml import xml_key
from hypothesis import HealthCheck, settings

from builder.release.results import PROPERTY, tool_digest
from tests.patience import PATIENCE
from tests.subject import course
from tools.chromium import find_chromium
from tools.node import NoNode, find_node

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright

# Property tests are judged by what they find and not by how fast the machine is.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")

__all__ = ["course"]

ROOT = Path(__file__).resolve().parents[1]
#: How Chromium is started: in a container there is no sandbox and no graphics card, and nobody to be told of updates.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
PUBLISHED_SCHEMAS = ROOT.parent / "shared" / "schemas"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew instead of comparing")


@pytest.hookimpl(trylast=True)  # whatever writes results has to be there
def pytest_configure(config: pytest.Config) -> None:
    # By it a release knows that results are of the very coursepack that made it.
    if junit := config.stash.get(xml_key, None):
        junit.add_global_property(PROPERTY, tool_digest())
    # The programs of npm packages look for `node` on PATH; where it came from PyPI it is not there.
    with suppress(NoNode):
        os.environ["PATH"] = find_node().environment["PATH"]


@pytest.fixture(scope="session")
def course_folder() -> Path:
    """The course of the tests' own that has one of everything."""
    return ROOT / "tests" / "wide_course"


@pytest.fixture(scope="session")
def published_schemas() -> Path:
    """The official schemas, kept beside the repository because third-party text is not copied into it."""
    if not PUBLISHED_SCHEMAS.is_dir():
        pytest.skip("the official schemas are not beside this clone (../shared/schemas)")
    return PUBLISHED_SCHEMAS


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """All packages of ``tests/contract/course`` by file name without ending: small, to be played often."""
    from builder.build import build
    from builder.formats import FORMATS

    course = Path(__file__).parent / "contract" / "course"
    report = build(course, formats=["scorm2004-3rd", *FORMATS], modules=[], output=tmp_path_factory.mktemp("played"))
    assert report.exit_code == 0, "\n".join(map(str, report.problems))
    return {package.path.stem: package.path for package in report.packages}


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew. CI never does that."""
    asked = bool(request.config.getoption("--update-goldens"))
    if asked and os.environ.get("CI"):
        pytest.fail("goldens are updated by a person who reads the difference, not by CI")
    return asked


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver. It takes a while to import, and only tests in a browser need it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Headless Chromium, one for all tests: the system's, or the one that Playwright downloaded."""
    started = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The browser in which a package is played."""
    return chromium


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without history: one learner's device."""
    opened = browser.new_context(viewport={"width": 1010, "height": 720}, locale="en-GB")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()
