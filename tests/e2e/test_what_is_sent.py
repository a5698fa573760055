"""What learners read of what is sent, held against what was sent of one who did everything there is to do."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.build import build
from builder.checks.parts import decisions_shown
from builder.formats import FORMATS
from builder.model.course import Course, Module
from builder.model.ids import tracked
from builder.preview.lrs import Lrs
from builder.render.sent import sent
from builder.source.load import load
from tests.e2e.launches import lms_of, open_cmi5, open_scorm2004, saved
from tests.e2e.learner import Learner, bank_of, open_scorm12, open_xapi
from tests.e2e.server import World
from tests.e2e.test_privacy import token_for, write_everywhere
from tests.release.made_releases import SAID

ROOT = Path(__file__).parent.parent.parent
SENDING = [name for name, made in FORMATS.items() if made.sends]
#: What says who the learner is or what they prefer (SCORM 1.2 RTE, section 3.4.4; SCORM 2004 RTE, 4.2; cmi5 11).
WHO = re.compile(r"\.(student|learner)_(?!data)|comments|agents/profile")
OPTIONS = {"kept": "practice: false", "sent": "practice: true"}


@pytest.fixture(scope="module", params=OPTIONS)
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with every kind of block, which sends answers to practice or keeps them."""
    folder = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(ROOT / "tests" / "wide_course", folder)
    file = folder / "course.yaml"
    file.write_text(f"{file.read_text()}tracking:\n  {OPTIONS[request.param]}\n")
    loaded = load(folder).course
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def module(course: Course) -> Module:
    """Its module with a check."""
    return next(module for module in course.contents if module.check)


@pytest.fixture(scope="module")
def packages(course: Course, module: Module, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The module in each format whose LMS is sent something."""
    folder = Path(course.where.path).parent
    report = build(folder, formats=SENDING, modules=[module.slug], output=tmp_path_factory.mktemp("sent"))
    assert report.exit_code == 0, "\n".join(map(str, report.problems))
    return {package.path.stem: package.path for package in report.packages}


def visits(open_module: Callable[[], Learner], world: World, package: str) -> Iterator[Learner]:
    """Come, do everything, fail, come again and pass; yield the learner before each leaving."""
    token = token_for(package)
    first = open_module().connected()
    write_everywhere(first.view, token)
    first.practise()
    first.go_on()
    yield first
    second = open_module().connected()
    second.read_all()
    second.take_quiz(bank=bank_of(world, package), wrong=second.data["check"]["draw"])
    yield second
    third = open_module().connected()
    third.open_page(third.data["check"]["page"])
    third.take_quiz(bank=bank_of(world, package), wrong=0)
    expect(third.view.locator(".panel")).to_contain_text("You passed")
    yield third


def elements(learner: Learner) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of everything that an LMS of SCORM was told; numbers in names are ``n``."""
    for call in learner.calls():
        if call["name"].endswith("SetValue"):
            element, value = call["args"]
            yield re.sub(r"\.\d+(?=\.|$)", ".n", element), value


def stored(lrs: Lrs) -> Iterator[tuple[str, str]]:
    """Yield the verb of every statement with its object, and the keys of every document."""
    for statement in lrs.statements:
        yield "actor", ""
        yield statement["verb"]["display"]["en"], statement["object"]["id"].rpartition("/")[2]
    for document in lrs.documents.values():
        for key in json.loads(document):
            yield f"state:{key}", ""


@pytest.mark.parametrize("name", SENDING)
def test_an_lms_gets_what_learners_are_told_that_it_gets_and_nothing_else(
    name: str, course: Course, module: Module, context: BrowserContext, world: World, address: str
) -> None:
    package = f"{course.id}-{module.slug}-{name}"
    openers: dict[str, Callable[[], Learner]] = {
        "scorm12": lambda: open_scorm12(context, address, package=package),
        "scorm2004": lambda: open_scorm2004(context, address, package=package),
        "xapi": lambda: open_xapi(context, address, world=world, package=package),
        "cmi5": lambda: open_cmi5(context, address, world=world, package=package),
    }
    received: list[tuple[str, str]] = []
    whole: list[object] = []
    asked: set[str] = set()
    context.on("request", lambda request: asked.update(re.findall("agents/profile", request.url)))
    for learner in visits(openers[name], world, package):
        if name == "xapi" or name == "cmi5":
            saved(learner)
        learner.leave()
        if name.startswith("scorm"):
            received += elements(learner)
            whole += learner.calls()
            asked |= {call["args"][0] for call in learner.calls() if call["name"].endswith("GetValue")}
        learner.tab.close()
    if not name.startswith("scorm"):
        lrs = world.lrs if name == "xapi" else lms_of(world, package).lrs
        received += stored(lrs)
        whole += [*lrs.statements, *map(str, lrs.documents.values())]

    sends = FORMATS[name].sends
    told = sent(course, module, sends)
    assert {element for element, _ in received} == {n for one in told for n in one.names(sends)}
    answered = {value for element, value in received if element in ("cmi.interactions.n.id", "answered")}
    taught = {question.id for page in module.pages for question in page.questions}
    taught |= {decision.id for _, decision in decisions_shown(course, module)}
    names = {tracked(one) if name.startswith("scorm") else one for one in taught}
    assert (answered & names) == (names if course.tracking.practice else set())
    assert token_for(package) not in json.dumps(whole)
    # What a launch of xAPI and cmi5 says by itself is the actor.
    who = {element for element in asked if WHO.search(element)} | ({"actor"} if not name.startswith("scorm") else set())
    assert who == set(SAID["asks"][name])
